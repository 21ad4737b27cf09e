import type { Price } from '../../../../preload/api/catalogue-prices.ts';
import type { Store, Writer } from '../../store/index.ts';
import * as rows from './store.ts';

/**
 * Makes prices that came into force by `asOf` the stored ones: of all products, or of one. Answers how many there were.
 * Reading counts them from their day on whether this ran or not. Part of the caller's transaction.
 */
export function applyDue(store: Store, writer: Writer, asOf: string, productId?: string): number {
  const due = productId === undefined ? rows.duePrices(store, asOf) : rows.duePricesOf(store, productId, asOf);
  for (const each of due) {
    const price = rows.priceRow(store, each.productId, each);
    if (price) writer.update('price', price.id, { amount_minor: each.amountMinor });
    writer.remove('future_price', each.id);
    writer.touch('catalogue', each.productId);
  }
  return due.length;
}

/** Takes away what was to come of a price that is removed. Part of the caller's transaction. */
export function removeFuture(
  store: Store,
  writer: Writer,
  productId: string,
  price: Pick<Price, 'termMonths' | 'currency'>,
): void {
  for (const { id } of rows.futureOf(store, productId, price)) writer.remove('future_price', id);
}
