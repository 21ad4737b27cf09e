import { stringify } from 'csv-stringify/sync';
import type { Language } from '../../../../preload/api/values.ts';
import { safeCell } from './cells.ts';

/** The mark by which spreadsheets know UTF-8. */
export const mark = '\uFEFF';

/** The decimal sign and delimiter that spreadsheets of a language expect. */
export const signsOf = (language: Language): { delimiter: ',' | ';'; point: '.' | ',' } =>
  language === 'ru' ? { delimiter: ';', point: ',' } : { delimiter: ',', point: '.' };

/** Rows as CSV that no spreadsheet calculates with; lines end as RFC 4180 has it, breaks within a cell stay. */
export const table = (rows: readonly (readonly string[])[], delimiter: string): string =>
  stringify(
    rows.map((row) => row.map(safeCell)),
    { delimiter, record_delimiter: 'windows', quoted_match: /[\r\n]/ },
  );
