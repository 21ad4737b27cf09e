import type { Product } from './catalogue-product.ts';
import type { PriceTerm } from './values.ts';

/** A term with its price. */
export interface PricedTerm {
  readonly termMonths: PriceTerm;
  readonly amountMinor: number;
}

/** Months that a price counts as where prices are compared by the month; a one-off payment counts as one. */
const months = (term: PriceTerm): number => Math.max(term, 1);
const shorter = (a: PricedTerm, b: PricedTerm): number => a.termMonths - b.termMonths;
/** a / its months against b / its months, without dividing: exact, since an amount times 36 is still a whole number. */
const monthly = (a: PricedTerm, b: PricedTerm): number =>
  a.amountMinor * months(b.termMonths) - b.amountMinor * months(a.termMonths);

/**
 * The term that is offered first (spec 45), at the store and in the order form: the brand's, or the one of the lowest, lowest
 * monthly or highest price. A tie goes to the shorter term (X8). Where the brand's term is not offered it is the shortest. Null:
 * nothing is offered. `terms` are of one currency, amounts in its minor units.
 */
export function defaultTerm(
  terms: readonly PricedTerm[],
  rule: Product['effective']['defaultTerm']['effective'],
): PriceTerm | null {
  const sorted = terms.toSorted((a, b) => {
    if (rule === 'lowest') return a.amountMinor - b.amountMinor || shorter(a, b);
    if (rule === 'lowest_monthly') return monthly(a, b) || shorter(a, b);
    if (rule === 'highest') return b.amountMinor - a.amountMinor || shorter(a, b);
    return Number(b.termMonths === rule.termMonths) - Number(a.termMonths === rule.termMonths) || shorter(a, b);
  });
  return sorted[0]?.termMonths ?? null;
}
