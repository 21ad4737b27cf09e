import { useMemo } from 'react';
import type { BulkRow, BulkRowState, BulkRunDetail } from '../../../preload/api/bulk.ts';
import type { ErrorCode } from '../../../preload/api/errors.ts';
import { ErrorBanner, errorText } from '../../app/ErrorBanner.tsx';
import { paths } from '../../app/paths.ts';
import { useLocaleCode, useTranslate, type Translate } from '../../i18n/provider.tsx';
import { Link, Mono, Table, type TableColumn } from '../../ui/index.ts';
import { useGo } from '../../workbench/useGo.ts';
import { usePages } from '../../workbench/usePages.ts';
import styles from './RunRows.module.css';
import { RowStateBadge } from './statuses.tsx';

/** What became of each license of a run, with the operation that says more. */
export function RunRows({ run, state }: { run: BulkRunDetail; state: BulkRowState | 'all' }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const go = useGo();
  const pages = usePages('bulk', 'rows', { id: run.id, ...(state === 'all' ? {} : { state }) });
  const columns = useMemo(() => columnsOf(t), [t]);
  if (pages.error && pages.rows.length === 0) return <ErrorBanner error={pages.error} />;
  return (
    <div className={styles['rows']}>
      <Table
        label={t('bulk.run.rows')}
        columns={columns}
        rows={pages.rows}
        rowId={(row) => row.id}
        rowText={(row) => `${row.productName} ${row.clientName}`}
        rowTone={(row) => (row.state === 'unclear' ? 'warning' : row.state === 'refused' ? 'danger' : undefined)}
        onOpen={(id) => {
          const row = pages.rows.find((each) => each.id === id);
          if (row) go(paths.productTab(row.contractProductId, 'manage'));
        }}
        isLoading={pages.isLoading}
        empty={<p>{t('bulk.run.noRows')}</p>}
        hasMore={pages.hasMore}
        onLoadMore={pages.loadMore}
        dependencies={[locale]}
      />
    </div>
  );
}

function columnsOf(t: Translate): TableColumn<BulkRow>[] {
  return [
    {
      id: 'client',
      header: t('contracts.client'),
      width: '2fr',
      minWidth: 110,
      cell: (row) => (
        <Link href={paths.productTab(row.contractProductId, 'manage')} variant="strong">
          {row.clientName}
        </Link>
      ),
    },
    { id: 'ip', header: t('contracts.ip'), width: 124, cell: (row) => <Mono>{row.ip}</Mono> },
    { id: 'state', header: t('bulk.row.state'), width: 150, cell: (row) => <RowStateBadge state={row.state} /> },
    {
      id: 'reason',
      header: t('bulk.row.operation'),
      width: '3fr',
      minWidth: 130,
      isMuted: true,
      cell: (row) => <Outcome row={row} />,
    },
  ];
}

/** What there is to say of a row; it leads to the operation, where there is one. */
function Outcome({ row }: { row: BulkRow }) {
  const t = useTranslate();
  const words = reasonOf(t, row);
  if (row.operationId === null) return <>{words === '' ? '—' : words}</>;
  return (
    <Link href={paths.operation(row.operationId)} variant="quiet">
      {words === '' ? t('bulk.row.look') : words}
    </Link>
  );
}

/** Why a row is not simply done, or what a reading found. */
function reasonOf(t: Translate, row: BulkRow): string {
  if (row.found !== null)
    return t('bulk.row.found', { before: row.found.before ?? '?', after: row.found.after ?? '?' });
  if (row.state === 'done' || row.state === 'underWay' || row.state === 'waiting') return '';
  const words =
    row.code === null
      ? ''
      : errorText(t, { code: row.code as ErrorCode, params: { message: row.vendorMessage ?? '' } });
  return row.state === 'unclear' ? `${t('bulk.row.unclear.text')} ${words}`.trim() : words;
}
