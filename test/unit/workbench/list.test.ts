import { describe, expect, it } from 'vitest';
import type { TableColumn } from '../../../renderer/ui/index.ts';
import { csvOf } from '../../../renderer/workbench/csv.ts';
import { allColumns, csvTable, shownColumns, tsvOf, withWidths } from '../../../renderer/workbench/list/columns.ts';
import { searchOf, sortOf } from '../../../renderer/workbench/list/sort.ts';
import { isSame } from '../../../renderer/workbench/list/views.ts';

interface Row {
  readonly name: string;
  readonly amount: number;
}
const columns: TableColumn<Row>[] = [
  { id: 'name', header: 'Name', cell: (row) => row.name },
  { id: 'amount', header: 'Amount', cell: (row) => ({ row }) as never, text: (row) => String(row.amount) },
  { id: 'extra', header: 'Extra', cell: () => 'x', isOptional: true },
];
const ids = (some: readonly TableColumn<Row>[]): string[] => some.map(({ id }) => id);

describe('columns of a list', () => {
  it('are those it shows at first, or the chosen ones in their order and width', () => {
    expect(ids(shownColumns(columns, null))).toEqual(['name', 'amount']);
    const chosen = [
      { id: 'extra', width: 80 },
      { id: 'gone', width: 10 },
      { id: 'name', width: null },
    ];
    expect(ids(shownColumns(columns, chosen))).toEqual(['extra', 'name']);
    expect(shownColumns(columns, chosen)[0]?.width).toBe(80);
  });

  it('are never none: a view that knows none of them shows the usual ones', () => {
    expect(ids(shownColumns(columns, [{ id: 'gone', width: null }]))).toEqual(['name', 'amount']);
  });

  it('lists every column once, those in sight first', () => {
    const all = allColumns(columns, [{ id: 'amount', width: null }]);
    expect(all.map(({ column, isShown }) => [column.id, isShown])).toEqual([
      ['amount', true],
      ['name', false],
      ['extra', false],
    ]);
  });

  it('keeps widths of what is shown, and of nothing else', () => {
    expect(withWidths(columns, null, { name: 120.4, mark: 40 })).toEqual([
      { id: 'name', width: 120 },
      { id: 'amount', width: null },
    ]);
  });
});

describe('rows as tab-separated text', () => {
  it('has a line a row, and the names of the columns where they are asked for', () => {
    const rows = [
      { name: 'lite', amount: 5 },
      { name: 'pro', amount: -7 },
    ];
    expect(tsvOf(columns.slice(0, 2), rows, false)).toBe('lite\t5\npro\t-7');
    expect(tsvOf(columns.slice(0, 2), rows, true)).toBe('Name\tAmount\nlite\t5\npro\t-7');
  });

  it('never breaks a line, and never begins a formula', () => {
    const text = (name: string): string => tsvOf(columns.slice(0, 1), [{ name, amount: 0 }], false);
    expect(text('a\tb\r\nc')).toBe('a b c');
    for (const name of ['=1+1', '+7 900', '@x', '-cmd', '＝1']) expect(text(name)).toBe(`'${name}`);
    expect(text('-12.50')).toBe('-12.50');
  });
});

describe('a view', () => {
  const view = { search: '', filters: { a: '1', b: '2' }, sort: null, columns: null };
  it('is the same whatever the order of its filters, and another one with any difference', () => {
    expect(isSame(view, { ...view, filters: { b: '2', a: '1' }, search: ' ' })).toBe(true);
    expect(isSame(view, { ...view, filters: { a: '1' } })).toBe(false);
    expect(isSame(view, { ...view, sort: { by: 'name', isDescending: false } })).toBe(false);
    expect(isSame(view, { ...view, columns: [{ id: 'name', width: null }] })).toBe(false);
  });
});

describe('a list as a file', () => {
  const sold: TableColumn<{ name: string; total: number | null }>[] = [
    { id: 'name', header: 'Name', cell: (row) => row.name },
    {
      id: 'total',
      header: 'Total',
      cell: () => ({}) as never,
      text: (row) => `EUR ${row.total}`,
      amount: (row) => (row.total === null ? null : { amountMinor: row.total, currency: 'EUR' }),
    },
    {
      id: 'due',
      header: 'Due',
      cell: () => ({}) as never,
      amount: () => ({ amountMinor: 5, currency: 'EUR' }),
    },
    { id: 'on', header: 'On', cell: () => '8 Dec 2026', inFile: () => '2026-12-08' },
  ];

  it('has the columns in sight, amounts as numbers, their currency once, and no cell that is a formula', () => {
    const rows = [
      { name: '=1+1', total: 123_456 },
      { name: 'Иванов; ООО', total: null },
    ];
    const { header, cells } = csvTable(sold, rows, 'Currency');
    expect(csvOf(header, cells, 'en')).toBe(
      '\uFEFFName,Currency,Total,Due,On\r\n\'=1+1,EUR,1234.56,0.05,2026-12-08\r\n"Иванов; ООО",,,0.05,2026-12-08\r\n',
    );
    expect(csvOf(header, cells, 'ru')).toContain('"Иванов; ООО";;;0,05;2026-12-08');
    expect(csvTable(sold.slice(0, 1), rows, 'Currency').header).toEqual(['Name']);
  });
});

describe('what a list asks of core', () => {
  it('is the order of a column that it can be sorted by, and nothing for another one', () => {
    const names = { date: 'createdAt' } as const;
    expect(sortOf({ sort: { by: 'date', isDescending: true } }, names)).toEqual({
      sort: { by: 'createdAt', isDescending: true },
    });
    // A view of another version may name a column that cannot be sorted by here.
    expect(sortOf({ sort: { by: 'gone', isDescending: true } }, names)).toEqual({});
    expect(sortOf({ sort: null }, names)).toEqual({});
  });

  it('is a search where something is typed', () => {
    expect([searchOf(''), searchOf('anna')]).toEqual([{}, { search: 'anna' }]);
  });
});
