import type { catalogue } from '../../../../preload/api/catalogue.ts';
import type { OrderableProduct } from '../../../../preload/api/catalogue-product.ts';
import type { Output, Parsed } from '../../../../preload/api/contract.ts';
import { folded, matchOf, wordsOf } from '../../search/index.ts';
import { cursorParts, type Store } from '../../store/index.ts';
import { byIds, byName, foundByName, type ListRow, type Now, orderable, withText } from './rows.ts';

/** Products read at once while looking for those that can be ordered. */
const step = 200;
/** Newest finds of a search that are looked through. */
const candidates = 500;

/**
 * Products that can be ordered now, by name, for the order form. A search of three letters or more gives the newest
 * finds at once; a shorter one goes through the names. `converted`: the prices that a product has in further currencies.
 */
export function listOrderable(
  store: Store,
  now: Now,
  input: Omit<Parsed<typeof catalogue.listOrderable>, 'converts'>,
  converted: (row: ListRow) => OrderableProduct['prices'] = () => [],
): Output<typeof catalogue.listOrderable> {
  const words = wordsOf(input.search);
  const match = matchOf(words);
  const hasWords = (name: string): boolean => words.every((word) => folded(name).includes(word));
  const fits = (row: ListRow): OrderableProduct[] => {
    const product = hasWords(row.name) ? orderable(row, now.currency) : null;
    return product ? [{ ...product, prices: [...product.prices, ...converted(row)] }] : [];
  };
  if (match !== null) {
    return { rows: foundByName(store, now, match, candidates).flatMap(fits).slice(0, input.limit), nextCursor: null };
  }
  const rows: OrderableProduct[] = [];
  if (words.length > 0) {
    const ids = withText(store, words[0] ?? '');
    for (let at = 0; at < ids.length && rows.length < input.limit; at += step) {
      rows.push(...byIds(store, now, ids.slice(at, at + step)).flatMap(fits));
    }
    return { rows: rows.slice(0, input.limit), nextCursor: null };
  }
  let after = place(input.cursor);
  for (;;) {
    const read = byName(store, now, true, { after, limit: step });
    for (const row of read.slice(0, step)) {
      after = { ...row };
      rows.push(...fits(row));
      if (rows.length > input.limit) {
        const shown = rows.slice(0, input.limit);
        const last = shown.at(-1);
        return { rows: shown, nextCursor: last ? nameCursor(last) : null };
      }
    }
    if (read.length <= step) return { rows, nextCursor: null };
  }
}

/** The name a page of names ended at; a cursor that is none begins at the beginning. */
function place(cursor: string | undefined): { name: string; id: string } | null {
  const [name, id] = cursorParts(cursor);
  return name === undefined || id === undefined ? null : { name, id };
}
const nameCursor = (row: { readonly name: string; readonly id: string }): string => JSON.stringify([row.name, row.id]);
