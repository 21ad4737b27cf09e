import { useId } from 'react';
import type { Quote, StoreProduct } from '../../../../preload/api/catalogue-store.ts';
import type { Money as MoneyValue } from '../../../../preload/api/values.ts';
import { formatNumber } from '../../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../../i18n/provider.tsx';
import { Banner } from '../../../ui/index.ts';
import { Money } from '../../../workbench/Money.tsx';
import styles from './StoreParts.module.css';
import { useStoreWords } from './words.ts';

export interface StorePriceProps {
  product: StoreProduct;
  /** What core says the choice costs; null: it was not asked, or has not answered. */
  quote: Quote | null;
  /** No quantity that could be asked about. */
  hasNoQuantity: boolean;
}

/**
 * What the choice costs, line by line, and what it still lacks (spec 57-60, 2.9). Every amount is core's: nothing is
 * added up here, and without an answer there is no total.
 */
export function StorePrice({ product, quote, hasNoQuantity }: StorePriceProps) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const words = useStoreWords();
  const id = useId();
  const problems = quote?.problems.map((problem) => words.problem(problem, product, quote.quantity)) ?? [];
  if (hasNoQuantity) problems.push(t('store.problem.quantity'));
  return (
    <section aria-labelledby={id} className={styles['price']}>
      <h3 id={id} className={styles['title']}>
        {t('store.price')}
      </h3>
      {quote === null ? null : (
        <dl className={styles['sums']}>
          <Sum label={t('store.price.base')} value={quote.base} />
          {quote.options.map((option) => (
            <Sum key={option.optionId} label={option.name} value={option.price} isAdded />
          ))}
          {quote.quantity === 1 ? null : (
            <>
              <Sum label={t('store.price.unit')} value={quote.unit} />
              <div className={styles['sum']}>
                <dt>{t('store.price.quantity')}</dt>
                <dd>× {formatNumber(quote.quantity, locale)}</dd>
              </div>
            </>
          )}
        </dl>
      )}
      <p className={styles['total']} aria-live="polite">
        <span>{t('store.price.total')}</span>
        <strong>{quote?.total ? <Money value={quote.total} /> : '—'}</strong>
      </p>
      {quote?.rate ? <p className={styles['note']}>{words.converted(quote.rate)}</p> : null}
      {problems.length > 0 ? (
        <Banner tone="warning" live="status" title={t('store.incomplete')}>
          <ul className={styles['problems']}>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Banner>
      ) : null}
      {quote && problems.length === 0 ? (
        <Banner tone="success" live="status">
          {t('store.complete')}
        </Banner>
      ) : null}
    </section>
  );
}

function Sum({ label, value, isAdded = false }: { label: string; value: MoneyValue | null; isAdded?: boolean }) {
  return (
    <div className={styles['sum']}>
      <dt>{label}</dt>
      <dd>
        {isAdded ? '+ ' : ''}
        {value === null ? '—' : <Money value={value} />}
      </dd>
    </div>
  );
}
