import { z } from 'zod';
import { Price, RateUsed } from './catalogue-prices.ts';
import { call } from './contract.ts';
import { ContractStatus } from './orders.ts';
import { ById, CalendarDate, Currency, Empty, Id, Money, PageInput, PriceTerm, page } from './values.ts';

/** A price that comes into force on a day. */
export const FuturePrice = Price.extend({ id: Id, effectiveOn: CalendarDate });
export type FuturePrice = z.output<typeof FuturePrice>;

/** A price of a product with what it leaves and what comes after it. */
export const PriceOutlook = Price.extend({
  /** What the vendor charges, as its price list said last; null: not known. */
  cost: Money.nullable(),
  /** The cost in the price's currency, where a rate is needed for it. */
  costRate: RateUsed.nullable(),
  /** Price less cost, in the price's currency; null: not known. */
  marginMinor: z.int().nullable(),
  /** Margin as part of the price, per cent with one decimal; null: not known, or the price is nothing. */
  marginPercent: z.string().nullable(),
  /** Soonest first. */
  future: z.array(FuturePrice),
});
export type PriceOutlook = z.output<typeof PriceOutlook>;

/** What one client pays for a product at the next renewal. */
export const Renewal = z.strictObject({
  contractProductId: Id,
  clientId: Id,
  clientName: z.string(),
  status: ContractStatus,
  termMonths: PriceTerm,
  nextDueOn: CalendarDate.nullable(),
  /** What was agreed and is paid, whatever the catalogue says. */
  price: Money,
  /** What the catalogue asks on that day for the same term and currency, with the chosen options; null: not sold any more. */
  listPrice: Money.nullable(),
});
export type Renewal = z.output<typeof Renewal>;

export const prices = {
  /** Every price of a product with margin and future prices. */
  outlook: call({
    right: 'catalogue.read',
    input: z.strictObject({ productId: Id }),
    output: z.array(PriceOutlook),
  }),
  /** Sets what a price will be from a day after today. One for each day. */
  schedule: call({
    right: 'catalogue.write',
    input: z.strictObject({
      productId: Id,
      termMonths: PriceTerm,
      currency: Currency,
      amountMinor: Price.shape.amountMinor,
      effectiveOn: CalendarDate,
    }),
    output: FuturePrice,
  }),
  unschedule: call({ right: 'catalogue.write', input: ById, output: Empty }),
  /** Contract products of a product that will renew, newest first. */
  renewals: call({
    right: 'contracts.read',
    input: z.strictObject({ productId: Id, ...PageInput }),
    output: page(Renewal),
  }),
  /** Lets chosen contract products pay the new price from their next renewal; all or none. */
  reprice: call({
    right: 'catalogue.write',
    input: z.strictObject({
      productId: Id,
      /** With the price that the person saw: another one now means `conflict.changed_meanwhile`. */
      renewals: z
        .array(z.strictObject({ contractProductId: Id, amountMinor: Price.shape.amountMinor }))
        .min(1, 'required')
        .max(200, 'too_big'),
    }),
    output: Empty,
  }),
};
