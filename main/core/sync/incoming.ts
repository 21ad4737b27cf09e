import type { Context } from '../kernel/index.ts';
import type { Store } from '../store/index.ts';
import { closeParked, openConflict, resolved } from './conflict-rows.ts';
import { noteDecidedElsewhere } from './given-up.ts';
import { seenHlc } from './hlc.ts';
import { mergeText } from './merging.ts';
import { type Outgoing, pendingOf } from './outbox.ts';
import { type Field, lookAgain } from './rows.ts';
import { confirm, keepHistory, shadowOf } from './shadow.ts';
import { hubNow, joined, remember } from './state.ts';
import type { LoggedChange } from './transport.ts';

/** A change of this desk's id came back that this desk never made: its profile was copied. */
export class CopiedProfile extends Error {}

/** Changes of a save or two. */
const few = 16;

/**
 * Stores a part of the hub's log: confirmed values, echoes of own changes, versions side by side, the rows, and the cursor,
 * in one transaction, so that a crash leaves all of it or nothing. Little of it does not wait for the disk; much does, or the next
 * save would wait for it, and so does what makes a change of this desk's own of it (a text that is merged), before that goes out.
 * @throws CopiedProfile with nothing stored
 */
export function applyLog(store: Store, context: Context, changes: readonly LoggedChange[]): void {
  const last = changes.at(-1);
  if (!last) return;
  const { deskId } = joined(store);
  const isAnswered = changes.some((change) => change.deskId === deskId && change.outcome === 'conflict');
  const write = isAnswered || changes.length > few ? store.transaction.bind(store) : store.fetched.bind(store);
  write(context, (writer) => {
    const memory = joined(store);
    const affected: Field[] = [];
    const parkedHere: LoggedChange[] = [];
    let { checksum, hlc } = memory;
    const now = hubNow(store, memory.offset);
    for (const change of changes) {
      if (change.seq <= memory.cursor) continue;
      hlc = seenHlc(hlc, change.hlc, now);
      const isOwn = change.deskId === memory.deskId;
      if (isOwn) closeOwn(store, change);
      else if (isDecision(change)) noteDecidedElsewhere(writer, store, change);
      checksum = take(store, change, checksum, memory.generation);
      if (!isOwn && change.outcome === 'applied') warn(store, change);
      if (isOwn || change.outcome === 'applied') affected.push(change);
      if (isOwn && change.outcome === 'conflict') parkedHere.push(change);
    }
    // The clock goes on from what was seen, the way the cursor does: with the rows or not at all.
    remember(store, { cursor: last.seq, checksum, hlc });
    lookAgain(writer, store, affected);
    for (const change of parkedHere) mergeText(writer, store, change);
  });
}

/** So many more at most belong to one row. */
const mostOfRow = 100;

/**
 * Some `count` changes of a log from `at` on, up to where a row that was saved in one go ends: half of a new record would only
 * wait for the other half.
 */
export function wholeRows(log: readonly LoggedChange[], at: number, count: number): readonly LoggedChange[] {
  let end = Math.min(log.length, at + count);
  const last = log[end - 1];
  const isOfLast = (change: LoggedChange | undefined): boolean =>
    change?.rowId === last?.rowId && change?.entity === last?.entity && change?.changeSet === last?.changeSet;
  while (end < log.length && end - at < count + mostOfRow && isOfLast(log[end])) end += 1;
  return log.slice(at, end);
}

/** The echo of an own change. */
function closeOwn(store: Store, change: LoggedChange): void {
  const own = store.get<Outgoing>('sync own', 'SELECT * FROM sync_outbox WHERE desk_seq = @seq', {
    seq: change.deskSeq,
  });
  // Stamps of two copies can be the same; what was saved in one go has an id of its own.
  if (own?.hlc !== change.hlc || own.change_set !== change.changeSet) throw new CopiedProfile();
  close(store, own.desk_seq, change.outcome, change.seq, '');
}

/** Closes an own change with the hub's answer. */
export function close(store: Store, deskSeq: number, outcome: string, seq: number, reason: string): void {
  store
    .statement(
      'sync close',
      () => `UPDATE sync_outbox SET outcome = @outcome, seq = @seq, reason = @reason, closed_at = @at
        WHERE desk_seq = @deskSeq AND closed_at IS NULL`,
    )
    .run({ deskSeq, outcome, seq, reason, at: store.now() });
}

/** It decided about a parked change, and did not meet another decision. */
const isDecision = ({ outcome, resolves }: LoggedChange): boolean =>
  resolves > 0 && (outcome === 'applied' || outcome === 'same');

/** What a change of the log means for the confirmed values and the versions side by side. Answers the checksum. */
function take(store: Store, change: LoggedChange, checksum: string, generation: number): string {
  const { entity, rowId, field, value, hlc, actor, deskId, deskSeq, seq } = change;
  const before = shadowOf(store, entity, rowId, field);
  let sum = checksum;
  if (change.outcome === 'applied' && seq > (before?.rev ?? 0))
    sum = confirm(store, checksum, { entity, rowId, field, value, rev: seq, deskId, deskSeq, hlc, actor }, generation);
  if (change.outcome === 'superseded')
    keepHistory(store, { entity, rowId, field, value, rev: seq, hlc, actor, deskId }, 'superseded', before?.rev ?? 0);
  if (change.outcome === 'conflict') openConflict(store, change);
  if (isDecision(change)) closeParked(store, change);
  if (change.resolves > 0) resolved(store, change);
  return sum;
}

/** An own change that is still to go will meet this one: shown before it is sent. */
function warn(store: Store, change: LoggedChange): void {
  const own = pendingOf(store, change.entity, change.rowId, change.field);
  if (own?.outcome !== null || own.policy === 'latest' || own.policy === 'set' || own.value === change.value) return;
  store
    .statement('sync meets', () => 'UPDATE sync_outbox SET meets = @seq WHERE desk_seq = @deskSeq')
    .run({ seq: change.seq, deskSeq: own.desk_seq });
}
