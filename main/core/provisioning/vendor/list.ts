import type { Outcome } from './outcome.ts';
import type { VendorDocument } from './parse.ts';
import type { Tree } from './text.ts';

/** Asked for in one page: more than any reseller has. */
const pageRows = 10_000;
const mostPages = 50;
/** Shorter answers without a total are taken as complete: no page is that short. */
const shortestPage = 10;

/**
 * Reads a whole list. Complete means: as many different rows as `p_elems` says, or, where no total is told, a next
 * page that brings nothing new. Anything less is `unknown`: a row that is not there must mean that it is not there.
 * So is a list whose length changes from page to page: its rows have moved, and one may have slipped through between two.
 */
export async function readAllRows<T>(
  read: (params: Record<string, string>) => Promise<Outcome<VendorDocument>>,
  parse: (row: Tree) => T | null,
  idOf: (row: T) => string,
): Promise<Outcome<T[]>> {
  const found = new Map<string, T>();
  let length: number | null | undefined;
  for (let page = 1; page <= mostPages; page += 1) {
    const outcome = await read({ p_cnt: String(pageRows), ...(page === 1 ? {} : { p_num: String(page) }) });
    if (outcome.kind !== 'ok') return outcome;
    const { rows, total, ok, func, isList } = outcome.value;
    // An empty list may have no `elem` (ispmanager-api 1.5), but then the answer has to say what it is of: `{}` or `ok`
    // is an answer to something else.
    if (!isList && (ok !== null || func === null)) return incomplete('no list');
    if (length !== undefined && total !== length) return incomplete('the list changed while it was read');
    length = total;
    const before = found.size;
    for (const row of rows) {
      const parsed = parse(row);
      if (parsed === null) return incomplete('a row without an id');
      found.set(idOf(parsed), parsed);
    }
    if (total !== null && found.size === total) return { kind: 'ok', value: [...found.values()] };
    if (total === null && rows.length < shortestPage && page === 1) return { kind: 'ok', value: [...found.values()] };
    if (found.size === before) {
      if (total !== null) return incomplete(`${found.size} of ${total} rows`);
      // The same rows again: the page number is not heeded, so nothing proves that these are all.
      return rows.length === 0 ? { kind: 'ok', value: [...found.values()] } : incomplete('pages repeat');
    }
  }
  return incomplete('the list does not end');
}

const incomplete = (message: string): Outcome<never> => ({ kind: 'unknown', code: 'vendor.broken_answer', message });
