import type { ViewDefinition } from '../../../preload/api/views.ts';
import type { TableColumn } from '../../ui/index.ts';
import type { CsvCell } from '../csv.ts';

type Chosen = ViewDefinition['columns'];

/** The columns in sight, in their order: as chosen, else those that a list shows at first. */
export function shownColumns<T>(columns: readonly TableColumn<T>[], chosen: Chosen): TableColumn<T>[] {
  if (chosen === null) return columns.filter(({ isOptional }) => !isOptional);
  const shown = chosen.flatMap(({ id, width }) => {
    const column = columns.find((each) => each.id === id);
    return column ? [width === null ? column : { ...column, width }] : [];
  });
  // A view of another version may know none of them: a list without columns would say nothing.
  return shown.length === 0 ? shownColumns(columns, null) : shown;
}

/** What is chosen once columns have these widths. */
export function withWidths<T>(
  columns: readonly TableColumn<T>[],
  chosen: Chosen,
  widths: Readonly<Record<string, number>>,
): NonNullable<Chosen> {
  return shownColumns(columns, chosen).map(({ id }) => {
    const width = widths[id];
    return { id, width: width === undefined ? null : Math.round(width) };
  });
}

/** Every column with whether it is in sight, those in sight first and in their order. */
export function allColumns<T>(
  columns: readonly TableColumn<T>[],
  chosen: Chosen,
): { readonly column: TableColumn<T>; readonly isShown: boolean }[] {
  const shown = shownColumns(columns, chosen);
  const ids = new Set(shown.map(({ id }) => id));
  return [
    ...shown.map((column) => ({ column, isShown: true })),
    ...columns.filter(({ id }) => !ids.has(id)).map((column) => ({ column, isShown: false })),
  ];
}

/**
 * Rows as text that a spreadsheet takes when it is pasted: a line a row, columns by tabs. Tabs and line breaks inside a
 * value become spaces, and a value that a spreadsheet would take for a formula gets a quote before it.
 */
export function tsvOf<T>(columns: readonly TableColumn<T>[], rows: readonly T[], withHeader: boolean): string {
  const lines = rows.map((row) => columns.map((column) => cellText(column, row)));
  return [...(withHeader ? [columns.map(({ header }) => header)] : []), ...lines]
    .map((cells) => cells.map(tsvCell).join('\t'))
    .join('\n');
}

/**
 * Rows as the cells of a file: what the columns show, amounts as numbers, and their currency in a column of its own, beside the
 * first of them.
 */
export function csvTable<T>(
  columns: readonly TableColumn<T>[],
  rows: readonly T[],
  currency: string,
): { header: string[]; cells: CsvCell[][] } {
  const [money] = columns.filter(({ amount }) => amount !== undefined);
  const isMoney = (column: TableColumn<T>): boolean => column === money;
  return {
    header: columns.flatMap((column) => (isMoney(column) ? [currency, column.header] : [column.header])),
    cells: rows.map((row) =>
      columns.flatMap((column): CsvCell[] => {
        const amount = column.amount?.(row);
        if (amount === undefined) return [column.inFile ? column.inFile(row) : cellText(column, row)];
        return isMoney(column) ? [amount?.currency ?? '', amount] : [amount];
      }),
    ),
  };
}

const formula = /^[=+\-@＝＋－＠]/;
function tsvCell(text: string): string {
  const one = text.replaceAll(/[\t\r\n]+/g, ' ').trim();
  // A negative number is one, and stays one.
  return formula.test(one) && !/^-?[\d\s.,]+$/.test(one) ? `'${one}` : one;
}

function cellText<T>(column: TableColumn<T>, row: T): string {
  if (column.text) return column.text(row);
  const shown = column.cell(row);
  return typeof shown === 'string' || typeof shown === 'number' ? String(shown) : '';
}
