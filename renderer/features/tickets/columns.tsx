import type { z } from 'zod';
import type { TicketRow } from '../../../preload/api/tickets.ts';
import { formatInstant, type Locale } from '../../i18n/format.ts';
import type { Translate } from '../../i18n/provider.tsx';
import type { TableColumn } from '../../ui/index.ts';
import { RowSyncMark } from '../team-hub/RowSyncMark.tsx';
import { DraftMark } from '../../workbench/DraftMark.tsx';
import { TicketStatusBadge } from './statuses.tsx';
import { fileInstant } from '../../workbench/csv.ts';

type Row = z.output<typeof TicketRow>;

/** Columns of the list of tickets. Beside an open one only what tells them apart. */
export function ticketColumns(t: Translate, locale: Locale, isNarrow: boolean): TableColumn<Row>[] {
  const subject: TableColumn<Row> = {
    id: 'subject',
    header: t('tickets.subject'),
    width: '3fr',
    minWidth: 120,
    isRowHeader: true,
    cell: (row) => (
      <>
        <RowSyncMark record="ticket" id={row.id} /> {row.subject} <DraftMark form={`ticket/${row.id}/reply`} />
      </>
    ),
    text: (row) => row.subject,
  };
  const client: TableColumn<Row> = {
    id: 'client',
    header: t('tickets.client'),
    width: '2fr',
    minWidth: 90,
    isMuted: true,
    cell: (row) => row.clientName,
  };
  const status: TableColumn<Row> = {
    id: 'status',
    header: t('tickets.status'),
    width: 104,
    cell: (row) => <TicketStatusBadge status={row.status} isPlain />,
    text: (row) => t(`ticket.status.${row.status}`),
  };
  const number: TableColumn<Row> = {
    id: 'number',
    header: t('tickets.number'),
    isSortable: true,
    width: 124,
    isMuted: true,
    isTabular: true,
    cell: (row) => row.number,
  };
  const updated: TableColumn<Row> = {
    id: 'updated',
    header: t('tickets.updated'),
    width: 172,
    isMuted: true,
    isTabular: true,
    cell: (row) => formatInstant(row.updatedAt, locale),
    inFile: (row) => fileInstant(row.updatedAt),
  };
  return isNarrow ? [subject, client, status] : [number, subject, client, status, updated];
}
