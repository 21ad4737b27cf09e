import type { PaymentMethod } from '../../../preload/api/billing.ts';
import type { Store } from '../store/index.ts';

/** Buyer and seller of an invoice as they were frozen at its issue, in JSON: its paper says more of them than its page. */
export interface Frozen {
  readonly buyer: string;
  readonly seller: string;
}
export const frozenOn = (store: Store, invoiceId: string): Frozen | undefined =>
  store.get('document: parties of invoice', 'SELECT buyer, seller FROM invoice WHERE id = @invoiceId', { invoiceId });

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
