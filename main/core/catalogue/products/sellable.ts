import type { Price } from '../../../../preload/api/catalogue.ts';
import type { NotOrderable, Quantity } from '../../../../preload/api/catalogue-product.ts';
import type { PriceTerm } from '../../../../preload/api/values.ts';
import { maxOrderQuantity } from '../../../../preload/api/quantity.ts';
import { sellsByTerm } from '../packages.ts';
import { isSellable } from './prices.ts';
import { smallestQuantity } from './quantity.ts';

/** What a product needs so that the vendor can be asked for it: its own, also as a part of a bundle. */
export interface BoughtAlone {
  readonly isActive: boolean;
  /** Null: no provision configuration chosen, or it was deleted. */
  readonly connectionEnabled: boolean | null;
  readonly packageIdentifier: string;
}

/** What decides whether a product can be ordered. */
export interface Saleable {
  readonly type: 'single' | 'bundle';
  readonly isActive: boolean;
  readonly prices: readonly Price[];
  /** Null: no provision configuration chosen, or it was deleted. */
  readonly connectionEnabled: boolean | null;
  readonly packageIdentifier: string;
  /** The products of a bundle that were not deleted; of a single product none. */
  readonly components: readonly BoughtAlone[];
  readonly quantity: Quantity;
  /** There is a term, in a currency, that can be sold and that each mandatory option has a price for. */
  readonly optionsHavePrices: boolean;
}

/**
 * Why a product cannot be ordered now; empty when it can (spec items 28, 43, 62, 68). A trial tariff counts as no
 * package: it is listed and can be prepared, but there is no trial term to sell it by yet. Orders are for terms of one
 * month or one year, and for so many at once: what needs more can be prepared, and says here what it waits for. A bundle is
 * bought through its products, each of which must be one that can be.
 */
export function notOrderable(product: Saleable): NotOrderable[] {
  const reasons: NotOrderable[] = [];
  if (!product.isActive) reasons.push('inactive');
  if (product.prices.length === 0) reasons.push('no_price');
  else if (!product.prices.some(isSellable)) reasons.push('no_sellable_term');
  else if (!product.optionsHavePrices) reasons.push('unpriced_option');
  if (product.type === 'bundle') {
    if (product.components.length < 2 || !product.components.every(canBeBought)) reasons.push('component');
  } else {
    if (product.connectionEnabled === null) reasons.push('no_connection');
    else if (!product.connectionEnabled) reasons.push('connection_disabled');
    if (!sellsByTerm(product.packageIdentifier)) reasons.push('no_package');
  }
  if (smallestQuantity(product.quantity) * Math.max(1, product.components.length) > maxOrderQuantity)
    reasons.push('needs_quantity');
  return reasons;
}

const canBeBought = ({ isActive, connectionEnabled, packageIdentifier }: BoughtAlone): boolean =>
  isActive && connectionEnabled === true && sellsByTerm(packageIdentifier);

/** Terms that have a price but cannot be sold yet, shortest first. */
export const unsellableTerms = (prices: readonly Price[]): PriceTerm[] =>
  [...new Set(prices.filter((price) => !isSellable(price)).map((price) => price.termMonths))].toSorted((a, b) => a - b);
