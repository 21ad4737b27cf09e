import type { ReconciliationRun, ReconciliationSchedule } from '../../../preload/api/reconciliation.ts';
import { before, type Row, type Store } from '../store/index.ts';

interface RunRow {
  readonly id: string;
  readonly account: string;
  readonly connection_id: string;
  readonly connection_name: string;
  readonly is_deep: number;
  readonly state: ReconciliationRun['state'];
  readonly asked_by: string;
  readonly started_at: string;
  readonly finished_at: string | null;
  readonly error_code: string | null;
  readonly vendor_message: string | null;
  readonly ledger_error_code: string | null;
  readonly matched: number;
  readonly drifted: number;
  readonly orphan: number;
  readonly missing: number;
  readonly under_way: number;
  readonly not_asked: number;
  readonly keys_compared: number;
  readonly keys_left: number;
  readonly opened: number;
  readonly closed: number;
}

/** A run as it begins. */
export const freshRun: Row = {
  state: 'running',
  finished_at: null,
  error_code: null,
  vendor_message: null,
  ledger_error_code: null,
  matched: 0,
  drifted: 0,
  orphan: 0,
  missing: 0,
  under_way: 0,
  not_asked: 0,
  keys_compared: 0,
  keys_left: 0,
  opened: 0,
  closed: 0,
};

const shown = (row: RunRow): ReconciliationRun => ({
  id: row.id,
  connectionId: row.connection_id,
  connectionName: row.connection_name,
  deep: row.is_deep === 1,
  state: row.state,
  askedBy: row.asked_by,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
  errorCode: row.error_code,
  vendorMessage: row.vendor_message,
  ledgerErrorCode: row.ledger_error_code,
  counts: {
    matched: row.matched,
    drifted: row.drifted,
    orphan: row.orphan,
    missing: row.missing,
    underWay: row.under_way,
    notAsked: row.not_asked,
  },
  keysCompared: row.keys_compared,
  keysLeft: row.keys_left,
  opened: row.opened,
  closed: row.closed,
});

const select = `SELECT r.*, c.name AS connection_name FROM reconciliation_run r JOIN connection c ON c.id = r.connection_id`;

/** One run with the account it was of, or undefined. */
export function findRun(store: Store, id: string): { account: string; run: ReconciliationRun } | undefined {
  const row = store.get<RunRow>('reconciliation run', `${select} WHERE r.id = @id`, { id });
  return row && { account: row.account, run: shown(row) };
}

/** Runs, newest first, one more than `limit` where there are more. */
export const listRuns = (
  store: Store,
  account: string | undefined,
  page: { readonly cursor: string | undefined; readonly limit: number },
): ReconciliationRun[] => {
  const bound = { before: before(page.cursor), count: page.limit + 1 };
  const rows =
    account === undefined
      ? store.all<RunRow>(
          'reconciliation runs',
          `${select} WHERE r.id < @before ORDER BY r.id DESC LIMIT @count`,
          bound,
        )
      : store.all<RunRow>(
          'reconciliation runs of account',
          `${select} WHERE r.account = @account AND r.id < @before ORDER BY r.id DESC LIMIT @count`,
          { ...bound, account },
        );
  return rows.map(shown);
};

/** The newest run of an account that came to its end, or that in which its licenses were read; undefined: none. */
export function lastRun(store: Store, account: string, state: 'ended' | 'done'): ReconciliationRun | undefined {
  const row = store.get<RunRow>(
    `reconciliation last run ${state}`,
    `${select} WHERE r.account = @account AND r.state ${state === 'done' ? "= 'done'" : "<> 'running'"} ORDER BY r.id DESC LIMIT 1`,
    { account },
  );
  return row && shown(row);
}

/** Runs that are going on, or that an earlier start of the console left behind. */
export const runningRuns = (store: Store): { id: string; account: string }[] =>
  store.all('reconciliation running', `SELECT id, account FROM reconciliation_run WHERE state = 'running' ORDER BY id`);

/** Every account's newest run, whatever became of it: when it began, and whether the vendor could be asked. */
export const newestRun = (store: Store, account: string): { started_at: string; state: string } | undefined =>
  store.get(
    'reconciliation newest run',
    'SELECT started_at, state FROM reconciliation_run WHERE account = @account ORDER BY id DESC LIMIT 1',
    { account },
  );

export interface Setting {
  readonly id: string;
  readonly schedule: ReconciliationSchedule;
}
/** The workspace's setting; undefined until somebody chose. */
export const findSetting = (store: Store): Setting | undefined =>
  store.get('reconciliation setting', 'SELECT id, schedule FROM reconciliation_setting LIMIT 1');
