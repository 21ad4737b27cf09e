import { describe, expect, it } from 'vitest';
import type { TableColumn } from '../../../renderer/ui/index.ts';
import { allColumns, shownColumns, tsvOf, withWidths } from '../../../renderer/workbench/list/columns.ts';
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
