import type { catalogue } from '../../../../preload/api/catalogue.ts';
import type { OrderableProduct } from '../../../../preload/api/catalogue-product.ts';
import type { Output, Parsed } from '../../../../preload/api/contract.ts';
import { folded, matchOf, wordsOf } from '../../search/index.ts';
import type { Store } from '../../store/index.ts';
import { byName, foundByName, type ListRow, type Now, orderable } from './rows.ts';
import { nameCursor, place } from './service.ts';

/** Products read at once while looking for those that can be ordered. */
const step = 200;
/** Newest finds of a search that are looked through. */
const candidates = 500;

/**
 * Products that can be ordered now, by name, for the order form. A search of three letters or more gives the newest
 * finds at once; a shorter one goes through the names.
 */
export function listOrderable(
  store: Store,
  now: Now,
  input: Parsed<typeof catalogue.listOrderable>,
): Output<typeof catalogue.listOrderable> {
  const words = wordsOf(input.search);
  const match = matchOf(words);
  const fits = (row: ListRow): OrderableProduct | null => {
    const product = orderable(row, now.currency);
    return product && words.every((word) => folded(row.name).includes(word)) ? product : null;
  };
  if (match !== null) {
    const found = foundByName(store, now, match, candidates).flatMap((row) => fits(row) ?? []);
    return { rows: found.slice(0, input.limit), nextCursor: null };
  }
  const rows: OrderableProduct[] = [];
  let after = place(input.cursor);
  for (;;) {
    const read = byName(store, now, true, { after, limit: step });
    for (const row of read.slice(0, step)) {
      after = { ...row };
      const product = fits(row);
      if (product) rows.push(product);
      if (rows.length > input.limit) {
        const shown = rows.slice(0, input.limit);
        const last = shown.at(-1);
        return { rows: shown, nextCursor: last ? nameCursor(last) : null };
      }
    }
    if (read.length <= step) return { rows, nextCursor: null };
  }
}
