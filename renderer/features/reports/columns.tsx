import type { ReactNode } from 'react';
import { currencyExponent } from '../../../preload/api/currencies.ts';
import type { Money } from '../../../preload/api/values.ts';
import { formatDate, formatMoney, formatNumber, minorToDecimal, type Locale } from '../../i18n/format.ts';
import type { TableColumn } from '../../ui/index.ts';

/** What a cell is, for sorting and for files. */
export type CellValue = string | number | Money | null;

/** A column that can be sorted, copied and saved, because it says what its cells are. */
export interface ReportColumn<T> extends TableColumn<T> {
  readonly value: (row: T) => CellValue;
}

/** A value as a spreadsheet takes it: amounts are plain numbers. */
export const valueText = (value: CellValue): string =>
  value === null
    ? ''
    : typeof value === 'object'
      ? minorToDecimal(value.amountMinor, currencyExponent(value.currency))
      : String(value);

interface Given<T> {
  readonly id: string;
  readonly header: string;
  readonly width?: TableColumn<T>['width'];
  readonly minWidth?: number;
  readonly isOptional?: boolean;
  /** What stands there where it is more than the value itself. */
  readonly cell?: (row: T) => ReactNode;
}

export function textColumn<T>(given: Given<T> & { value: (row: T) => string }): ReportColumn<T> {
  return { isSortable: true, minWidth: 110, cell: given.value, text: given.value, ...given };
}

export function dateColumn<T>(locale: Locale, given: Given<T> & { value: (row: T) => string }): ReportColumn<T> {
  return {
    isSortable: true,
    isTabular: true,
    width: 122,
    cell: (row) => formatDate(given.value(row), locale),
    text: given.value,
    ...given,
  };
}

export function countColumn<T>(locale: Locale, given: Given<T> & { value: (row: T) => number }): ReportColumn<T> {
  return {
    isSortable: true,
    align: 'end',
    width: 112,
    cell: (row) => formatNumber(given.value(row), locale),
    text: (row) => String(given.value(row)),
    ...given,
  };
}

/** Amounts; null is a dash, never nothing. */
export function moneyColumn<T>(locale: Locale, given: Given<T> & { value: (row: T) => Money | null }): ReportColumn<T> {
  return {
    isSortable: true,
    align: 'end',
    width: 118,
    minWidth: 96,
    cell: (row) => {
      const money = given.value(row);
      return money === null ? '—' : formatMoney(money.amountMinor, money.currency, locale);
    },
    text: (row) => valueText(given.value(row)),
    ...given,
  };
}

/** Rows in the order of a column: amounts by currency first, what is not known last in either direction. */
export function inOrder<T>(
  rows: readonly T[],
  column: ReportColumn<T> | undefined,
  isDescending: boolean,
  locale: Locale,
): readonly T[] {
  if (!column) return rows;
  const words = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' });
  const sign = isDescending ? -1 : 1;
  return rows.toSorted((first, second) => {
    const [a, b] = [column.value(first), column.value(second)];
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
    if (typeof a === 'object' && typeof b === 'object')
      return words.compare(a.currency, b.currency) || sign * (a.amountMinor - b.amountMinor);
    if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
    return sign * words.compare(valueText(a), valueText(b));
  });
}
