import { ShoppingCart } from 'lucide-react';
import type { clientArea } from '../../../preload/api/client-area.ts';
import type { Output } from '../../../preload/api/contract.ts';
import { formatInstant, type Locale } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate, type Translate } from '../../i18n/provider.tsx';
import { Card, EmptyState, Table, type TableColumn } from '../../ui/index.ts';
import { Money } from '../../workbench/Money.tsx';
import { OrderStatusBadge } from '../orders/statuses.tsx';
import { numberText } from '../../workbench/number.tsx';
import { CancelMyOrder } from './CancelMyOrder.tsx';
import styles from './MyOrders.module.css';
import { useClientCall } from './query.ts';
import { Section } from './Section.tsx';

type MyOrder = Output<typeof clientArea.orders>[number];

const columns = (t: Translate, locale: Locale): TableColumn<MyOrder>[] => [
  { id: 'number', header: t('clientArea.order.number'), cell: (row) => numberText(t, row.number), isTabular: true },
  { id: 'products', header: t('clientArea.order.products'), cell: (row) => <Ordered order={row} />, wrap: true },
  { id: 'total', header: t('clientArea.order.total'), cell: (row) => <Money value={row.total} />, align: 'end' },
  { id: 'status', header: t('clientArea.order.status'), cell: (row) => <OrderStatusBadge status={row.status} /> },
  {
    id: 'created',
    header: t('clientArea.order.created'),
    cell: (row) => <time dateTime={row.createdAt}>{formatInstant(row.createdAt, locale)}</time>,
    isMuted: true,
  },
  { id: 'cancel', header: t('clientArea.order.cancel'), cell: (row) => <CancelMyOrder order={row} /> },
];

/** The products of an order: how many, what was chosen with them (spec 60), and its notes (83). */
function Ordered({ order: { items, notes } }: { order: MyOrder }) {
  return (
    <>
      <ul className={styles['items']}>
        {items.map(({ productName, quantity, choices }, at) => (
          <li key={at}>
            {quantity === 1 ? productName : `${productName} × ${quantity}`}
            {choices.length === 0 ? null : (
              <ul className={styles['choices']}>
                {choices.map(({ name, value }, place) => (
                  <li key={place}>
                    {name}: {value}
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
      {notes === '' ? null : <p className={styles['notes']}>{notes}</p>}
    </>
  );
}

/** What the client ordered, and what it cost. */
export function MyOrders() {
  const t = useTranslate();
  const locale = useLocaleCode();
  const answer = useClientCall('orders');
  return (
    <Section title={t('clientArea.orders')} answer={answer}>
      {answer.data === undefined ? null : (
        <Card isFlush>
          {answer.data.length === 0 ? (
            <EmptyState icon={ShoppingCart} title={t('clientArea.orders.empty')}>
              {t('clientArea.orders.empty.text')}
            </EmptyState>
          ) : (
            <Table
              label={t('clientArea.orders')}
              layout="auto"
              columns={columns(t, locale)}
              rows={answer.data}
              rowId={(row) => row.id}
              rowText={(row) => numberText(t, row.number)}
            />
          )}
        </Card>
      )}
    </Section>
  );
}
