import { z } from 'zod';
import { InvoiceStatus } from './billing.ts';
import { RateUsed } from './catalogue-prices.ts';
import { call } from './contract.ts';
import { VendorStatus } from './contract-products.ts';
import { ContractStatus } from './orders.ts';
import { CalendarDate, Currency, Empty, Id, Instant, Money, PageInput, page } from './values.ts';

/** Rows that a report names at most; the others are counted. */
export const maxReportRows = 1000;
/** Longest time of a report, in days: three years. */
export const maxReportDays = 1096;

const time = { from: CalendarDate, to: CalendarDate, currency: Currency.optional() };

export const SalesBy = z.enum(['day', 'month', 'product', 'client', 'currency']);
export type SalesBy = z.output<typeof SalesBy>;

const sold = {
  currency: Currency,
  /** Invoices that were issued in the time. */
  invoices: z.int(),
  /** Of them, without tax. */
  issuedMinor: z.int(),
  /** Taken off by credit notes of the time, without tax. */
  creditedMinor: z.int(),
  /** Issued less credited. */
  soldMinor: z.int(),
  /** Sold, in the brand's currency at the rates frozen on the invoices. Null: none of it has such a rate. */
  baseMinor: z.int().nullable(),
  /** Invoices of it without a rate: they are not in `baseMinor`. */
  withoutRate: z.int(),
};
export const SalesRow = z.strictObject({
  /** A day, a month, a currency, or the id of a product or client; empty: of no product. */
  key: z.string(),
  /** Name of the product or client. */
  name: z.string(),
  ...sold,
});
export type SalesRow = z.output<typeof SalesRow>;
export const SalesTotal = z.strictObject({ ...sold, taxMinor: z.int() });
export type SalesTotal = z.output<typeof SalesTotal>;

/** What a product brought in a time and what the vendor charged for it, in the currency it was sold in. */
export const MarginRow = z.strictObject({
  productId: Id.nullable(),
  productName: z.string(),
  currency: Currency,
  soldMinor: z.int(),
  /** What the vendor is known to have charged, by currency. */
  costs: z.array(Money),
  /** The same in the row's currency. Null: nothing is known to have been charged, or there is no rate. Never nothing. */
  costMinor: z.int().nullable(),
  /** Rates by which costs came into the row's currency. */
  rates: z.array(RateUsed),
  /** Charges and purchases whose cost is not known. */
  unknown: z.int(),
  /** Sold less cost. Null: a cost is not known. */
  marginMinor: z.int().nullable(),
});
export type MarginRow = z.output<typeof MarginRow>;

export const RenewalDue = z.strictObject({
  id: Id,
  productName: z.string(),
  clientId: Id,
  clientName: z.string(),
  status: ContractStatus,
  dueOn: CalendarDate,
  price: Money,
  autoRenew: z.boolean(),
  /** The invoice of the next period, where it was issued already. */
  invoiceId: Id.nullable(),
});
export type RenewalDue = z.output<typeof RenewalDue>;

/** Days since an invoice was due: 1 to 7, 8 to 14, 15 to 30, more. */
export const OverdueAge = z.enum(['week', 'fortnight', 'month', 'older']);
export type OverdueAge = z.output<typeof OverdueAge>;
export const OverdueInvoice = z.strictObject({
  id: Id,
  number: z.string(),
  clientId: Id,
  clientName: z.string(),
  status: InvoiceStatus,
  dueOn: CalendarDate,
  days: z.int(),
  due: Money,
});
export type OverdueInvoice = z.output<typeof OverdueInvoice>;

export const CodeRow = z.strictObject({
  code1: z.string(),
  code2: z.string(),
  /** Products of the catalogue with these codes. */
  products: z.int(),
  /** Active orders' products now: Active or Suspended. */
  contracts: z.int(),
  /** Sold in the time, without tax, by currency. */
  sold: z.array(Money),
});
export type CodeRow = z.output<typeof CodeRow>;

export const LicenseCountRow = z.strictObject({
  productId: Id,
  productName: z.string(),
  /** Contract products by status. */
  contracts: z.array(z.strictObject({ status: ContractStatus, count: z.int() })),
  /** Their licenses as the vendor last had them. */
  licenses: z.array(z.strictObject({ status: VendorStatus, count: z.int() })),
});
export type LicenseCountRow = z.output<typeof LicenseCountRow>;

/** Reports that are only read. Sums are by currency; currencies are added only at rates that were kept. */
export const reports = {
  /** What was invoiced in a time, less what was credited in it, without tax. */
  sales: call({
    right: 'billing.read',
    input: z.strictObject({ ...time, by: SalesBy }),
    output: z.strictObject({
      baseCurrency: Currency,
      rows: z.array(SalesRow),
      /** Rows that are not named. */
      otherRows: z.int(),
      totals: z.array(SalesTotal),
      /** All currencies at the rates on their invoices. Null: none of them has one. */
      base: Money.nullable(),
      /** Invoices that are not in `base`. */
      withoutRate: z.int(),
    }),
  }),
  /** What was sold in a time against what the vendor charged in it, by product. */
  margin: call({
    right: 'billing.read',
    input: z.strictObject(time),
    output: z.strictObject({
      rows: z.array(MarginRow),
      otherRows: z.int(),
      totals: z.array(
        z.strictObject({
          currency: Currency,
          soldMinor: z.int(),
          /** What is known. Null: nothing is. */
          costMinor: z.int().nullable(),
          unknown: z.int(),
          /** Products with sales and no known cost, and with costs without a rate: not in the margin. */
          withoutCost: z.int(),
          /** Of the products whose costs are known alone. */
          marginMinor: z.int().nullable(),
        }),
      ),
      /** Charges for licenses that belong to no product. */
      unassigned: z.array(Money),
      /** Charges that the vendor gave no readable day. */
      undated: z.int(),
      /** Up to when the charges of every account were read. Null: of one of them never; then prices of purchases count. */
      readAt: Instant.nullable(),
    }),
  }),
  /** What is to be renewed within so many days, the next one first. */
  renewals: call({
    right: 'contracts.read',
    input: z.strictObject({
      days: z.int().min(1, 'too_small').max(366, 'too_big').default(30),
      currency: Currency.optional(),
      ...PageInput,
    }),
    output: page(RenewalDue).extend({
      until: CalendarDate,
      totals: z.array(z.strictObject({ currency: Currency, count: z.int(), amountMinor: z.int(), automatic: z.int() })),
      /** By day, for a chart. */
      days: z.array(z.strictObject({ on: CalendarDate, currency: Currency, count: z.int(), amountMinor: z.int() })),
    }),
  }),
  /** Invoices past their due date, the oldest first, and sums by age. */
  overdue: call({
    right: 'billing.read',
    input: z.strictObject({ age: OverdueAge.optional(), currency: Currency.optional(), ...PageInput }),
    output: page(OverdueInvoice).extend({
      asOf: CalendarDate,
      totals: z.array(z.strictObject({ age: OverdueAge, currency: Currency, count: z.int(), amountMinor: z.int() })),
    }),
  }),
  /** What was sold and what runs, by the report codes of products (spec 38). */
  codes: call({
    right: 'billing.read',
    input: z.strictObject({ ...time, by: z.enum(['both', 'code1', 'code2']).default('both') }),
    output: z.strictObject({ rows: z.array(CodeRow) }),
  }),
  /** How many there are of each product, by status. */
  licenses: call({
    right: 'contracts.read',
    input: Empty,
    output: z.strictObject({ rows: z.array(LicenseCountRow), otherRows: z.int() }),
  }),
};
