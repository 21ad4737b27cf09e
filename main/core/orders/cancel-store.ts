import type { ContractStatus, OrderEnding, OrderStatus, RefundChoice } from '../../../preload/api/orders.ts';
import type { Store } from '../store/index.ts';

/** What ending an order needs to know of it. */
export interface EndingState {
  readonly number: string;
  readonly status: OrderStatus;
  readonly client_id: string;
  readonly currency: string;
  readonly ending: OrderEnding | '';
  readonly promo_code: string | null;
}
export const endingState = (store: Store, id: string): EndingState | undefined =>
  store.get(
    'order ending state',
    `SELECT o.number, o.status, o.client_id, o.currency, o.ending,
      (SELECT p.code FROM promo_redemption r JOIN promo_code p ON p.id = r.promo_code_id WHERE r.order_id = o.id)
        AS promo_code
      FROM orders o WHERE o.id = @id`,
    { id },
  );

/** The order that a form or request ended, with what it asked for. */
export const orderByEndingKey = (
  store: Store,
  key: string,
):
  | {
      readonly id: string;
      readonly ending_reason: string;
      readonly ending_immediate: number;
      readonly ending_refund: RefundChoice | '';
    }
  | undefined =>
  store.get(
    'order by ending key',
    'SELECT id, ending_reason, ending_immediate, ending_refund FROM orders WHERE ending_key = @key',
    { key },
  );

/** Invoices of the order that still take money. */
export const openInvoices = (
  store: Store,
  orderId: string,
): {
  readonly id: string;
  readonly number: string;
  readonly total_minor: number;
  readonly paid_minor: number;
}[] =>
  store.all(
    'open invoices of order',
    `SELECT id, number, total_minor, paid_minor FROM invoice
      WHERE order_id = @orderId AND status IN ('Unpaid', 'Partly paid') ORDER BY id`,
    { orderId },
  );

export interface LiveContract {
  readonly id: string;
  readonly product_name: string;
  readonly ip: string;
  readonly status: ContractStatus;
  /** The end of what is paid, or of its trial. */
  readonly billed_to: string | null;
}
/** Contract products of an order that have not ended. */
export const liveContracts = (store: Store, orderId: string): LiveContract[] =>
  store.all(
    'live contract products of order',
    `SELECT p.id, p.product_name, p.ip, p.status, coalesce(p.billed_to, p.trial_ends_on) AS billed_to
      FROM contract_product p JOIN order_item i ON i.id = p.order_item_id
      WHERE p.order_id = @orderId AND p.status NOT IN ('Cancelled', 'Closed', 'Lapsed')
      ORDER BY i.line_index, p.line_index`,
    { orderId },
  );

export interface PaidPeriodRow {
  readonly starts_on: string;
  readonly ends_on: string;
  readonly price_minor: number;
  readonly invoice_id: string;
  readonly number: string;
  readonly total_minor: number;
  readonly paid_minor: number;
  readonly refunded_minor: number;
}
/** Paid periods of an order's live contract products that are not over, with the invoice that each was paid on. */
export const paidPeriods = (store: Store, orderId: string, today: string): PaidPeriodRow[] =>
  store.all(
    'paid periods of order',
    `SELECT q.starts_on, q.ends_on, q.price_minor, q.invoice_id, v.number, v.total_minor, v.paid_minor,
      v.refunded_minor
      FROM contract_product p JOIN contract_period q ON q.contract_product_id = p.id
      JOIN invoice v ON v.id = q.invoice_id
      WHERE p.order_id = @orderId AND p.status NOT IN ('Cancelled', 'Closed', 'Lapsed') AND q.state = 'paid'
        AND q.ends_on > @today
      ORDER BY q.invoice_id, q.starts_on, q.id`,
    { orderId, today },
  );

/** The price of all periods that an invoice pays for, those of other orders with them. */
export const netOfInvoice = (store: Store, invoiceId: string): number =>
  store.get<{ net: number | null }>(
    'net of invoice',
    'SELECT sum(price_minor) AS net FROM contract_period WHERE invoice_id = @invoiceId',
    { invoiceId },
  )?.net ?? 0;

/** Orders whose invoice nobody has paid anything of, with what decides when they expire; the oldest first. */
export const unpaidOrders = (
  store: Store,
  dueBefore: string,
): { readonly id: string; readonly client_id: string; readonly issued_on: string; readonly due_on: string }[] =>
  store.all(
    'unpaid orders',
    `SELECT o.id, o.client_id, v.issued_on, v.due_on FROM orders o JOIN invoice v ON v.order_id = o.id
      WHERE o.status = 'Awaiting payment' AND v.kind = 'order' AND v.status = 'Unpaid' AND v.due_on < @dueBefore
      ORDER BY o.id`,
    { dueBefore },
  );
