import { z } from 'zod';
import { RevenueRecognition } from './brand.ts';
import { call } from './contract.ts';
import { ById, CalendarDate, Money } from './values.ts';

/** What one calendar month earns and what of it counts as revenue already. */
export const RevenueMonth = z.strictObject({
  /** `YYYY-MM`, in the brand's time zone. */
  month: z.string().regex(/^\d{4}-\d{2}$/),
  /** What the service of this month earns, whatever was paid. */
  earned: Money,
  /** What counts in this month, up to today: never more than what was paid by then. */
  recognised: Money,
});
export type RevenueMonth = z.output<typeof RevenueMonth>;

/** Revenue of one line of an invoice (spec 52-56, 2.13). */
export const RevenueLine = z.strictObject({
  text: z.string(),
  policy: RevenueRecognition,
  /** Where the policy comes from: the product's own, or the brand's that it inherits. */
  source: z.enum(['product', 'brand']),
  amount: Money,
  /** The line's part of what was paid for the invoice. */
  paid: Money,
  /** Up to and with today. */
  recognised: Money,
  /** Months with something in them, oldest first. Their sums are `amount` and `recognised`, exactly. */
  months: z.array(RevenueMonth),
});
export type RevenueLine = z.output<typeof RevenueLine>;

export const revenue = {
  /** What an invoice counts as revenue, line by line, by the policy that is in force today. */
  ofInvoice: call({
    right: 'billing.read',
    input: ById,
    output: z.strictObject({
      /** Today's business date. */
      asOf: CalendarDate,
      lines: z.array(RevenueLine),
    }),
  }),
};
