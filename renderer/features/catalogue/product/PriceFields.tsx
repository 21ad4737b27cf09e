import { Plus } from 'lucide-react';
import type { UseFormReturn } from 'react-hook-form';
import { useCall } from '../../../app/query.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Button } from '../../../ui/index.ts';
import styles from './PriceFields.module.css';
import { PriceRow } from './PriceRow.tsx';
import { newPrice, termsOf, type PriceValues, type ProductValues, type TermId } from './values.ts';

/** Currencies that are offered first for a further price. */
const usual = ['EUR', 'USD', 'RUB', 'GBP', 'KZT'] as const;

/** The first term that is missing in one of the currencies in use. */
function missingTerm(
  prices: readonly PriceValues[],
  terms: readonly TermId[],
): { term: TermId; currency: string } | null {
  const currencies = [...new Set(prices.flatMap(({ currency }) => (currency === null ? [] : [currency])))];
  for (const currency of currencies) {
    const term = terms.find((id) => !prices.some((price) => price.currency === currency && price.termMonths === id));
    if (term !== undefined) return { term, currency };
  }
  return null;
}

/** The price list: one line for each payment term and currency (spec items 42, 43). */
export function PriceFields({ form }: { form: UseFormReturn<ProductValues> }) {
  const t = useTranslate();
  const { data: brand } = useCall('brand', 'get', {});
  const prices = form.watch('prices');
  const terms = termsOf(form.watch('purchaseType'));
  const [firstTerm = '1'] = terms;
  const missing = missingTerm(prices, terms);
  const used = new Set(prices.map(({ currency }) => currency));
  const own = brand?.defaultCurrency ?? 'EUR';

  /** The lines are one value: the form library's own lists would complain of a new line before it is filled in. */
  const set = (next: PriceValues[]): void => {
    form.clearErrors('prices');
    form.setValue('prices', next, { shouldDirty: true });
  };
  const add = (price: PriceValues, focus: 'currency' | 'amountMinor'): void => {
    set([...prices, price]);
    // The line is there after the next paint.
    requestAnimationFrame(() => form.setFocus(`prices.${prices.length}.${focus}`));
  };
  const addTerm = (): void => {
    if (prices.length === 0) add(newPrice(firstTerm, own), 'amountMinor');
    else if (missing !== null) add(newPrice(missing.term, missing.currency), 'amountMinor');
  };
  const addCurrency = (): void => {
    const next = [own, ...usual].find((code) => !used.has(code)) ?? null;
    add(newPrice(prices[0]?.termMonths ?? firstTerm, next), 'currency');
  };

  return (
    <div className={styles['prices']}>
      {prices.length === 0 ? (
        <p className={styles['none']}>{t('product.price.none')}</p>
      ) : (
        <div className={styles['grid']}>
          <div className={styles['head']} aria-hidden="true">
            <span>{t('product.price.term')}</span>
            <span>{t('product.price.currency')}</span>
            <span>{t('product.price.amount')}</span>
          </div>
          {prices.map((price, index) => (
            <PriceRow
              key={price.key}
              form={form}
              index={index}
              terms={terms}
              onRemove={() => set(prices.filter(({ key }) => key !== price.key))}
            />
          ))}
        </div>
      )}
      <div className={styles['actions']}>
        <Button
          size="small"
          icon={Plus}
          whyDisabled={prices.length > 0 && missing === null ? t('product.price.addTerm.none') : undefined}
          onPress={addTerm}
        >
          {t('product.price.addTerm')}
        </Button>
        <Button size="small" icon={Plus} onPress={addCurrency}>
          {t('product.price.addCurrency')}
        </Button>
      </div>
    </div>
  );
}
