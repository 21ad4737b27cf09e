import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { StoreProduct } from '../../../../preload/api/catalogue-store.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { useStoreSource } from './source.ts';
import styles from './StoreGallery.module.css';

/** The pictures of a product: one large, all of them small beneath it, to be looked at one after the other. */
export function StoreGallery({ images }: { images: StoreProduct['images'] }) {
  const t = useTranslate();
  const { Picture } = useStoreSource();
  const [chosen, setChosen] = useState(0);
  const at = Math.min(chosen, images.length - 1);
  const shown = images[at];
  if (!shown) return null;
  return (
    <section aria-label={t('store.images')} className={styles['gallery']}>
      <div className={styles['stage']}>
        <Picture id={shown.assetId} alt={shown.alt} className={styles['large']} height={226} />
      </div>
      {images.length > 1 ? (
        <ul className={styles['others']}>
          {images.map((image, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- the same picture may stand there twice
            <li key={index}>
              <Button
                aria-label={t('store.image', { number: index + 1 })}
                aria-current={index === at}
                className={styles['thumb'] ?? ''}
                onPress={() => setChosen(index)}
              >
                <Picture id={image.assetId} alt="" className={styles['small']} height={44} />
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
