/** Header cells and rows of Table. */
import type { ReactElement } from 'react';
import { Cell, Column, ColumnResizer, Row } from 'react-aria-components';
import { ArrowDown, ArrowUp, ArrowUpDown } from 'lucide-react';
import { cx } from './cx.ts';
import { defined } from './defined.ts';
import { type Marks, useMarked } from './marks.ts';
import type { TableColumn } from './Table.tsx';
import { MarkBox } from './TableMarks.tsx';
import styles from './Table.module.css';
import { titleWhenCut } from './title-when-cut.ts';

export interface TableColumnHeaderProps<T> {
  column: TableColumn<T>;
  isRowHeader: boolean;
  isResizable: boolean;
  /** Whether the handle to resize it with is there. */
  hasHandle: boolean;
  resizeLabel: string;
}

export function TableColumnHeader<T>({
  column,
  isRowHeader,
  isResizable,
  hasHandle,
  resizeLabel,
}: TableColumnHeaderProps<T>): ReactElement {
  const size = isResizable ? { defaultWidth: column.width ?? '1fr' } : { width: column.width ?? ('1fr' as const) };
  return (
    <Column
      id={column.id}
      isRowHeader={isRowHeader}
      allowsSorting={column.isSortable ?? false}
      textValue={column.header}
      {...size}
      {...defined({ minWidth: column.minWidth, maxWidth: column.maxWidth })}
      className={styles['column'] ?? ''}
      data-align={column.align ?? 'start'}
    >
      {({ sortDirection }) => (
        <div className={styles['columnBox']}>
          <span className={column.hideHeader ? styles['srOnly'] : styles['columnText']}>{column.header}</span>
          {sortDirection === 'ascending' ? <ArrowUp aria-hidden="true" className={styles['sortIcon']} /> : null}
          {sortDirection === 'descending' ? <ArrowDown aria-hidden="true" className={styles['sortIcon']} /> : null}
          {column.isSortable && sortDirection === undefined ? (
            <ArrowUpDown aria-hidden="true" className={styles['sortable']} />
          ) : null}
          {isResizable && hasHandle ? (
            <ColumnResizer aria-label={`${resizeLabel}: ${column.header}`} className={styles['resizer'] ?? ''} />
          ) : null}
        </div>
      )}
    </Column>
  );
}

export interface TableRowProps<T extends object> {
  id: string;
  row: T;
  columns: readonly TableColumn<T>[];
  text: string | undefined;
  tone: string | undefined;
  marks: Marks | undefined;
  boxLabel: string;
}

export function TableRow<T extends object>({
  id,
  row,
  columns,
  text,
  tone,
  marks,
  boxLabel,
}: TableRowProps<T>): ReactElement {
  const isMarked = useMarked(marks, id);
  return (
    <Row
      id={id}
      value={row}
      {...defined({ textValue: text })}
      className={styles['row'] ?? ''}
      data-tone={tone}
      data-marked={isMarked || undefined}
    >
      {marks ? (
        <Cell className={cx(styles['cell'], styles['boxCell'])}>
          <MarkBox marks={marks} id={id} label={boxLabel} />
        </Cell>
      ) : null}
      {columns.map((column) => (
        <Cell
          key={column.id}
          className={cx(
            styles['cell'],
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
      ))}
    </Row>
  );
}
