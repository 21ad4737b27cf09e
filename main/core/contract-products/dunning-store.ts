import type { InvoiceKind, InvoiceStatus } from '../../../preload/api/billing.ts';
import type { OperationKind, OperationState } from '../../../preload/api/operations.ts';
import { dueOn } from './periods-store.ts';
import { contractState, type ContractState, stateColumns } from './store.ts';
import type { Store } from '../store/index.ts';

/** A contract product with its renewal invoice that has been open for longest. */
export interface OwingContract extends ContractState {
  readonly invoice_id: string;
  readonly invoice_status: InvoiceStatus;
  readonly due_on: string;
  /** Days of these events because of the invoice; null: they did not happen. */
  readonly suspended_at: string | null;
  readonly cancelled_at: string | null;
  readonly noticed_at: string | null;
  /** State of the newest operation that dunning asked for because of this invoice; null: it asked for none. */
  readonly suspend_state: OperationState | null;
  readonly terminate_state: OperationState | null;
}

const owing = `SELECT ${stateColumns},
    i.id AS invoice_id, i.status AS invoice_status, ${dueOn} AS due_on,
    (SELECT max(s.at) FROM status_change s WHERE s.entity_id = p.id AND s.to_status = 'Suspended') AS suspended_at,
    (SELECT max(s.at) FROM status_change s WHERE s.entity_id = p.id AND s.to_status = 'Cancelled') AS cancelled_at,
    (SELECT t.at FROM trigger_event t WHERE t.trigger_no = 39 AND t.cause = 'overdue/' || i.id || '/notice/' || p.id)
      AS noticed_at,
    (SELECT o.state FROM operation o WHERE o.contract_product_id = p.id AND o.kind = 'suspend'
      AND o.cause = 'overdue/' || i.id ORDER BY o.id DESC LIMIT 1) AS suspend_state,
    (SELECT o.state FROM operation o WHERE o.contract_product_id = p.id AND o.kind = 'terminate'
      AND o.cause = 'overdue/' || i.id ORDER BY o.id DESC LIMIT 1) AS terminate_state
  FROM invoice i JOIN contract_period k ON k.invoice_id = i.id AND k.state = 'billed'
    JOIN contract_product p ON p.id = k.contract_product_id
  WHERE i.status IN ('Unpaid', 'Partly paid') AND i.kind = 'renewal' AND p.is_manual_status = 0`;

/** Contract products in a status whose oldest open renewal was due on or before a day, the one owing for longest first. */
export function owingUntil(store: Store, statuses: readonly ContractState['status'][], until: string): OwingContract[] {
  const seen = new Set<string>();
  return store
    .all<OwingContract>(
      'owing contracts',
      `${owing} AND i.due_on <= @until AND ${dueOn} <= @until ORDER BY ${dueOn}, i.id, p.id`,
      { until },
    )
    .filter(({ id, status }) => {
      if (seen.has(id)) return false;
      seen.add(id);
      return statuses.includes(status);
    });
}

/** One contract product with an open renewal invoice, or undefined: it owes nothing on it any more. */
export const owingFor = (store: Store, contractProductId: string, invoiceId: string): OwingContract | undefined =>
  store.get('owing contract', `${owing} AND p.id = @contractProductId AND i.id = @invoiceId`, {
    contractProductId,
    invoiceId,
  });

/** What was suspended for being overdue. */
export const suspendedForOverdue = (store: Store): ContractState[] =>
  store
    .all<{ id: string }>(
      'suspended for overdue',
      `SELECT id FROM contract_product WHERE status = 'Suspended' AND suspended_for = 'overdue' AND is_manual_status = 0`,
    )
    .flatMap(({ id }) => contractState(store, id) ?? []);

/** An open invoice that may be reminded of. */
export interface OpenInvoice {
  readonly id: string;
  readonly kind: InvoiceKind;
  readonly client_id: string;
  readonly issued_on: string;
  readonly due_on: string;
  /** Of a renewal or change: the contract product of its first line that nobody set the status of by hand. */
  readonly contract_product_id: string | null;
  readonly product_id: string | null;
  readonly is_manual_status: 0 | 1 | null;
  /** The newest reminder that was given; null: none. */
  readonly reminded: number | null;
}

// `+`: an index of all lines of contract products would be walked for each invoice; an invoice has few lines.
const openInvoice = `SELECT i.id, i.kind, i.client_id, i.issued_on, i.due_on, p.id AS contract_product_id, p.product_id,
    p.is_manual_status, (SELECT max(r.number) FROM invoice_reminder r WHERE r.invoice_id = i.id) AS reminded
  FROM invoice i LEFT JOIN contract_product p ON p.id = (SELECT l.contract_product_id FROM invoice_line l
      CROSS JOIN contract_product m ON m.id = +l.contract_product_id
    WHERE l.invoice_id = i.id ORDER BY m.is_manual_status, l.line_index LIMIT 1)
  WHERE i.status IN ('Unpaid', 'Partly paid')`;

/** Open invoices that are due on or before a day. */
export const openInvoicesUntil = (store: Store, until: string): OpenInvoice[] =>
  store.all('open invoices until', `${openInvoice} AND i.due_on <= @until ORDER BY i.due_on, i.id`, { until });

/** One open invoice, or undefined: it takes no money any more. */
export const openInvoiceOf = (store: Store, id: string): OpenInvoice | undefined =>
  store.get('open invoice', `${openInvoice} AND i.id = @id`, { id });

/** The unsettled operation of a contract product, or undefined. */
export const openOperationOf = (
  store: Store,
  contractProductId: string,
): { readonly id: string; readonly kind: OperationKind; readonly state: string; readonly cause: string } | undefined =>
  store.get(
    'open operation of contract',
    `SELECT id, kind, state, cause FROM operation WHERE contract_product_id = @contractProductId
      AND state NOT IN ('succeeded', 'refused', 'abandoned')`,
    { contractProductId },
  );

/**
 * When the license of a contract product was last compared with the vendor, by itself or with its account; null: never.
 * The mirror says by itself only when it last changed.
 */
export const licenseReadAt = (store: Store, contractProductId: string): string | null =>
  store.get<{ at: string | null }>(
    'license read at',
    `SELECT max(l.last_read_at, coalesce((SELECT max(r.finished_at) FROM reconciliation_run r
        WHERE r.connection_id = l.connection_id AND r.state = 'done'), '')) AS at
      FROM license l WHERE l.contract_product_id = @contractProductId AND l.status <> 'deleted'`,
    { contractProductId },
  )?.at ?? null;
