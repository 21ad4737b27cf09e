import { type ClipboardEvent, useMemo } from 'react';
import type { Marks, TableColumn, TableSort } from '../../ui/index.ts';
import { shownColumns, withWidths } from './columns.ts';
import type { List } from './state.ts';
import { useCopyRows } from './useCopyRows.ts';

/** How a RecordTable shows a list of the workbench. */
export interface ListTable<T> {
  readonly columns: readonly TableColumn<T>[];
  readonly sort: TableSort | undefined;
  readonly onSort: (sort: TableSort) => void;
  readonly onColumnWidths: ((widths: Record<string, number>) => void) | undefined;
  /** Another one: the widths that columns begin with are others. */
  readonly key: string;
  /** For the button: the marked rows, or all that were read, with the names of the columns. */
  readonly copy: () => void;
  readonly onCopy: (event: ClipboardEvent) => void;
}

export interface ListTableOptions<T> {
  /** The same array from one drawing to the next (useMemo), or every row is made anew with each. */
  columns: readonly TableColumn<T>[];
  rows: readonly T[];
  marks?: Marks | undefined;
  openId: string | undefined;
  /** The column that the list comes sorted by, where it is one of them. */
  usualSort?: TableSort | undefined;
  /** Beside an open detail: the columns are few already, and stay as they are. */
  isNarrow: boolean;
}

/** Columns, order and copying of a list as its view says. */
export function useListTable<T extends { readonly id: string }>(
  list: List,
  { columns, rows, marks, openId, usualSort, isNarrow }: ListTableOptions<T>,
): ListTable<T> {
  const { sort, columns: chosen } = list.definition;
  const shown = useMemo(
    () => (isNarrow ? columns.filter(({ isOptional }) => !isOptional) : shownColumns(columns, chosen)),
    [columns, chosen, isNarrow],
  );
  const { copy, onCopy } = useCopyRows({ columns: shown, rows, idOf: ({ id }) => id, marks, openId });
  return {
    columns: shown,
    sort: sort === null ? usualSort : { column: sort.by, direction: sort.isDescending ? 'descending' : 'ascending' },
    onSort: ({ column, direction }) => list.change({ sort: { by: column, isDescending: direction === 'descending' } }),
    onColumnWidths: isNarrow
      ? undefined
      : (widths) => list.change({ columns: withWidths(columns, list.definition.columns, widths) }),
    key: `${isNarrow ? 'narrow' : 'wide'} ${list.viewId ?? ''}`,
    copy,
    onCopy,
  };
}
