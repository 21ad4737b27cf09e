import { z } from 'zod';
import { call } from './contract.ts';
import { CalendarDate, Currency, Id, page, PageInput } from './values.ts';

/** Terms of the book equation in minor units: see `main/core/billing/books-rules.ts` for what each is. */
export const BookTerms = z.strictObject({
  invoicedMinor: z.int(),
  creditedMinor: z.int(),
  receivedMinor: z.int(),
  grantedMinor: z.int(),
  paidOutMinor: z.int(),
  balancesMinor: z.int(),
  receivablesMinor: z.int(),
});
export type BookTerms = z.output<typeof BookTerms>;
/** Which rows make up a term. */
export const BookTerm = z.enum(['invoiced', 'credited', 'received', 'granted', 'paidOut', 'balances', 'receivables']);
export type BookTerm = z.output<typeof BookTerm>;

/** A row behind a difference: one whose counterpart is missing or says another amount. */
export const BookFault = z.strictObject({
  kind: z.enum(['invoice', 'payment', 'refund', 'balance_entry']),
  id: Id,
  /** Number of the invoice that it belongs to; empty: none. */
  number: z.string(),
  invoiceId: Id.nullable(),
  clientId: Id,
  /** Its part of the difference. Nothing: the books agree, but the sums kept on the invoice do not agree with its rows. */
  amountMinor: z.int(),
});
export type BookFault = z.output<typeof BookFault>;

export const CurrencyBooks = z.strictObject({
  currency: Currency,
  ...BookTerms.shape,
  /** Left side less right side: nothing when the books agree. */
  differenceMinor: z.int(),
  /** At most 100 of them. */
  faults: z.array(BookFault),
  /** No difference, and no row without its counterpart. */
  agrees: z.boolean(),
});
export type CurrencyBooks = z.output<typeof CurrencyBooks>;
export const Books = z.strictObject({ asOf: CalendarDate, currencies: z.array(CurrencyBooks) });
export type Books = z.output<typeof Books>;

/** A row of a term. */
export const BookRow = z.strictObject({
  id: Id,
  kind: z.enum(['invoice', 'credit_note', 'payment', 'refund', 'balance_entry']),
  /** The document's number, else what was written about it. */
  text: z.string(),
  clientId: Id,
  clientName: z.string(),
  invoiceId: Id.nullable(),
  on: CalendarDate,
  amountMinor: z.int(),
});
export type BookRow = z.output<typeof BookRow>;

export const bookCalls = {
  /** The book equation (spec 2.4) by currency, as of the end of a day; today where none is given. */
  books: call({
    right: 'billing.read',
    input: z.strictObject({ asOf: CalendarDate.optional() }),
    output: Books,
  }),
  /** The rows of one term, newest first. */
  bookRows: call({
    right: 'billing.read',
    input: z.strictObject({ asOf: CalendarDate, currency: Currency, term: BookTerm, ...PageInput }),
    output: page(BookRow),
  }),
};
