import type { Context } from '../kernel/index.ts';
import type { Store } from '../store/index.ts';
import { summed } from './checksum.ts';
import { openConflict } from './conflict-rows.ts';
import { seenHlc } from './hlc.ts';
import { entityOrder } from './policies.ts';
import { type Field, lookAgain } from './rows.ts';
import { confirm, shadowOf } from './shadow.ts';
import { hubNow, joined, remember } from './state.ts';
import type { Register, SnapshotKey, SnapshotPage } from './transport.ts';

/** A snapshot that is under way: where its pages go on, and where the log goes on after it. */
interface Progress {
  /** Head when it began: pages that were read later are newer, and the log from here is applied over them. */
  readonly head: number;
  readonly after: SnapshotKey | null;
  /** All pages are here; values are being put into rows. */
  readonly fetched: boolean;
  /** Values that the hub had when it began; null: it does not say. Missing: not asked yet. */
  readonly total?: number | null;
  /** Values that are here; when all are, so many of them had to be put into rows, and so many were. */
  readonly taken?: number;
  readonly toPut?: number;
  readonly put?: number;
}

/** How far a copy has come, for people. */
export interface CopyProgress {
  /** Values come from the hub; they are put where they belong. */
  readonly stage: 'fetching' | 'filing';
  readonly done: number;
  /** null: the hub does not say. */
  readonly total: number | null;
}

/** The snapshot that is under way, or null. */
export function snapshotUnderWay(store: Store): Progress | null {
  const { snapshot } = joined(store);
  return snapshot === '' ? null : (JSON.parse(snapshot) as Progress);
}

const waitingToBePut = (store: Store): number =>
  store.get<{ count: number }>(
    'sync copy to put',
    "SELECT count(*) AS count FROM sync_deferred WHERE reason = 'snapshot'",
  )?.count ?? 0;

/** How far the copy that is under way has come; null: none is. Values that were added to the hub since it began count as well. */
export function copyProgress(store: Store): CopyProgress | null {
  const progress = snapshotUnderWay(store);
  if (!progress) return null;
  const { fetched, taken = 0, total = null, put = 0, toPut = null } = progress;
  // Asked for several times a second, so nothing is counted here.
  const [done, of] = fetched ? [put, toPut] : [taken, total];
  return { stage: fetched ? 'filing' : 'fetching', done, total: of === null ? null : Math.max(of, done) };
}

/** Keeps what the hub said of the size of the copy. Inside the caller's transaction. */
export function keepTotal(store: Store, total: number | null): void {
  const progress = snapshotUnderWay(store);
  if (progress) remember(store, { snapshot: JSON.stringify({ ...progress, total }) });
}

/** Begins a snapshot, or begins it anew. Inside the caller's transaction. */
export function beginSnapshot(store: Store, head: number): void {
  const { generation } = joined(store);
  remember(store, { generation: generation + 1, snapshot: JSON.stringify({ head, after: null, fetched: false }) });
}

/** Stores one page; what it says is confirmed, and waits to be put into rows. Goes on there after a crash. */
export function takePage(store: Store, context: Context, page: SnapshotPage): void {
  store.transaction(context, () => {
    const progress = snapshotUnderWay(store);
    if (!progress) throw new Error('no snapshot is under way');
    const memory = joined(store);
    let { checksum, hlc } = memory;
    const now = hubNow(store, memory.offset);
    for (const register of page.registers) {
      hlc = seenHlc(hlc, register.hlc, now);
      checksum = takeRegister(store, checksum, register, memory.generation);
    }
    remember(store, { checksum, hlc });
    const taken = (progress.taken ?? 0) + page.registers.length;
    if (page.next) {
      remember(store, { snapshot: JSON.stringify({ ...progress, taken, after: page.next }) });
      return;
    }
    const last = { ...progress, taken, after: null, fetched: true, toPut: waitingToBePut(store) };
    remember(store, { snapshot: JSON.stringify(last) });
    dropUnseen(store);
    // Questions that the hub does not have open any more were decided, or are asked again by the desk whose they are.
    store.db
      .prepare("UPDATE sync_conflict SET state = 'replaced', decided_at = ? WHERE state = 'open'")
      .run(store.now());
    for (const parked of page.parked) {
      store.db.prepare('DELETE FROM sync_conflict WHERE parked_seq = ?').run(parked.seq);
      openConflict(store, { ...parked, baseOwn: 0 });
    }
  });
}

function takeRegister(store: Store, checksum: string, register: Register, generation: number): string {
  const { entity, rowId, field } = register;
  const before = shadowOf(store, entity, rowId, field);
  const isSame = before?.rev === register.rev && before.hlc === register.hlc;
  if (!isSame) wait(store, register);
  return confirm(store, checksum, register, generation);
}

/** What the hub has not any more: it was restored from a backup that is older. */
function dropUnseen(store: Store): void {
  const memory = joined(store);
  const unseen = store.db
    .prepare(`SELECT entity, row_id AS rowId, field, value, rev FROM sync_shadow WHERE generation <> ?`)
    .all(memory.generation) as Pick<Register, 'entity' | 'rowId' | 'field' | 'value' | 'rev'>[];
  let { checksum } = memory;
  for (const register of unseen) checksum = summed(checksum, register, null);
  store.db
    .prepare(
      `INSERT OR IGNORE INTO sync_history (entity, row_id, field, rev, value, hlc, actor, desk_id, how, by_seq, at)
        SELECT entity, row_id, field, rev, value, hlc, actor, desk_id, 'replaced', 0, ? FROM sync_shadow WHERE generation <> ?`,
    )
    .run(store.now(), memory.generation);
  store.db.prepare('DELETE FROM sync_shadow WHERE generation <> ?').run(memory.generation);
  remember(store, { checksum });
}

function wait(store: Store, { entity, rowId, field }: Field): void {
  store
    .statement(
      'sync wait',
      () => `INSERT INTO sync_deferred (entity, row_id, field, reason, since) VALUES (@entity, @rowId, @field, 'snapshot', @at)
        ON CONFLICT DO UPDATE SET reason = excluded.reason`,
    )
    .run({ entity, rowId, field, at: store.now() });
}

/**
 * Puts a part of the fetched values, at most of so many rows, into rows, records before those that name them. Answers whether there is more. With
 * the last part the log goes on from where the snapshot began.
 */
export function putInPart(store: Store, context: Context, count: number): boolean {
  return store.transaction(context, (writer) => {
    const progress = snapshotUnderWay(store);
    if (!progress?.fetched) throw new Error('no snapshot is fetched');
    for (const entity of [...entityOrder, '']) {
      const rows = store.all<{ entity: string; row_id: string; fields: string }>(
        entity === '' ? 'sync waiting rest' : 'sync waiting rows',
        `SELECT entity, row_id, json_group_array(field) AS fields FROM sync_deferred
          WHERE reason = 'snapshot' ${entity === '' ? "AND @entity = ''" : 'AND entity = @entity'}
          GROUP BY entity, row_id LIMIT @count`,
        { entity, count },
      );
      if (rows.length === 0) continue;
      const fields = rows.flatMap((row) =>
        (JSON.parse(row.fields) as string[]).map((field) => ({ entity: row.entity, rowId: row.row_id, field })),
      );
      lookAgain(writer, store, fields);
      remember(store, { snapshot: JSON.stringify({ ...progress, put: (progress.put ?? 0) + fields.length }) });
      return true;
    }
    remember(store, { cursor: progress.head, snapshot: '' });
    return false;
  });
}

/**
 * Own changes that were answered and that the cursor has passed: their echo will not come, because a snapshot held them
 * already or their answer was lost. Their fields show what was confirmed.
 */
export function closeCovered(store: Store, context: Context): void {
  store.transaction(context, (writer) => {
    const covered = store.all<Field & { deskSeq: number }>(
      'sync covered',
      `SELECT entity, row_id AS rowId, field, desk_seq AS deskSeq FROM sync_outbox
        WHERE closed_at IS NULL AND outcome IS NOT NULL AND seq BETWEEN 1 AND @cursor`,
      { cursor: joined(store).cursor },
    );
    const closing = store.statement(
      'sync close covered',
      () => 'UPDATE sync_outbox SET closed_at = @at WHERE desk_seq = @deskSeq',
    );
    for (const { deskSeq } of covered) closing.run({ at: store.now(), deskSeq });
    if (covered.length > 0) lookAgain(writer, store, covered);
  });
}
