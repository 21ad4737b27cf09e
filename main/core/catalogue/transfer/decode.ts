import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { parse as parseAtOnce } from 'csv-parse/sync';
import { Delimiter, type Encoding, type Reading } from '../../../../preload/api/catalogue-transfer.ts';

/** The bytes of a file, part by part; each call begins anew. */
export type Parts = () => Iterable<Uint8Array>;

/** One row of a file. `line`: where it ends, from 1. */
export interface RawRow {
  readonly line: number;
  readonly cells: readonly string[];
  /** A quote that was opened here is never closed: what follows could not be read. */
  readonly isBroken: boolean;
}

/** The longest row, in characters: what is longer comes of a quote that is not closed. */
const longestRow = 1_000_000;
/** As much of a file as its encoding and delimiter are told from, in characters or bytes. */
const looked = 64 * 1024;

/**
 * What a file is written in: told by its mark; else UTF-8 where all of it is valid, else Windows-1251. UTF-16 without a
 * mark is known by the zeros that Latin letters and separators have in it.
 */
export function detectEncoding(parts: Parts): Encoding {
  let isFirst = true;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for (const bytes of parts()) {
      if (isFirst) {
        const marked = encodingOfStart(bytes);
        if (marked !== null) return marked;
        isFirst = false;
      }
      decoder.decode(bytes, { stream: true });
    }
    decoder.decode();
    return 'utf-8';
  } catch {
    return 'windows-1251';
  }
}

function encodingOfStart(bytes: Uint8Array): Encoding | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  const start = bytes.subarray(0, 1024);
  for (const [at, byte] of start.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  // A separator in ten characters is little for a table; no other encoding has zeros at all.
  if (even + odd < start.length / 20) return null;
  return odd >= even ? 'utf-16le' : 'utf-16be';
}

/** The text of a file, part by part; a mark at its beginning is left out. What is not valid becomes U+FFFD. */
export function* textOf(parts: Parts, encoding: Encoding): Generator<string> {
  const decoder = new TextDecoder(encoding);
  for (const bytes of parts()) {
    const text = decoder.decode(bytes, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

const options = {
  // Each of them ends a row: tables that were pasted together have several.
  record_delimiter: ['\r\n', '\n', '\r'],
  bom: false,
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
  skip_records_with_empty_values: true,
  max_record_size: longestRow,
};

/** The first line that spreadsheets write to say the delimiter: `sep=;`. */
const saysDelimiter = /^sep=(.)\r?\n/i;

/** The delimiter that makes the most even table of a file's beginning. */
export function detectDelimiter(parts: Parts, encoding: Encoding): Delimiter {
  const start = startOf(parts, encoding);
  const said = Delimiter.safeParse(saysDelimiter.exec(start)?.[1]);
  if (said.success) return said.data;
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of Delimiter.options) {
    const score = evenness(start, delimiter);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

function startOf(parts: Parts, encoding: Encoding): string {
  let start = '';
  for (const text of textOf(parts, encoding)) {
    start += text;
    if (start.length >= looked) break;
  }
  if (start.length < looked) return start;
  // Without the row that was cut.
  return start.slice(0, Math.max(start.lastIndexOf('\n', looked), start.lastIndexOf('\r', looked), 1));
}

function evenness(text: string, delimiter: Delimiter): number {
  try {
    const rows = parseAtOnce(text, { ...options, delimiter, to: 50 });
    const [{ length: columns } = { length: 0 }] = rows;
    if (columns < 2) return 0;
    const even = rows.filter((row) => row.length === columns).length / rows.length;
    // More even first, then more columns.
    return even * 10 + Math.min(columns, 100) / 100;
  } catch {
    return 0;
  }
}

/**
 * The rows of a file in its order, the line of headers first where there is one; behind them what could not be read, as broken
 * rows. The same file has the same rows each time.
 */
export async function* rowsOf(
  parts: Parts,
  { encoding, delimiter }: Omit<Reading, 'hasHeader'>,
): AsyncGenerator<RawRow> {
  const broken: RawRow[] = [];
  const saysIt = saysDelimiter.test(startOf(parts, encoding));
  let line = 0;
  const parser = parse({
    ...options,
    delimiter,
    from_line: saysIt ? 2 : 1,
    // One that is thrown would take with it what was read and waits to be fetched.
    skip_records_with_error: true,
    // The line travels as a last cell.
    on_record: (cells, info) => {
      line = info.lines;
      cells.push(String(line));
      return cells;
    },
  });
  parser.on('skip', () => broken.push({ line: line + 1, cells: [], isBroken: true }));
  for await (const cells of Readable.from(textOf(parts, encoding)).pipe(parser) as AsyncIterable<string[]>) {
    yield { line: Number(cells.pop()), cells, isBroken: false };
  }
  yield* broken;
}
