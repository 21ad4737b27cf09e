/**
 * A short table that is only read: no selection, no sorting, as high as its rows. Plain table elements, because the
 * keyboard grid of Table costs more to build than such a table is worth; links in its cells are its way in.
 */
import type { ReactElement } from 'react';
import { cx } from './cx.ts';
import type { TableColumn } from './Table.tsx';
import styles from './Table.module.css';
import { titleWhenCut } from './title-when-cut.ts';

export interface StaticTableProps<T extends object> {
  label: string;
  columns: readonly TableColumn<T>[];
  rows: readonly T[];
  rowId: (row: T) => string;
}

export function StaticTable<T extends object>({ label, columns, rows, rowId }: StaticTableProps<T>): ReactElement {
  const header = columns.find((column) => column.isRowHeader) ?? columns[0];
  return (
    <div className={cx(styles['container'], styles['auto'], styles['static'])}>
      <table aria-label={label} className={styles['table']}>
        <thead className={styles['head']}>
          <tr>
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                className={styles['column']}
                data-align={column.align ?? 'start'}
                style={{ width: column.width, minWidth: column.minWidth }}
              >
                <div className={styles['columnBox']}>
                  <span className={column.hideHeader ? styles['srOnly'] : styles['columnText']}>{column.header}</span>
                </div>
              </th>
            ))}
          </tr>
        </thead>
        <tbody className={styles['body']}>
          {rows.map((row) => (
            <tr key={rowId(row)} className={styles['row']}>
              {columns.map((column) => {
                const Cell = column === header ? 'th' : 'td';
                return (
                  <Cell
                    key={column.id}
                    {...(column === header ? { scope: 'row' } : {})}
                    className={cx(
                      styles['cell'],
                      styles['plain'],
                      column.isMono && styles['mono'],
                      column.isMuted && styles['muted'],
                      column.isTabular && styles['tabular'],
                      column.wrap && styles['wrap'],
                    )}
                    data-align={column.align ?? 'start'}
                  >
                    <div className={styles['cellBox']} onPointerEnter={titleWhenCut}>
                      {column.cell(row)}
                    </div>
                  </Cell>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
