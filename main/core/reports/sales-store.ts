import type { Store } from '../store/index.ts';

/** What of an invoice its sales are made of. Amounts in minor units. */
export interface SaleRow {
  readonly id: string;
  readonly issued_on: string;
  readonly client_id: string;
  readonly currency: string;
  readonly total_minor: number;
  readonly tax_minor: number;
  readonly base_currency: string | null;
  readonly base_rate: string | null;
}
const columns = 'i.id, i.issued_on, i.client_id, i.currency, i.total_minor, i.tax_minor, i.base_currency, i.base_rate';

/** Invoices that were issued in a time, some after a place in the order of issue. */
export const issuedBetween = (
  store: Store,
  { from, to }: { readonly from: string; readonly to: string },
  after: { readonly on: string; readonly id: string },
  count: number,
): SaleRow[] =>
  store.all(
    'reports: issued',
    `SELECT ${columns} FROM invoice i WHERE i.issued_on >= @from AND i.issued_on <= @to
      AND (i.issued_on, i.id) > (@on, @id) ORDER BY i.issued_on, i.id LIMIT @count`,
    { from, to, ...after, count },
  );

/** A credit note with the invoice that it takes from. */
export interface CreditRow extends SaleRow {
  readonly note_id: string;
  readonly credited_on: string;
  readonly note_total: number;
  readonly note_tax: number;
  /** The line that it takes back; null: it takes from all of them. */
  readonly line_id: string | null;
}
/** Credit notes of a time, some after a place in the order of issue. */
export const creditedBetween = (
  store: Store,
  { from, to }: { readonly from: string; readonly to: string },
  after: { readonly on: string; readonly id: string },
  count: number,
): CreditRow[] =>
  store.all(
    'reports: credited',
    `SELECT ${columns}, c.id AS note_id, c.issued_on AS credited_on, c.total_minor AS note_total, c.tax_minor AS note_tax,
        c.invoice_line_id AS line_id
      FROM credit_note c CROSS JOIN invoice i ON i.id = c.invoice_id WHERE c.issued_on >= @from AND c.issued_on <= @to
      AND (c.issued_on, c.id) > (@on, @id) ORDER BY c.issued_on, c.id LIMIT @count`,
    { from, to, ...after, count },
  );

export interface SoldLine {
  readonly id: string;
  readonly invoice_id: string;
  readonly product_id: string | null;
  readonly amount_minor: number;
}

/** Amounts of the lines of invoices with the product that each is of, in their order. */
export const linesOf = (store: Store, ids: readonly string[]): SoldLine[] =>
  store.all(
    'reports: lines',
    `SELECT id, invoice_id, product_id, amount_minor FROM invoice_line
      WHERE invoice_id IN (SELECT value FROM json_each(@ids)) ORDER BY invoice_id, line_index`,
    { ids: JSON.stringify(ids) },
  );

const names = (store: Store, name: string, sql: string, ids: readonly string[]): Map<string, string> =>
  new Map(
    store.all<{ id: string; name: string }>(name, sql, { ids: JSON.stringify(ids) }).map((row) => [row.id, row.name]),
  );
/** Names of products, deleted or not. */
export const productNames = (store: Store, ids: readonly string[]): Map<string, string> =>
  names(
    store,
    'reports: product names',
    'SELECT id, name FROM product WHERE id IN (SELECT value FROM json_each(@ids))',
    ids,
  );
/** Names of clients, deleted or not. */
export const clientNames = (store: Store, ids: readonly string[]): Map<string, string> =>
  names(
    store,
    'reports: client names',
    `SELECT id, first_name || ' ' || last_name AS name FROM client WHERE id IN (SELECT value FROM json_each(@ids))`,
    ids,
  );
