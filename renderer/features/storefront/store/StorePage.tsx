import { useId } from 'react';
import type { Quote, RecommendedProduct, StoreProduct } from '../../../../preload/api/catalogue-store.ts';
import type { Trial } from '../../../../preload/api/catalogue-product.ts';
import { useTranslate, type Translate } from '../../../i18n/provider.tsx';
import type { StoreLine, StoreLineActs } from './line.ts';
import { Paragraphs } from './Paragraphs.tsx';
import { StoreChoice } from './StoreChoice.tsx';
import { StoreGallery } from './StoreGallery.tsx';
import styles from './StorePage.module.css';
import { StorePrice } from './StorePrice.tsx';
import { StoreQuantity } from './StoreQuantity.tsx';
import { StoreRecommended } from './StoreRecommended.tsx';
import { StoreTerms } from './StoreTerms.tsx';
import { useStoreWords } from './words.ts';

export interface StorePageProps {
  product: StoreProduct;
  /** What is chosen (`useStoreLine`). */
  line: StoreLine;
  acts: StoreLineActs;
  /** What core says that it costs; null: it was not asked (`quoteInputOf`), or has not answered. */
  quote: Quote | null;
  recommended: readonly RecommendedProduct[];
}

/** The page of a product: pictures, texts, what can be chosen, what the choice costs, what goes with it. */
export function StorePage({ product, line, acts, quote, recommended }: StorePageProps) {
  const t = useTranslate();
  const words = useStoreWords();
  const titleId = useId();
  const wrong = quote?.problems.find(({ code }) => code === 'quantity');
  const isOffered = line.termMonths !== null;
  const hasNoQuantity = line.quantity === null || !Number.isInteger(line.quantity);
  return (
    <article aria-labelledby={titleId} className={styles['page']}>
      <div className={styles['columns']}>
        <div className={styles['about']}>
          <StoreGallery images={product.images} />
          <h2 id={titleId} className={styles['title']}>
            {product.name}
          </h2>
          <Paragraphs text={product.description} />
          {product.components.length === 0 ? null : (
            <div>
              <h3 className={styles['subtitle']}>{t('store.components')}</h3>
              <ul className={styles['components']}>
                {product.components.map(({ id, name }) => (
                  <li key={id}>{name}</li>
                ))}
              </ul>
            </div>
          )}
        </div>
        <div className={styles['choice']}>
          <StoreTerms product={product} value={line.termMonths} onChange={acts.setTerm} />
          {isOffered ? (
            <>
              {product.trial === null ? null : <p className={styles['note']}>{trialText(product.trial, t)}</p>}
              {product.options.map((option) => (
                <StoreChoice
                  key={option.id}
                  kind="option"
                  choice={option}
                  termMonths={line.termMonths}
                  value={line.choices[option.id]}
                  onChange={(valueId) => acts.choose(option.id, valueId)}
                />
              ))}
              {product.attributes.map((attribute) => (
                <StoreChoice
                  key={attribute.id}
                  kind="attribute"
                  choice={attribute}
                  termMonths={line.termMonths}
                  value={line.choices[attribute.id]}
                  onChange={(valueId) => acts.choose(attribute.id, valueId)}
                />
              ))}
              <StoreQuantity
                rule={product.quantity}
                value={line.quantity}
                onChange={acts.setQuantity}
                error={wrong && quote ? words.problem(wrong, product, quote.quantity) : undefined}
              />
              {product.deferMode === 'not_asked' ? null : (
                <p className={styles['note']}>{t(`store.defer.${product.deferMode}`)}</p>
              )}
              <StorePrice product={product} quote={quote} hasNoQuantity={hasNoQuantity} />
            </>
          ) : null}
        </div>
      </div>
      <StoreRecommended products={recommended} />
    </article>
  );
}

const trialText = ({ isForced, days, endAction }: Trial, t: Translate): string =>
  `${t(isForced ? 'store.trial.forced' : 'store.trial', { days })} ${t(`store.trial.${endAction}`)}`;
