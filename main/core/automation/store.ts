import type { AutomationRun, AutomationStep, PlanLine } from '../../../preload/api/automation.ts';
import type { SettingScope } from '../../../preload/api/automation-settings.ts';
import type { DueStep } from '../kernel/index.ts';
import { before, type Store } from '../store/index.ts';

/** All settings that differ from the default, by `scope id name`. */
export const allSettings = (store: Store): Map<string, string> =>
  new Map(
    store
      .all<{ key: string; value: string }>(
        'automation settings',
        "SELECT scope || ' ' || scope_id || ' ' || name AS key, value FROM automation_setting",
      )
      .map(({ key, value }) => [key, value]),
  );

/** The product and client of a contract product, or undefined. */
export const contractSubject = (
  store: Store,
  id: string,
): { readonly product_id: string; readonly client_id: string } | undefined =>
  store.get('contract subject', 'SELECT product_id, client_id FROM contract_product WHERE id = @id', { id });

/** Contract products of a client that go on. */
export const runningContracts = (store: Store, clientId: string): string[] =>
  store
    .all<{ id: string }>(
      'running contracts of client',
      `SELECT id FROM contract_product WHERE client_id = @clientId AND status NOT IN ('Cancelled', 'Closed', 'Lapsed')
        ORDER BY id`,
      { clientId },
    )
    .map(({ id }) => id);

/** Whether the record that settings stand at is there. */
export function levelExists(store: Store, scope: Exclude<SettingScope, 'brand'>, id: string): boolean {
  const deleted = scope === 'contract_product' ? '' : ' AND deleted_at IS NULL';
  return store.get(`level ${scope}`, `SELECT 1 FROM ${scope} WHERE id = @id${deleted}`, { id }) !== undefined;
}

interface RunRow {
  readonly id: string;
  readonly state: AutomationRun['state'];
  readonly from_on: string;
  readonly as_of: string;
  readonly asked_by: string;
  readonly started_at: string;
  readonly finished_at: string | null;
  readonly done: number;
  readonly skipped: number;
  readonly held: number;
  readonly failed: number;
}
const runColumns = 'id, state, from_on, as_of, asked_by, started_at, finished_at, done, skipped, held, failed';
const toRun = (row: RunRow): AutomationRun => ({
  id: row.id,
  state: row.state,
  fromOn: row.from_on,
  asOf: row.as_of,
  askedBy: row.asked_by,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
  done: row.done,
  skipped: row.skipped,
  held: row.held,
  failed: row.failed,
});

/** One run, or undefined. */
export function findRun(store: Store, id: string): AutomationRun | undefined {
  const row = store.get<RunRow>('automation run', `SELECT ${runColumns} FROM automation_run WHERE id = @id`, { id });
  return row && toRun(row);
}

/** The newest run that went to its end, or undefined. */
export function lastFinished(store: Store): AutomationRun | undefined {
  const row = store.get<RunRow>(
    'automation last finished',
    `SELECT ${runColumns} FROM automation_run WHERE state = 'finished' ORDER BY id DESC LIMIT 1`,
  );
  return row && toRun(row);
}

/** Runs that an earlier start left unfinished. */
export const runsLeft = (store: Store): { readonly id: string }[] =>
  store.all('automation runs left', "SELECT id FROM automation_run WHERE state = 'running'");

/** Runs, newest first, one more than `limit` where there are more. */
export const listRuns = (
  store: Store,
  page: { readonly cursor: string | undefined; readonly limit: number },
): AutomationRun[] =>
  store
    .all<RunRow>(
      'automation runs',
      `SELECT ${runColumns} FROM automation_run WHERE id < @before ORDER BY id DESC LIMIT @count`,
      { before: before(page.cursor), count: page.limit + 1 },
    )
    .map(toRun);

/** What came of a cause so far, or undefined. */
export const stepOfCause = (
  store: Store,
  cause: string,
): { readonly id: string; readonly state: AutomationStep['state']; readonly attempts: number } | undefined =>
  store.get('automation step of cause', 'SELECT id, state, attempts FROM automation_step WHERE cause = @cause', {
    cause,
  });

interface StepRow {
  readonly id: string;
  readonly kind: string;
  readonly cause: string;
  readonly due_on: string;
  readonly entity: DueStep['entity'];
  readonly entity_id: string;
  readonly client_id: string | null;
  readonly state: AutomationStep['state'];
  readonly why: string;
  readonly attempts: number;
  readonly updated_at: string;
}

/** Steps of a run or of all, newest first, one more than `limit` where there are more. */
export function listSteps(
  store: Store,
  runId: string | undefined,
  page: { readonly cursor: string | undefined; readonly limit: number },
): AutomationStep[] {
  const select =
    'SELECT id, kind, cause, due_on, entity, entity_id, client_id, state, why, attempts, updated_at FROM automation_step';
  const bound = { before: before(page.cursor), count: page.limit + 1 };
  const rows =
    runId === undefined
      ? store.all<StepRow>('automation steps', `${select} WHERE id < @before ORDER BY id DESC LIMIT @count`, bound)
      : store.all<StepRow>(
          'automation steps of run',
          `${select} WHERE run_id = @runId AND id < @before ORDER BY id DESC LIMIT @count`,
          { ...bound, runId },
        );
  return rows.map((row) => ({
    id: row.id,
    ...described(store, {
      kind: row.kind,
      cause: row.cause,
      on: row.due_on,
      entity: row.entity,
      entityId: row.entity_id,
      clientId: row.client_id,
    }),
    state: row.state,
    why: row.why,
    attempts: row.attempts,
    at: row.updated_at,
  }));
}

type Described = Omit<PlanLine, 'isDue' | 'hold' | 'holdKey' | 'invoice'>;

const about: Readonly<Record<DueStep['entity'], string>> = {
  contract_product: `SELECT p.product_name AS label, p.price_minor AS amount_minor, p.currency,
    c.first_name || ' ' || c.last_name AS client_name
    FROM contract_product p JOIN client c ON c.id = p.client_id WHERE p.id = @id`,
  invoice: `SELECT i.number AS label, i.total_minor - i.credited_minor - i.paid_minor AS amount_minor, i.currency,
    c.first_name || ' ' || c.last_name AS client_name
    FROM invoice i JOIN client c ON c.id = i.client_id WHERE i.id = @id`,
  orders: `SELECT o.number AS label, o.total_minor AS amount_minor, o.currency,
    c.first_name || ' ' || c.last_name AS client_name
    FROM orders o JOIN client c ON c.id = o.client_id WHERE o.id = @id`,
  client: `SELECT c.email AS label, NULL AS amount_minor, '' AS currency,
    c.first_name || ' ' || c.last_name AS client_name FROM client c WHERE c.id = @id`,
};

/** A step with the names of what it is about. */
export function described(store: Store, step: DueStep): Described {
  const found = store.get<{ label: string; amount_minor: number | null; currency: string; client_name: string }>(
    `about ${step.entity}`,
    about[step.entity],
    { id: step.entityId },
  );
  const { kind, cause, on, entity, entityId, clientId, bills } = step;
  return {
    kind,
    cause,
    on,
    entity,
    entityId,
    clientId,
    clientName: found?.client_name ?? '',
    // One line of an invoice may be for more than the contract product that it names.
    label: bills?.name ?? found?.label ?? '',
    amount: bills
      ? { amountMinor: bills.amountMinor, currency: bills.currency }
      : found === undefined || found.amount_minor === null
        ? null
        : { amountMinor: found.amount_minor, currency: found.currency },
  };
}

/** A hold, also one that was released. */
export interface HoldRow {
  readonly id: string;
  readonly why: string;
  readonly held_by: string;
  readonly held_at: string;
  readonly released_at: string | null;
}

/** The hold of what a step is held by (`holdKeyOf`: mostly its cause), or undefined. */
export const holdOf = (store: Store, holdKey: string): HoldRow | undefined =>
  store.get(
    'automation hold',
    'SELECT id, why, held_by, held_at, released_at FROM automation_hold WHERE cause = @holdKey',
    { holdKey },
  );
