import type {
  billing,
  Invoice,
  InvoiceKind,
  InvoiceRow,
  InvoiceStatus,
  InvoiceTax,
  PaymentMethod,
} from '../../../preload/api/billing.ts';
import type { RateUsed } from '../../../preload/api/catalogue-prices.ts';
import type { Output, Parsed } from '../../../preload/api/contract.ts';
import { foundIds } from '../search/index.ts';
import { type OrderKey, paging, type Store } from '../store/index.ts';
import { notesOf, paidAndBack, refundsOf } from './credit-store.ts';
import { askedMinor, dueMinor, isOpen, isOverdue, refundableMinor } from './rules.ts';
import type { TaxRow } from './tax.ts';

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
  readonly credited_minor: number;
  readonly issued_on: string;
  readonly due_on: string;
}

// The name is the frozen buyer's: an invoice shows whom it was issued to, also after the client was renamed (spec 2.4).
const columns = `i.id, i.number, i.status, i.client_id, i.buyer ->> '$.name' AS buyer_name, i.kind, i.order_id,
  o.number AS order_number, i.currency, i.total_minor, i.paid_minor, i.credited_minor, i.issued_on, i.due_on`;
const from = 'FROM invoice i LEFT JOIN orders o ON o.id = i.order_id';
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
  due: { amountMinor: dueMinor(row.status, askedMinor(row), row.paid_minor), currency: row.currency },
  issuedOn: row.issued_on,
  dueOn: row.due_on,
});

const orders: Readonly<Record<'issuedOn' | 'dueOn', OrderKey<InvoiceRow>>> = {
  issuedOn: { sql: 'i.issued_on', of: ({ issuedOn }) => issuedOn },
  dueOn: { sql: 'i.due_on', of: ({ dueOn }) => dueOn },
};

/** A page of invoices, newest first or as was asked. `today` decides what is overdue. */
export function listInvoices(
  store: Store,
  asked: Parsed<typeof billing.listInvoices>,
  today: string,
): Output<typeof billing.listInvoices> {
  const { open: isOpenOnly, overdue, status, clientId, search } = asked;
  const found = foundIds(store, 'invoice', search);
  const at = paging(orders, 'i.id', asked);
  // Open ones are an index of their own; a client has few invoices, so that what else is asked is looked up in theirs.
  const conditions: Readonly<Record<string, string>> = {
    ...(found === undefined ? {} : { found: 'i.id IN (SELECT value FROM json_each(@found))' }),
    ...(clientId === undefined ? {} : { client: 'i.client_id = @clientId' }),
    ...(isOpenOnly || overdue || (status !== undefined && isOpen(status)) ? { open } : {}),
    ...(overdue ? { overdue: 'i.due_on < @today' } : {}),
    ...(status === undefined ? {} : { status: 'i.status = @status' }),
  };
  const rows = store.all<Row>(
    ['invoices', ...Object.keys(conditions), at.shape].join(' '),
    `SELECT ${columns} ${from} WHERE ${[...Object.values(conditions), at.sql].join(' AND ')}`,
    {
      ...at.params,
      ...(found === undefined ? {} : { found: found.ids }),
      ...(clientId === undefined ? {} : { clientId }),
      ...(overdue ? { today } : {}),
      ...(status === undefined ? {} : { status }),
    },
  );
  return { ...at.cut(rows.map((row) => invoiceRow(row, today))), ...found?.limits };
}

/** A tax row as screens get it. */
export const taxShown = (tax: TaxRow, currency: string): InvoiceTax => ({
  name: tax.name,
  percent: tax.percent,
  isInclusive: tax.isInclusive,
  net: { amountMinor: tax.netMinor, currency },
  tax: { amountMinor: tax.taxMinor, currency },
});

/** The tax that an invoice was issued with, by rate. */
export const taxRows = (store: Store, invoiceId: string): TaxRow[] =>
  store
    .all<Omit<TaxRow, 'isInclusive'> & { readonly isInclusive: number }>(
      'invoice taxes',
      `SELECT name, percent, is_inclusive AS isInclusive, net_minor AS netMinor, tax_minor AS taxMinor
        FROM invoice_tax WHERE invoice_id = @invoiceId ORDER BY position`,
      { invoiceId },
    )
    .map((row) => ({ ...row, isInclusive: row.isInclusive === 1 }));

interface DetailRow extends Row {
  readonly tax_minor: number;
  readonly refunded_minor: number;
  readonly buyer: string;
  readonly seller: string;
  readonly base_currency: string | null;
  readonly base_rate: string | null;
  readonly base_total_minor: number | null;
  readonly base_rate_on: string | null;
  readonly base_rate_source: RateUsed['source'] | null;
}
interface LineRow {
  readonly text: string;
  readonly amount_minor: number;
  readonly period_from: string | null;
  readonly period_to: string | null;
  readonly contract_product_id: string | null;
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

/** A frozen party: what an invoice of an earlier version did not keep is empty. */
function party<Name extends string>(text: string, names: readonly Name[]): Record<Name, string> {
  const kept = JSON.parse(text) as Partial<Record<Name, string>>;
  return Object.fromEntries(names.map((name) => [name, kept[name] ?? ''])) as Record<Name, string>;
}

/** An invoice with all that belongs to it; payments, refunds and credit notes the oldest first. */
export function findInvoice(store: Store, id: string, today: string): Invoice | undefined {
  const row = store.get<DetailRow>(
    'invoice by id',
    `SELECT ${columns}, i.tax_minor, i.refunded_minor, i.buyer, i.seller, i.base_currency, i.base_rate,
      i.base_total_minor, i.base_rate_on, i.base_rate_source ${from} WHERE i.id = @id`,
    { id },
  );
  if (!row) return undefined;
  const { currency, base_currency: baseCurrency, base_rate: rate, base_total_minor: baseTotal } = row;
  const money = (amountMinor: number) => ({ amountMinor, currency });
  const sums = paidAndBack(store, row);
  const canRefund = !isOpen(row.status);
  return {
    ...invoiceRow(row, today),
    lines: linesOf(store, id, currency),
    taxes: taxRows(store, id).map((tax) => taxShown(tax, currency)),
    tax: money(row.tax_minor),
    payments: paymentsOf(store, id),
    refunds: refundsOf(store, id),
    creditNotes: notesOf(store, id),
    paid: money(row.paid_minor),
    refunded: money(row.refunded_minor),
    credited: money(row.credited_minor),
    refundable: {
      original: money(canRefund ? refundableMinor(sums, 'original') : 0),
      accountBalance: money(canRefund ? refundableMinor(sums, 'account_balance') : 0),
    },
    buyer: party(row.buyer, ['name', 'company', 'email', 'country', 'region', 'address', 'taxNumber']),
    seller: party(row.seller, ['name', 'url']),
    base:
      baseCurrency === null || rate === null || baseTotal === null
        ? null
        : {
            total: { amountMinor: baseTotal, currency: baseCurrency },
            rate,
            rateOn: row.base_rate_on,
            rateSource: row.base_rate_source,
          },
  };
}

const linesOf = (store: Store, id: string, currency: string): Invoice['lines'] =>
  store
    .all<LineRow>(
      'invoice lines',
      `SELECT text, amount_minor, period_from, period_to, contract_product_id FROM invoice_line
        WHERE invoice_id = @id ORDER BY line_index`,
      { id },
    )
    .map((line) => ({
      text: line.text,
      amount: { amountMinor: line.amount_minor, currency },
      periodFrom: line.period_from,
      periodTo: line.period_to,
      contractProductId: line.contract_product_id,
    }));

const paymentsOf = (store: Store, id: string): Invoice['payments'] =>
  store
    .all<PaymentRow>(
      'invoice payments',
      `SELECT id, amount_minor, currency, method, received_on, reference, recorded_by, created_at
        FROM payment WHERE invoice_id = @id ORDER BY id`,
      { id },
    )
    .map((payment) => ({
      id: payment.id,
      amount: { amountMinor: payment.amount_minor, currency: payment.currency },
      method: payment.method,
      receivedOn: payment.received_on,
      reference: payment.reference,
      recordedBy: payment.recorded_by,
      createdAt: payment.created_at,
    }));

/** The amounts and state of an invoice, for what is done to it. */
export interface InvoiceState {
  readonly id: string;
  readonly kind: InvoiceKind;
  readonly order_id: string | null;
  readonly client_id: string;
  readonly status: InvoiceStatus;
  readonly currency: string;
  readonly total_minor: number;
  readonly paid_minor: number;
  readonly refunded_minor: number;
  readonly credited_minor: number;
  readonly issued_on: string;
}
export const invoiceState = (store: Store, id: string): InvoiceState | undefined =>
  store.get(
    'invoice state',
    `SELECT id, kind, order_id, client_id, status, currency, total_minor, paid_minor, refunded_minor, credited_minor,
      issued_on FROM invoice WHERE id = @id`,
    { id },
  );

/** The day on which the last of the money for an invoice came; null: none came. */
export const lastReceived = (store: Store, invoiceId: string): string | null =>
  store.get<{ day: string | null }>(
    'last payment of invoice',
    'SELECT max(received_on) AS day FROM payment WHERE invoice_id = @invoiceId',
    { invoiceId },
  )?.day ?? null;

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

/** The lines of an invoice that are for a contract product. */
export const linesOfContract = (
  store: Store,
  invoiceId: string,
  contractProductId: string,
): { readonly id: string }[] =>
  store.all(
    'invoice lines of contract product',
    'SELECT id FROM invoice_line WHERE invoice_id = @invoiceId AND contract_product_id = @contractProductId',
    { invoiceId, contractProductId },
  );

/** Sum of the lines of an invoice `i`, without tax and without lines, and parts of them, that were called off. For SQL. */
export const netOfLines = `(SELECT coalesce(sum(l.amount_minor - (SELECT coalesce(sum(n.line_minor), 0) FROM credit_note n
    WHERE n.invoice_id = i.id AND n.invoice_line_id = l.id)), 0) FROM invoice_line l
  WHERE l.invoice_id = i.id AND NOT EXISTS (SELECT 1 FROM credit_note n
    WHERE n.invoice_id = i.id AND n.invoice_line_id = l.id AND n.line_minor IS NULL))`;

/** What each line of an invoice asks for, without what was taken off it of parts of a bundle; in their order. */
export const lineAmounts = (
  store: Store,
  invoiceId: string,
): { readonly id: string; readonly amount_minor: number }[] =>
  store.all(
    'amounts of invoice lines',
    `SELECT id, amount_minor - (SELECT coalesce(sum(n.line_minor), 0) FROM credit_note n
        WHERE n.invoice_id = l.invoice_id AND n.invoice_line_id = l.id) AS amount_minor FROM invoice_line l WHERE invoice_id = @invoiceId ORDER BY line_index`,
    { invoiceId },
  );

/** Where a client is taxed, and what else of it an invoice freezes. */
export interface TaxedClientRow {
  readonly country: string;
  readonly region: string;
  readonly address: string;
  readonly tax_number: string;
  readonly is_tax_exempt: number;
}
export const taxedClient = (store: Store, id: string): TaxedClientRow | undefined =>
  store.get('client to tax', 'SELECT country, region, address, tax_number, is_tax_exempt FROM client WHERE id = @id', {
    id,
  });

/** Whether there is a client of this id that was not deleted. */
export const clientExists = (store: Store, id: string): boolean =>
  store.get('client for balance', 'SELECT 1 FROM client WHERE id = @id AND deleted_at IS NULL', { id }) !== undefined;
