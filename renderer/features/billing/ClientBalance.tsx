import { HandCoins, PiggyBank } from 'lucide-react';
import { useState } from 'react';
import type { BalanceEntry } from '../../../preload/api/billing-balance.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { paths } from '../../app/paths.ts';
import { useCall } from '../../app/query.ts';
import { formatDate, formatMoney, type Locale } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate, type Translate } from '../../i18n/provider.tsx';
import { Button, Card, Link, Stat, StatRow, StaticTable, type TableColumn } from '../../ui/index.ts';
import { MoreButton } from '../../workbench/MoreButton.tsx';
import { NumberText } from '../../workbench/number.tsx';
import { todayIn } from '../../workbench/today.ts';
import { useMay } from '../../workbench/useMay.ts';
import { usePages } from '../../workbench/usePages.ts';
import { BalanceDialog } from './BalanceDialog.tsx';
import styles from './Billing.module.css';

/** What a client has with us, in each currency, how it came to that, and the two acts: Add money, Pay out. */
export function ClientBalance({ client }: { client: { id: string; name: string } }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const may = useMay();
  const { data: brand } = useCall('brand', 'get', {});
  const { data, error } = useCall('billing', 'getBalance', { clientId: client.id });
  const entries = usePages('billing', 'listBalanceEntries', { clientId: client.id, limit: 25 });
  const [move, setMove] = useState<'deposit' | 'payOut' | null>(null);
  const failed = error?.error ?? entries.error;
  if (failed) return <ErrorBanner error={failed} />;
  if (!data || !brand) return null;
  const { balances } = data;
  const withMoney = balances.filter(({ amountMinor }) => amountMinor > 0).map(({ currency }) => currency);
  const brandFirst = [brand.defaultCurrency, ...brand.currencies.filter((each) => each !== brand.defaultCurrency)];
  const close = (): void => setMove(null);
  return (
    <div className={styles['stack']}>
      <Card
        title={t('balance.title')}
        headingLevel={3}
        description={t('balance.text')}
        actions={
          <>
            <Button
              icon={HandCoins}
              whyDisabled={may('billing.record') ?? (withMoney.length === 0 ? t('balance.nothing') : undefined)}
              onPress={() => setMove('payOut')}
            >
              {t('balance.payOut')}
            </Button>
            <Button
              variant="primary"
              icon={PiggyBank}
              whyDisabled={may('billing.record')}
              onPress={() => setMove('deposit')}
            >
              {t('balance.deposit')}
            </Button>
          </>
        }
      >
        <StatRow>
          {(balances.length === 0 ? [{ amountMinor: 0, currency: brand.defaultCurrency }] : balances).map(
            ({ amountMinor, currency }) => (
              <Stat key={currency} label={currency} value={formatMoney(amountMinor, currency, locale)} />
            ),
          )}
        </StatRow>
      </Card>
      <Card title={t('balance.entries')} headingLevel={3} isFlush={entries.rows.length > 0}>
        {entries.rows.length === 0 ? (
          entries.isLoading ? null : (
            <p className={styles['muted']}>{t('balance.none')}</p>
          )
        ) : (
          <StaticTable
            label={t('balance.entries')}
            columns={columns(t, locale)}
            rows={entries.rows}
            rowId={({ id }) => id}
          />
        )}
        <MoreButton pages={entries} />
      </Card>
      {move === null ? null : (
        <BalanceDialog
          key={move}
          move={move}
          client={client}
          currencies={move === 'deposit' ? brandFirst : withMoney}
          balances={balances}
          today={todayIn(brand.timeZone)}
          onClose={close}
        />
      )}
    </div>
  );
}

const columns = (t: Translate, locale: Locale): TableColumn<BalanceEntry>[] => [
  {
    id: 'on',
    header: t('balance.col.on'),
    width: 128,
    isTabular: true,
    isMuted: true,
    cell: ({ enteredOn }) => formatDate(enteredOn, locale),
  },
  {
    id: 'what',
    header: t('balance.col.what'),
    isRowHeader: true,
    wrap: true,
    cell: ({ kind, method, reference, invoiceId, invoiceNumber, recordedBy }) => (
      <>
        {t(`balance.kind.${kind}`)}
        {method === '' ? null : ` · ${t(`payment.method.${method}`)}`}
        {invoiceId === null ? null : (
          <>
            {' · '}
            <Link href={paths.invoice(invoiceId)}>
              <NumberText number={invoiceNumber} />
            </Link>
          </>
        )}
        <span className={styles['muted']}>
          {reference === '' ? null : ` · ${reference}`}
          {` · ${recordedBy}`}
        </span>
      </>
    ),
  },
  {
    id: 'amount',
    header: t('billing.amount'),
    width: 110,
    align: 'end',
    cell: ({ amount }) => formatMoney(amount.amountMinor, amount.currency, locale, { signed: true }),
  },
];
