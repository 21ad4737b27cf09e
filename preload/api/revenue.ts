import { z } from 'zod';
import { RevenueRecognition } from './brand.ts';
import { call } from './contract.ts';
import { ById, CalendarDate, Currency, Id, Money } from './values.ts';

/** `YYYY-MM`, in the brand's time zone. */
export const CalendarMonth = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'invalid');

/** What one calendar month earns and what of it counts as revenue already. */
export const RevenueMonth = z.strictObject({
  month: CalendarMonth,
  /** What the service of this month earns, whatever was paid. */
  earned: Money,
  /** What counts in this month, up to today: never more than what was paid by then. */
  recognised: Money,
});
export type RevenueMonth = z.output<typeof RevenueMonth>;

/** Revenue of one line of an invoice, without tax (spec 52-56, 2.13). */
export const RevenueLine = z.strictObject({
  text: z.string(),
  /** As it was when the invoice was issued. */
  policy: RevenueRecognition,
  /** Where the policy came from: the product's own, or the brand's that it inherited. */
  source: z.enum(['product', 'brand']),
  /** The line without the tax that is in it. */
  amount: Money,
  /** The line's part of what was paid for the invoice. */
  paid: Money,
  /** Taken off by credit notes before it was recognised; it is never earned. */
  reversed: Money,
  /** Given back of what had been recognised: that revenue stays, this stands against it. */
  returned: Money,
  /** Up to and with today. */
  recognised: Money,
  /** Months with something in them, oldest first. Their sums are `amount` less `reversed`, and `recognised`, exactly. */
  months: z.array(RevenueMonth),
});
export type RevenueLine = z.output<typeof RevenueLine>;

/** Figures of a time in minor units of one currency, without tax. */
const figures = {
  /** What services of the time earned, less what credit notes took back of it. */
  earnedMinor: z.int(),
  receivedMinor: z.int(),
  /** Given back, recognised or not. */
  refundedMinor: z.int(),
  recognisedMinor: z.int(),
  /** Given back of what had been recognised before. */
  returnedMinor: z.int(),
  /** At the end of the time: paid and not earned yet. */
  deferredMinor: z.int(),
  /** At the end of the time: earned and not paid yet. */
  unpaidMinor: z.int(),
};
export const RevenueFigures = z.strictObject({ currency: Currency, ...figures });
export type RevenueFigures = z.output<typeof RevenueFigures>;
export const RevenueReportMonth = z.strictObject({ month: CalendarMonth, currency: Currency, ...figures });
export type RevenueReportMonth = z.output<typeof RevenueReportMonth>;

/** Products that a report names; the others are counted. */
export const maxReportProducts = 200;

export const RevenueReport = z.strictObject({
  /** Today's business date: nothing after it counts. */
  asOf: CalendarDate,
  /** Each month of the time in each currency that something happened in, oldest first. */
  months: z.array(RevenueReportMonth),
  /** Over the whole time, a row for each currency. Currencies are never added. */
  totals: z.array(RevenueFigures),
  /** By product and currency, largest first. `productId` null: lines of no product. */
  products: z.array(
    z.strictObject({
      productId: Id.nullable(),
      productName: z.string(),
      currency: Currency,
      ...figures,
      months: z.array(RevenueReportMonth),
    }),
  ),
  /** Products that are not named. */
  otherProducts: z.int(),
  /** When what is deferred today will be recognised, by month, if nothing else happens. */
  schedule: z.array(z.strictObject({ month: CalendarMonth, currency: Currency, amountMinor: z.int() })),
});
export type RevenueReport = z.output<typeof RevenueReport>;

/** Longest time of a report, in months. */
export const maxReportMonths = 36;

export const revenue = {
  /** What an invoice counts as revenue, line by line, by the policy of when it was issued. */
  ofInvoice: call({
    right: 'billing.read',
    input: ById,
    output: z.strictObject({
      /** Today's business date. */
      asOf: CalendarDate,
      lines: z.array(RevenueLine),
    }),
  }),
  /**
   * Revenue of all invoices by month, from the first of the months to the last one, today at most (spec 2.13).
   * `currency`: only invoices in it.
   */
  report: call({
    right: 'billing.read',
    input: z.strictObject({ from: CalendarMonth, to: CalendarMonth, currency: Currency.optional() }),
    output: RevenueReport,
  }),
};
