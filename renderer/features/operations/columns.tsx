import type { Operation } from '../../../preload/api/operations.ts';
import { formatInstant, type Locale } from '../../i18n/format.ts';
import type { Translate } from '../../i18n/provider.tsx';
import type { TableColumn } from '../../ui/index.ts';
import { OperationStateBadge, operationStateText } from './statuses.tsx';
import { fileInstant } from '../../workbench/csv.ts';

/** Columns of the list of operations. Beside an open detail only what tells them apart. */
export function operationColumns(t: Translate, locale: Locale, isNarrow: boolean): TableColumn<Operation>[] {
  const kind: TableColumn<Operation> = {
    id: 'kind',
    header: t('operations.kind'),
    width: isNarrow ? '3fr' : 176,
    minWidth: 110,
    cell: (row) => t(`action.${row.kind}`),
  };
  const client: TableColumn<Operation> = {
    id: 'client',
    header: t('contracts.client'),
    width: '2fr',
    minWidth: 90,
    isMuted: isNarrow,
    cell: (row) => row.clientName || '—',
  };
  const state: TableColumn<Operation> = {
    id: 'state',
    header: t('operations.state'),
    width: isNarrow ? '3fr' : '4fr',
    minWidth: 130,
    cell: (row) => <OperationStateBadge state={row.state} kind={row.kind} heldFor={row.heldFor} isPlain />,
    text: (row) => operationStateText(t, row),
  };
  if (isNarrow) return [kind, client, state];
  return [
    kind,
    state,
    { id: 'product', header: t('contracts.product'), width: '2fr', minWidth: 110, cell: (row) => row.productName },
    client,
    {
      id: 'askedBy',
      header: t('operations.askedBy'),
      width: 110,
      isMuted: true,
      cell: (row) => row.askedBy,
    },
    {
      id: 'askedAt',
      header: t('operations.askedAt'),
      width: 172,
      isMuted: true,
      isTabular: true,
      cell: (row) => formatInstant(row.createdAt, locale),
      inFile: (row) => fileInstant(row.createdAt),
    },
  ];
}
