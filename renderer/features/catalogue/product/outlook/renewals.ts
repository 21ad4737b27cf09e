import type { Renewal } from '../../../../../preload/api/prices.ts';

/** As many as one call takes. */
export const mostAtOnce = 200;

/** A renewal that pays another price than the catalogue asks for it, which it can be moved to. */
export type Differing = Renewal & { readonly listPrice: NonNullable<Renewal['listPrice']> };
export const isDiffering = (row: Renewal): row is Differing =>
  row.listPrice !== null && row.listPrice.amountMinor !== row.price.amountMinor;

/** What some renewals come to together: of one term and currency, in minor units. */
export interface Sum {
  readonly termMonths: Renewal['termMonths'];
  readonly currency: string;
  readonly count: number;
  readonly oldMinor: number;
  readonly newMinor: number;
}

/** The sums by term and currency, in the order in which they first occur. */
export function sumsOf(rows: readonly Differing[]): Sum[] {
  const sums = new Map<string, Sum>();
  for (const { termMonths, price, listPrice } of rows) {
    const key = `${termMonths} ${price.currency}`;
    const before = sums.get(key) ?? { termMonths, currency: price.currency, count: 0, oldMinor: 0, newMinor: 0 };
    sums.set(key, {
      ...before,
      count: before.count + 1,
      oldMinor: before.oldMinor + price.amountMinor,
      newMinor: before.newMinor + listPrice.amountMinor,
    });
  }
  return [...sums.values()];
}

/** What they pay in all from then on, a sum for each currency. */
export function totalsOf(sums: readonly Sum[]): { readonly amountMinor: number; readonly currency: string }[] {
  const totals = new Map<string, number>();
  for (const { currency, newMinor } of sums) totals.set(currency, (totals.get(currency) ?? 0) + newMinor);
  return [...totals].map(([currency, amountMinor]) => ({ currency, amountMinor }));
}
