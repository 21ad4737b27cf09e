import type { Order } from '../../../preload/api/orders.ts';
import { paths } from '../../app/paths.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { KeyValue, Link } from '../../ui/index.ts';
import { Money } from '../../workbench/Money.tsx';
import { When } from '../../workbench/When.tsx';
import { NumberText } from '../../workbench/number.tsx';
import styles from './OrderDetail.module.css';
import { usePaymentMethods } from './usePaymentMethods.ts';

/** The sums of an order, its invoice, and who placed it when. */
export function OrderFacts({ order }: { order: Order }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const methods = usePaymentMethods();
  const discounted = order.discount.amountMinor > 0;
  return (
    <KeyValue
      layout="columns"
      items={[
        {
          id: 'total',
          label: t('orders.total'),
          value: (
            <strong className={styles['sum']}>
              <Money value={order.total} />
            </strong>
          ),
        },
        ...(discounted
          ? [
              {
                id: 'discount',
                label: t('orders.discount.row'),
                value: (
                  <span className={styles['discount']}>
                    <Money value={order.discount} />
                    <span>{order.promoCode}</span>
                  </span>
                ),
              },
            ]
          : []),
        ...(order.tax.amountMinor > 0
          ? [{ id: 'tax', label: t('orders.tax'), value: <Money value={order.tax} /> }]
          : []),
        { id: 'paid', label: t('orders.paid'), value: <Money value={order.paid} /> },
        { id: 'due', label: t('orders.due'), value: <Money value={order.due} /> },
        ...(order.invoiceId === ''
          ? [{ id: 'invoice', label: t('orders.invoice'), value: t('orders.noInvoice') }]
          : [
              { id: 'dueOn', label: t('orders.dueOn'), value: formatDate(order.dueOn, locale) },
              {
                id: 'invoice',
                label: t('orders.invoice'),
                value: (
                  <Link href={paths.invoice(order.invoiceId)}>
                    <NumberText number={order.invoiceNumber} />
                  </Link>
                ),
              },
            ]),
        ...(order.paymentMethod === ''
          ? []
          : [
              {
                id: 'method',
                label: t('orders.paymentMethod'),
                value: methods.find(({ method }) => method === order.paymentMethod)?.label,
              },
            ]),
        { id: 'placedBy', label: t('orders.placedBy'), value: order.placedBy },
        { id: 'placedAt', label: t('orders.placedAt'), value: <When at={order.createdAt} isExact /> },
      ]}
    />
  );
}
