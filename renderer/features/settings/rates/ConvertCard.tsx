import { useState } from 'react';
import type { Brand } from '../../../../preload/api/brand.ts';
import { currencyExponent } from '../../../../preload/api/currencies.ts';
import { ErrorBanner } from '../../../app/ErrorBanner.tsx';
import { useCall } from '../../../app/query.ts';
import { useLocaleCode, useTranslate } from '../../../i18n/provider.tsx';
import { Button, Card, ComboBox, FormRow, MoneyField } from '../../../ui/index.ts';
import { useSumText } from '../../../workbench/Money.tsx';
import { RateUsed } from '../../../workbench/RateUsed.tsx';
import { useMay } from '../../../workbench/useMay.ts';
import { currencyOptions } from '../currencies.ts';
import type { Entry } from './entry.ts';
import styles from './Rates.module.css';

/** The same number in minor units of another currency; null where that has fewer decimals than the number needs. */
function rescaled(minor: number | null, from: string, to: string): number | null {
  if (minor === null) return null;
  const shift = currencyExponent(to) - currencyExponent(from);
  const value = shift < 0 ? minor / 10 ** -shift : minor * 10 ** shift;
  return Number.isSafeInteger(value) ? value : null;
}

/** What an amount is in another currency, with the rate that says so. */
export function ConvertCard({ brand, onEnter }: { brand: Brand; onEnter: (entry: Entry) => void }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const options = currencyOptions(locale);
  const [amountMinor, setAmount] = useState<number | null>(null);
  const [from, setFrom] = useState(brand.defaultCurrency);
  const [to, setTo] = useState(
    () => brand.currencies.find((code) => code !== brand.defaultCurrency) ?? (from === 'USD' ? 'EUR' : 'USD'),
  );
  return (
    <Card title={t('rates.convert')} description={t('rates.convert.text')}>
      <div className={styles['convert']}>
        <FormRow columns={3}>
          <MoneyField label={t('rates.convert.amount')} currency={from} value={amountMinor} onChange={setAmount} />
          <ComboBox
            label={t('rates.convert.from')}
            options={options}
            value={from}
            onChange={(id) => {
              if (id === null) return;
              setAmount(rescaled(amountMinor, from, id));
              setFrom(id);
            }}
          />
          <ComboBox
            label={t('rates.convert.to')}
            options={options}
            value={to}
            onChange={(id) => {
              if (id !== null) setTo(id);
            }}
          />
        </FormRow>
        <Result amountMinor={amountMinor} from={from} to={to} onEnter={onEnter} />
      </div>
    </Card>
  );
}

interface ResultProps {
  /** Null: none; NaN: what stands there is no amount. */
  amountMinor: number | null;
  from: string;
  to: string;
  onEnter: (entry: Entry) => void;
}

function Result({ amountMinor, from, to, onEnter }: ResultProps) {
  const t = useTranslate();
  const may = useMay();
  const sum = useSumText();
  const isAmount = amountMinor !== null && Number.isSafeInteger(amountMinor);
  const { data, error } = useCall(
    'rates',
    'convert',
    { amount: { amountMinor: amountMinor ?? 0, currency: from }, to },
    { enabled: isAmount },
  );
  if (error) return <ErrorBanner error={error.error} />;
  if (!isAmount) return <p className={styles['muted']}>{t('rates.convert.hint')}</p>;
  // Core answers before anything could be read here.
  if (data === undefined) return <p className={styles['muted']}>{'\u00A0'}</p>;
  if (data === null) {
    return (
      <div className={styles['none']}>
        <output>{t('rates.convert.none', { from, to })}</output>
        <Button
          size="small"
          whyDisabled={may('catalogue.write')}
          onPress={() => onEnter({ currency: to === 'EUR' ? from : to })}
        >
          {t('rates.enter.short')}
        </Button>
      </div>
    );
  }
  return (
    <output className={styles['result']} aria-label={t('rates.convert.result')}>
      <span className={styles['sum']}>{sum(data.amount)}</span>
      <span className={styles['muted']}>
        {data.rate === null ? t('rates.convert.same') : <RateUsed rate={data.rate} />}
      </span>
    </output>
  );
}
