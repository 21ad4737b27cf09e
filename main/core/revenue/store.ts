import type { RevenueRecognition } from '../../../preload/api/brand.ts';
import type { Store } from '../store/index.ts';
import { type MoneyEvent, taxIn } from './history.ts';

/** What of an invoice its revenue follows from. */
export interface RevenueInvoice {
  readonly id: string;
  readonly currency: string;
  readonly issued_on: string;
  readonly total_minor: number;
  readonly tax_minor: number;
}
const invoiceColumns = 'id, currency, issued_on, total_minor, tax_minor';
export const findInvoice = (store: Store, id: string): RevenueInvoice | undefined =>
  store.get('revenue: invoice', `SELECT ${invoiceColumns} FROM invoice WHERE id = @id`, { id });

/** A line with what was frozen on it at issue; a policy that is null was never frozen. */
export interface RevenueLineRow {
  readonly invoice_id: string;
  readonly text: string;
  readonly amount_minor: number;
  readonly period_from: string | null;
  readonly period_to: string | null;
  readonly product_id: string | null;
  readonly product_name: string | null;
  readonly own_policy: RevenueRecognition | 'inherit' | null;
  readonly revenue_policy: RevenueRecognition | null;
  readonly revenue_source: 'product' | 'brand' | null;
}
/** Ids as a list that SQL reads: invoices are asked for by the hundred. */
const chosen = '(SELECT value FROM json_each(@ids))';

/** The lines of invoices in their order, each with its product, deleted or not. */
export const linesOf = (store: Store, ids: readonly string[]): RevenueLineRow[] =>
  store.all(
    'revenue: lines',
    `SELECT l.invoice_id, l.text, l.amount_minor, l.period_from, l.period_to, l.product_id, p.name AS product_name,
        p.revenue_recognition AS own_policy, l.revenue_policy, l.revenue_source
      FROM invoice_line l LEFT JOIN product p ON p.id = l.product_id
      WHERE l.invoice_id IN ${chosen} ORDER BY l.invoice_id, l.line_index`,
    { ids: JSON.stringify(ids) },
  );

export const invoicesOf = (store: Store, ids: readonly string[]): RevenueInvoice[] =>
  store.all('revenue: invoices', `SELECT ${invoiceColumns} FROM invoice WHERE id IN ${chosen}`, {
    ids: JSON.stringify(ids),
  });

interface EventRow {
  readonly invoice_id: string;
  readonly kind: MoneyEvent['kind'];
  readonly day: string;
  readonly amount_minor: number;
  readonly tax_minor: number | null;
  readonly of_minor: number | null;
  readonly is_noted: number;
  readonly line_index: number | null;
}

/** What moved the money of invoices, in the order in which it was recorded, with the tax that belongs to it. */
export function eventsOf(store: Store, invoices: readonly RevenueInvoice[]): Map<string, MoneyEvent[]> {
  const rows = store.all<EventRow>(
    'revenue: events',
    `SELECT p.invoice_id, 'payment' AS kind, p.received_on AS day, p.amount_minor, NULL AS tax_minor, NULL AS of_minor,
        0 AS is_noted, NULL AS line_index, p.id AS id FROM payment p WHERE p.invoice_id IN ${chosen}
      UNION ALL SELECT c.invoice_id, 'credit', c.issued_on, c.total_minor, c.tax_minor, c.total_minor, 0, l.line_index, c.id
        FROM credit_note c LEFT JOIN invoice_line l ON l.id = c.invoice_line_id WHERE c.invoice_id IN ${chosen}
      UNION ALL SELECT r.invoice_id, 'refund', r.refunded_on, r.amount_minor, n.tax_minor, n.total_minor,
        r.credit_note_id IS NOT NULL, NULL, r.id
        FROM refund r LEFT JOIN credit_note n ON n.id = r.credit_note_id WHERE r.invoice_id IN ${chosen}
      ORDER BY id`,
    { ids: JSON.stringify(invoices.map(({ id }) => id)) },
  );
  const of = new Map(invoices.map((invoice) => [invoice.id, invoice]));
  const events = new Map<string, MoneyEvent[]>();
  for (const row of rows) {
    const invoice = of.get(row.invoice_id);
    const [tax, total] = [row.tax_minor ?? invoice?.tax_minor ?? 0, row.of_minor ?? invoice?.total_minor ?? 0];
    const event: MoneyEvent = {
      kind: row.kind,
      on: row.day,
      amountMinor: row.amount_minor,
      taxMinor: row.kind === 'payment' ? 0 : taxIn(row.amount_minor, tax, total),
      isNoted: row.is_noted === 1,
      ...(row.line_index === null ? {} : { line: row.line_index }),
    };
    const known = events.get(row.invoice_id);
    if (known) known.push(event);
    else events.set(row.invoice_id, [event]);
  }
  return events;
}

/** Ways into the invoices of a time, each by an index. One statement over all of them would be merged by walking them whole. */
const waysIn: Readonly<Record<string, string>> = {
  issued: 'SELECT id FROM invoice WHERE issued_on >= @from AND issued_on <= @to',
  served: 'SELECT invoice_id AS id FROM invoice_line WHERE period_to >= @from',
  received: 'SELECT invoice_id AS id FROM payment WHERE received_on >= @from',
  credited: 'SELECT invoice_id AS id FROM credit_note WHERE issued_on >= @from',
  refunded: 'SELECT invoice_id AS id FROM refund WHERE refunded_on >= @from',
  open: "SELECT id FROM invoice WHERE status IN ('Unpaid', 'Partly paid') AND due_on > ''",
  'credited before': 'SELECT id FROM invoice WHERE credited_minor > 0',
};

/**
 * Invoices that have a part in a time: something was received, credited or given back in it or later, a line's service
 * was not over before it, or they are open or were credited. In the order of their ids.
 */
export function invoicesBetween(store: Store, from: string, to: string): string[] {
  const found = new Set<string>();
  for (const [name, sql] of Object.entries(waysIn))
    for (const { id } of store.all<{ id: string }>(`revenue: invoices ${name}`, sql, { from, to })) found.add(id);
  return [...found].toSorted();
}
