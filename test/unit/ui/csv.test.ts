import { describe, expect, it } from 'vitest';
import { csvOf } from '../../../renderer/workbench/csv.ts';

const lines = (text: string): string[] => text.replace(/^\uFEFF/, '').split('\r\n');

describe('a table as CSV', () => {
  it('starts with a byte order mark and ends each line as spreadsheets expect', () => {
    expect(csvOf(['Name'], [['Анна']], 'en')).toBe('\uFEFFName\r\nАнна\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '＠x'])(
    'never lets the text %j become a formula',
    (text) => {
      const cell = csvOf(['h'], [[text]], 'en').split('h\r\n')[1];
      expect(cell).toMatch(/^"?'/);
    },
  );

  it('quotes what would end a cell or a line', () => {
    expect(lines(csvOf(['h'], [['a,b'], ['a"b'], ['a;b'], [null]], 'en'))).toEqual([
      'h',
      '"a,b"',
      '"a""b"',
      '"a;b"',
      '',
      '',
    ]);
  });

  it('writes amounts as exact numbers, with the separators of the language', () => {
    const row = [
      { amountMinor: -9_007_199_254_740_991, currency: 'EUR' },
      { amountMinor: 5, currency: 'EUR' },
      { amountMinor: 1200, currency: 'JPY' },
    ];
    expect(lines(csvOf(['h'], [row], 'en'))[1]).toBe('-90071992547409.91,0.05,1200');
    expect(lines(csvOf(['h'], [row], 'ru'))[1]).toBe('-90071992547409,91;0,05;1200');
  });
});
