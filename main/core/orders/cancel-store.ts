import type { ContractStatus, OrderEnding, OrderStatus, RefundChoice } from '../../../preload/api/orders.ts';
import type { Store } from '../store/index.ts';

const ended = "('Cancelled', 'Closed', 'Lapsed')";

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
  /** What it asks for: its total without what was credited of it. */
  readonly asked_minor: number;
  readonly paid_minor: number;
}[] =>
  store.all(
    'open invoices of order',
    `SELECT id, number, total_minor - credited_minor AS asked_minor, paid_minor FROM invoice
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

/** An invoice of an order's live contract products that ends with them. */
export interface EndedInvoice {
  readonly id: string;
  readonly number: string;
  readonly kind: 'renewal' | 'change';
  /** Minor units: still to pay, and paid and not given back. */
  readonly due_minor: number;
  readonly left_minor: number;
}
/**
 * Renewals that are not paid, and the invoices of changes that the vendor was not asked for.
 */
export const endedInvoices = (store: Store, orderId: string): EndedInvoice[] =>
  store.all(
    'invoices that end with order',
    `SELECT v.id, v.number, v.kind, v.paid_minor - v.refunded_minor AS left_minor,
      CASE WHEN v.status IN ('Unpaid', 'Partly paid') THEN v.total_minor - v.credited_minor - v.paid_minor ELSE 0 END AS due_minor
      FROM invoice v WHERE v.id IN (
        SELECT q.invoice_id FROM contract_product p JOIN contract_period q ON q.contract_product_id = p.id
          JOIN invoice i ON i.id = q.invoice_id
          WHERE p.order_id = @orderId AND p.status NOT IN ('Cancelled', 'Closed', 'Lapsed') AND q.state = 'billed'
            AND i.kind = 'renewal' AND i.status IN ('Unpaid', 'Partly paid')
        UNION
        SELECT c.invoice_id FROM contract_product p JOIN contract_change c ON c.contract_product_id = p.id
          WHERE p.order_id = @orderId AND p.status NOT IN ('Cancelled', 'Closed', 'Lapsed')
            AND c.status IN ('Awaiting payment', 'Paid'))
      ORDER BY v.id`,
    { orderId },
  );

/**
 * What is billed still on an open invoice of renewals, with its line: whether it is of an order's live contract products, and
 * whether it stays owed when these end, for another order or for a license that is terminated first.
 */
export const billedParts = (
  store: Store,
  invoiceId: string,
  orderId: string,
): { readonly line_id: string; readonly price_minor: number; readonly ends: 0 | 1; readonly stays: 0 | 1 }[] =>
  store.all(
    'parts that end with order',
    `SELECT coalesce(q.invoice_line_id, (SELECT l.id FROM invoice_line l WHERE l.invoice_id = q.invoice_id
          ORDER BY l.line_index LIMIT 1)) AS line_id, q.price_minor,
        p.order_id = @orderId AND p.status NOT IN ${ended} AS ends,
        CASE WHEN p.status IN ${ended} THEN EXISTS (SELECT 1 FROM license l
            WHERE l.contract_product_id = p.id AND l.status <> 'deleted')
          ELSE p.order_id <> @orderId END AS stays
      FROM contract_period q JOIN contract_product p ON p.id = q.contract_product_id
        JOIN order_item i ON i.id = p.order_item_id
      WHERE q.invoice_id = @invoiceId AND q.state = 'billed'
      ORDER BY i.line_index, p.line_index`,
    { invoiceId, orderId },
  );

/** Number of an invoice, for people. */
export const invoiceNumber = (store: Store, id: string): string =>
  store.get<{ number: string }>('number of invoice', 'SELECT number FROM invoice WHERE id = @id', { id })?.number ?? '';

/** An order whose invoice nobody has paid anything of, with what decides when it expires. */
export interface UnpaidOrder {
  readonly id: string;
  readonly client_id: string;
  readonly issued_on: string;
  readonly due_on: string;
}
const unpaid = `SELECT o.id, o.client_id, v.issued_on, v.due_on FROM orders o JOIN invoice v ON v.order_id = o.id
  WHERE o.status = 'Awaiting payment' AND v.kind = 'order' AND v.status = 'Unpaid'`;

/** Those that were due before a day, the oldest first. */
export const unpaidOrders = (store: Store, dueBefore: string): UnpaidOrder[] =>
  store.all('unpaid orders', `${unpaid} AND v.due_on < @dueBefore ORDER BY o.id`, { dueBefore });

/** One of them, or undefined: it is paid, in full or in part, or has ended. */
export const unpaidOrder = (store: Store, id: string): UnpaidOrder | undefined =>
  store.get('unpaid order', `${unpaid} AND o.id = @id`, { id });
