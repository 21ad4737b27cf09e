import type { VersionsView } from '../../../preload/api/sync-conflicts.ts';
import { type Chosen, type DecideRefusal, maxDecided } from '../../../preload/api/sync-many.ts';
import { actorName, AppError, type Context } from '../kernel/index.ts';
import type { Store } from '../store/index.ts';
import { type ConflictRow, conflictRow } from './conflict-rows.ts';
import { type Conflict, isDeleted, shown } from './conflicts.ts';
import { noteLosers } from './given-up.ts';
import { markDecided } from './merging.ts';
import { type FieldValue, type Outgoing, pendingOf, send } from './outbox.ts';
import { deletedField, policyOf } from './policies.ts';
import { lookAgain } from './rows.ts';
import { shadowOf, valueAt } from './shadow.ts';

/** One question of many: what keeping a version makes of it, or why it is left open. */
export interface Planned {
  readonly conflict: Conflict;
  /** JSON text of what is kept, and of what is given up. */
  readonly kept: string | null;
  readonly lost: string | null;
  readonly refused: DecideRefusal | null;
}

export interface Plan {
  readonly all: readonly Planned[];
  /** Questions that were chosen too, past the most that one transaction takes. */
  readonly left: number;
}

const openSql = "sync_conflict WHERE state = 'open' AND decision IS NULL";

/** The questions that are meant, oldest first, and how many more there are. */
function chosenRows(store: Store, chosen: Chosen): { rows: ConflictRow[]; left: number } {
  if (chosen.by === 'ids') {
    const ids = [...new Set(chosen.ids.map(Number))].toSorted((a, b) => a - b);
    return { rows: ids.flatMap((id) => conflictRow(store, id) ?? []), left: 0 };
  }
  const all =
    chosen.by === 'change'
      ? store.all<ConflictRow>(
          'sync conflicts of change',
          `SELECT * FROM ${openSql} AND change_set = (SELECT change_set FROM sync_conflict WHERE parked_seq = @id) ORDER BY parked_seq`,
          { id: Number(chosen.of) },
        )
      : store.all<ConflictRow>('sync conflicts all', `SELECT * FROM ${openSql} ORDER BY parked_seq`);
  const except = new Set(chosen.by === 'all' ? chosen.except.map(Number) : []);
  const rows = all.filter(({ parked_seq: id }) => !except.has(id));
  return { rows: rows.slice(0, maxDecided), left: Math.max(0, rows.length - maxDecided) };
}

/**
 * What keeping one side of each of these questions does. Left open is what was decided meanwhile, what this desk edited again (the
 * hub has not seen it), and two parked edits of one value, of which only one can be kept.
 */
export function planMany(store: Store, chosen: Chosen, keep: 'mine' | 'theirs'): Plan {
  const { rows, left } = chosenRows(store, chosen);
  const times = new Map<string, number>();
  const key = ({ entity, row_id, field }: ConflictRow): string => `${entity}\u0000${row_id}\u0000${field}`;
  for (const row of rows) times.set(key(row), (times.get(key(row)) ?? 0) + 1);
  const refusalOf = (row: ConflictRow): DecideRefusal | null => {
    if (row.state !== 'open' || row.decision !== null) return 'decided';
    if (policyOf(row.entity, row.field) === undefined) return 'unknown_field';
    if (keep === 'mine' && (times.get(key(row)) ?? 0) > 1) return 'twice';
    return pendingOf(store, row.entity, row.row_id, row.field) ? 'edited_here' : null;
  };
  const all = rows.map((row): Planned => {
    const conflict = shown(store, row);
    const theirs = conflict.theirs?.value ?? null;
    const [kept, lost] = keep === 'mine' ? [row.value, theirs] : [theirs, row.value];
    return { conflict, kept, lost, refused: refusalOf(row) };
  });
  return { all, left };
}

/** For whom the versions of all these questions are mine: the one who looks, as parked or as live ones, or neither. */
export function viewOfAll(conflicts: readonly Conflict[], deskId: string): VersionsView {
  if (conflicts.length > 0 && conflicts.every(({ mine }) => mine.deskId === deskId)) return 'mine';
  // Nothing is live of a record that another desk deletes: it is as this desk has it.
  const live = conflicts.flatMap(({ theirs }) => theirs ?? []);
  const isLiveHere = live.length > 0 && live.every((theirs) => theirs.deskId === deskId);
  return isLiveHere && conflicts.every(({ mine }) => mine.deskId !== deskId) ? 'theirs' : 'others';
}

/**
 * Decides all of them in one transaction, as one change of this desk; each version that is given up goes into its record's history.
 * Answers the plan that was carried out and the change set, by which it can be turned round.
 * @throws AppError `sync.queue_changed` where not as many can be decided as the person was shown; nothing is done then
 */
export function decideMany(
  store: Store,
  context: Context,
  input: { readonly chosen: Chosen; readonly keep: 'mine' | 'theirs'; readonly expected: number },
): Plan & { readonly changeSet: string; readonly heldUp: number } {
  return store.transaction(context, (writer) => {
    const plan = planMany(store, input.chosen, input.keep);
    const taken = plan.all.filter(({ refused }) => refused === null);
    if (taken.length !== input.expected || taken.length === 0)
      throw new AppError('sync.queue_changed', { params: { rows: taken.length } });
    const actor = actorName(context.principal);
    const changeSet = store.makeId();
    const back = new Map<string, FieldValue>();
    const values: FieldValue[] = [];
    for (const { conflict, kept, lost } of taken) {
      const { id, entity, rowId, field, mine, theirs } = conflict;
      if (input.keep === 'mine' && field !== deletedField && isDeleted(store, entity, rowId))
        back.set(`${entity}\u0000${rowId}`, { entity, rowId, field: deletedField, value: null });
      const loser = { value: lost, actor: input.keep === 'mine' ? (theirs?.actor ?? '') : mine.actor };
      noteLosers(writer, store, conflict, [loser], kept);
      values.push({ entity, rowId, field, value: kept, resolves: id });
    }
    // What is kept of a deleted record brings the record back, before its values.
    const told = [...back.values(), ...values];
    const given = send(store, told, actor, changeSet);
    for (const [at, { resolves = 0 }] of told.entries()) if (resolves > 0) markDecided(store, resolves, given[at] ?? 0);
    lookAgain(writer, store, told);
    const heldUp = values.filter(
      ({ entity, rowId, field }) => store.get('sync is held up', heldUpSql, { entity, rowId, field }) !== undefined,
    ).length;
    return { ...plan, changeSet, heldUp };
  });
}

const heldUpSql = 'SELECT 1 AS found FROM sync_deferred WHERE entity = @entity AND row_id = @rowId AND field = @field';

/**
 * Turns decisions of one `decideMany` round, as an ordinary change of this desk: each value becomes the version that was given up,
 * where it still is as it was decided. What somebody changed since stays.
 * @throws AppError `not_found`: no decisions of this desk have that name, or they are too old
 */
export function takeOthers(store: Store, context: Context, changeSet: string): { changed: number; stayed: number } {
  return store.transaction(context, (writer) => {
    const decided = store.all<Outgoing>(
      'sync decided together',
      'SELECT * FROM sync_outbox WHERE change_set = @changeSet ORDER BY desk_seq',
      { changeSet },
    );
    if (!decided.some(({ resolves }) => resolves > 0)) throw new AppError('not_found');
    const values: FieldValue[] = [];
    let changed = 0;
    let stayed = 0;
    for (const row of decided) {
      const { entity, row_id: rowId, field, value } = row;
      const now = pendingOf(store, entity, rowId, field) ?? shadowOf(store, entity, rowId, field);
      const other = otherVersion(store, row);
      const isAsDecided = (now?.value ?? null) === value;
      const isTurned = other !== undefined && isAsDecided;
      if (isTurned) values.push({ entity, rowId, field, value: other });
      // A record that was brought back with its value is no decision of its own.
      if (row.resolves === 0) continue;
      if (isTurned) changed += 1;
      else stayed += 1;
    }
    // It is deleted again after its values.
    const ordered = values.toSorted((a, b) => Number(a.field === deletedField) - Number(b.field === deletedField));
    send(store, ordered, actorName(context.principal));
    lookAgain(writer, store, ordered);
    return { changed, stayed };
  });
}

/** What stood against a decided value: the live one that it replaced, or the parked one that it left out. */
function otherVersion(store: Store, decision: Outgoing): string | null | undefined {
  const { entity, row_id: rowId, field, value, base_rev: rev, resolves } = decision;
  const live = valueAt(store, entity, rowId, field, rev);
  if (live && live.value !== value) return live.value;
  return resolves > 0 ? conflictRow(store, resolves)?.value : undefined;
}
