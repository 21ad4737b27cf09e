import path from 'node:path';
import type pg from 'pg';
import { verifyAuditChain } from '../../../../main/core/audit/index.ts';
import { silentLog, systemClock } from '../../../../main/core/kernel/index.ts';
import { openDatabase, Store } from '../../../../main/core/store/index.ts';
import { memory } from '../../../../main/core/sync/state.ts';
import { shownAt } from '../../../unit/support/shown.ts';
import { type Edit, valueOfEdit } from './words.ts';

/** What is wrong after a kill, each in words. */
export interface Findings {
  /** An edit that was said to be stored and did not arrive, or a value that a desk does not have. */
  readonly lost: string[];
  /** A change, a decision or a desk that the hub has more than once. */
  readonly doubled: string[];
  /** A database or its audit trail is not what was committed. */
  readonly corrupt: string[];
}

export const noFindings = (): Findings => ({ lost: [], doubled: [], corrupt: [] });

/** A workspace at the hub, seen from behind its functions. */
export interface HubBooks {
  readonly sql: pg.Client;
  readonly workspaceId: string;
}

interface LiveValue {
  readonly entity: string;
  readonly rowId: string;
  readonly field: string;
  readonly value: string | null;
  readonly rev: number;
}

const keyOf = ({ entity, rowId, field }: LiveValue): string => `${entity} ${rowId} ${field}`;

const rowsOf = async <T>({ sql, workspaceId }: HubBooks, text: string): Promise<T[]> =>
  (await sql.query(text, [workspaceId])).rows as T[];

/** The log of the hub: each change once, each edit that a person was told is stored, no desk and no decision twice. */
export async function examineHub(
  hub: HubBooks,
  expected: {
    /** Edits that were asked for, and the numbers of those that were said to be stored. */
    readonly edits: readonly Edit[];
    readonly saved: ReadonlySet<number>;
    readonly desks: number;
    /** Parked changes that a person was told are decided. */
    readonly decided: ReadonlySet<string>;
  },
): Promise<Findings> {
  const found = noFindings();
  const log = await rowsOf<{ entity: string; field: string; value: string; times: number }>(
    hub,
    `SELECT entity, field, value, count(*)::int AS times FROM reseller_hub.op WHERE workspace_id = $1 AND resolves = 0
      GROUP BY entity, field, value`,
  );
  const times = new Map(log.map(({ entity, field, value, times: count }) => [`${entity} ${field} ${value}`, count]));
  for (const edit of expected.edits) {
    const { entity, field, value } = valueOfEdit(edit);
    const count = times.get(`${entity} ${field} ${value}`) ?? 0;
    if (count === 0 && expected.saved.has(edit.n)) found.lost.push(`${edit.what} ${edit.n} is not at the hub`);
    if (count > 1) found.doubled.push(`${edit.what} ${edit.n} is ${count} times at the hub`);
  }
  const again = await rowsOf<{ hlc: string; field: string; times: number }>(
    hub,
    `SELECT hlc, field, count(*)::int AS times FROM reseller_hub.op WHERE workspace_id = $1
      GROUP BY hlc, change_set, entity, row_id, field HAVING count(*) > 1`,
  );
  for (const { hlc, field, times: count } of again) found.doubled.push(`${field} of ${hlc}: ${count} times in the log`);
  const decisions = await rowsOf<{ resolves: string; times: number }>(
    hub,
    `SELECT resolves::text, count(*)::int AS times FROM reseller_hub.op WHERE workspace_id = $1 AND resolves > 0
      GROUP BY resolves`,
  );
  for (const { resolves, times: count } of decisions)
    if (count > 1) found.doubled.push(`${resolves} was decided ${count} times`);
  const known = new Set(decisions.map(({ resolves }) => resolves));
  for (const parked of expected.decided)
    if (!known.has(parked)) found.lost.push(`the decision about ${parked} is not at the hub`);
  const [desks] = await rowsOf<{ count: number }>(
    hub,
    'SELECT count(*)::int AS count FROM reseller_hub.desk WHERE workspace_id = $1',
  );
  if (desks?.count !== expected.desks) found.doubled.push(`${desks?.count} desks of ${expected.desks}`);
  return found;
}

const liveValues = async (hub: HubBooks): Promise<Map<string, LiveValue>> =>
  new Map(
    (
      await rowsOf<LiveValue>(
        hub,
        `SELECT entity, row_id AS "rowId", field, value, rev::float8 AS rev FROM reseller_hub.register WHERE workspace_id = $1`,
      )
    ).map((value) => [keyOf(value), value]),
  );

/** A desk that has settled against the hub: confirmed values are the hub's, and rows are the confirmed values. */
export async function examineDesk(store: Store, name: string, hub: HubBooks): Promise<string[]> {
  const lost: string[] = [];
  const live = await liveValues(hub);
  const shadows = store.db
    .prepare('SELECT entity, row_id AS rowId, field, value, rev FROM sync_shadow')
    .all() as LiveValue[];
  if (shadows.length !== live.size) lost.push(`${name} has ${shadows.length} of ${live.size} values`);
  const asked = new Set(
    store.db.prepare("SELECT entity || ' ' || row_id FROM sync_conflict WHERE state = 'open'").pluck().all(),
  );
  for (const shadow of shadows) {
    const register = live.get(keyOf(shadow));
    if (register?.value !== shadow.value || register.rev !== shadow.rev)
      lost.push(`${name}: ${keyOf(shadow)} is ${shadow.value}, live ${register?.value}`);
    const shown = shownAt(store, shadow);
    if (shown !== shadow.value && !asked.has(`${shadow.entity} ${shadow.rowId}`))
      lost.push(`${name}: the row of ${keyOf(shadow)} has ${shown}, confirmed ${shadow.value}`);
  }
  const waiting = store.db
    .prepare("SELECT entity || '.' || field || ' ' || reason FROM sync_deferred")
    .pluck()
    .all() as string[];
  for (const each of waiting) lost.push(`${name}: ${each} waits`);
  const open = store.db
    .prepare("SELECT entity || '.' || field FROM sync_outbox WHERE closed_at IS NULL OR outcome = 'refused'")
    .pluck()
    .all() as string[];
  for (const each of open) lost.push(`${name}: ${each} is not done`);
  // What was fetched anew because it was another one than the hub's had been lost before.
  const repairs = memory(store)?.repairs ?? 0;
  if (repairs > 0) lost.push(`${name}: ${repairs} repairs`);
  const parked = await rowsOf<{ seq: number }>(
    hub,
    `SELECT parked_seq::float8 AS seq FROM reseller_hub.conflict WHERE workspace_id = $1 AND resolved_seq IS NULL ORDER BY 1`,
  );
  const questions = store.db
    .prepare("SELECT parked_seq FROM sync_conflict WHERE state = 'open' ORDER BY 1")
    .pluck()
    .all() as number[];
  if (questions.join() !== parked.map(({ seq }) => seq).join())
    lost.push(`${name} asks ${questions.join()}, the hub ${parked.map(({ seq }) => seq).join()}`);
  return lost;
}

/** The database of a data folder for as long as `work` takes, beside the process that has it; and what is wrong with it. */
export async function lookInto(
  folder: string,
  found: Findings,
  work: (store: Store) => Promise<void> | void,
): Promise<void> {
  const db = openDatabase(path.join(folder, 'live', 'console.db'));
  try {
    const said: unknown = db.pragma('integrity_check', { simple: true });
    if (said !== 'ok') found.corrupt.push(`integrity_check: ${String(said)}`);
    const broken = db.pragma('foreign_key_check') as unknown[];
    if (broken.length > 0) found.corrupt.push(`foreign keys: ${JSON.stringify(broken)}`);
    const store = new Store(db, { clock: systemClock, makeId: () => '', log: silentLog });
    const chain = verifyAuditChain(store);
    if (!chain.ok) found.corrupt.push(`audit entry ${chain.brokenSeq} does not follow`);
    await work(store);
  } finally {
    db.close();
  }
}
