import { currencyExponent } from '../../preload/api/currencies.ts';
import { minorToDecimal, type Locale } from '../i18n/format.ts';
import type { Money } from '../../preload/api/values.ts';

/** A cell: text, an amount of money (its number; the currency is a column of its own), or nothing. */
export type CsvCell = string | Money | null;

/** Signs that make a spreadsheet take a text for a formula. */
const formula = /^[=+\-@＝＋－＠\t\r\n]/;

/**
 * A table as CSV that spreadsheets open by themselves: with a byte order mark, and the separators of the person's
 * language. A text can never become a formula; amounts stay numbers.
 */
export function csvOf(header: readonly string[], rows: readonly (readonly CsvCell[])[], locale: Locale): string {
  const [separator, point] = locale === 'ru' ? [';', ','] : [',', '.'];
  const quoted = (text: string): string => (/[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const cell = (value: CsvCell): string => {
    if (value === null) return '';
    if (typeof value === 'string') return quoted(formula.test(value) ? `'${value}` : value);
    return minorToDecimal(value.amountMinor, currencyExponent(value.currency)).replace('.', point);
  };
  const lines = [header, ...rows].map((row) => row.map(cell).join(separator));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

/** An instant as spreadsheets read it, by this desk's clock: `YYYY-MM-DD HH:MM`. */
export function fileInstant(instant: string): string {
  const at = new Date(instant);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
}
