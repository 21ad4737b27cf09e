import type { BalanceEntry, BalanceKind } from '../../../preload/api/billing-balance.ts';
import type { Money } from '../../../preload/api/values.ts';
import { before, type Store } from '../store/index.ts';

/** What a client has in a currency, in minor units. */
export const balanceOf = (store: Store, clientId: string, currency: string): number =>
  store.get<{ minor: number }>(
    'balance of client',
    `SELECT coalesce(sum(amount_minor), 0) AS minor FROM balance_entry
      WHERE client_id = @clientId AND currency = @currency`,
    { clientId, currency },
  )?.minor ?? 0;

/** What a client has in each currency that ever had an entry. */
export const balancesOf = (store: Store, clientId: string): Money[] =>
  store.all(
    'balances of client',
    `SELECT currency, sum(amount_minor) AS amountMinor FROM balance_entry WHERE client_id = @clientId
      GROUP BY currency ORDER BY currency`,
    { clientId },
  );

interface EntryRow {
  readonly id: string;
  readonly kind: BalanceKind;
  readonly amount_minor: number;
  readonly currency: string;
  readonly method: BalanceEntry['method'];
  readonly entered_on: string;
  readonly reference: string;
  readonly recorded_by: string;
  readonly created_at: string;
  readonly invoice_id: string | null;
  readonly invoice_number: string | null;
}

/** Entries of a client, newest first, one more than `limit` where there are more. */
export const listEntries = (
  store: Store,
  clientId: string,
  page: { readonly cursor: string | undefined; readonly limit: number },
): BalanceEntry[] =>
  store
    .all<EntryRow>(
      'balance entries',
      `SELECT b.id, b.kind, b.amount_minor, b.currency, b.method, b.entered_on, b.reference, b.recorded_by, b.created_at,
        i.id AS invoice_id, i.number AS invoice_number
        FROM balance_entry b LEFT JOIN payment p ON p.id = b.payment_id LEFT JOIN refund r ON r.id = b.refund_id
        LEFT JOIN invoice i ON i.id = coalesce(p.invoice_id, r.invoice_id)
        WHERE b.client_id = @clientId AND b.id < @before ORDER BY b.id DESC LIMIT @count`,
      { clientId, before: before(page.cursor), count: page.limit + 1 },
    )
    .map((row) => ({
      id: row.id,
      kind: row.kind,
      amount: { amountMinor: row.amount_minor, currency: row.currency },
      method: row.method,
      enteredOn: row.entered_on,
      reference: row.reference,
      recordedBy: row.recorded_by,
      createdAt: row.created_at,
      invoiceId: row.invoice_id,
      invoiceNumber: row.invoice_number ?? '',
    }));

/** The entry that a form's key made already. */
export const entryByKey = (
  store: Store,
  requestKey: string,
):
  | {
      readonly client_id: string;
      readonly currency: string;
      readonly amount_minor: number;
      readonly kind: BalanceKind;
      readonly method: string;
      readonly entered_on: string;
    }
  | undefined =>
  store.get(
    'balance entry by request key',
    `SELECT client_id, currency, amount_minor, kind, method, entered_on FROM balance_entry
      WHERE request_key = @requestKey`,
    { requestKey },
  );
