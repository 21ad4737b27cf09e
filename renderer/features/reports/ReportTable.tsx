import { useMutation } from '@tanstack/react-query';
import { FileDown, Inbox } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { ListName } from '../../../preload/api/views.ts';
import type { CallError } from '../../app/api.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { toasts } from '../../app/toasts.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Button, Card, EmptyState, Table } from '../../ui/index.ts';
import { shownColumns } from '../../workbench/list/columns.ts';
import { ListTools } from '../../workbench/list/ListTools.tsx';
import { useList } from '../../workbench/list/state.ts';
import { useCopyRows } from '../../workbench/list/useCopyRows.ts';
import { inOrder, type ReportColumn } from './columns.tsx';
import { saveSheet } from './export.ts';
import styles from './Reports.module.css';

/** Rows that are drawn at first: what is beyond is there for who asks, and always in files. */
const shownAtFirst = 100;

export interface ReportTableProps<T extends object> {
  /** Names its views, columns and order. */
  name: ListName;
  title: string;
  description?: ReactNode;
  /** Begins the name of the file. */
  fileName: string;
  columns: readonly ReportColumn<T>[];
  rows: readonly T[];
  rowId: (row: T) => string;
  rowText: (row: T) => string;
  /** In place of rows when there are none. */
  empty: string;
  emptyText?: string;
  /** Of a list that comes in pages: reads all of it, for a file. */
  allRows?: () => Promise<readonly T[]>;
  /** Under the rows: the next page. */
  more?: ReactNode;
  rowTone?: (row: T) => 'muted' | 'danger' | 'warning' | undefined;
}

/** The figures of a report: sorted by any column, with the columns that are wanted, copied and saved as they are. */
export function ReportTable<T extends object>(props: ReportTableProps<T>) {
  const { name, title, description, fileName, columns, rows, rowId, rowText, empty, emptyText, more, rowTone } = props;
  const t = useTranslate();
  const locale = useLocaleCode();
  const list = useList(name);
  const [isAll, setAll] = useState(false);
  const { sort, columns: chosen } = list.definition;
  const shown = shownColumns(columns, chosen);
  const by = columns.find(({ id }) => id === sort?.by);
  const ordered = inOrder(rows, by, sort?.isDescending ?? false, locale);
  const drawn = isAll ? ordered : ordered.slice(0, shownAtFirst);
  const { copy } = useCopyRows({ columns: shown, rows: ordered, idOf: rowId, marks: undefined, openId: undefined });
  const save = useMutation<boolean, CallError>({
    networkMode: 'always',
    mutationFn: async () => {
      const all = props.allRows ? inOrder(await props.allRows(), by, sort?.isDescending ?? false, locale) : ordered;
      const header = columns.map((column) => column.header);
      return saveSheet(
        { header, rows: all.map((row) => columns.map((column) => column.value(row))) },
        fileName,
        locale,
      );
    },
    onSuccess: (saved) => {
      if (saved) toasts.add({ tone: 'success', text: t('reports.exported') });
    },
  });
  return (
    <Card
      title={title}
      description={description}
      isFlush={rows.length > 0}
      actions={
        rows.length === 0 ? undefined : (
          <span className={styles['tools']}>
            <ListTools list={list} columns={columns} onCopy={copy} />
            <Button
              size="small"
              icon={FileDown}
              aria-label={`${t('reports.export')}: ${title}`}
              isBusy={save.isPending}
              onPress={() => save.mutate()}
            >
              {t('reports.export')}
            </Button>
          </span>
        )
      }
    >
      {save.error ? <ErrorBanner error={save.error.error} /> : null}
      {rows.length === 0 ? (
        <EmptyState icon={Inbox} title={empty}>
          {emptyText}
        </EmptyState>
      ) : (
        <Table
          label={title}
          layout="auto"
          columns={shown}
          rows={drawn}
          rowId={rowId}
          rowText={rowText}
          rowTone={rowTone}
          sort={
            sort === null ? undefined : { column: sort.by, direction: sort.isDescending ? 'descending' : 'ascending' }
          }
          onSort={({ column, direction }) =>
            list.change({ sort: { by: column, isDescending: direction === 'descending' } })
          }
          dependencies={[locale]}
        />
      )}
      {drawn.length < ordered.length ? (
        <div className={styles['more']}>
          <Button size="small" onPress={() => setAll(true)}>
            {t('reports.showAll', { count: ordered.length })}
          </Button>
        </div>
      ) : null}
      {more}
    </Card>
  );
}
