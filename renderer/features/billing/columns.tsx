import type { InvoiceRow } from '../../../preload/api/billing.ts';
import { formatDate, type Locale } from '../../i18n/format.ts';
import type { Translate } from '../../i18n/provider.tsx';
import type { TableColumn } from '../../ui/index.ts';
import { Money, sumText } from '../../workbench/Money.tsx';
import { numberText, shortNumber } from '../../workbench/number.tsx';
import { InvoiceStatusBadge } from './statuses.tsx';

/** Columns of the list of invoices. Beside an open detail only what tells invoices apart. */
export function invoiceColumns(t: Translate, locale: Locale, isNarrow: boolean): TableColumn<InvoiceRow>[] {
  const number: TableColumn<InvoiceRow> = {
    id: 'number',
    header: t('billing.number'),
    width: isNarrow ? 100 : 148,
    isTabular: true,
    cell: (row) => (isNarrow ? shortNumber : numberText)(t, row.number),
  };
  const client: TableColumn<InvoiceRow> = {
    id: 'client',
    header: t('billing.client'),
    width: '2fr',
    minWidth: 66,
    cell: (row) => row.clientName,
  };
  const due: TableColumn<InvoiceRow> = {
    id: 'due',
    header: t('billing.due'),
    width: isNarrow ? 80 : 110,
    align: 'end',
    cell: (row) => <Money value={row.due} />,
    text: (row) => sumText(row.due, locale),
    amount: (row) => row.due,
  };
  const status: TableColumn<InvoiceRow> = {
    id: 'status',
    header: t('billing.status'),
    width: isNarrow ? 130 : 180,
    cell: (row) => <InvoiceStatusBadge status={row.status} isOverdue={row.isOverdue} isPlain />,
    text: (row) =>
      row.isOverdue
        ? t('invoice.overdue.and', { status: t(`invoice.status.${row.status}`) })
        : t(`invoice.status.${row.status}`),
  };
  if (isNarrow) return [number, client, status, due];
  return [
    number,
    status,
    client,
    {
      id: 'order',
      header: t('billing.order'),
      width: 124,
      isMuted: true,
      isTabular: true,
      cell: (row) => shortNumber(t, row.orderNumber),
    },
    {
      id: 'total',
      header: t('billing.total'),
      width: 110,
      align: 'end',
      cell: (row) => <Money value={row.total} />,
      text: (row) => sumText(row.total, locale),
      amount: (row) => row.total,
    },
    due,
    {
      id: 'issuedOn',
      header: t('billing.issuedOn'),
      width: 124,
      isMuted: true,
      isTabular: true,
      isSortable: true,
      isOptional: true,
      cell: (row) => formatDate(row.issuedOn, locale),
      inFile: (row) => row.issuedOn,
    },
    {
      id: 'dueOn',
      header: t('billing.dueOn'),
      isSortable: true,
      width: 124,
      isMuted: true,
      isTabular: true,
      cell: (row) => formatDate(row.dueOn, locale),
      inFile: (row) => row.dueOn,
    },
  ];
}
