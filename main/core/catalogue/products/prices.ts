import type { PurchaseType } from '../../../../preload/api/catalogue-product.ts';
import type { Price, SellablePrice } from '../../../../preload/api/catalogue.ts';
import { type PriceTerm, TermMonths } from '../../../../preload/api/values.ts';

const key = (price: Pick<Price, 'termMonths' | 'currency'>): string => `${price.termMonths} ${price.currency}`;

/** Index of the first price whose term and currency occurred before it, or -1 (spec item 42: duplicate refused). */
export function duplicatePrice(prices: readonly Pick<Price, 'termMonths' | 'currency'>[]): number {
  const seen = new Set<string>();
  return prices.findIndex((price) => seen.size === seen.add(key(price)).size);
}

/** Whether a price can be one of a purchase type: a one-off payment has no term, a subscription has one (spec item 40). */
export const fitsPurchase = (type: PurchaseType, term: PriceTerm): boolean => (term === 0) === (type === 'one_off');

/** A price with the id of its row. */
export type StoredPrice = Price & { readonly id: string };

/** What must happen to the stored prices so that they are the wanted ones: rows keep their id while term × currency stays. */
export function priceChanges(
  stored: readonly StoredPrice[],
  wanted: readonly Price[],
): { insert: Price[]; update: StoredPrice[]; remove: StoredPrice[] } {
  const byKey = new Map(stored.map((price) => [key(price), price]));
  const insert: Price[] = [];
  const update: StoredPrice[] = [];
  for (const price of wanted) {
    const found = byKey.get(key(price));
    byKey.delete(key(price));
    if (!found) insert.push(price);
    else if (found.amountMinor !== price.amountMinor) update.push({ ...price, id: found.id });
  }
  return { insert, update, remove: [...byKey.values()] };
}

export const sellableTerms: ReadonlySet<number> = new Set(TermMonths.options.map((option) => option.value));

/** True for a price that orders can be placed at today (ispmanager-api 2: the vendor sells by month and by year). */
export const isSellable = (price: Price): price is SellablePrice => sellableTerms.has(price.termMonths);

/** The one price that stands for all: the shortest term, in the brand's currency where there is one. */
export function firstPrice(prices: readonly Price[], brandCurrency: string): Price | null {
  const own = prices.filter(({ currency }) => currency === brandCurrency);
  const [first] = (own.length > 0 ? own : prices).toSorted(
    (a, b) => a.termMonths - b.termMonths || (a.currency < b.currency ? -1 : 1),
  );
  return first ?? null;
}
