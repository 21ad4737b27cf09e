import type { Cancellation } from '../../../preload/api/cancellations.ts';
import { formatInstant, type Locale } from '../../i18n/format.ts';
import type { Translate } from '../../i18n/provider.tsx';
import type { TableColumn } from '../../ui/index.ts';
import { shortNumber } from '../../workbench/number.tsx';

/** Columns of the list of requests. */
export const cancellationColumns = (t: Translate, locale: Locale): TableColumn<Cancellation>[] => [
  {
    id: 'order',
    header: t('cancellations.order'),
    width: 124,
    isTabular: true,
    isRowHeader: true,
    cell: (row) => shortNumber(t, row.orderNumber),
  },
  { id: 'client', header: t('cancellations.client'), width: '2fr', minWidth: 90, cell: (row) => row.clientName },
  { id: 'products', header: t('cancellations.products'), width: '2fr', minWidth: 90, cell: (row) => row.productNames },
  { id: 'reason', header: t('cancellations.reason'), width: '3fr', minWidth: 120, cell: (row) => row.reason },
  {
    id: 'state',
    header: t('cancellations.state'),
    width: 172,
    cell: (row) => t(`cancellation.state.${row.state}`),
  },
  {
    id: 'asked',
    header: t('cancellations.askedAt'),
    isSortable: true,
    width: 172,
    isMuted: true,
    isTabular: true,
    cell: (row) => formatInstant(row.askedAt, locale),
  },
];
