import { cellText } from '../document.ts';
import type { Answer, Row } from '../document.ts';
import { integerParam } from './call.ts';
import type { SignedCall } from './call.ts';

/**
 * One page of rows: `p_cnt` rows, page `p_num` from 1, the total in `p_elems`; `filter=on&<column>=<value>` filters this one call
 * (ispmanager-api 3). The page size without p_cnt is a guess.
 */
export function page(call: SignedCall, rows: readonly Row[]): Answer {
  const { guesses } = call.settings;
  const filter = call.params.get('filter') === 'on' ? call.params : null;
  const matching = filter ? rows.filter((row) => matches(row, filter)) : rows;
  const asked = integerParam(call, 'p_cnt');
  let size = asked !== null && asked > 0 ? asked : guesses.defaultPageSize;
  if (guesses.maxPageSize > 0 && (size === 0 || size > guesses.maxPageSize)) size = guesses.maxPageSize;
  const number = guesses.pageNumbers ? Math.max(1, integerParam(call, 'p_num') ?? 1) : 1;
  // Only a page after the first can tell that the list has moved meanwhile.
  const shift = number > 1 ? call.faults.takeVendorFault('page-shift', call) : undefined;
  const moved = shift ? (shift.rows ?? 1) : 0;
  const start = Math.max(0, (number - 1) * size - moved);
  const cut = call.faults.takeVendorFault('page-limit', call);
  const limit = cut ? (cut.rows ?? 1) : Number.POSITIVE_INFINITY;
  const part = (size === 0 ? matching : matching.slice(start, start + size)).slice(0, limit);
  return { kind: 'list', rows: part, total: guesses.sendsTotal ? Math.max(0, matching.length + moved) : null };
}

/** Whether a row has all the values that a filter names. */
export function matches(row: Row, wanted: ReadonlyMap<string, string>): boolean {
  return Object.entries(row).every(([column, cell]) => {
    const value = wanted.get(column);
    return value === undefined || value === cellText(cell);
  });
}
