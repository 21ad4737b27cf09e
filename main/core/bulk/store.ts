import type {
  BulkAction,
  BulkCost,
  BulkInputs,
  BulkRow,
  BulkRowState,
  BulkRunState,
} from '../../../preload/api/bulk.ts';
import type { OperationHold, OperationState } from '../../../preload/api/operations.ts';
import { before, type Store } from '../store/index.ts';
import { type InHand, shownState, type StoredRowState } from './rules.ts';

/** A run as it is stored. */
export interface StoredRun {
  readonly id: string;
  readonly requestKey: string;
  readonly action: BulkAction;
  readonly inputs: BulkInputs;
  readonly state: BulkRunState;
  readonly askedBy: string;
  readonly rows: number;
  readonly cost: BulkCost;
  readonly createdAt: string;
  readonly finishedAt: string | null;
}

interface RunRow {
  readonly id: string;
  readonly request_key: string;
  readonly action: BulkAction;
  readonly inputs: string;
  readonly state: BulkRunState;
  readonly asked_by: string;
  readonly row_count: number;
  readonly cost: string;
  readonly created_at: string;
  readonly finished_at: string | null;
}

const run = (row: RunRow): StoredRun => ({
  id: row.id,
  requestKey: row.request_key,
  action: row.action,
  inputs: JSON.parse(row.inputs) as BulkInputs,
  state: row.state,
  askedBy: row.asked_by,
  rows: row.row_count,
  cost: JSON.parse(row.cost) as BulkCost,
  createdAt: row.created_at,
  finishedAt: row.finished_at,
});

/** One run, or undefined. */
export function findRun(store: Store, id: string): StoredRun | undefined {
  const row = store.get<RunRow>('bulk run by id', 'SELECT * FROM bulk_run WHERE id = @id', { id });
  return row && run(row);
}

export function runByKey(store: Store, requestKey: string): StoredRun | undefined {
  const row = store.get<RunRow>('bulk run by key', 'SELECT * FROM bulk_run WHERE request_key = @requestKey', {
    requestKey,
  });
  return row && run(row);
}

/** Runs, newest first, one more than `limit` where there are more. */
export const listRuns = (store: Store, cursor: string | undefined, limit: number): StoredRun[] =>
  store
    .all<RunRow>('bulk runs', 'SELECT * FROM bulk_run WHERE id < @before ORDER BY id DESC LIMIT @count', {
      before: before(cursor),
      count: limit + 1,
    })
    .map(run);

/** Running and paused runs, oldest first. */
export const openRuns = (store: Store): StoredRun[] =>
  store
    .all<RunRow>('bulk runs open', "SELECT * FROM bulk_run WHERE state IN ('running', 'paused') ORDER BY id")
    .map(run);

/** How many rows of a run are shown in each state. */
export function countRows(store: Store, runId: string): Record<BulkRowState, number> {
  const counts = { waiting: 0, underWay: 0, done: 0, refused: 0, unclear: 0, skipped: 0, cancelled: 0 };
  for (const { state, count } of store.all<{ state: StoredRowState; count: number }>(
    'bulk rows counted',
    "SELECT state, count(*) AS count FROM bulk_row WHERE run_id = @runId AND state <> 'queued' GROUP BY state",
    { runId },
  ))
    counts[shownState(state, null)] += count;
  for (const { state, held_for: heldFor } of queuedOperations(store, runId))
    counts[shownState('queued', { state, isHeld: heldFor !== null })] += 1;
  return counts;
}

/** The operations of rows that are handed over and not settled. */
export const queuedOperations = (
  store: Store,
  runId: string,
): { row_id: string; id: string; state: OperationState; held_for: OperationHold | null }[] =>
  store.all(
    'bulk rows queued',
    `SELECT r.id AS row_id, o.id, o.state, o.held_for FROM bulk_row r JOIN operation o ON o.id = r.operation_id
      WHERE r.run_id = @runId AND r.state = 'queued' ORDER BY r.position`,
    { runId },
  );

/** What is queued although its run is paused or cancelled, and was never sent nor decided on by a person. */
export const strays = (store: Store): { row_id: string; id: string; run_state: 'paused' | 'cancelled' }[] =>
  store.all(
    'bulk strays',
    `SELECT r.id AS row_id, o.id, b.state AS run_state FROM operation o
       JOIN bulk_row r ON r.operation_id = o.id JOIN bulk_run b ON b.id = r.run_id
      WHERE o.state = 'queued' AND o.attempt = 1 AND o.cause GLOB 'bulk/*' AND r.state = 'queued'
        AND b.state IN ('paused', 'cancelled')`,
  );

/** Whether something of a run is about to be sent, on its way, or not confirmed yet. */
export const isUnderWay = (store: Store, runId: string): boolean =>
  queuedOperations(store, runId).some(
    ({ state, held_for: heldFor }) => shownState('queued', { state, isHeld: heldFor !== null }) === 'underWay',
  );

/** What the operation machine has in hand for bulk runs, by connection. */
export function inHand(store: Store): Map<string, InHand> {
  const all = new Map<string, InHand>();
  for (const row of store.all<{ connection_id: string; unsent: number; accepted: number }>(
    'bulk operations in hand',
    `SELECT connection_id, sum(state <> 'accepted') AS unsent, sum(state = 'accepted') AS accepted FROM operation
      WHERE state IN ('queued', 'sending', 'accepted') AND cause GLOB 'bulk/*' AND held_for IS NULL GROUP BY connection_id`,
  ))
    all.set(row.connection_id, row);
  return all;
}

/** An account for which rows of a run wait. */
export interface WaitingAccount {
  readonly id: string;
  readonly name: string;
  readonly parallel: number;
  readonly is_enabled: number;
  readonly credentials_stopped: number;
}

export const waitingAccounts = (store: Store, runId: string): WaitingAccount[] =>
  store.all(
    'bulk accounts waiting',
    `SELECT c.id, c.name, c.parallel, c.is_enabled, c.credentials_stopped FROM connection c
      WHERE EXISTS (SELECT 1 FROM bulk_row r WHERE r.run_id = @runId AND r.state = 'waiting' AND r.connection_id = c.id)
      ORDER BY c.id`,
    { runId },
  );

/** What the feeder needs of a row. */
export interface WaitingRow {
  readonly id: string;
  readonly contract_product_id: string;
  readonly cost_minor: number | null;
  readonly cost_currency: string | null;
}

/** The first rows of a run that wait for an account, in the order of the run, from a position on. */
export const waitingRows = (
  store: Store,
  of: { readonly runId: string; readonly connectionId: string; readonly limit: number },
): WaitingRow[] =>
  store.all(
    'bulk rows waiting',
    `SELECT id, contract_product_id, cost_minor, cost_currency FROM bulk_row
      WHERE run_id = @runId AND state = 'waiting' AND connection_id = @connectionId ORDER BY position LIMIT @limit`,
    of,
  );

/** Ids of all rows of a run that wait. */
export const allWaiting = (store: Store, runId: string): { id: string; connection_id: string }[] =>
  store.all(
    'bulk rows all waiting',
    "SELECT id, connection_id FROM bulk_row WHERE run_id = @runId AND state = 'waiting' ORDER BY position",
    { runId },
  );

/** Rows that wait or are under way, by connection. */
export const leftByConnection = (store: Store, runId: string): { connection_id: string; count: number }[] =>
  store.all(
    'bulk rows left',
    `SELECT connection_id, count(*) AS count FROM bulk_row WHERE run_id = @runId AND state IN ('waiting', 'queued')
      GROUP BY connection_id`,
    { runId },
  );

/** The row that an operation was made for, or undefined. */
export const rowOfOperation = (store: Store, operationId: string): { id: string; state: StoredRowState } | undefined =>
  store.get('bulk row of operation', 'SELECT id, state FROM bulk_row WHERE operation_id = @operationId', {
    operationId,
  });

interface ShownRow {
  readonly id: string;
  readonly position: number;
  readonly contract_product_id: string;
  readonly product_name: string;
  readonly client_name: string;
  readonly client_email: string;
  readonly connection_name: string;
  readonly vendor_id: string | null;
  readonly license_key: string | null;
  readonly ip: string;
  readonly state: StoredRowState;
  readonly code: string | null;
  readonly message: string | null;
  readonly cost_minor: number | null;
  readonly cost_currency: string | null;
  readonly found_before: number | null;
  readonly found_after: number | null;
  readonly operation_id: string | null;
  readonly operation_state: OperationState | null;
  readonly operation_error: string | null;
  readonly operation_message: string | null;
  readonly held_for: OperationHold | null;
  readonly settled_at: string | null;
}

const shownRows = `SELECT r.id, r.position, r.contract_product_id, p.product_name,
    c.first_name || ' ' || c.last_name AS client_name, c.email AS client_email, n.name AS connection_name, l.vendor_id,
    l.license_key, coalesce(nullif(l.ip, ''), p.ip) AS ip, r.state, r.code, r.message, r.cost_minor, r.cost_currency,
    r.found_before, r.found_after, r.operation_id, o.state AS operation_state, o.error_code AS operation_error,
    o.vendor_message AS operation_message, o.held_for, r.settled_at
  FROM bulk_row r
  JOIN contract_product p ON p.id = r.contract_product_id
  JOIN client c ON c.id = p.client_id
  JOIN connection n ON n.id = r.connection_id
  LEFT JOIN operation o ON o.id = r.operation_id
  LEFT JOIN license l ON l.id = (SELECT k.id FROM license k WHERE k.contract_product_id = p.id
    ORDER BY k.status <> 'deleted' DESC, k.id DESC LIMIT 1)`;

/** What a shown state is in the columns. */
const isShown: Readonly<Record<BulkRowState, string>> = {
  waiting: "r.state = 'waiting'",
  done: "r.state = 'done'",
  refused: "r.state = 'refused'",
  skipped: "r.state = 'skipped'",
  cancelled: "r.state = 'cancelled'",
  underWay: "r.state = 'queued' AND o.state IN ('queued', 'sending', 'accepted') AND o.held_for IS NULL",
  unclear: "r.state = 'queued' AND (o.state NOT IN ('queued', 'sending', 'accepted') OR o.held_for IS NOT NULL)",
};

/** Rows of a run in its order, after a position, one more than `limit` where there are more. */
export function listRows(
  store: Store,
  of: {
    readonly runId: string;
    readonly state: BulkRowState | undefined;
    readonly after: number;
    readonly limit: number;
  },
): BulkRow[] {
  const { runId, state, after, limit } = of;
  return store
    .all<ShownRow>(
      `bulk rows shown ${state ?? 'any'}`,
      `${shownRows} WHERE r.run_id = @runId AND r.position > @after ${state === undefined ? '' : `AND ${isShown[state]}`}
        ORDER BY r.position LIMIT @count`,
      { runId, after, count: limit + 1 },
    )
    .map(shownRow);
}

/** Contract products of the rows of a run that are shown in one of some states, in the order of the run. */
export const contractsOfRun = (store: Store, runId: string, states: readonly BulkRowState[]): string[] =>
  [...new Set(states)].flatMap((state) =>
    store
      .all<{ id: string }>(
        `bulk contracts ${state}`,
        `SELECT r.contract_product_id AS id FROM bulk_row r LEFT JOIN operation o ON o.id = r.operation_id
          WHERE r.run_id = @runId AND ${isShown[state]} ORDER BY r.position`,
        { runId },
      )
      .map((row) => row.id),
  );

function shownRow(row: ShownRow): BulkRow {
  const operation = row.operation_state === null ? null : { state: row.operation_state, isHeld: row.held_for !== null };
  const state = shownState(row.state, operation);
  const isOpen = row.state === 'queued';
  return {
    id: row.id,
    position: row.position,
    contractProductId: row.contract_product_id,
    productName: row.product_name,
    clientName: row.client_name,
    clientEmail: row.client_email,
    connectionName: row.connection_name,
    vendorId: row.vendor_id,
    licenseKey: row.license_key,
    ip: row.ip,
    state,
    code: isOpen ? row.operation_error : row.code,
    vendorMessage: isOpen ? row.operation_message : row.message,
    cost:
      row.cost_minor === null || row.cost_currency === null
        ? null
        : { amountMinor: row.cost_minor, currency: row.cost_currency },
    found: row.found_after === null ? null : { before: row.found_before, after: row.found_after },
    operationId: row.operation_id,
    operationState: row.operation_state,
    settledAt: row.settled_at,
  };
}
