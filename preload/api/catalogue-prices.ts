import { z } from 'zod';
import { CalendarDate, Currency, Decimal, Money, PriceTerm } from './values.ts';

/** One payment term in one currency. The amount is in minor units. */
export const Price = z.strictObject({
  /** Months; 0: one-off. */
  termMonths: PriceTerm,
  currency: Currency,
  amountMinor: z.int().min(0, 'too_small').max(1_000_000_000_00, 'too_big'),
});
export type Price = z.output<typeof Price>;

/** Where a converted amount comes from: shown beside it, and kept with what is sold at it (spec 2.14). */
export const RateUsed = z.strictObject({
  from: Currency,
  to: Currency,
  /** How much of `to` one of `from` is. */
  rate: Decimal,
  /** Date of the older one of the two rates that a cross rate is made of. */
  date: CalendarDate,
  source: z.enum(['ecb', 'manual', 'mixed']),
});
export type RateUsed = z.output<typeof RateUsed>;

/** A price as it is offered in a currency: set by staff, or converted from what was set in another one. */
export const Offer = z.strictObject({
  termMonths: PriceTerm,
  price: Money,
  /** Null: it was set in this currency. */
  rate: RateUsed.nullable(),
});
export type Offer = z.output<typeof Offer>;

/** Why something has no price in a currency: the rule says so, it has none for the term, or no rate is known. */
export const NotOffered = z.enum(['omitted', 'no_price', 'no_rate']);
export type NotOffered = z.output<typeof NotOffered>;
