import { z } from 'zod';
import { RateUsed } from './catalogue-prices.ts';
import { call } from './contract.ts';
import { errorCodes } from './errors.ts';
import { CalendarDate, Currency, Decimal, Empty, Instant, Money } from './values.ts';

/** How much of a currency one euro is. */
export const Rate = z.strictObject({
  currency: Currency,
  rate: Decimal,
  date: CalendarDate,
  /** European Central Bank's reference rates, or by hand. */
  source: z.enum(['ecb', 'manual']),
});
export type Rate = z.output<typeof Rate>;

export const Rates = z.strictObject({
  /** The newest of each currency, by code. */
  rates: z.array(Rate),
  /** The last attempt to read them, in this run of the console. */
  lastRead: z.strictObject({ at: Instant, errorCode: z.enum(errorCodes).nullable() }).nullable(),
});

export const rates = {
  list: call({ right: 'catalogue.read', input: Empty, output: Rates }),
  /** Enters a rate by hand: of the day that is given, else of today. */
  set: call({
    right: 'catalogue.write',
    input: z.strictObject({ currency: Currency, rate: Decimal, date: CalendarDate.optional() }),
    output: Rate,
  }),
  /** Reads the European Central Bank's rates now. */
  read: call({ right: 'catalogue.write', input: Empty, output: Rates }),
  /** An amount in another currency by the newest rates up to a day; null: no rate. */
  convert: call({
    right: 'catalogue.read',
    input: z.strictObject({ amount: Money, to: Currency, on: CalendarDate.optional() }),
    output: z.strictObject({ amount: Money, rate: RateUsed.nullable() }).nullable(),
  }),
};
