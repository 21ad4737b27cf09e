import type { InvoiceRow } from '../../../preload/api/billing.ts';
import type { Client } from '../../../preload/api/clients.ts';
import type { ContractProductRow } from '../../../preload/api/contract-products.ts';
import type { OrderRow } from '../../../preload/api/orders.ts';
import { paths } from '../../app/paths.ts';
import { formatDate, formatInstant, type Locale } from '../../i18n/format.ts';
import type { Translate } from '../../i18n/provider.tsx';
import { Link, type TableColumn } from '../../ui/index.ts';
import { InvoiceStatusBadge } from '../billing/statuses.tsx';
import { ContractStatusBadge, RowLicenseBadge } from '../contract-products/statuses.tsx';
import { OrderStatusBadge } from '../orders/statuses.tsx';
import { fileInstant } from '../../workbench/csv.ts';
import { shortNumber } from '../../workbench/number.tsx';
import { clientName } from './name.ts';
import { RowSyncMark } from '../team-hub/RowSyncMark.tsx';
import { DraftMark } from '../../workbench/DraftMark.tsx';
import { Money } from '../../workbench/Money.tsx';
import { When } from '../../workbench/When.tsx';

/** Columns of the list of clients. Beside an open detail only what tells clients apart. */
export function clientColumns(t: Translate, locale: Locale, isNarrow: boolean): TableColumn<Client>[] {
  const name: TableColumn<Client> = {
    id: 'name',
    header: t('clients.name'),
    isSortable: true,
    width: '3fr',
    minWidth: 120,
    cell: (row) => (
      <>
        <RowSyncMark record="client" id={row.id} /> {clientName(row)} <DraftMark form={`client/${row.id}`} />
      </>
    ),
    text: clientName,
  };
  const email: TableColumn<Client> = {
    id: 'email',
    header: t('clients.email'),
    isSortable: true,
    width: '3fr',
    minWidth: 120,
    isMuted: true,
    cell: (row) => row.email,
  };
  if (isNarrow) return [name, email];
  return [
    name,
    email,
    { id: 'company', header: t('clients.company'), width: '2fr', minWidth: 100, cell: (row) => row.company },
    { id: 'orders', header: t('nav.orders'), width: 100, align: 'end', cell: (row) => row.orderCount },
    { id: 'licenses', header: t('clients.licenses'), width: 110, align: 'end', cell: (row) => row.licenseCount },
    {
      id: 'created',
      header: t('clients.since'),
      isSortable: true,
      width: 172,
      isMuted: true,
      isTabular: true,
      cell: (row) => formatInstant(row.createdAt, locale),
      inFile: (row) => fileInstant(row.createdAt),
    },
  ];
}

/** Columns of one client's orders. */
export function clientOrderColumns(t: Translate): TableColumn<OrderRow>[] {
  return [
    {
      id: 'number',
      header: t('orders.number'),
      width: 116,
      cell: (row) => (
        <Link variant="strong" href={paths.order(row.id)}>
          {shortNumber(t, row.number)}
        </Link>
      ),
    },
    { id: 'product', header: t('orders.product'), width: '3fr', minWidth: 90, cell: (row) => row.productNames },
    {
      id: 'status',
      header: t('orders.status'),
      width: 152,
      cell: (row) => <OrderStatusBadge status={row.status} isPlain />,
    },
    { id: 'total', header: t('orders.total'), width: 88, align: 'end', cell: (row) => <Money value={row.total} /> },
    { id: 'date', header: t('orders.placedAt'), width: 128, isMuted: true, cell: (row) => <When at={row.createdAt} /> },
  ];
}

/** Columns of one client's invoices. */
export function clientInvoiceColumns(t: Translate, locale: Locale): TableColumn<InvoiceRow>[] {
  return [
    {
      id: 'number',
      header: t('billing.number'),
      width: 104,
      cell: (row) => (
        <Link variant="strong" href={paths.invoice(row.id)}>
          {shortNumber(t, row.number)}
        </Link>
      ),
    },
    {
      id: 'status',
      header: t('billing.status'),
      width: '2fr',
      minWidth: 134,
      cell: (row) => <InvoiceStatusBadge status={row.status} isOverdue={row.isOverdue} isPlain />,
    },
    { id: 'total', header: t('orders.total'), width: 84, align: 'end', cell: (row) => <Money value={row.total} /> },
    { id: 'due', header: t('billing.due'), width: 84, align: 'end', cell: (row) => <Money value={row.due} /> },
    {
      id: 'dueOn',
      header: t('billing.dueOn'),
      width: 112,
      isMuted: true,
      isTabular: true,
      cell: (row) => formatDate(row.dueOn, locale),
    },
  ];
}

/** Columns of what one client owns. */
export function clientProductColumns(t: Translate, locale: Locale): TableColumn<ContractProductRow>[] {
  return [
    {
      id: 'product',
      header: t('contracts.product'),
      width: '2fr',
      minWidth: 120,
      cell: (row) => (
        <Link variant="strong" href={paths.product(row.id)}>
          {row.productName}
        </Link>
      ),
    },
    {
      id: 'status',
      header: t('contracts.status'),
      width: 170,
      cell: (row) => <ContractStatusBadge status={row.status} isPlain />,
    },
    {
      id: 'license',
      header: t('contracts.license'),
      width: '2fr',
      minWidth: 130,
      cell: (row) => <RowLicenseBadge row={row} />,
    },
    {
      id: 'due',
      header: t('contracts.nextDue'),
      width: 152,
      isMuted: true,
      isTabular: true,
      cell: (row) => (row.nextDueOn === null ? '—' : formatDate(row.nextDueOn, locale)),
    },
  ];
}
