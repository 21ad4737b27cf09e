import type { NotOffered, Offer, Price, RateUsed } from '../../../../preload/api/catalogue-prices.ts';
import { defaultTerm as firstTerm } from '../../../../preload/api/default-term.ts';
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

const shorter = (a: Offer, b: Offer): number => a.termMonths - b.termMonths;

/** The term of offers that is offered first (spec 45); null: nothing is offered. `offers` are of one currency. */
export const defaultTerm = (
  offers: readonly Offer[],
  rule: Product['effective']['defaultTerm']['effective'],
): PriceTerm | null =>
  firstTerm(
    offers.map(({ termMonths, price }) => ({ termMonths, amountMinor: price.amountMinor })),
    rule,
  );

/** The offer with the lowest price, of several the one with the shortest term; null: nothing is offered. */
export const lowestOffer = (offers: readonly Offer[]): Offer | null =>
  offers.toSorted((a, b) => a.price.amountMinor - b.price.amountMinor || shorter(a, b))[0] ?? null;
