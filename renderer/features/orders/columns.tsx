import type { OrderRow } from '../../../preload/api/orders.ts';
import { formatInstant, type Locale } from '../../i18n/format.ts';
import type { Translate } from '../../i18n/provider.tsx';
import type { TableColumn } from '../../ui/index.ts';
import { Money, sumText } from '../../workbench/Money.tsx';
import { numberText, shortNumber } from '../../workbench/number.tsx';
import { OrderStatusBadge } from './statuses.tsx';
import { fileInstant } from '../../workbench/csv.ts';

/** Columns of the list of orders. Beside an open detail only what tells orders apart. */
export function orderColumns(t: Translate, locale: Locale, isNarrow: boolean): TableColumn<OrderRow>[] {
  const number: TableColumn<OrderRow> = {
    id: 'number',
    header: t('orders.number'),
    width: isNarrow ? 124 : 148,
    isTabular: true,
    cell: (row) => (isNarrow ? shortNumber : numberText)(t, row.number),
  };
  const status: TableColumn<OrderRow> = {
    id: 'status',
    header: t('orders.status'),
    width: 160,
    cell: (row) => <OrderStatusBadge status={row.status} isPlain />,
    text: (row) => t(`order.status.${row.status}`),
  };
  const client: TableColumn<OrderRow> = {
    id: 'client',
    header: t('orders.client'),
    width: '2fr',
    minWidth: 90,
    cell: (row) => row.clientName,
  };
  if (isNarrow) return [number, client, status];
  return [
    number,
    status,
    client,
    { id: 'product', header: t('orders.product'), width: '2fr', minWidth: 120, cell: (row) => row.productNames },
    {
      id: 'total',
      header: t('orders.total'),
      width: 110,
      align: 'end',
      cell: (row) => <Money value={row.total} />,
      amount: (row) => row.total,
      text: (row) => sumText(row.total, locale),
    },
    {
      id: 'date',
      header: t('orders.placedAt'),
      isSortable: true,
      width: 172,
      isMuted: true,
      isTabular: true,
      cell: (row) => formatInstant(row.createdAt, locale),
      inFile: (row) => fileInstant(row.createdAt),
    },
  ];
}
