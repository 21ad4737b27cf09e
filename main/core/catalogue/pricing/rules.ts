import type { NotOffered, Offer, Price, RateUsed } from '../../../../preload/api/catalogue-prices.ts';
import type { Product } from '../../../../preload/api/catalogue-product.ts';
import type { PriceTerm } from '../../../../preload/api/values.ts';

/** The rate between two currencies, or null: none is known. */
export type RateFor = (from: string, to: string) => RateUsed | null;
/** An amount at a rate, in minor units, half up; null: beyond what can be counted. */
export type Converted = (amountMinor: number, rate: RateUsed) => number | null;

/** What decides in which currencies a product is offered. */
export interface Currencies {
  readonly rule: 'omit' | 'convert';
  /** The brand's: what is converted, where the product has prices in it. */
  readonly brandCurrency: string;
}

/**
 * In which currency the prices for a currency are looked up, with the rate when that is another one; or why there is
 * none (spec 44). A product that has any price in the currency is sold at those alone: a term that was left out there
 * was left out. Without one it is omitted, or converted from the brand's currency (else its first one).
 */
export function priceSource(
  prices: readonly Price[],
  currency: string,
  { rule, brandCurrency }: Currencies,
  rateFor: RateFor,
): { readonly currency: string; readonly rate: RateUsed | null } | NotOffered {
  const own = new Set(prices.map((price) => price.currency));
  if (own.size === 0) return 'no_price';
  if (own.has(currency)) return { currency, rate: null };
  if (rule === 'omit') return 'omitted';
  const from = own.has(brandCurrency) ? brandCurrency : ([...own].toSorted()[0] ?? brandCurrency);
  const rate = rateFor(from, currency);
  return rate ? { currency: from, rate } : 'no_rate';
}

/** Every term that prices offer in a currency, shortest first, or why there is none. */
export function offersIn(
  prices: readonly Price[],
  currency: string,
  currencies: Currencies,
  rateFor: RateFor,
  converted: Converted,
): Offer[] | NotOffered {
  const source = priceSource(prices, currency, currencies, rateFor);
  if (typeof source === 'string') return source;
  return offersFrom(prices, currency, source, converted);
}

/** Every term that prices offer in a currency, from a source that was chosen already. */
export function offersFrom(
  prices: readonly Price[],
  currency: string,
  source: { readonly currency: string; readonly rate: RateUsed | null },
  converted: Converted,
): Offer[] {
  return prices
    .filter((price) => price.currency === source.currency)
    .toSorted((a, b) => a.termMonths - b.termMonths)
    .flatMap(({ termMonths, amountMinor }) => {
      const minor = source.rate === null ? amountMinor : converted(amountMinor, source.rate);
      return minor === null ? [] : [{ termMonths, price: { amountMinor: minor, currency }, rate: source.rate }];
    });
}

/** Months that a price counts as where prices are compared by the month; a one-off payment counts as one. */
const months = (term: PriceTerm): number => Math.max(term, 1);
const shorter = (a: Offer, b: Offer): number => a.termMonths - b.termMonths;
/** a / its months against b / its months, without dividing: exact, since an amount times 36 is still a whole number. */
const monthly = (a: Offer, b: Offer): number =>
  a.price.amountMinor * months(b.termMonths) - b.price.amountMinor * months(a.termMonths);

/**
 * The term that is offered first (spec 45): the brand's, or the one of the lowest, lowest monthly or highest price. A tie
 * goes to the shorter term (X8). Where the brand's term is not offered it is the shortest. Null: nothing is offered.
 * `offers` are of one currency.
 */
export function defaultTerm(
  offers: readonly Offer[],
  rule: Product['effective']['defaultTerm']['effective'],
): PriceTerm | null {
  const sorted = offers.toSorted((a, b) => {
    if (rule === 'lowest') return a.price.amountMinor - b.price.amountMinor || shorter(a, b);
    if (rule === 'lowest_monthly') return monthly(a, b) || shorter(a, b);
    if (rule === 'highest') return b.price.amountMinor - a.price.amountMinor || shorter(a, b);
    return Number(b.termMonths === rule.termMonths) - Number(a.termMonths === rule.termMonths) || shorter(a, b);
  });
  return sorted[0]?.termMonths ?? null;
}

/** The offer with the lowest price, of several the one with the shortest term; null: nothing is offered. */
export const lowestOffer = (offers: readonly Offer[]): Offer | null =>
  offers.toSorted((a, b) => a.price.amountMinor - b.price.amountMinor || shorter(a, b))[0] ?? null;
