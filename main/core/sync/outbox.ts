import type { Store } from '../store/index.ts';
import { nextHlc } from './hlc.ts';
import { deletedField, policyOf, schemaVersion } from './policies.ts';
import { shadowOf, shadowsOf } from './shadow.ts';
import { hubNow, joined, remember } from './state.ts';
import type { Change, Outcome, Policy } from './transport.ts';

/** A change of this desk as it is stored. */
export interface Outgoing {
  readonly desk_seq: number;
  readonly change_set: string;
  readonly entity: string;
  readonly row_id: string;
  readonly field: string;
  readonly value: string | null;
  readonly policy: Policy;
  readonly base_rev: number;
  readonly base_own: number;
  readonly hlc: string;
  readonly actor: string;
  readonly resolves: number;
  readonly schema: number;
  readonly outcome: Outcome | null;
  readonly seq: number;
  readonly reason: string;
  readonly failures: number;
  readonly meets: number;
  /** Of a refused one: its field was edited again. */
  readonly is_answered: number;
  readonly closed_at: string | null;
}

/** SQL: edits that the hub refused and whose field was not edited again. In these words the index of refusals is taken. */
export const refusedHere = "outcome = 'refused' AND is_answered = 0";

/** The newest change of a field that has no echo yet. */
export const pendingOf = (store: Store, entity: string, rowId: string, field: string): Outgoing | undefined =>
  store.get<Outgoing>(
    'sync pending',
    `SELECT * FROM sync_outbox WHERE entity = @entity AND row_id = @rowId AND field = @field AND closed_at IS NULL
      ORDER BY desk_seq DESC LIMIT 1`,
    { entity, rowId, field },
  );

/** Field → newest change without echo, of a row. */
export function pendingFields(store: Store, entity: string, rowId: string): Map<string, Outgoing> {
  const rows = store.all<Outgoing>(
    'sync pending of row',
    `SELECT * FROM sync_outbox WHERE entity = @entity AND row_id = @rowId AND closed_at IS NULL ORDER BY desk_seq`,
    { entity, rowId },
  );
  return new Map(rows.map((row) => [row.field, row]));
}

/** A change as the hub gets it. What the hub failed on each time goes as nothing, so that the rest can follow. */
export function told(row: Outgoing): Change {
  const stuck = row.failures >= maxFailures;
  return {
    deskSeq: row.desk_seq,
    changeSet: row.change_set,
    entity: stuck ? '' : row.entity,
    rowId: stuck ? '' : row.row_id,
    field: stuck ? '' : row.field,
    value: stuck ? null : row.value,
    policy: row.policy,
    baseRev: row.base_rev,
    baseOwn: row.base_own,
    hlc: row.hlc,
    actor: row.actor,
    resolves: stuck ? 0 : row.resolves,
    schema: row.schema,
  };
}

/** How often the hub may fail on one change that was sent alone before the rest goes on without it. */
export const maxFailures = 3;

export interface FieldValue {
  readonly entity: string;
  readonly rowId: string;
  readonly field: string;
  readonly value: string | null;
  /** `seq` of the parked change that this decides about. */
  readonly resolves?: number;
}

/**
 * Writes changes of one transaction into the outbox, in the order given. Each says what its editor saw: the confirmed
 * value, or this desk's own change before it. `changeSet`: of what is one change in several transactions.
 */
export function send(
  store: Store,
  values: readonly FieldValue[],
  actor: string,
  changeSet: string = store.makeId(),
): readonly number[] {
  if (values.length === 0) return [];
  const { deskId, deskSeq, hlc, offset } = joined(store);
  const now = hubNow(store, offset);
  const given: number[] = [];
  let stamp = hlc;
  let seq = deskSeq;
  for (const { entity, rowId, field, value, resolves = 0 } of values) {
    const policy = policyOf(entity, field);
    if (!policy) throw new Error(`${entity} has no shared field ${field}`);
    seq += 1;
    stamp = nextHlc(stamp, now, deskId);
    const { baseRev, baseOwn } = baseOf(store, entity, rowId, field, value);
    store
      .statement(
        'sync outbox insert',
        () => `INSERT INTO sync_outbox (desk_seq, change_set, entity, row_id, field, value, policy, base_rev, base_own, hlc,
            actor, resolves, schema, saved_at)
          VALUES (@seq, @changeSet, @entity, @rowId, @field, @value, @policy, @baseRev, @baseOwn, @stamp, @actor, @resolves,
            @schema, @at)`,
      )
      .run({
        seq,
        changeSet,
        entity,
        rowId,
        field,
        value,
        policy,
        baseRev,
        baseOwn,
        stamp,
        actor,
        resolves,
        schema: schemaVersion,
        at: store.now(),
      });
    store
      .statement(
        'sync refusal answered',
        () => `UPDATE sync_outbox SET is_answered = 1
          WHERE ${refusedHere} AND entity = @entity AND row_id = @rowId AND field = @field`,
      )
      .run({ entity, rowId, field });
    given.push(seq);
  }
  remember(store, { deskSeq: seq, hlc: stamp });
  return given;
}

/** What the editor of a field saw when they changed it. */
function baseOf(
  store: Store,
  entity: string,
  rowId: string,
  field: string,
  value: string | null,
): { baseRev: number; baseOwn: number } {
  const own = pendingOf(store, entity, rowId, field);
  if (field === deletedField && value !== null)
    return { baseRev: rowBase(store, entity, rowId), baseOwn: own?.desk_seq ?? 0 };
  if (own) return { baseRev: own.base_rev, baseOwn: own.desk_seq };
  // A value that could not be put into its row was not seen by whoever edits that row.
  const unseen = store.get('sync is deferred', deferredSql, { entity, rowId, field }) !== undefined;
  return { baseRev: unseen ? 0 : (shadowOf(store, entity, rowId, field)?.rev ?? 0), baseOwn: 0 };
}

const deferredSql =
  'SELECT 1 AS found FROM sync_deferred WHERE entity = @entity AND row_id = @rowId AND field = @field';

/** The newest number of a row's values that were seen before it was deleted: what lies hidden under own edits was not. */
function rowBase(store: Store, entity: string, rowId: string): number {
  const pending = pendingFields(store, entity, rowId);
  let seen = 0;
  let unseen = Number.POSITIVE_INFINITY;
  for (const shadow of shadowsOf(store, entity, rowId)) {
    const own = pending.get(shadow.field);
    const isHidden =
      (own !== undefined && shadow.rev > own.base_rev && own.outcome !== 'applied') ||
      store.get('sync is deferred', deferredSql, { entity, rowId, field: shadow.field }) !== undefined;
    if (isHidden) unseen = Math.min(unseen, shadow.rev);
    else seen = Math.max(seen, shadow.rev);
  }
  return Math.min(seen, unseen - 1);
}
