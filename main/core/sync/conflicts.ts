import { actorName, AppError, type Context, notFound } from '../kernel/index.ts';
import type { Store } from '../store/index.ts';
import { canonical, parsed } from './canonical.ts';
import { type ConflictRow, conflictRow } from './conflict-rows.ts';
import { noteLosers } from './given-up.ts';
import { decideWith, textsOf } from './merging.ts';
import { type FieldValue, send } from './outbox.ts';
import { deletedField, policyOf } from './policies.ts';
import { lookAgain } from './rows.ts';
import { shadowOf, valueAt } from './shadow.ts';
import { both } from './text3.ts';

/** Two versions of one field side by side, for a person. Values are JSON text; null where a value is empty. */
export interface Conflict {
  /** The parked change's number at the hub: the same at every desk. */
  readonly id: number;
  readonly entity: string;
  readonly rowId: string;
  readonly field: string;
  readonly policy: string;
  /** What both started from; undefined where this desk does not know it any more. */
  readonly base: string | null | undefined;
  /** Parked: the edit that came later. */
  readonly mine: Version;
  /** Live for everyone; null where the field is empty at the hub. */
  readonly theirs: Version | null;
  readonly state: ConflictRow['state'];
  /** A decision of this desk is on its way. */
  readonly isBeingDecided: boolean;
  /** The record was deleted meanwhile: keeping mine brings it back. */
  readonly isOnDeleted: boolean;
  /** Both can be kept. */
  readonly canKeepBoth: boolean;
  readonly changeSet: string;
  readonly decidedBy: string;
  readonly decidedAt: string | null;
}

export interface Version {
  readonly value: string | null;
  readonly actor: string;
  readonly deskId: string;
  /** Who and when: the stamp, of which the first part is the time. */
  readonly hlc: string;
}

/** What a person decides: one of the versions, both (texts), or a value of their own as JSON text. */
export type Decision =
  | { readonly keep: 'mine' | 'theirs' | 'both' }
  | { readonly keep: 'edit'; readonly value: string | null };

/** A question as it stands now, out of its row. */
export function shown(store: Store, row: ConflictRow): Conflict {
  const { entity, field } = row;
  const rowId = row.row_id;
  const theirs = shadowOf(store, entity, rowId, field);
  return {
    id: row.parked_seq,
    entity,
    rowId,
    field,
    policy: row.policy,
    // What somebody deletes was there.
    base: isDeletion(row) ? null : valueAt(store, entity, rowId, field, row.base_rev)?.value,
    mine: { value: row.value, actor: row.actor, deskId: row.desk_id, hlc: row.hlc },
    theirs: theirs ? { value: theirs.value, actor: theirs.actor, deskId: theirs.deskId, hlc: theirs.hlc } : null,
    state: row.state,
    isBeingDecided: row.decision !== null,
    isOnDeleted: field !== deletedField && isDeleted(store, entity, rowId),
    canKeepBoth: row.policy === 'text3' && textsOf(store, parkedOf(row)) !== null,
    changeSet: row.change_set,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
  };
}

const isDeletion = ({ field, value }: ConflictRow): boolean => field === deletedField && value !== null;

const parkedOf = (row: ConflictRow) => ({
  entity: row.entity,
  rowId: row.row_id,
  field: row.field,
  value: row.value,
  baseRev: row.base_rev,
});

/** Whether everyone knows the record as deleted. */
export const isDeleted = (store: Store, entity: string, rowId: string): boolean =>
  (shadowOf(store, entity, rowId, deletedField)?.value ?? null) !== null;

/** Open questions, oldest first; `after` is the id of the last one of the page before. */
export function listConflicts(store: Store, { after = 0, limit = 50 }: { after?: number; limit?: number }): Conflict[] {
  return store
    .all<ConflictRow>(
      'sync conflicts',
      "SELECT * FROM sync_conflict WHERE state = 'open' AND parked_seq > @after ORDER BY parked_seq LIMIT @limit",
      { after, limit },
    )
    .map((row) => shown(store, row));
}

/** @throws AppError `not_found` */
export function getConflict(store: Store, id: number): Conflict {
  const row = conflictRow(store, id);
  if (!row) throw notFound();
  return shown(store, row);
}

/**
 * A person's decision: an ordinary change on the newest value that names the parked one. It can meet another decision, and
 * then that is the question.
 * @throws AppError `not_found`; `input.invalid` where it is decided already, or both of what is no text are wanted
 */
export function decide(store: Store, context: Context, id: number, decision: Decision): void {
  store.transaction(context, (writer) => {
    const row = conflictRow(store, id);
    if (!row) throw notFound();
    if (row.state !== 'open' || row.decision !== null) throw new AppError('input.invalid');
    const { entity, row_id: rowId, field } = row;
    if (policyOf(entity, field) === undefined) throw new AppError('input.invalid');
    const value = decided(store, row, decision);
    const actor = actorName(context.principal);
    if (decision.keep !== 'theirs' && field !== deletedField && isDeleted(store, entity, rowId)) {
      // What is kept of a deleted record brings the record back.
      const back: FieldValue = { entity, rowId, field: deletedField, value: null };
      send(store, [back], actor);
      lookAgain(writer, store, [back]);
    }
    const live = shadowOf(store, entity, rowId, field);
    const versions = decision.keep === 'both' ? [] : [row, ...(live ? [live] : [])];
    noteLosers(writer, store, { entity, rowId, field }, versions, value);
    decideWith(writer, store, id, { entity, rowId, field, value }, actor);
  });
}

function decided(store: Store, row: ConflictRow, decision: Decision): string | null {
  switch (decision.keep) {
    case 'mine':
      return row.value;
    case 'theirs':
      return shadowOf(store, row.entity, row.row_id, row.field)?.value ?? null;
    case 'edit':
      return decision.value === null ? null : canonical(parsed(decision.value));
    case 'both': {
      const texts = row.policy === 'text3' ? textsOf(store, parkedOf(row)) : null;
      if (!texts) throw new AppError('input.invalid');
      return canonical(both(texts.base, texts.mine, texts.theirs));
    }
  }
}
