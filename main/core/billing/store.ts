import type { Invoice, InvoiceKind, InvoiceRow, InvoiceStatus, PaymentMethod } from '../../../preload/api/billing.ts';
import { before, type Store } from '../store/index.ts';
import { dueMinor, isOverdue } from './rules.ts';

interface Row {
  readonly id: string;
  readonly number: string;
  readonly status: InvoiceStatus;
  readonly client_id: string;
  readonly buyer_name: string;
  readonly kind: InvoiceKind;
  readonly order_id: string | null;
  readonly order_number: string | null;
  readonly currency: string;
  readonly total_minor: number;
  readonly paid_minor: number;
  readonly issued_on: string;
  readonly due_on: string;
}

// The name is the frozen buyer's: an invoice shows whom it was issued to, also after the client was renamed (spec 2.4).
const select = `SELECT i.id, i.number, i.status, i.client_id, i.buyer ->> '$.name' AS buyer_name, i.kind, i.order_id,
  o.number AS order_number, i.currency, i.total_minor, i.paid_minor, i.issued_on, i.due_on
  FROM invoice i LEFT JOIN orders o ON o.id = i.order_id`;
const newestFirst = 'i.id < @before ORDER BY i.id DESC LIMIT @count';
const open = "i.status IN ('Unpaid', 'Partly paid')";

const invoiceRow = (row: Row, today: string): InvoiceRow => ({
  id: row.id,
  number: row.number,
  status: row.status,
  isOverdue: isOverdue(row.status, row.due_on, today),
  clientId: row.client_id,
  clientName: row.buyer_name,
  kind: row.kind,
  orderId: row.order_id,
  orderNumber: row.order_number ?? '',
  total: { amountMinor: row.total_minor, currency: row.currency },
  due: { amountMinor: dueMinor(row.status, row.total_minor, row.paid_minor), currency: row.currency },
  issuedOn: row.issued_on,
  dueOn: row.due_on,
});

/** Invoices, newest first, one more than `limit` where there are more. `today` decides what is overdue. */
export function listInvoices(
  store: Store,
  filter: { readonly open: boolean; readonly clientId: string | undefined },
  page: { readonly cursor: string | undefined; readonly limit: number },
  today: string,
): InvoiceRow[] {
  const bound = { before: before(page.cursor), count: page.limit + 1 };
  const { clientId } = filter;
  const found =
    clientId === undefined
      ? filter.open
        ? store.all<Row>('invoices open', `${select} WHERE ${open} AND ${newestFirst}`, bound)
        : store.all<Row>('invoices', `${select} WHERE ${newestFirst}`, bound)
      : filter.open
        ? store.all<Row>(
            'invoices of client, open',
            `${select} WHERE i.client_id = @clientId AND ${open} AND ${newestFirst}`,
            {
              ...bound,
              clientId,
            },
          )
        : store.all<Row>('invoices of client', `${select} WHERE i.client_id = @clientId AND ${newestFirst}`, {
            ...bound,
            clientId,
          });
  return found.map((row) => invoiceRow(row, today));
}

interface LineRow {
  readonly text: string;
  readonly amount_minor: number;
  readonly period_from: string | null;
  readonly period_to: string | null;
}
interface PaymentRow {
  readonly id: string;
  readonly amount_minor: number;
  readonly currency: string;
  readonly method: PaymentMethod;
  readonly received_on: string;
  readonly reference: string;
  readonly recorded_by: string;
  readonly created_at: string;
}

/** An invoice with its lines and payments (oldest first). */
export function findInvoice(store: Store, id: string, today: string): Invoice | undefined {
  const row = store.get<Row>('invoice by id', `${select} WHERE i.id = @id`, { id });
  if (!row) return undefined;
  const lines = store.all<LineRow>(
    'invoice lines',
    `SELECT text, amount_minor, period_from, period_to FROM invoice_line WHERE invoice_id = @id ORDER BY line_index`,
    { id },
  );
  const payments = store.all<PaymentRow>(
    'invoice payments',
    `SELECT id, amount_minor, currency, method, received_on, reference, recorded_by, created_at
      FROM payment WHERE invoice_id = @id ORDER BY id`,
    { id },
  );
  return {
    ...invoiceRow(row, today),
    lines: lines.map((line) => ({
      text: line.text,
      amount: { amountMinor: line.amount_minor, currency: row.currency },
      periodFrom: line.period_from,
      periodTo: line.period_to,
    })),
    payments: payments.map((payment) => ({
      id: payment.id,
      amount: { amountMinor: payment.amount_minor, currency: payment.currency },
      method: payment.method,
      receivedOn: payment.received_on,
      reference: payment.reference,
      recordedBy: payment.recorded_by,
      createdAt: payment.created_at,
    })),
  };
}

/** The amounts and state of an invoice, for recording a payment. */
export interface InvoiceState {
  readonly id: string;
  readonly kind: InvoiceKind;
  readonly order_id: string | null;
  readonly status: InvoiceStatus;
  readonly currency: string;
  readonly total_minor: number;
  readonly paid_minor: number;
}
export const invoiceState = (store: Store, id: string): InvoiceState | undefined =>
  store.get(
    'invoice state',
    'SELECT id, kind, order_id, status, currency, total_minor, paid_minor FROM invoice WHERE id = @id',
    { id },
  );

/** The payment that a form's key recorded already. */
export const paymentByKey = (
  store: Store,
  requestKey: string,
):
  | {
      readonly invoice_id: string;
      readonly amount_minor: number;
      readonly method: PaymentMethod;
      readonly received_on: string;
    }
  | undefined =>
  store.get(
    'payment by request key',
    'SELECT invoice_id, amount_minor, method, received_on FROM payment WHERE request_key = @requestKey',
    { requestKey },
  );

/** Lines of an order's invoices that cover a period, with the order's line they pay for. */
export const periodLines = (store: Store, orderId: string): { readonly id: string; readonly item_line: number }[] =>
  store.all(
    'invoice lines with period',
    `SELECT l.id, l.item_line FROM invoice i JOIN invoice_line l ON l.invoice_id = i.id
      WHERE i.order_id = @orderId AND l.item_line IS NOT NULL ORDER BY l.line_index`,
    { orderId },
  );
