import type { StoreProduct } from '../../../../preload/api/catalogue-store.ts';
import type { PriceTerm } from '../../../../preload/api/values.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Banner, RadioGroup } from '../../../ui/index.ts';
import styles from './StoreParts.module.css';
import { useStoreWords } from './words.ts';

export interface StoreTermsProps {
  product: StoreProduct;
  value: PriceTerm | null;
  onChange: (term: PriceTerm) => void;
}

/** What the product costs for each payment term in the chosen currency, or that it is not sold in it, and why. */
export function StoreTerms({ product, value, onChange }: StoreTermsProps) {
  const t = useTranslate();
  const words = useStoreWords();
  const { offers, notOffered, currency } = product;
  const [only] = offers;
  if (notOffered !== null || !only) {
    return (
      <Banner tone="neutral" title={words.notOffered(currency)}>
        {words.whyNotOffered(notOffered ?? 'no_price')}
      </Banner>
    );
  }
  return (
    <div className={styles['stack']}>
      {only.termMonths === 0 && offers.length === 1 ? (
        <p>{t('store.oneOff', { price: words.money(only) })}</p>
      ) : (
        <RadioGroup
          variant="cards"
          label={t('store.term')}
          options={offers.map((offer) => ({
            id: String(offer.termMonths),
            label: t(`catalogue.term.${offer.termMonths}`),
            description: words.money(offer),
          }))}
          value={value === null ? null : String(value)}
          onChange={(id) => {
            const found = offers.find(({ termMonths }) => String(termMonths) === id);
            if (found) onChange(found.termMonths);
          }}
        />
      )}
      {only.rate === null ? null : <p className={styles['note']}>{words.converted(only.rate)}</p>}
    </div>
  );
}
