import type { PaymentMethod } from '../../../preload/api/billing.ts';
import type { RateUsed } from '../../../preload/api/catalogue-prices.ts';
import type { PaperDocument } from '../../../preload/api/documents.ts';
import type { Store } from '../store/index.ts';

/** What of an invoice only its paper shows. Amounts in minor units of its currency; parties as frozen, in JSON. */
export interface InvoiceRow {
  readonly currency: string;
  readonly total_minor: number;
  readonly tax_minor: number;
  readonly paid_minor: number;
  readonly refunded_minor: number;
  readonly credited_minor: number;
  readonly buyer: string;
  readonly seller: string;
  readonly base_currency: string | null;
  readonly base_rate: string | null;
  readonly base_total_minor: number | null;
  readonly base_rate_on: string | null;
  readonly base_rate_source: RateUsed['source'] | null;
}
export const findInvoice = (store: Store, id: string): InvoiceRow | undefined =>
  store.get(
    'document: invoice',
    `SELECT currency, total_minor, tax_minor, paid_minor, refunded_minor, credited_minor, buyer, seller, base_currency,
      base_rate, base_total_minor, base_rate_on, base_rate_source FROM invoice WHERE id = @id`,
    { id },
  );

/** Tax of an invoice by rate, as frozen. */
export interface TaxRow {
  readonly name: string;
  readonly percent: string;
  readonly is_inclusive: number;
  readonly net_minor: number;
  readonly tax_minor: number;
}
export const taxesOf = (store: Store, invoiceId: string): TaxRow[] =>
  store.all(
    'document: taxes',
    `SELECT name, percent, is_inclusive, net_minor, tax_minor FROM invoice_tax
      WHERE invoice_id = @invoiceId ORDER BY position`,
    { invoiceId },
  );

/** A credit note with the invoice that it credits. */
export interface CreditNoteRow {
  readonly id: string;
  readonly number: string;
  readonly reason: NonNullable<PaperDocument['credits']>['reason'];
  readonly currency: string;
  readonly total_minor: number;
  readonly tax_minor: number;
  readonly issued_on: string;
  readonly invoice_number: string;
  readonly buyer: string;
  readonly seller: string;
}
const creditNote = `SELECT c.id, c.number, c.reason, c.currency, c.total_minor, c.tax_minor, c.issued_on,
  i.number AS invoice_number, i.buyer, i.seller FROM credit_note c JOIN invoice i ON i.id = c.invoice_id`;

export const findCreditNote = (store: Store, id: string): CreditNoteRow | undefined =>
  store.get('document: credit note', `${creditNote} WHERE c.id = @id`, { id });

/** The credit notes of an invoice, oldest first. */
export const creditNotesOf = (store: Store, invoiceId: string): CreditNoteRow[] =>
  store.all('document: credit notes', `${creditNote} WHERE c.invoice_id = @invoiceId ORDER BY c.id`, { invoiceId });

/** A payment with the invoice that it is for, and the place it has among its payments (1: the first). */
export interface PaymentRow {
  readonly currency: string;
  readonly amount_minor: number;
  readonly method: PaymentMethod;
  readonly received_on: string;
  readonly reference: string;
  readonly ordinal: number;
  readonly invoice_number: string;
  readonly buyer: string;
  readonly seller: string;
}
export const findPayment = (store: Store, id: string): PaymentRow | undefined =>
  store.get(
    'document: payment',
    `SELECT p.currency, p.amount_minor, p.method, p.received_on, p.reference, i.number AS invoice_number, i.buyer, i.seller,
      (SELECT count(*) FROM payment before WHERE before.invoice_id = p.invoice_id AND before.id <= p.id) AS ordinal
      FROM payment p JOIN invoice i ON i.id = p.invoice_id WHERE p.id = @id`,
    { id },
  );
