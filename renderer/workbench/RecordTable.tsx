import type { ReactNode } from 'react';
import { ErrorBanner } from '../app/ErrorBanner.tsx';
import { maxFound } from '../../preload/api/values.ts';
import { useTranslate } from '../i18n/provider.tsx';
import { Banner, type Marks, Table, type TableColumn } from '../ui/index.ts';
import type { ListTable } from './list/useListTable.ts';
import { focusDetail } from './MasterDetail.tsx';
import styles from './RecordTable.module.css';
import { useDelayed } from './useDelayed.ts';
import { useGo } from './useGo.ts';
import { usePressed } from './usePressed.ts';
import type { Pages } from './usePages.ts';

export interface RecordTableProps<T extends { readonly id: string }> {
  label: string;
  pages: Pages<T>;
  columns?: readonly TableColumn<T>[];
  /** In place of columns: a list whose columns, order and copying the workbench keeps. */
  view?: ListTable<T> | undefined;
  rowText: (row: T) => string;
  rowTone?: ((row: T) => 'muted' | 'danger' | 'warning' | undefined) | undefined;
  /** The record in the detail beside. */
  openId: string | undefined;
  pathOf: (id: string) => string;
  empty: ReactNode;
  /** Rows can be picked out, for a SelectionBar. */
  marks?: Marks | undefined;
  dependencies?: readonly unknown[];
}

const idOf = (row: { readonly id: string }): string => row.id;

/** The table of a list beside its detail: what is selected is open, Enter moves into it, more rows come while scrolling. */
export function RecordTable<T extends { readonly id: string }>(props: RecordTableProps<T>) {
  const {
    label,
    pages,
    view,
    columns = view?.columns ?? [],
    rowText,
    rowTone,
    openId,
    pathOf,
    empty,
    marks,
    dependencies,
  } = props;
  const t = useTranslate();
  const go = useGo();
  const isSlow = useDelayed(pages.isLoading);
  const pressed = usePressed();
  if (pages.error && pages.rows.length === 0) {
    return (
      <div className={styles['error']}>
        <ErrorBanner error={pages.error} />
      </div>
    );
  }
  const table = (
    <Table
      key={view?.key}
      label={label}
      layout="fill"
      columns={columns}
      rows={pages.rows}
      rowId={idOf}
      marks={marks}
      rowText={rowText}
      rowTone={rowTone}
      selectionMode="single"
      selected={new Set(openId === undefined ? [] : [openId])}
      onSelect={(selected) => {
        const [id] = selected === 'all' ? [] : selected;
        if (id === undefined || id === openId) return;
        // With nothing open, coming by keyboard only selects; Enter opens. Beside an open detail the arrows move along,
        // as one step of the history.
        if (openId === undefined && !pressed.current) return;
        go(pathOf(id), { replace: openId !== undefined });
      }}
      onOpen={(id) => {
        if (id !== openId) go(pathOf(id));
        focusDetail();
      }}
      isLoading={isSlow}
      empty={pages.isLoading ? null : empty}
      hasMore={pages.hasMore}
      onLoadMore={pages.loadMore}
      dependencies={dependencies}
      className={styles['table']}
      {...(view
        ? {
            sort: view.sort,
            onSort: view.onSort,
            isResizable: view.onColumnWidths !== undefined,
            onColumnWidths: view.onColumnWidths,
          }
        : {})}
    />
  );
  if (!view) return table;
  const notice = pages.isCut ? <Banner tone="info" isBar title={t('list.cut', { count: maxFound })} /> : null;
  return (
    <div className={styles['copying']} onCopy={view.onCopy}>
      {notice}
      {table}
    </div>
  );
}
