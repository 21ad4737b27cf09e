import { api, valueOf } from '../../app/api.ts';
import type { Locale } from '../../i18n/format.ts';
import { csvOf } from '../../workbench/csv.ts';
import type { CellValue } from './columns.tsx';

/** A table with what its columns are called. */
export interface Sheet {
  readonly header: readonly string[];
  readonly rows: readonly (readonly CellValue[])[];
}

/** Saves a table as CSV where the person chooses; false: they thought better of it. @throws CallError */
export async function saveSheet({ header, rows }: Sheet, name: string, locale: Locale): Promise<boolean> {
  const text = csvOf(
    header,
    rows.map((row) => row.map((cell) => (typeof cell === 'number' ? String(cell) : cell))),
    locale,
  );
  // A name that every file system takes.
  const plain = name
    .replaceAll(/[^\p{L}\p{N} _-]+/gu, ' ')
    .trim()
    .slice(0, 80);
  const { saved } = await valueOf(api.window.saveFile({ name: `${plain === '' ? 'report' : plain}.csv`, text }));
  return saved;
}
