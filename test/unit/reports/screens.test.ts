import { describe, expect, it } from 'vitest';
import {
  countColumn,
  inOrder,
  moneyColumn,
  textColumn,
  valueText,
} from '../../../renderer/features/reports/columns.tsx';
import { periodOf } from '../../../renderer/features/reports/periods.ts';

describe('the time of a report', () => {
  it('is counted from today, months whole, also over the end of a year and in a leap year', () => {
    expect(periodOf('month', '2026-03-10')).toEqual({ from: '2026-03-01', to: '2026-03-10' });
    expect(periodOf('lastMonth', '2026-01-31')).toEqual({ from: '2025-12-01', to: '2025-12-31' });
    expect(periodOf('lastMonth', '2028-03-31')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
    expect(periodOf('quarter', '2026-01-31')).toEqual({ from: '2025-11-01', to: '2026-01-31' });
    expect(periodOf('year', '2026-03-10')).toEqual({ from: '2026-01-01', to: '2026-03-10' });
    expect(periodOf('twelve', '2026-12-31')).toEqual({ from: '2026-01-01', to: '2026-12-31' });
  });
});

describe('the rows of a report', () => {
  interface Row {
    readonly name: string;
    readonly count: number;
    readonly sum: { readonly amountMinor: number; readonly currency: string } | null;
  }
  const rows: Row[] = [
    { name: 'pro 10', count: 2, sum: { amountMinor: 500, currency: 'USD' } },
    { name: 'pro 9', count: 10, sum: null },
    { name: 'lite', count: 1, sum: { amountMinor: -100, currency: 'EUR' } },
    { name: 'host', count: 3, sum: { amountMinor: 900, currency: 'EUR' } },
  ];
  const name = textColumn<Row>({ id: 'name', header: 'Name', value: (row) => row.name });
  const count = countColumn<Row>('en', { id: 'count', header: 'Count', value: (row) => row.count });
  const sum = moneyColumn<Row>('en', { id: 'sum', header: 'Sum', value: (row) => row.sum });
  const names = (ordered: readonly Row[]): string[] => ordered.map((row) => row.name);

  it('are sorted as people count: words with their numbers, amounts within a currency, what is not known last', () => {
    expect(names(inOrder(rows, name, false, 'en'))).toEqual(['host', 'lite', 'pro 9', 'pro 10']);
    expect(names(inOrder(rows, count, true, 'en'))).toEqual(['pro 9', 'host', 'pro 10', 'lite']);
    expect(names(inOrder(rows, sum, false, 'en'))).toEqual(['lite', 'host', 'pro 10', 'pro 9']);
    expect(names(inOrder(rows, sum, true, 'en'))).toEqual(['host', 'lite', 'pro 10', 'pro 9']);
    expect(inOrder(rows, undefined, true, 'en')).toBe(rows);
  });

  it('are text for a spreadsheet: plain numbers, and nothing where it is not known', () => {
    expect(valueText({ amountMinor: -123, currency: 'EUR' })).toBe('-1.23');
    expect(valueText({ amountMinor: 5, currency: 'KWD' })).toBe('0.005');
    expect(valueText(null)).toBe('');
    expect(sum.cell(rows[1] ?? { name: '', count: 0, sum: null })).toBe('—');
  });
});
