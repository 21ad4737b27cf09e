import { ShoppingCart } from 'lucide-react';
import type { Dashboard } from '../../../preload/api/dashboard.ts';
import type { OrderRow } from '../../../preload/api/orders.ts';
import { usePaintMark } from '../../app/paint-mark.ts';
import { paths } from '../../app/paths.ts';
import { useTranslate, type Translate } from '../../i18n/provider.tsx';
import { Card, EmptyState, Link, StaticTable, type TableColumn } from '../../ui/index.ts';
import { Money } from '../../workbench/Money.tsx';
import { When } from '../../workbench/When.tsx';
import { shortNumber } from '../../workbench/number.tsx';
import { CardLink } from './CardLink.tsx';
import { OrderStatusBadge } from '../orders/statuses.tsx';

const columns = (t: Translate): TableColumn<OrderRow>[] => [
  {
    id: 'number',
    header: t('dashboard.orders.number'),
    width: 120,
    cell: (row) => (
      <Link variant="strong" href={paths.order(row.id)}>
        {shortNumber(t, row.number)}
      </Link>
    ),
  },
  { id: 'client', header: t('dashboard.orders.client'), minWidth: 100, cell: (row) => row.clientName },
  {
    id: 'products',
    header: t('dashboard.orders.products'),
    minWidth: 100,
    cell: (row) => row.productNames,
    isMuted: true,
  },
  {
    id: 'total',
    header: t('dashboard.orders.total'),
    width: 92,
    cell: (row) => <Money value={row.total} />,
    align: 'end',
  },
  {
    id: 'status',
    header: t('dashboard.orders.status'),
    width: 172,
    cell: (row) => <OrderStatusBadge status={row.status} />,
  },
  {
    id: 'created',
    header: t('dashboard.orders.created'),
    width: 116,
    cell: (row) => <When at={row.createdAt} />,
    isMuted: true,
  },
];

/** The newest orders, short enough to be read at a glance. */
export function RecentOrders({ orders, steps }: { orders: readonly OrderRow[]; steps: Dashboard['steps'] }) {
  const t = useTranslate();
  usePaintMark('rows-painted', orders.length > 0);
  const canOrder = steps.product && steps.client;
  return (
    <Card
      title={t('dashboard.orders')}
      actions={<CardLink href={paths.orders}>{t('dashboard.orders.all')}</CardLink>}
      isFlush
    >
      {orders.length === 0 ? (
        <EmptyState
          icon={ShoppingCart}
          title={t('dashboard.orders.empty')}
          action={canOrder ? <Link href={paths.newOrder()}>{t('dashboard.orders.empty.action')}</Link> : undefined}
        >
          {t('dashboard.orders.empty.text')}
        </EmptyState>
      ) : (
        <StaticTable label={t('dashboard.orders')} columns={columns(t)} rows={orders} rowId={(row) => row.id} />
      )}
    </Card>
  );
}
