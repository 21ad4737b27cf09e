import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  maxImportBytes,
  maxImportColumns,
  maxImportRows,
  maxPartBytes,
  type Reading,
} from '../../../../preload/api/catalogue-transfer.ts';
import { actorName, AppError, type Context } from '../../kernel/index.ts';
import type { Store } from '../../store/index.ts';
import { detectDelimiter, detectEncoding, rowsOf } from './decode.ts';
import type { Source } from './record.ts';
import * as stored from './store.ts';
import { suggestMapping } from './suggest.ts';

/** Rows of a file that a person sees of it, and how much of a cell. */
const shownRows = 8;
const shownLength = 200;

/** Begins a file: an import without bytes. */
export function beginImport(store: Store, context: Context, fileName: string, size: number): string {
  if (size > maxImportBytes) throw new AppError('transfer.too_large');
  const source: Source = { size, reading: null, headers: [], sample: [], suggested: [] };
  const id = store.makeId();
  store.transaction(context, (writer) =>
    writer.insert('catalogue_run', {
      id,
      kind: 'file',
      state: 'receiving',
      title: fileName,
      asked_by: actorName(context.principal),
      total: 0,
      done: 0,
      counts: null,
      source: JSON.stringify(source),
      settings: null,
      finished_at: null,
    }),
  );
  return id;
}

/** Adds bytes to a file; parts come in order, one that came already is not added again. @throws AppError `transfer.incomplete`, `transfer.too_large` */
export function addPart(
  store: Store,
  context: Context,
  part: { id: string; position: number; bytes: Uint8Array; size: number },
): void {
  store.transaction(context, (writer) => {
    const { parts, bytes } = stored.received(store, part.id);
    if (part.position < parts) return;
    if (part.position > parts) throw new AppError('transfer.incomplete');
    if (part.bytes.byteLength > maxPartBytes || bytes + part.bytes.byteLength > part.size) {
      throw new AppError('transfer.too_large');
    }
    writer.insert('catalogue_run_part', {
      id: store.makeId(),
      run_id: part.id,
      position: part.position,
      content: part.bytes,
    });
  });
}

/**
 * Finds out how a file is to be read where that is not said, and reads through it.
 * @throws AppError `transfer.incomplete`, `transfer.no_rows`, `transfer.too_many_columns`, `transfer.too_large`
 */
export async function readThrough(
  store: Store,
  id: string,
  source: Source,
  said: Partial<Reading>,
  brandCurrency: string,
): Promise<{ source: Source; rows: number }> {
  if (stored.received(store, id).bytes !== source.size) throw new AppError('transfer.incomplete');
  const parts = stored.partsOf(store, id);
  const encoding = said.encoding ?? source.reading?.encoding ?? detectEncoding(parts);
  const delimiter = said.delimiter ?? source.reading?.delimiter ?? detectDelimiter(parts, encoding);
  const hasHeader = said.hasHeader ?? source.reading?.hasHeader ?? true;
  let headers: readonly string[] | null = null;
  const sample: string[][] = [];
  let rows = 0;
  for await (const row of rowsOf(parts, { encoding, delimiter })) {
    if (headers === null) {
      if (row.cells.length > maxImportColumns) throw new AppError('transfer.too_many_columns');
      headers = hasHeader ? row.cells.map((cell) => cell.trim().slice(0, shownLength)) : row.cells.map(() => '');
      if (hasHeader) continue;
    }
    rows += 1;
    if (rows > maxImportRows) throw new AppError('transfer.too_large');
    if (sample.length < shownRows) sample.push(row.cells.map((cell) => cell.slice(0, shownLength)));
    if (rows % 2000 === 0) await nextTurn();
  }
  if (headers === null || rows === 0) throw new AppError('transfer.no_rows');
  return {
    rows,
    source: {
      size: source.size,
      reading: { encoding, delimiter, hasHeader },
      headers,
      sample,
      suggested: suggestMapping(headers, brandCurrency),
    },
  };
}
