import { useId } from 'react';
import type { RecommendedProduct } from '../../../../preload/api/catalogue-store.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Link } from '../../../ui/index.ts';
import { useStoreSource } from './source.ts';
import styles from './StoreRecommended.module.css';
import { useStoreWords } from './words.ts';

/** What the cart shows beside what is in it (spec 69). Nothing at all where nothing is recommended. */
export function StoreRecommended({ products }: { products: readonly RecommendedProduct[] }) {
  const t = useTranslate();
  const words = useStoreWords();
  const { Picture, hrefOf } = useStoreSource();
  const id = useId();
  if (products.length === 0) return null;
  return (
    <section aria-labelledby={id} className={styles['recommended']}>
      <h3 id={id} className={styles['title']}>
        {t('store.recommended')}
      </h3>
      <ul aria-labelledby={id} className={styles['list']}>
        {products.map((product) => (
          <li key={product.id} className={styles['product']}>
            <div className={styles['picture']}>
              {product.imageAssetId === null ? null : (
                <Picture id={product.imageAssetId} alt="" className={styles['image']} height={40} />
              )}
            </div>
            <div className={styles['text']}>
              <Link href={hrefOf(product.slug)} variant="strong">
                {product.name}
              </Link>
              <p className={styles['price']}>{words.priced('catalogue.priceFrom', product.offer)}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
