import type { Price, Product } from '../../../preload/api/catalogue.ts';
import { sellsByTerm } from './packages.ts';

export type NotOrderable = Product['notOrderable'][number];

/** What decides whether a product can be ordered. */
export interface Saleable {
  readonly isActive: boolean;
  readonly priceCount: number;
  /** Null: no provision configuration chosen, or it was deleted. */
  readonly connectionEnabled: boolean | null;
  readonly packageIdentifier: string;
}

/**
 * Why a product cannot be ordered now; empty when it can (spec items 28, 43, 62, 68). A trial tariff counts as no
 * package: it is listed and can be prepared, but there is no trial term to sell it by yet.
 */
export function notOrderable(product: Saleable): NotOrderable[] {
  const reasons: NotOrderable[] = [];
  if (!product.isActive) reasons.push('inactive');
  if (product.priceCount === 0) reasons.push('no_price');
  if (product.connectionEnabled === null) reasons.push('no_connection');
  else if (!product.connectionEnabled) reasons.push('connection_disabled');
  if (!sellsByTerm(product.packageIdentifier)) reasons.push('no_package');
  return reasons;
}

const key = (price: Pick<Price, 'termMonths' | 'currency'>): string => `${price.termMonths} ${price.currency}`;

/** Index of the first price whose term and currency occurred before it, or -1 (spec item 42: duplicate refused). */
export function duplicatePrice(prices: readonly Price[]): number {
  const seen = new Set<string>();
  return prices.findIndex((price) => seen.size === seen.add(key(price)).size);
}

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

/**
 * True when `id` would become its own ancestor under `parentId` (spec item 21). `parents` is the tree as it is:
 * category → parent. Ends also on a tree that has a cycle already.
 */
export function makesCycle(parents: ReadonlyMap<string, string | null>, id: string, parentId: string | null): boolean {
  const seen = new Set<string>([id]);
  for (let at = parentId; at !== null; at = parents.get(at) ?? null) {
    if (seen.has(at)) return true;
    seen.add(at);
  }
  return false;
}
