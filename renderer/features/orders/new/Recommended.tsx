import { useCall } from '../../../app/query.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Button, Card } from '../../../ui/index.ts';
import { Money } from '../../../workbench/Money.tsx';
import styles from './Recommended.module.css';

export interface RecommendedProps {
  /** What is in the basket. */
  productIds: string[];
  currency: string;
  /** Ids of what can be ordered here. */
  offered: ReadonlySet<string>;
  onChoose: (productId: string) => void;
}

/** What the catalogue recommends with the basket (spec 69): nothing that is in it, is inactive, hidden or without a price. */
export function Recommended({ productIds, currency, offered, onChoose }: RecommendedProps) {
  const t = useTranslate();
  const { data = [] } = useCall('catalogue', 'recommended', { productIds, currency, limit: 5 });
  if (data.length === 0) return null;
  return (
    <Card title={t('orders.recommended')} description={t('orders.recommended.text')}>
      <ul className={styles['list']} aria-label={t('orders.recommended')}>
        {data.map(({ id, name, offer }) => (
          <li key={id} className={styles['item']}>
            <span className={styles['what']}>
              <span>{name}</span>
              <span className={styles['price']}>
                <Money value={offer.price} />
                {offer.termMonths === 1 || offer.termMonths === 12
                  ? `\u00A0/\u00A0${t(`term.${offer.termMonths}`)}`
                  : null}
              </span>
            </span>
            {offered.has(id) ? (
              <Button size="small" aria-label={t('orders.recommended.choose', { name })} onPress={() => onChoose(id)}>
                {t('orders.recommended.chooseShort')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
