import { z } from 'zod';
import { CalendarDate, Decimal, Id, Instant, Money } from './values.ts';

/** Spec 2.4; `Overdue` is derived from the due date and never stored. */
export const InvoiceStatus = z.enum([
  'Unpaid',
  'Partly paid',
  'Paid',
  'Cancelled',
  'Partly refunded',
  'Refunded',
  'Written off',
]);
export type InvoiceStatus = z.output<typeof InvoiceStatus>;
/** What an invoice is for: an order, the next period of contract products, or a change of one (spec 2.5, 2.7). */
export const InvoiceKind = z.enum(['order', 'renewal', 'change']);
export type InvoiceKind = z.output<typeof InvoiceKind>;
/** X3: how staff receive money, and hand it out. */
export const ReceivedMethod = z.enum(['bank_transfer', 'cash', 'card_terminal']);
export type ReceivedMethod = z.output<typeof ReceivedMethod>;
/** What pays an invoice: money that staff received, or what the client has on the account balance. */
export const PaymentMethod = z.enum([...ReceivedMethod.options, 'account_balance']);
export type PaymentMethod = z.output<typeof PaymentMethod>;
/** Where a refund goes: back the way the money came, by staff, or to the client's account balance. */
export const RefundDestination = z.enum(['original', 'account_balance']);
export type RefundDestination = z.output<typeof RefundDestination>;
/** Why a credit note was issued. */
export const CreditReason = z.enum(['cancelled', 'refund', 'write_off', 'correction']);
export type CreditReason = z.output<typeof CreditReason>;

/** A positive amount that a person enters, in minor units. */
export const AmountMinor = z.int().min(1, 'too_small').max(1_000_000_000_00, 'too_big');

export const Payment = z.strictObject({
  id: Id,
  amount: Money,
  method: PaymentMethod,
  receivedOn: CalendarDate,
  reference: z.string(),
  recordedBy: z.string(),
  createdAt: Instant,
});

/** Tax at one rate, as it was at issue. */
export const InvoiceTax = z.strictObject({
  name: z.string(),
  percent: Decimal,
  /** The prices contained it. */
  isInclusive: z.boolean(),
  /** What it is computed on, without the tax. */
  net: Money,
  tax: Money,
});
export type InvoiceTax = z.output<typeof InvoiceTax>;

/** A sum that is taken from an invoice again, with its tax. */
export const CreditNote = z.strictObject({
  id: Id,
  /** Of a series of its own, e.g. `CN-000001`; provisional until the team hub has given it (`document-number.ts`). */
  number: z.string(),
  invoiceId: Id,
  invoiceNumber: z.string(),
  clientId: Id,
  clientName: z.string(),
  reason: CreditReason,
  note: z.string(),
  /** The text of the line that it takes back; null: it is of the whole invoice. */
  line: z.string().nullable(),
  /** Net and tax. */
  total: Money,
  tax: Money,
  issuedOn: CalendarDate,
});
export type CreditNote = z.output<typeof CreditNote>;

export const Refund = z.strictObject({
  id: Id,
  creditNoteId: Id.nullable(),
  creditNoteNumber: z.string(),
  amount: Money,
  destination: RefundDestination,
  refundedOn: CalendarDate,
  reference: z.string(),
  recordedBy: z.string(),
});
export type Refund = z.output<typeof Refund>;
