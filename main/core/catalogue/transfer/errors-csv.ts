import type { RowProblem, transfer } from '../../../../preload/api/catalogue-transfer.ts';
import type { Output, Parsed } from '../../../../preload/api/contract.ts';
import type { Store } from '../../store/index.ts';
import { refusalsAfter } from './store.ts';
import { mark, signsOf, table } from './table.ts';

/** Rows of one part. */
const partRows = 500;

/**
 * A part of the refused rows: their cells as they stood in the file, then line and reasons. Corrected, the same file can be imported:
 * the last two columns mean nothing to it.
 */
export function errorsPart(
  store: Store,
  { id, language, words, cursor }: Parsed<typeof transfer.errorsCsv>,
  headers: readonly string[],
): Output<typeof transfer.errorsCsv> {
  const found = refusalsAfter(store, id, Number(cursor ?? '-1'), partRows);
  const kept = found.slice(0, partRows);
  const word = (key: string, otherwise: string): string => words[key] ?? otherwise;
  const reason = ({ column, code, params }: RowProblem): string => {
    const text = word(`transfer.problem.${code}`, code).replaceAll(/\{(\w+)\}/g, (all, name: string) =>
      Object.hasOwn(params, name) ? String(params[name]) : all,
    );
    const head = column === null ? '' : (headers[column] ?? '');
    return head === '' ? text : `${head}: ${text}`;
  };
  const rows = kept.map(({ line, problems, cells }) => [
    ...headers.map((_, at) => cells[at] ?? ''),
    String(line),
    problems.map(reason).join(' '),
  ]);
  const head = [...headers, word('transfer.errors.line', 'line'), word('transfer.errors.reasons', 'reasons')];
  const { delimiter } = signsOf(language);
  return {
    text: cursor === undefined ? mark + table([head, ...rows], delimiter) : table(rows, delimiter),
    nextCursor: found.length > partRows ? String(kept.at(-1)?.position) : null,
  };
}
