import { useId } from 'react';
import type { StoreCategory } from '../../../../preload/api/catalogue-store.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Paragraphs } from './Paragraphs.tsx';
import { StoreCard } from './StoreCard.tsx';
import styles from './StoreShelf.module.css';

export interface StoreShelfProps {
  category: StoreCategory;
  currency: string;
  /** The product whose page is open. */
  currentId?: string | undefined;
}

/** A category of the store: its name, its short text (else its description), the cards of its products. */
export function StoreShelf({ category, currency, currentId }: StoreShelfProps) {
  const t = useTranslate();
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles['shelf']}>
      <div className={styles['head']}>
        <h2 id={id} className={styles['title']}>
          {category.name}
        </h2>
        <Paragraphs text={category.text} />
      </div>
      <ul aria-label={t('store.cards', { category: category.name })} className={styles['cards']}>
        {category.products.map((card) => (
          <li key={card.id}>
            <StoreCard card={card} currency={currency} isCurrent={card.id === currentId} />
          </li>
        ))}
      </ul>
    </section>
  );
}
