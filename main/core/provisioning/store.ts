import type {
  Operation,
  OperationDetail,
  OperationHold,
  OperationKind,
  OperationState,
} from '../../../preload/api/operations.ts';
import type { ErrorCode } from '../../../preload/api/errors.ts';
import type { Money } from '../../../preload/api/values.ts';
import type { Store } from '../store/index.ts';
import { kindsThat } from './kinds.ts';
import type { Before, OperationParams, StoredOperation, Told } from './operation.ts';

interface Row {
  readonly id: string;
  readonly kind: OperationKind;
  readonly state: OperationState;
  readonly connection_id: string;
  readonly contract_product_id: string | null;
  readonly license_id: string | null;
  readonly token: string;
  readonly attempt: number;
  readonly params: string;
  readonly expected_cost_minor: number | null;
  readonly expected_cost_currency: string | null;
  readonly quoted_cost_minor: number | null;
  readonly quoted_cost_currency: string | null;
  readonly held_for: OperationHold | null;
  readonly other_desk: string | null;
  readonly before_state: string | null;
  readonly told: string | null;
  readonly vendor_id: string | null;
  readonly error_code: string | null;
  readonly vendor_message: string | null;
  readonly absent_reads: number;
  readonly first_absent_at: string | null;
  readonly next_check_at: string | null;
  readonly asked_by: string;
  readonly cause: string;
  readonly sent_at: string | null;
  readonly settled_at: string | null;
  readonly created_at: string;
}

interface ShownRow extends Row {
  readonly connection_name: string;
  readonly connection_stopped: number;
  readonly connection_enabled: number;
  readonly product_name: string;
  readonly client_name: string;
  readonly client_id: string | null;
}

const money = (amountMinor: number | null, currency: string | null): Money | null =>
  amountMinor === null || currency === null ? null : { amountMinor, currency };

const stored = (row: Row): StoredOperation => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  connectionId: row.connection_id,
  contractProductId: row.contract_product_id,
  licenseId: row.license_id,
  token: row.token,
  attempt: row.attempt,
  params: JSON.parse(row.params) as OperationParams,
  expectedCost: money(row.expected_cost_minor, row.expected_cost_currency),
  quotedCost: money(row.quoted_cost_minor, row.quoted_cost_currency),
  heldFor: row.held_for,
  otherDesk: row.other_desk,
  before: row.before_state === null ? null : (JSON.parse(row.before_state) as Before),
  told: row.told === null ? null : (JSON.parse(row.told) as Told),
  vendorId: row.vendor_id,
  errorCode: row.error_code as ErrorCode | null,
  vendorMessage: row.vendor_message,
  askedBy: row.asked_by,
  cause: row.cause,
  sentAt: row.sent_at,
  absentReads: row.absent_reads,
  firstAbsentAt: row.first_absent_at,
  nextCheckAt: row.next_check_at,
  createdAt: row.created_at,
});

/** One operation, or undefined. */
export function findOperation(store: Store, id: string): StoredOperation | undefined {
  const row = store.get<Row>('operation by id', 'SELECT * FROM operation WHERE id = @id', { id });
  return row && stored(row);
}

/** How many charges of these days for a license are our own doing: charging operations that were carried out. */
export const chargesExplained = (
  store: Store,
  of: { readonly connectionId: string; readonly vendorId: string; readonly since: string; readonly exceptId: string },
): number =>
  store.get<{ count: number }>(
    'charges explained',
    `SELECT count(*) AS count FROM operation WHERE connection_id = @connectionId AND vendor_id = @vendorId
       AND id <> @exceptId AND state = 'succeeded' AND sent_at >= @since
       AND kind IN (${kindsThat((kind) => kind.charges)
         .map((kind) => `'${kind}'`)
         .join(', ')})`,
    of,
  )?.count ?? 0;

/** Operations that a run of the process left in its hands: what became of them is not known (design 4.6). */
export const leftInHand = (store: Store): StoredOperation[] =>
  store
    .all<Row>('operations in hand', `SELECT * FROM operation WHERE state IN ('sending', 'reconciling') ORDER BY id`)
    .map(stored);

/** The unsettled operation of a contract product, or undefined; a unique index allows one. */
export function openOperation(store: Store, contractProductId: string): StoredOperation | undefined {
  const row = store.get<Row>(
    'operation open',
    `SELECT * FROM operation WHERE contract_product_id = @contractProductId
       AND state NOT IN ('succeeded', 'refused', 'abandoned')`,
    { contractProductId },
  );
  return row && stored(row);
}

/** Whether a contract product has a license that is not deleted, and the contract product's status. */
export const contractState = (store: Store, contractProductId: string): { status: string; live: number } | undefined =>
  store.get(
    'operation contract state',
    `SELECT cp.status, EXISTS (SELECT 1 FROM license l WHERE l.contract_product_id = cp.id AND l.status <> 'deleted') AS live
       FROM contract_product cp WHERE cp.id = @contractProductId`,
    { contractProductId },
  );

/**
 * Ids of the vendor that belong to something here, mirrored licenses and operations, of the account behind a
 * connection. Ids of another account say nothing: two accounts can have the same ones.
 */
export const knownVendorIds = (store: Store, connectionId: string): Set<string> =>
  new Set(
    store
      .all<{ id: string }>(
        'vendor ids known',
        `WITH account AS (
           SELECT other.id FROM connection mine JOIN connection other
             ON other.api_address = mine.api_address AND other.username = mine.username COLLATE NOCASE
           WHERE mine.id = @connectionId)
         SELECT vendor_id AS id FROM license WHERE connection_id IN (SELECT id FROM account)
         UNION SELECT vendor_id FROM operation
           WHERE vendor_id IS NOT NULL AND connection_id IN (SELECT id FROM account)`,
        { connectionId },
      )
      .map((row) => row.id),
  );

const shownColumns = `o.*, c.name AS connection_name, c.credentials_stopped AS connection_stopped,
    c.is_enabled AS connection_enabled, coalesce(cp.product_name, '') AS product_name,
    coalesce(cl.first_name || ' ' || cl.last_name, '') AS client_name, cl.id AS client_id`;
const shownTables = `operation o JOIN connection c ON c.id = o.connection_id
  LEFT JOIN contract_product cp ON cp.id = o.contract_product_id LEFT JOIN client cl ON cl.id = cp.client_id`;

const findShown = (store: Store, id: string): ShownRow | undefined =>
  store.get('operation shown', `SELECT ${shownColumns} FROM ${shownTables} WHERE o.id = @id`, { id });

/** One operation as screens show it, or undefined. */
export function shownOperation(store: Store, id: string): Operation | undefined {
  const row = findShown(store, id);
  return row && shown(row);
}

/** Operations as screens show them, in the order of their ids. */
export function shownOperations(store: Store, ids: readonly string[]): Operation[] {
  const rows = store.all<ShownRow>(
    'operations shown',
    `SELECT ${shownColumns} FROM ${shownTables} WHERE o.id IN (SELECT value FROM json_each(@ids))`,
    { ids: JSON.stringify(ids) },
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row ? [shown(row)] : [];
  });
}

/** One operation with what it asks, what was there before, and its history; or undefined. */
export function operationDetail(store: Store, id: string): OperationDetail | undefined {
  const row = findShown(store, id);
  if (!row) return undefined;
  const { kind, params, before, told } = stored(row);
  const ordered = kind === 'create' || kind === 'changePackage';
  const events = eventsOf(store, id);
  return {
    ...shown(row),
    clientId: row.client_id,
    order: orderBehind(store, row.cause),
    target: {
      pricelist: ordered ? params.pricelist : null,
      period: ordered || kind === 'renew' ? params.period : null,
      ip: kind === 'create' || kind === 'edit' ? params.ip : null,
      licname: params.licname ?? null,
      autoprolong: params.autoprolong ?? null,
      addons: params.addons ? { ...params.addons } : null,
    },
    before: before && {
      status: before.status,
      expiresOn: before.expiresOn,
      pricelist: before.pricelist,
      key: before.key,
      ip: before.ip,
      licname: before.licname,
      autoprolong: before.autoprolong,
      addons: before.addons,
    },
    told: { key: told?.key ?? null, expiresOn: told?.expiresOn ?? null },
    sentAt: sentAt(events),
    events,
  };
}

/** When it was last sent: what came back at once as not sent was not. */
function sentAt(events: OperationDetail['events']): string | null {
  const notSent = new Set(['not_sent', 'held']);
  const sent = events.filter(({ code }, at) => code === 'sending' && !notSent.has(events[at + 1]?.code ?? ''));
  return sent.at(-1)?.at ?? null;
}

/** The order that an operation's cause names, or null. */
function orderBehind(store: Store, cause: string): OperationDetail['order'] {
  const [area, id = ''] = cause.split('/');
  if (area !== 'order') return null;
  return store.get('operation order', 'SELECT id, number FROM orders WHERE id = @id', { id }) ?? null;
}

/** The newest operations of a contract product, as screens show them. */
export const operationsOf = (store: Store, contractProductId: string, limit: number): Operation[] =>
  store
    .all<ShownRow>(
      'operations of contract',
      `SELECT ${shownColumns} FROM ${shownTables} WHERE o.contract_product_id = @contractProductId ORDER BY o.id DESC LIMIT @limit`,
      { contractProductId, limit },
    )
    .map(shown);

/** The history of an operation, oldest first. */
export const eventsOf = (store: Store, operationId: string): OperationDetail['events'] =>
  store.all(
    'operation events',
    'SELECT id, at, state, code, detail FROM operation_event WHERE operation_id = @operationId ORDER BY id LIMIT 1000',
    { operationId },
  );

/** When it was last decided that an operation should be sent: asked for, sent once more, or let go on by a person. */
export const askedSince = (store: Store, { id, createdAt }: Pick<StoredOperation, 'id' | 'createdAt'>): string =>
  store.get<{ at: string | null }>(
    'operation asked since',
    `SELECT max(at) AS at FROM operation_event
      WHERE operation_id = @id AND code IN ('retried', 'released', 'released_after_desk')`,
    { id },
  )?.at ?? createdAt;

/** How often an operation was held because another desk's hand was on it. */
export const timesMet = (store: Store, operationId: string): number =>
  store.get<{ count: number }>(
    'operation met other desks',
    "SELECT count(*) AS count FROM operation_event WHERE operation_id = @operationId AND code = 'other_desk'",
    { operationId },
  )?.count ?? 0;

/** Code of the newest event, or undefined. */
export const lastEventCode = (store: Store, operationId: string): string | undefined =>
  store.get<{ code: string }>(
    'operation last event',
    'SELECT code FROM operation_event WHERE operation_id = @operationId ORDER BY id DESC LIMIT 1',
    { operationId },
  )?.code;

function shown(row: ShownRow): Operation {
  // What waits for the connection says so, also where nothing was tried since: no time of a next try counts then.
  const held =
    row.state !== 'queued'
      ? null
      : row.connection_stopped === 1
        ? 'connection.credentials_stopped'
        : row.connection_enabled === 0
          ? 'connection.disabled'
          : null;
  const hasOwnReason = row.error_code !== null && row.next_check_at === null;
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    connectionId: row.connection_id,
    connectionName: row.connection_name,
    contractProductId: row.contract_product_id,
    productName: row.product_name || (JSON.parse(row.params) as OperationParams).pricelist,
    clientName: row.client_name,
    vendorId: row.vendor_id,
    token: row.token,
    attempt: row.attempt,
    errorCode: hasOwnReason ? row.error_code : (held ?? row.error_code),
    vendorMessage: row.vendor_message,
    askedBy: row.asked_by,
    cause: row.cause,
    expectedCost: money(row.expected_cost_minor, row.expected_cost_currency),
    heldFor: row.held_for,
    otherDesk: row.other_desk,
    quotedCost: money(row.quoted_cost_minor, row.quoted_cost_currency),
    sentAt: row.sent_at,
    nextCheckAt: held === null ? row.next_check_at : null,
    createdAt: row.created_at,
    settledAt: row.settled_at,
  };
}
