import type { Store } from '../store/index.ts';
import type { LoggedChange } from './transport.ts';

/** An edit that waits for a person, or waited, as it is stored. */
export interface ConflictRow {
  readonly parked_seq: number;
  readonly entity: string;
  readonly row_id: string;
  readonly field: string;
  readonly value: string | null;
  readonly policy: string;
  readonly base_rev: number;
  readonly hlc: string;
  readonly actor: string;
  readonly desk_id: string;
  readonly desk_seq: number;
  readonly change_set: string;
  readonly received_at: string;
  readonly state: 'open' | 'decided' | 'replaced';
  readonly decision: number | null;
  readonly decided_seq: number;
  readonly decided_by: string;
  readonly decided_at: string | null;
}

export const conflictRow = (store: Store, parkedSeq: number): ConflictRow | undefined =>
  store.get<ConflictRow>('sync conflict', 'SELECT * FROM sync_conflict WHERE parked_seq = @seq', { seq: parkedSeq });

/** Keeps a parked change. One that stands on a parked one of its desk takes its place: one question, not many. */
export function openConflict(store: Store, change: LoggedChange): void {
  if (change.baseOwn > 0)
    store
      .statement(
        'sync conflict replaced',
        () => `UPDATE sync_conflict SET state = 'replaced', decided_seq = @seq, decided_by = @actor, decided_at = @at
          WHERE desk_id = @deskId AND desk_seq = @baseOwn AND state = 'open'
            AND entity = @entity AND row_id = @rowId AND field = @field`,
      )
      .run({
        seq: change.seq,
        actor: change.actor,
        at: change.receivedAt,
        deskId: change.deskId,
        baseOwn: change.baseOwn,
        entity: change.entity,
        rowId: change.rowId,
        field: change.field,
      });
  store
    .statement(
      'sync conflict open',
      () => `INSERT INTO sync_conflict (parked_seq, entity, row_id, field, value, policy, base_rev, hlc, actor, desk_id,
          desk_seq, change_set, received_at, state)
        VALUES (@seq, @entity, @rowId, @field, @value, @policy, @baseRev, @hlc, @actor, @deskId, @deskSeq, @changeSet,
          @receivedAt, 'open') ON CONFLICT DO NOTHING`,
    )
    .run({
      seq: change.seq,
      entity: change.entity,
      rowId: change.rowId,
      field: change.field,
      value: change.value,
      policy: change.policy,
      baseRev: change.baseRev,
      hlc: change.hlc,
      actor: change.actor,
      deskId: change.deskId,
      deskSeq: change.deskSeq,
      changeSet: change.changeSet,
      receivedAt: change.receivedAt,
    });
}

/** Somebody decided about a parked change. */
export function closeParked(store: Store, change: LoggedChange): void {
  store
    .statement(
      'sync conflict decided',
      () => `UPDATE sync_conflict SET state = 'decided', decided_seq = @seq, decided_by = @actor, decided_at = @at
        WHERE parked_seq = @resolves AND state = 'open'`,
    )
    .run({ seq: change.seq, actor: change.actor, at: change.receivedAt, resolves: change.resolves });
}

/** This desk's decision is not on its way any more: it was taken, or it met another one and the question stays. */
export function resolved(store: Store, change: LoggedChange): void {
  store
    .statement(
      'sync conflict answered',
      () => 'UPDATE sync_conflict SET decision = NULL WHERE parked_seq = @resolves AND decision = @deskSeq',
    )
    .run({ resolves: change.resolves, deskSeq: change.deskSeq });
}
