import type { CausedEntity, CauseStep, WaitingFor } from '../../../preload/api/causes.ts';
import type { Store } from '../store/index.ts';

type Entity = NonNullable<CauseStep['record']>['entity'];

/** A record that has a status, as a link names it. */
export interface Subject {
  readonly entity: 'orders' | 'invoice' | 'contract_product' | 'license';
  readonly id: string;
  readonly name: string;
  /** On whose page it is. */
  readonly pageId: string;
  readonly status: string;
  readonly createdAt: string;
  /** The order that it came with. */
  readonly orderId: string | null;
  readonly contractProductId: string | null;
}

const subjects: Readonly<Record<Subject['entity'], string>> = {
  orders: `SELECT r.id, r.number AS name, r.id AS pageId, r.status, r.created_at AS createdAt, r.id AS orderId,
    NULL AS contractProductId FROM orders r`,
  invoice: `SELECT r.id, r.number AS name, r.id AS pageId, r.status, r.created_at AS createdAt, r.order_id AS orderId,
    NULL AS contractProductId FROM invoice r`,
  contract_product: `SELECT r.id, r.product_name AS name, r.id AS pageId, r.status, r.created_at AS createdAt,
    r.order_id AS orderId, r.id AS contractProductId FROM contract_product r`,
  license: `SELECT r.id, CASE r.license_key WHEN '' THEN r.vendor_id ELSE r.license_key END AS name,
    r.contract_product_id AS pageId, r.status, r.created_at AS createdAt, NULL AS orderId,
    r.contract_product_id AS contractProductId FROM license r`,
};

/** The record's table, by what the API calls it. */
export const tableOf: Readonly<Record<CausedEntity, Subject['entity']>> = {
  order: 'orders',
  invoice: 'invoice',
  contract_product: 'contract_product',
  license: 'license',
};

export function subjectOf(store: Store, entity: Subject['entity'], id: string): Subject | undefined {
  const row = store.get<Omit<Subject, 'entity'>>(`cause of ${entity}`, `${subjects[entity]} WHERE r.id = @id`, { id });
  return row && { entity, ...row };
}

export interface ChangeRow {
  readonly at: string;
  readonly actor: string;
  readonly from_status: string | null;
  readonly to_status: string;
  readonly cause: string;
}

/** The last change of a record's status; `to`: the last one to that status. */
export const lastChange = (store: Store, entityId: string, to?: string): ChangeRow | undefined =>
  to === undefined
    ? store.get(
        'cause: last change',
        `SELECT at, actor, from_status, to_status, cause FROM status_change WHERE entity_id = @entityId ORDER BY id DESC LIMIT 1`,
        { entityId },
      )
    : store.get(
        'cause: last change to',
        `SELECT at, actor, from_status, to_status, cause FROM status_change WHERE entity_id = @entityId AND to_status = @to
          ORDER BY id DESC LIMIT 1`,
        { entityId, to },
      );

export interface OperationRow {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly asked_by: string;
  readonly cause: string;
  readonly created_at: string;
  readonly settled_at: string | null;
  readonly name: string | null;
}
export const operationRow = (store: Store, id: string): OperationRow | undefined =>
  store.get(
    'cause: operation',
    `SELECT o.id, o.kind, o.state, o.asked_by, o.cause, o.created_at, o.settled_at, p.product_name AS name
      FROM operation o LEFT JOIN contract_product p ON p.id = o.contract_product_id WHERE o.id = @id`,
    { id },
  );

export interface PaymentRow {
  readonly amount_minor: number;
  readonly currency: string;
  readonly method: string;
  readonly received_on: string;
  readonly recorded_by: string;
  readonly created_at: string;
  readonly invoice_id: string;
  readonly number: string;
}
export const paymentRow = (store: Store, id: string): PaymentRow | undefined =>
  store.get(
    'cause: payment',
    `SELECT p.amount_minor, p.currency, p.method, p.received_on, p.recorded_by, p.created_at, p.invoice_id, i.number
      FROM payment p JOIN invoice i ON i.id = p.invoice_id WHERE p.id = @id`,
    { id },
  );

export interface OrderRow {
  readonly id: string;
  readonly number: string;
  readonly placed_by: string;
  readonly created_at: string;
  /** When its first invoice was to be paid. */
  readonly due_on: string | null;
}
export const orderRow = (store: Store, id: string): OrderRow | undefined =>
  store.get(
    'cause: order',
    `SELECT o.id, o.number, o.placed_by, o.created_at,
      (SELECT i.due_on FROM invoice i WHERE i.order_id = o.id ORDER BY i.id LIMIT 1) AS due_on
      FROM orders o WHERE o.id = @id`,
    { id },
  );

export interface InvoiceRow {
  readonly id: string;
  readonly number: string;
  readonly currency: string;
  readonly total_minor: number;
  readonly due_minor: number;
  readonly due_on: string;
}
const due = `i.id, i.number, i.currency, i.total_minor, i.total_minor - i.credited_minor - i.paid_minor AS due_minor,
  i.due_on`;
const isOpen = "+i.status IN ('Unpaid', 'Partly paid')";
export const invoiceRow = (store: Store, id: string): InvoiceRow | undefined =>
  store.get('cause: invoice', `SELECT ${due} FROM invoice i WHERE i.id = @id`, { id });

/** Who took over a bulk run or a finding: the records behind a cause that are a person's decision. */
export interface DecisionRow {
  readonly at: string;
  readonly who: string;
  readonly detail: string;
  readonly name: string;
}
export const bulkRow = (store: Store, id: string): DecisionRow | undefined =>
  store.get(
    'cause: bulk run',
    `SELECT created_at AS at, asked_by AS who, action AS detail, '' AS name FROM bulk_run WHERE id = @id`,
    { id },
  );
export const findingRow = (store: Store, id: string): DecisionRow | undefined =>
  store.get(
    'cause: finding',
    `SELECT created_at AS at, coalesce(resolved_by, '') AS who, class AS detail, vendor_id AS name
      FROM reconciliation_finding WHERE id = @id`,
    { id },
  );

export interface CancellationRow {
  readonly asked_by: string;
  readonly created_at: string;
  readonly order_id: string;
  readonly number: string;
}
export const cancellationRow = (store: Store, id: string): CancellationRow | undefined =>
  store.get(
    'cause: cancellation request',
    `SELECT r.asked_by, r.created_at, r.order_id, o.number
      FROM cancellation_request r JOIN orders o ON o.id = r.order_id WHERE r.id = @id`,
    { id },
  );

export interface ChangedRow {
  readonly asked_by: string;
  readonly created_at: string;
  readonly contract_product_id: string;
  readonly name: string;
  /** Until when it could be paid. */
  readonly period_ends_on: string;
  readonly invoice_id: string | null;
}
export const changeRow = (store: Store, id: string): ChangedRow | undefined =>
  store.get(
    'cause: contract change',
    `SELECT c.asked_by, c.created_at, c.contract_product_id, p.product_name AS name, c.period_ends_on, c.invoice_id
      FROM contract_change c JOIN contract_product p ON p.id = c.contract_product_id WHERE c.id = @id`,
    { id },
  );

/** Dates of a contract product that time brings about. */
export interface DatesRow {
  readonly id: string;
  readonly name: string;
  readonly trial_ends_on: string | null;
  readonly service_ends_on: string | null;
  readonly next_due_on: string | null;
}
export const datesRow = (store: Store, id: string): DatesRow | undefined =>
  store.get(
    'cause: dates',
    `SELECT id, product_name AS name, trial_ends_on, service_ends_on, next_due_on FROM contract_product WHERE id = @id`,
    { id },
  );
/** A period of a contract product; null: the last one. */
export const periodOf = (
  store: Store,
  id: string,
  number: number | null,
): { readonly starts_on: string; readonly state: string; readonly invoice_id: string | null } | undefined =>
  number === null
    ? store.get(
        'cause: last period',
        `SELECT starts_on, state, invoice_id FROM contract_period WHERE contract_product_id = @id ORDER BY number DESC LIMIT 1`,
        { id },
      )
    : store.get(
        'cause: period',
        'SELECT starts_on, state, invoice_id FROM contract_period WHERE contract_product_id = @id AND number = @number',
        { id, number },
      );
// A line of a bundle names its first part; the others are known by their periods.
const invoicesOfContract = `SELECT invoice_id FROM invoice_line WHERE contract_product_id = @id
  UNION SELECT k.invoice_id FROM contract_period k JOIN contract_product p ON p.id = k.contract_product_id
    WHERE k.contract_product_id = @id AND p.bundle_id IS NOT NULL AND k.invoice_id IS NOT NULL`;

/** The newest invoice of a contract product that was paid, also where money of it was given back since. */
export const lastPaidInvoice = (store: Store, id: string): string | undefined =>
  store.get<{ id: string }>(
    'cause: last paid invoice',
    `SELECT i.id FROM (${invoicesOfContract}) l JOIN invoice i ON i.id = l.invoice_id
      WHERE i.status IN ('Paid', 'Partly refunded', 'Refunded') ORDER BY l.invoice_id DESC LIMIT 1`,
    { id },
  )?.id;

const link = (entity: Entity, id: string, name: string): NonNullable<CauseStep['record']> => ({
  entity,
  id,
  name,
  pageId: id,
});

/** What a record waits for: money, the vendor, or somebody's word. */
export function waitingFor(store: Store, of: Subject): WaitingFor[] {
  const waits: WaitingFor[] = openInvoices(store, of).map((row) => ({
    kind: 'payment',
    record: link('invoice', row.id, row.number),
    amount: { amountMinor: row.due_minor, currency: row.currency },
    on: row.due_on,
    detail: '',
    state: '',
  }));
  if (of.contractProductId === null) return waits;
  const contract = store.get<{ awaits: string; name: string }>(
    'cause: awaits',
    'SELECT awaits, product_name AS name FROM contract_product WHERE id = @id',
    { id: of.contractProductId },
  );
  const operation = store.get<{ id: string; kind: string; state: string }>(
    'cause: open operation',
    `SELECT id, kind, state FROM operation WHERE contract_product_id = @id AND state NOT IN ('succeeded', 'refused', 'abandoned')`,
    { id: of.contractProductId },
  );
  const no = { amount: null, on: null } as const;
  if (contract && contract.awaits !== '' && of.status === 'Awaiting Activation')
    waits.push({
      kind: 'details',
      record: link('contract_product', of.contractProductId, contract.name),
      detail: contract.awaits,
      state: '',
      ...no,
    });
  if (operation)
    waits.push({
      kind: 'operation',
      record: link('operation', operation.id, contract?.name ?? ''),
      detail: operation.kind,
      state: operation.state,
      ...no,
    });
  return waits;
}

function openInvoices(store: Store, { entity, id, orderId, status }: Subject): InvoiceRow[] {
  if (entity === 'invoice')
    return status === 'Unpaid' || status === 'Partly paid' ? [invoiceRow(store, id)].flatMap((row) => row ?? []) : [];
  if (entity === 'license') return [];
  const ofOrder =
    orderId !== null && (status === 'Awaiting payment' || status === 'Pending')
      ? store.all<InvoiceRow>(
          'cause: open invoices of order',
          `SELECT ${due} FROM invoice i WHERE i.order_id = @orderId AND ${isOpen}`,
          {
            orderId,
          },
        )
      : [];
  if (entity === 'orders') return ofOrder;
  const own = store.all<InvoiceRow>(
    'cause: open invoices of contract product',
    `SELECT ${due} FROM invoice i WHERE i.id IN (${invoicesOfContract}) AND ${isOpen} ORDER BY i.id`,
    { id },
  );
  return [...ofOrder, ...own];
}
