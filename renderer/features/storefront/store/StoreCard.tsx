import { Package } from 'lucide-react';
import type { StoreCard as Card } from '../../../../preload/api/catalogue-store.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Badge, Link } from '../../../ui/index.ts';
import { Paragraphs } from './Paragraphs.tsx';
import { useStoreSource } from './source.ts';
import styles from './StoreCard.module.css';
import { useStoreWords } from './words.ts';

export interface StoreCardProps {
  card: Card;
  currency: string;
  /** It is the one whose page is open. */
  isCurrent?: boolean | undefined;
  headingLevel?: 3 | 4 | undefined;
}

/** A product as it stands in its category: picture, name, description, what it costs from, which term comes first. */
export function StoreCard({ card, currency, isCurrent = false, headingLevel = 3 }: StoreCardProps) {
  const t = useTranslate();
  const words = useStoreWords();
  const { Picture, hrefOf } = useStoreSource();
  const Heading = `h${headingLevel}` as const;
  const { from, first, image } = card;
  return (
    <article className={styles['card']} data-current={isCurrent || undefined}>
      <div className={styles['picture']}>
        {image === null ? (
          <Package aria-hidden="true" className={styles['none']} />
        ) : (
          <Picture id={image.assetId} alt={image.alt} className={styles['image']} height={96} />
        )}
      </div>
      <div className={styles['text']}>
        <Heading className={styles['name']}>
          <Link href={hrefOf(card.slug)} variant="strong" {...(isCurrent ? { 'aria-current': 'page' } : {})}>
            {card.name}
          </Link>
        </Heading>
        <div className={styles['description']}>
          <Paragraphs text={card.description} />
        </div>
        <div className={styles['foot']}>
          {from === null ? (
            <p className={styles['absent']}>{words.notOffered(currency)}</p>
          ) : (
            <p className={styles['price']}>{words.priced('store.from', from)}</p>
          )}
          {first === null || first.termMonths === from?.termMonths ? null : (
            <p className={styles['first']}>{words.priced('store.first', first)}</p>
          )}
          {isCurrent ? <Badge tone="accent">{t('store.shown')}</Badge> : null}
        </div>
      </div>
    </article>
  );
}
