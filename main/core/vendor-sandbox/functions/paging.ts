import type { Answer, Row } from '../document.ts';
import { integerParam } from './call.ts';
import type { SignedCall } from './call.ts';

/**
 * One page of rows: `p_cnt` rows, page `p_num` from 1, the total in `p_elems`; `filter=on&<column>=<value>` filters this one call
 * (ispmanager-api 3). The page size without p_cnt is a guess.
 */
export function page(call: SignedCall, rows: readonly Row[]): Answer {
  const { guesses } = call.settings;
  const matching = call.params.get('filter') === 'on' ? rows.filter((row) => matches(row, call)) : rows;
  const asked = integerParam(call, 'p_cnt');
  let size = asked !== null && asked > 0 ? asked : guesses.defaultPageSize;
  if (guesses.maxPageSize > 0 && (size === 0 || size > guesses.maxPageSize)) size = guesses.maxPageSize;
  const number = Math.max(1, integerParam(call, 'p_num') ?? 1);
  let part = size === 0 ? matching : matching.slice((number - 1) * size, number * size);
  const cut = call.faults.takeVendorFault('page-limit', call);
  if (cut) part = part.slice(0, cut.rows ?? 1);
  return { kind: 'list', rows: part, total: guesses.sendsTotal ? matching.length : null };
}

function matches(row: Row, call: SignedCall): boolean {
  return Object.entries(row).every(([column, value]) => (call.params.get(column) ?? value) === value);
}
