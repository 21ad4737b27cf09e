import { z } from 'zod';
import { Asset } from './assets.ts';
import { InvoiceStatus, PaymentMethod } from './billing.ts';
import { RateUsed } from './catalogue-prices.ts';
import { call } from './contract.ts';
import { CalendarDate, Currency, Empty, HexColor, Id, Language, Money } from './values.ts';

/** What can be had on paper. */
export const DocumentKind = z.enum(['invoice', 'credit_note', 'receipt']);
export type DocumentKind = z.output<typeof DocumentKind>;

/** One document: an invoice or a credit note by its id, a receipt by that of the payment. Without a language it speaks the buyer's. */
export const DocumentRef = z.strictObject({ kind: DocumentKind, id: Id, language: Language.optional() });
export type DocumentRef = z.output<typeof DocumentRef>;

/** Somebody on a document, as frozen on it. What is not known is empty. */
export const Party = z.strictObject({
  name: z.string(),
  company: z.string(),
  email: z.string(),
  address: z.string(),
  region: z.string(),
  /** ISO 3166-1 code. */
  country: z.string(),
  taxNumber: z.string(),
  /** Of the seller: where clients find it. */
  url: z.string(),
});
export type Party = z.output<typeof Party>;

/** `A4`, or `Letter` where people print on that. */
export const PaperSize = z.enum(['A4', 'Letter']);
export type PaperSize = z.output<typeof PaperSize>;

/**
 * All that a document shows. Seller, buyer, texts, tax and rates are those of its issue (spec 2.4); what was paid is as
 * of now. Name, logo and colours are the brand's of today.
 */
export const PaperDocument = z.strictObject({
  kind: DocumentKind,
  id: Id,
  /** Of a receipt: the invoice's with the payment's place on it (`INV-000001-2`). */
  number: z.string(),
  language: Language,
  size: PaperSize,
  brand: z.strictObject({
    name: z.string(),
    /** Null: no logo. */
    logoAssetId: Id.nullable(),
    colors: z.strictObject({
      accentColor: HexColor.nullable(),
      onAccentColor: HexColor.nullable(),
      headerColor: HexColor.nullable(),
      onHeaderColor: HexColor.nullable(),
    }),
  }),
  seller: Party,
  buyer: Party,
  issuedOn: CalendarDate,
  /** Null on all but invoices. */
  dueOn: CalendarDate.nullable(),
  /** Null on all but invoices. */
  status: InvoiceStatus.nullable(),
  /** Of a credit note: what it credits, and why. */
  credits: z
    .strictObject({
      invoiceNumber: z.string(),
      reason: z.enum(['cancelled', 'refund', 'write_off', 'correction']),
      /** The text of the line that it takes back; null: it is of the whole invoice. */
      line: z.string().nullable(),
    })
    .nullable(),
  /** Of a receipt: which invoice was paid, and how. */
  receipt: z.strictObject({ invoiceNumber: z.string(), method: PaymentMethod, reference: z.string() }).nullable(),
  /** Empty on all but invoices. */
  lines: z.array(
    z.strictObject({
      text: z.string(),
      amount: Money,
      /** First and last day that it pays for; null: of no time. */
      period: z.strictObject({ from: CalendarDate, lastDay: CalendarDate }).nullable(),
    }),
  ),
  /** `net` and `tax` add up to `total`; the tax of the rows adds up to `tax`. No rows: no rate is known for it. */
  net: Money,
  taxes: z.array(
    z.strictObject({
      name: z.string(),
      /** Exact decimal text. */
      percent: z.string(),
      /** The prices of the lines contain it. */
      isInclusive: z.boolean(),
      net: Money,
      tax: Money,
    }),
  ),
  tax: Money,
  total: Money,
  /** Of an invoice: what was received, given back, taken off by credit notes, and is still to pay. Null on all but invoices. */
  settlement: z.strictObject({ paid: Money, refunded: Money, credited: Money, due: Money }).nullable(),
  payments: z.array(
    z.strictObject({ receivedOn: CalendarDate, method: PaymentMethod, reference: z.string(), amount: Money }),
  ),
  creditNotes: z.array(z.strictObject({ number: z.string(), issuedOn: CalendarDate, total: Money })),
  /** The total in the brand's currency of its issue; `rate`: one unit of the invoice's currency in it. Null: no rate was known. */
  base: z
    .strictObject({
      currency: Currency,
      rate: z.string(),
      /** Day and source of the rate; null: they were not kept. */
      rateOn: CalendarDate.nullable(),
      rateSource: RateUsed.shape.source.nullable(),
      total: Money,
    })
    .nullable(),
});
export type PaperDocument = z.output<typeof PaperDocument>;

/** Documents as staff see them: the preview in the staff window. */
export const documents = {
  get: call({ right: 'billing.read', input: DocumentRef, output: PaperDocument }),
};

/**
 * The calls of a window that is printed. They take no id: which document it is, is bound to the window by the main
 * process, and it can read no other one.
 */
export const paper = {
  get: call({
    right: 'paper.read',
    input: Empty,
    output: z.strictObject({ document: PaperDocument, logo: Asset.nullable() }),
  }),
  /** Says that everything is laid out, with its fonts and its logo: the shell prints now. */
  ready: call({ right: 'paper.read', input: Empty, output: Empty }),
};
