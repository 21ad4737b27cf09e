import type { Context } from '../kernel/index.ts';
import type { Store } from '../store/index.ts';
import { forgetEnded } from './grants.ts';
import { close } from './incoming.ts';
import { type Outgoing, told } from './outbox.ts';
import { type Field, lookAgain } from './rows.ts';
import { joined, remember } from './state.ts';
import type { Change, ChangeAnswer, HubState } from './transport.ts';

/** How long answered changes are kept, to be sent again where the hub had to go back to a backup. */
const keptDays = 30;
/** How long values are kept that are not live any more. */
const historyDays = 90;

/** Changes that have no answer yet, in their order: at most `count`, and not much more than `bytes` of values. */
export function nextBatch(store: Store, count: number, bytes: number): Change[] {
  const rows = store.all<Outgoing>(
    'sync next batch',
    'SELECT * FROM sync_outbox WHERE outcome IS NULL ORDER BY desk_seq LIMIT @count',
    { count },
  );
  const batch: Change[] = [];
  let size = 0;
  for (const row of rows) {
    size += row.value?.length ?? 0;
    if (batch.length > 0 && size > bytes) break;
    batch.push(told(row));
  }
  return batch;
}

/** How many changes have no answer yet. */
export const unanswered = (store: Store): number =>
  store.get<{ count: number }>('sync unanswered', 'SELECT count(*) AS count FROM sync_outbox WHERE outcome IS NULL')
    ?.count ?? 0;

/** The newest of this desk's changes that has an answer; 0: none. */
export const answeredSeq = (store: Store): number =>
  store.get<{ seq: number | null }>(
    'sync answered',
    'SELECT max(desk_seq) AS seq FROM sync_outbox WHERE outcome IS NOT NULL',
  )?.seq ?? 0;

/**
 * Stores the hub's answers. A change stays open until its echo comes with the log, which brings what it met as well; one
 * that was refused has no echo and is put back to what is confirmed, with its reason.
 */
export function applyAnswers(store: Store, context: Context, answers: readonly ChangeAnswer[]): void {
  store.transaction(context, (writer) => {
    const refused: Field[] = [];
    for (const { deskSeq, outcome, seq, reason } of answers) {
      if (outcome === 'refused') {
        close(store, deskSeq, outcome, 0, reason);
        const own = store.get<Field>(
          'sync refused field',
          'SELECT entity, row_id AS rowId, field FROM sync_outbox WHERE desk_seq = @deskSeq',
          { deskSeq },
        );
        if (own) refused.push(own);
        continue;
      }
      store
        .statement(
          'sync answer',
          () => 'UPDATE sync_outbox SET outcome = @outcome, seq = @seq WHERE desk_seq = @deskSeq AND closed_at IS NULL',
        )
        .run({ deskSeq, outcome, seq });
    }
    lookAgain(writer, store, refused);
  });
}

/** The hub failed on this change, sent alone. */
export function noteFailure(store: Store, context: Context, deskSeq: number): void {
  store.transaction(context, () =>
    store
      .statement('sync failure', () => 'UPDATE sync_outbox SET failures = failures + 1 WHERE desk_seq = @deskSeq')
      .run({ deskSeq }),
  );
}

/** Of a change that was given a number which the hub has not: that future of it was undone by a restore. */
const isLost = `EXISTS (SELECT 1 FROM json_each(@skipped) AS hole
  WHERE seq > json_extract(hole.value, '$[0]') AND seq <= json_extract(hole.value, '$[1]'))`;

/**
 * The hub went back to a backup: what it does not hold any more is sent again, in its order. Inside the caller's
 * transaction. A change that was refused is told again like the others, because its number has to be used up again.
 */
export function reopenAfter(store: Store, hub: Pick<HubState, 'lastDeskSeq' | 'skipped'>): void {
  const skipped = JSON.stringify(hub.skipped);
  store.db
    .prepare(
      `UPDATE sync_outbox SET outcome = NULL, seq = 0, reason = '', closed_at = NULL
        WHERE desk_seq > @lastDeskSeq OR (desk_seq > 0 AND ${isLost})`,
    )
    .run({ lastDeskSeq: hub.lastDeskSeq, skipped });
  // Of an identity that this desk had before: told under the present one, with new numbers.
  const former = store.db
    .prepare(`SELECT * FROM sync_outbox WHERE desk_seq < 0 AND ${isLost} ORDER BY desk_seq`)
    .all({ skipped }) as Outgoing[];
  let { deskSeq } = joined(store);
  for (const row of former) {
    deskSeq += 1;
    store.db.prepare('DELETE FROM sync_outbox WHERE desk_seq = ?').run(row.desk_seq);
    insertAs(store, { ...row, desk_seq: deskSeq, outcome: null, seq: 0, closed_at: null });
  }
  remember(store, { deskSeq });
}

function insertAs(store: Store, row: Outgoing): void {
  const columns = Object.keys(row);
  store
    .statement(
      'sync outbox again',
      () => `INSERT INTO sync_outbox (${columns.join()}) VALUES (${columns.map((name) => `@${name}`).join()})`,
    )
    .run(row);
}

/**
 * Gives what has no answer yet new numbers under a new identity. What was answered stays the old one's; it is kept below
 * zero, for the case that the hub loses it. `also`: what is stored with it.
 */
export function renumber(store: Store, context: Context, deskId: string, also: () => void = () => {}): void {
  store.transaction(context, (writer) => {
    const all = store.db.prepare('SELECT * FROM sync_outbox ORDER BY desk_seq').all() as Outgoing[];
    const open = all.filter(({ outcome }) => outcome === null);
    const kept = all.filter(({ outcome }) => outcome !== null && outcome !== 'refused');
    const renamed = new Map(open.map(({ desk_seq }, at) => [desk_seq, at + 1]));
    store.db.prepare('DELETE FROM sync_outbox').run();
    kept.forEach((row, at) =>
      insertAs(store, { ...row, desk_seq: at - kept.length, base_own: 0, closed_at: row.closed_at ?? store.now() }),
    );
    for (const row of open)
      insertAs(store, {
        ...row,
        desk_seq: renamed.get(row.desk_seq) ?? 0,
        base_own: renamed.get(row.base_own) ?? 0,
      });
    for (const { parked_seq, decision } of store.db
      .prepare('SELECT parked_seq, decision FROM sync_conflict WHERE decision IS NOT NULL')
      .all() as { parked_seq: number; decision: number }[])
      store.db
        .prepare('UPDATE sync_conflict SET decision = ? WHERE parked_seq = ?')
        .run(renamed.get(decision) ?? null, parked_seq);
    // What was granted is told again, so that it goes with this profile.
    remember(store, { deskId, deskSeq: open.length, granted: '' });
    also();
    lookAgain(
      writer,
      store,
      kept
        .filter(({ closed_at }) => closed_at === null)
        .map(({ entity, row_id: rowId, field }) => ({ entity, rowId, field })),
    );
  });
}

/** Forgets what is kept long enough. */
export function purge(store: Store, context: Context): void {
  const ago = (days: number): string => new Date(store.clock.now().getTime() - days * 86_400_000).toISOString();
  const { deskSeq } = joined(store);
  store.transaction(context, () => {
    store.db.prepare('DELETE FROM sync_outbox WHERE closed_at < ? AND desk_seq < ?').run(ago(keptDays), deskSeq);
    store.db.prepare('DELETE FROM sync_history WHERE at < ?').run(ago(historyDays));
    forgetEnded(store, Date.parse(ago(historyDays)));
  });
}
