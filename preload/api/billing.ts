import { z } from 'zod';
import { call } from './contract.ts';
import { ById, CalendarDate, Id, Instant, Money, PageInput, optionalLine, page } from './values.ts';

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
/** X3: what staff can record as received. */
export const PaymentMethod = z.enum(['bank_transfer', 'cash', 'card_terminal']);
export type PaymentMethod = z.output<typeof PaymentMethod>;

export const Payment = z.strictObject({
  id: Id,
  amount: Money,
  method: PaymentMethod,
  receivedOn: CalendarDate,
  reference: z.string(),
  recordedBy: z.string(),
  createdAt: Instant,
});
export const InvoiceRow = z.strictObject({
  id: Id,
  number: z.string(),
  status: InvoiceStatus,
  isOverdue: z.boolean(),
  clientId: Id,
  clientName: z.string(),
  kind: InvoiceKind,
  /** Null, and an empty number: not of an order. */
  orderId: Id.nullable(),
  orderNumber: z.string(),
  total: Money,
  due: Money,
  issuedOn: CalendarDate,
  dueOn: CalendarDate,
});
export type InvoiceRow = z.output<typeof InvoiceRow>;
export const Invoice = InvoiceRow.extend({
  lines: z.array(
    z.strictObject({
      text: z.string(),
      amount: Money,
      periodFrom: CalendarDate.nullable(),
      periodTo: CalendarDate.nullable(),
    }),
  ),
  payments: z.array(Payment),
});
export type Invoice = z.output<typeof Invoice>;

export const billing = {
  listInvoices: call({
    right: 'billing.read',
    input: z.strictObject({ open: z.boolean().default(false), clientId: Id.optional(), ...PageInput }),
    output: page(InvoiceRow),
  }),
  getInvoice: call({ right: 'billing.read', input: ById, output: Invoice }),
  /**
   * Records money that staff received (spec 2.4). When it settles the invoice the order becomes Active and the
   * license purchase is queued, in the same transaction; the vendor is asked after that.
   */
  recordPayment: call({
    right: 'billing.record',
    input: z.strictObject({
      /** Made once per form: pressing twice records once. */
      requestKey: Id,
      invoiceId: Id,
      amountMinor: z.int().min(1, 'too_small'),
      method: PaymentMethod,
      receivedOn: CalendarDate,
      reference: optionalLine(200),
    }),
    output: Invoice,
  }),
};
