import type { RevenueRecognition } from '../../../preload/api/brand.ts';
import type { Store } from '../store/index.ts';
import type { Received } from './rules.ts';

/** What of an invoice its revenue follows from. */
export interface RevenueInvoice {
  readonly order_id: string | null;
  readonly currency: string;
  readonly issued_on: string;
}
export const findInvoice = (store: Store, id: string): RevenueInvoice | undefined =>
  store.get('revenue: invoice', 'SELECT order_id, currency, issued_on FROM invoice WHERE id = @id', { id });

/** A line with what its product says about revenue; null: no product belongs to it. */
export interface RevenueLineRow {
  readonly text: string;
  readonly amount_minor: number;
  readonly period_from: string | null;
  readonly period_to: string | null;
  readonly policy: RevenueRecognition | 'inherit' | null;
}
/** The lines of an invoice, each with the product that it is for (an order's options are lines too), deleted or not. */
export const linesOf = (store: Store, invoiceId: string, orderId: string | null): RevenueLineRow[] =>
  store.all(
    'revenue: lines',
    `SELECT l.text, l.amount_minor, l.period_from, l.period_to, p.revenue_recognition AS policy FROM invoice_line l
      LEFT JOIN order_item i ON i.order_id = @orderId AND i.line_index = l.item_line
      LEFT JOIN contract_product c ON c.id = l.contract_product_id
      LEFT JOIN product p ON p.id = coalesce(i.product_id, c.product_id) WHERE l.invoice_id = @invoiceId ORDER BY l.line_index`,
    { invoiceId, orderId },
  );

/** What was received for an invoice, in the order in which it was recorded. */
export const paymentsOf = (store: Store, invoiceId: string): Received[] =>
  store.all(
    'revenue: payments',
    'SELECT received_on AS "on", amount_minor AS amountMinor FROM payment WHERE invoice_id = @invoiceId ORDER BY id',
    { invoiceId },
  );
