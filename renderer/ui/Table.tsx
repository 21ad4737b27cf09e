/**
 * A table of records. `layout="fill"` takes the height of its place, scrolls inside and renders only the rows in sight: for lists of any
 * length. `layout="auto"` is as high as its rows: for short tables in cards. A click selects, Enter or a double click opens (`onOpen`).
 * With `marks` each row has a box: Space, Ctrl+click, Shift+click, Shift with the arrows and Ctrl+A mark rows, Esc takes the marks off;
 * what is marked is another thing than what is selected.
 */
import { useMemo } from 'react';
import type { ReactElement, ReactNode } from 'react';
import {
  Collection,
  ResizableTableContainer,
  Table as AriaTable,
  TableBody,
  TableHeader,
  TableLayout,
  TableLoadMoreItem,
  Virtualizer,
} from 'react-aria-components';
import type { Selection, SortDescriptor } from 'react-aria-components';
import { cx } from './cx.ts';
import { defined } from './defined.ts';
import { Spinner } from './Spinner.tsx';
import { useUiStrings } from './strings.tsx';
import type { Marks } from './marks.ts';
import { MarkColumn, MarkKeys } from './TableMarks.tsx';
import { TableColumnHeader, TableRow } from './TableParts.tsx';
import styles from './Table.module.css';
import { rowHeights, useDensity } from './theme.ts';

export interface TableColumn<T> {
  id: string;
  header: string;
  cell: (row: T) => ReactNode;
  /** "end" for numbers and money. */
  align?: 'start' | 'end' | 'center' | undefined;
  width?: number | `${number}%` | `${number}fr` | undefined;
  minWidth?: number | undefined;
  maxWidth?: number | undefined;
  isSortable?: boolean | undefined;
  /** The column that names the row; the first one when none is marked. */
  isRowHeader?: boolean | undefined;
  isMono?: boolean | undefined;
  isMuted?: boolean | undefined;
  /** Figures of one width: dates, numbers (columns aligned to the end have it anyway). */
  isTabular?: boolean | undefined;
  /** The header is only read aloud: for a column of buttons. */
  hideHeader?: boolean | undefined;
  /** The cell as text, for copying: where `cell` is no text itself. */
  text?: ((row: T) => string) | undefined;
  /** The cell in files, where that is not as on the screen: a date as other programs read it. */
  inFile?: ((row: T) => string) | undefined;
  /** The sum that the cell shows, minor units: a number in files. Null: none. */
  amount?: ((row: T) => { readonly amountMinor: number; readonly currency: string } | null) | undefined;
  /** Only shown when it was chosen. */
  isOptional?: boolean | undefined;
  /** Allows several lines (auto layout only). */
  wrap?: boolean | undefined;
}

export interface TableSort {
  column: string;
  direction: 'ascending' | 'descending';
}

export interface TableProps<T extends object> {
  label: string;
  columns: readonly TableColumn<T>[];
  rows: readonly T[];
  rowId: (row: T) => string;
  /** Name of a row for type-ahead and screen readers. */
  rowText?: ((row: T) => string) | undefined;
  /** Told of the row alone. */
  rowTone?: ((row: T) => 'muted' | 'danger' | 'warning' | undefined) | undefined;
  layout?: 'fill' | 'auto' | undefined;
  selectionMode?: 'none' | 'single' | 'multiple' | undefined;
  /** Rows that are picked out to do something to all of them. Keep it outside of the component. */
  marks?: Marks | undefined;
  selected?: ReadonlySet<string> | 'all' | undefined;
  onSelect?: ((selected: Set<string> | 'all') => void) | undefined;
  onOpen?: ((id: string) => void) | undefined;
  sort?: TableSort | undefined;
  onSort?: ((sort: TableSort) => void) | undefined;
  disabledRows?: ReadonlySet<string> | undefined;
  isResizable?: boolean | undefined;
  onColumnWidths?: ((widths: Record<string, number>) => void) | undefined;
  /** In place of the rows when there are none: EmptyState. */
  empty?: ReactNode;
  isLoading?: boolean | undefined;
  hasMore?: boolean | undefined;
  onLoadMore?: (() => void) | undefined;
  /** Anything else the cells depend on (language, clock): rows are otherwise rendered again only when their record changes. */
  dependencies?: readonly unknown[] | undefined;
  className?: string | undefined;
}

const headHeights = { normal: 32, compact: 28 } as const;

function toIds(selection: Selection): Set<string> | 'all' {
  return selection === 'all' ? 'all' : new Set([...selection].map(String));
}

export function Table<T extends object>(props: TableProps<T>): ReactElement {
  const { label, columns, rows, rowId, layout = 'fill', selectionMode = 'none', marks, onOpen, onSelect } = props;
  const strings = useUiStrings();
  const density = useDensity();
  const isVirtual = layout === 'fill';
  const ids = useMemo(() => (marks ? rows.map((row) => rowId(row)) : []), [marks, rows, rowId]);
  const header = columns.find((column) => column.isRowHeader) ?? columns[0];
  const layoutOptions = useMemo(
    () => ({ rowHeight: rowHeights[density], headingHeight: headHeights[density] }),
    [density],
  );
  const dependencies = [columns, marks, ...(props.dependencies ?? [])];

  const table = (
    <AriaTable
      aria-label={label}
      selectionMode={selectionMode}
      selectionBehavior="replace"
      disabledBehavior="selection"
      // Esc is for what stands beside the list, and for marks.
      escapeKeyBehavior="none"
      {...defined({ selectedKeys: props.selected, disabledKeys: props.disabledRows, sortDescriptor: props.sort })}
      {...(onSelect ? { onSelectionChange: (keys: Selection) => onSelect(toIds(keys)) } : {})}
      {...(props.onSort
        ? {
            onSortChange: (sort: SortDescriptor) =>
              props.onSort?.({ column: String(sort.column), direction: sort.direction }),
          }
        : {})}
      {...(onOpen ? { onRowAction: (key: string | number) => onOpen(String(key)) } : {})}
      className={styles['table'] ?? ''}
    >
      <TableHeader className={styles['head'] ?? ''}>
        {marks ? <MarkColumn marks={marks} ids={ids} label={strings.selectAll} /> : null}
        {columns.map((column) => (
          <TableColumnHeader
            key={column.id}
            column={column}
            isRowHeader={column.id === header?.id}
            isResizable={props.isResizable ?? false}
            // In an empty grid Tab does not leave a handle (react-aria), and there is nothing to make room for.
            hasHandle={rows.length > 0}
            resizeLabel={strings.resizeColumn}
          />
        ))}
      </TableHeader>
      <TableBody
        className={styles['body'] ?? ''}
        dependencies={dependencies}
        renderEmptyState={() => (
          <div className={styles['empty']}>
            {props.isLoading ? <Spinner label={strings.loading} size="large" /> : props.empty}
          </div>
        )}
      >
        <Collection items={rows} dependencies={dependencies}>
          {(row) => (
            <TableRow
              id={rowId(row)}
              row={row}
              columns={columns}
              text={props.rowText?.(row)}
              tone={props.rowTone?.(row)}
              marks={marks}
              boxLabel={strings.selectRow}
            />
          )}
        </Collection>
        {props.onLoadMore && rows.length > 0 ? (
          <TableLoadMoreItem
            isLoading={props.hasMore ?? false}
            {...(props.hasMore ? { onLoadMore: props.onLoadMore } : {})}
            className={styles['more'] ?? ''}
          >
            <Spinner label={strings.loading} />
          </TableLoadMoreItem>
        ) : null}
      </TableBody>
    </AriaTable>
  );
  const container = (
    <ResizableTableContainer
      className={cx(styles['container'], styles[layout], props.className)}
      {...(props.onColumnWidths
        ? {
            onResizeEnd: (widths: Map<string | number, unknown>) =>
              props.onColumnWidths?.(Object.fromEntries([...widths].map(([id, width]) => [String(id), Number(width)]))),
          }
        : {})}
    >
      {isVirtual ? (
        <Virtualizer layout={TableLayout} layoutOptions={layoutOptions}>
          {table}
        </Virtualizer>
      ) : (
        table
      )}
    </ResizableTableContainer>
  );
  return marks ? (
    <MarkKeys marks={marks} ids={ids}>
      {container}
    </MarkKeys>
  ) : (
    container
  );
}
