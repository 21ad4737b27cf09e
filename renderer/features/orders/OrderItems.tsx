import type { Order, OrderItem } from '../../../preload/api/orders.ts';
import { paths } from '../../app/paths.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Card, Link, Mono } from '../../ui/index.ts';
import { Money, useMoneyText } from '../../workbench/Money.tsx';
import { RateUsed } from '../../workbench/RateUsed.tsx';
import { LicenseLine } from '../contract-products/LicenseLine.tsx';
import { ContractStatusBadge } from '../contract-products/statuses.tsx';
import { ChoiceValue } from './Choices.tsx';
import styles from './OrderItems.module.css';
import { OrderLicenses } from './OrderLicenses.tsx';

/** What was ordered, with the contract's status and what happens with the license (two things, both shown). */
export function OrderItems({ order }: { order: Order }) {
  const t = useTranslate();
  return (
    <>
      <Card title={t('orders.items')} headingLevel={3} isFlush>
        <ul className={styles['list']}>
          {order.items.map((item) => (
            <li key={item.id} className={styles['item']}>
              <What item={item} />
              <States item={item} />
            </li>
          ))}
        </ul>
      </Card>
      {order.items.some((item) => licensesOf(item) > 1) ? <OrderLicenses orderId={order.id} /> : null}
    </>
  );
}

/** Each license is a contract product: several of a quantity, and of a bundle. */
const licensesOf = ({ statuses }: OrderItem): number => statuses.reduce((sum, { count }) => sum + count, 0);

/** The product with its term, and how its price comes about. */
function What({ item }: { item: OrderItem }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const money = useMoneyText();
  const isOne = licensesOf(item) === 1;
  return (
    <div className={styles['head']}>
      <div className={styles['what']}>
        {isOne ? (
          <Link variant="strong" href={paths.product(item.contractProductId)}>
            {item.productName}
          </Link>
        ) : (
          <strong>{item.productName}</strong>
        )}
        <span className={styles['terms']}>
          <span>{t(`term.${item.termMonths}`)}</span>
          {item.choices.some(({ kind }) => kind === 'option') ? (
            <span>{t('orders.item.base', { price: money(item.basePrice) })}</span>
          ) : null}
          {item.quantity === 1 ? null : (
            <span>
              {t('orders.item.times', { quantity: formatNumber(item.quantity, locale), price: money(item.unitPrice) })}
            </span>
          )}
          {item.rate ? (
            <span>
              {t('orders.rate')}: <RateUsed rate={item.rate} />
            </span>
          ) : null}
          {isOne && item.ip !== '' ? <Mono>{item.ip}</Mono> : null}
        </span>
      </div>
      <span className={styles['price']}>
        <Money value={item.totalPrice} />
        {item.discount.amountMinor > 0 ? (
          <span className={styles['discount']}>
            {t('orders.discount.of', { sum: money({ ...item.discount, amountMinor: -item.discount.amountMinor }) })}
          </span>
        ) : null}
      </span>
    </div>
  );
}

/** One: its contract and license. Several: how many contracts are in which status; each is in the list below. */
function States({ item }: { item: OrderItem }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  if (licensesOf(item) > 1) {
    return (
      <dl className={styles['states']}>
        <Chosen item={item} />
        <div className={styles['state']}>
          <dt>{t('orders.item.contracts')}</dt>
          <dd className={styles['counts']}>
            {item.statuses.map(({ status, count }) => (
              <span key={status} className={styles['count']}>
                {formatNumber(count, locale)}
                <ContractStatusBadge status={status} />
              </span>
            ))}
          </dd>
        </div>
      </dl>
    );
  }
  return (
    <dl className={styles['states']}>
      <Chosen item={item} />
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
  );
}

/** What was chosen with it (spec 58, 60). */
function Chosen({ item }: { item: OrderItem }) {
  return item.choices.map((choice, at) => (
    <div key={at} className={styles['state']}>
      <dt>{choice.name}</dt>
      <dd>
        <ChoiceValue choice={choice} />
      </dd>
    </div>
  ));
}
