import type { ReactNode } from 'react';
import type { TableColumn } from '../../ui/index.ts';
import { ListHead } from '../ListHead.tsx';
import type { Pages } from '../usePages.ts';
import { ListTools } from './ListTools.tsx';
import type { List } from './state.ts';
import type { ListTable } from './useListTable.ts';

export interface RecordsHeadProps<T> {
  title: string;
  actions?: ReactNode;
  search: { label: string; placeholder?: string };
  list: List;
  /** All columns, as `useListTable` was given them. */
  columns: readonly TableColumn<T>[];
  table: ListTable<T>;
  pages: Pages<T>;
  /** Beside an open detail: only search and filters. */
  isNarrow?: boolean;
  /** What its file is called, where that is not the title. */
  fileName?: string;
  /** Filters. */
  children?: ReactNode;
}

/** The head of a list of the workbench: search, filters, views, columns, copying, and the rows as a file. */
export function RecordsHead<T>(props: RecordsHeadProps<T>) {
  const { title, actions, search, list, columns, table, pages, isNarrow = false, fileName = title, children } = props;
  return (
    <ListHead
      title={title}
      actions={actions}
      search={{ ...search, text: list.definition.search, onChange: (text) => list.change({ search: text }) }}
      tools={
        isNarrow ? null : (
          <ListTools
            list={list}
            columns={columns}
            onCopy={table.copy}
            file={{ name: fileName, columns: table.columns, readAll: pages.readAll, isCut: pages.isCut }}
          />
        )
      }
    >
      {children}
    </ListHead>
  );
}
