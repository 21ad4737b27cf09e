import { z } from 'zod';
import { balanceCalls } from './billing-balance.ts';
import { bookCalls } from './billing-books.ts';
import {
  AmountMinor,
  CreditNote,
  InvoiceKind,
  InvoiceStatus,
  InvoiceTax,
  Payment,
  PaymentMethod,
  Refund,
  RefundDestination,
} from './billing-values.ts';
import { RateUsed } from './catalogue-prices.ts';
import { call } from './contract.ts';
import {
  ById,
  CalendarDate,
  Currency,
  Decimal,
  Id,
  Money,
  PageInput,
  optionalLine,
  page,
  searchInput,
  sortInput,
} from './values.ts';

export * from './billing-values.ts';

export const InvoiceRow = z.strictObject({
  id: Id,
  /** Provisional until the team hub has given it (`document-number.ts`). */
  number: z.string(),
  status: InvoiceStatus,
  isOverdue: z.boolean(),
  clientId: Id,
  clientName: z.string(),
  kind: InvoiceKind,
  /** Null, and an empty number: not of an order. */
  orderId: Id.nullable(),
  orderNumber: z.string(),
  /** What is to be paid: net and tax. */
  total: Money,
  due: Money,
  issuedOn: CalendarDate,
  dueOn: CalendarDate,
});
export type InvoiceRow = z.output<typeof InvoiceRow>;

/** Whom an invoice was issued to, and by, as they were then (spec 2.4). Empty: not known. */
export const Buyer = z.strictObject({
  name: z.string(),
  company: z.string(),
  email: z.string(),
  country: z.string(),
  region: z.string(),
  address: z.string(),
  taxNumber: z.string(),
});
export const Seller = z.strictObject({ name: z.string(), url: z.string() });

export const Invoice = InvoiceRow.extend({
  lines: z.array(
    z.strictObject({
      text: z.string(),
      amount: Money,
      periodFrom: CalendarDate.nullable(),
      periodTo: CalendarDate.nullable(),
      /** What it is for; null on lines of an order, which has its own. */
      contractProductId: Id.nullable(),
    }),
  ),
  taxes: z.array(InvoiceTax),
  tax: Money,
  payments: z.array(Payment),
  refunds: z.array(Refund),
  creditNotes: z.array(CreditNote),
  paid: Money,
  refunded: Money,
  credited: Money,
  /** What can still be given back, by where it would go (spec 2.4). */
  refundable: z.strictObject({ original: Money, accountBalance: Money }),
  buyer: Buyer,
  seller: Seller,
  /**
   * The total in the brand's currency at the rate of the day of issue, with the rate's day and source (spec 2.14; null:
   * none was needed, or it was not kept); null: no rate was known.
   */
  base: z
    .strictObject({
      total: Money,
      rate: Decimal,
      rateOn: CalendarDate.nullable(),
      rateSource: RateUsed.shape.source.nullable(),
    })
    .nullable(),
});
export type Invoice = z.output<typeof Invoice>;

/** A line of something that will be invoiced, at the price as it is written. */
const QuotedLine = z.strictObject({ amountMinor: z.int() });
export const TaxQuote = z.strictObject({
  net: Money,
  taxes: z.array(InvoiceTax),
  tax: Money,
  /** What the invoice will ask for. */
  total: Money,
});
export type TaxQuote = z.output<typeof TaxQuote>;

/** Ends what is open of an invoice. */
const EndInvoice = z.strictObject({
  /** Made once per dialog: pressing twice credits once. */
  requestKey: Id,
  invoiceId: Id,
  /** What was open when the person pressed; another sum now means `conflict.changed_meanwhile`. */
  expectedDueMinor: z.int(),
  note: optionalLine(200),
});

export const billing = {
  listInvoices: call({
    right: 'billing.read',
    input: z.strictObject({
      /** Only those that still take money. */
      open: z.boolean().default(false),
      overdue: z.boolean().default(false),
      status: InvoiceStatus.optional(),
      clientId: Id.optional(),
      ...searchInput,
      ...sortInput(['issuedOn', 'dueOn']),
      ...PageInput,
    }),
    output: page(InvoiceRow),
  }),
  getInvoice: call({ right: 'billing.read', input: ById, output: Invoice }),
  /** What an invoice of a client over these lines would say today, tax included (spec 2.14, 2.16: cart = invoice). */
  quote: call({
    right: 'billing.read',
    input: z.strictObject({ clientId: Id, currency: Currency, lines: z.array(QuotedLine).max(1000, 'too_big') }),
    output: TaxQuote,
  }),
  /**
   * Records money that staff received, or takes it from the client's account balance (spec 2.4). When it settles the
   * invoice the order becomes Active and the license purchase is queued, in the same transaction; the vendor is asked
   * after that.
   */
  recordPayment: call({
    right: 'billing.record',
    input: z.strictObject({
      /** Made once per form: pressing twice records once. */
      requestKey: Id,
      invoiceId: Id,
      amountMinor: AmountMinor,
      method: PaymentMethod,
      /** From the account balance it is today, whatever this says. */
      receivedOn: CalendarDate,
      reference: optionalLine(200),
    }),
    output: Invoice,
  }),
  /** Cancels what is open of an invoice, with a credit note over it (spec 2.4). */
  cancelInvoice: call({ right: 'billing.record', input: EndInvoice, output: Invoice }),
  /** Gives up what is open of an invoice, with a credit note over it. */
  writeOff: call({ right: 'billing.record', input: EndInvoice, output: Invoice }),
  /** Credits a part of what is open of an invoice; the rest of it stays to be paid. */
  creditPart: call({
    right: 'billing.record',
    input: z.strictObject({
      /** Made once per form: pressing twice credits once. */
      requestKey: Id,
      invoiceId: Id,
      amountMinor: AmountMinor,
      note: optionalLine(200),
    }),
    output: Invoice,
  }),
  /** Gives back what was paid, wholly or in part, with a credit note over it. */
  refund: call({
    right: 'billing.record',
    input: z.strictObject({
      /** Made once per form: pressing twice gives back once. */
      requestKey: Id,
      invoiceId: Id,
      amountMinor: AmountMinor,
      destination: RefundDestination,
      reference: optionalLine(200),
    }),
    output: Invoice,
  }),
  /** Newest first. */
  listCreditNotes: call({
    right: 'billing.read',
    input: z.strictObject({ clientId: Id.optional(), ...searchInput, ...sortInput(['createdAt']), ...PageInput }),
    output: page(CreditNote),
  }),
  /** A credit note with its tax by rate. */
  getCreditNote: call({
    right: 'billing.read',
    input: ById,
    output: CreditNote.extend({ taxes: z.array(InvoiceTax) }),
  }),
  ...balanceCalls,
  ...bookCalls,
};
