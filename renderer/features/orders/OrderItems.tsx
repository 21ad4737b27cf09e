import type { Order } from '../../../preload/api/orders.ts';
import { paths } from '../../app/paths.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Card, Link, Mono } from '../../ui/index.ts';
import { Money } from '../../workbench/Money.tsx';
import { LicenseLine } from '../contract-products/LicenseLine.tsx';
import { ContractStatusBadge } from '../contract-products/statuses.tsx';
import styles from './OrderItems.module.css';

/** What was ordered, with the contract's status and what happens with the license (two things, both shown). */
export function OrderItems({ items }: { items: Order['items'] }) {
  const t = useTranslate();
  return (
    <Card title={t('orders.items')} headingLevel={3} isFlush>
      <ul className={styles['list']}>
        {items.map((item) => (
          <li key={item.id} className={styles['item']}>
            <div className={styles['head']}>
              <div className={styles['what']}>
                <Link variant="strong" href={paths.product(item.contractProductId)}>
                  {item.productName}
                </Link>
                <span className={styles['terms']}>
                  <span>{t(`term.${item.termMonths}`)}</span>
                  {item.ip === '' ? null : <Mono>{item.ip}</Mono>}
                </span>
              </div>
              <span className={styles['price']}>
                <Money value={item.unitPrice} />
              </span>
            </div>
            <dl className={styles['states']}>
              <div className={styles['state']}>
                <dt>{t('contracts.contract')}</dt>
                <dd>
                  <ContractStatusBadge status={item.contractStatus} />
                </dd>
              </div>
              <div className={styles['state']}>
                <dt>{t('contracts.license')}</dt>
                <dd>
                  <LicenseLine contractProductId={item.contractProductId} />
                </dd>
              </div>
            </dl>
          </li>
        ))}
      </ul>
    </Card>
  );
}
