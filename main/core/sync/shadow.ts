import type { Store } from '../store/index.ts';
import { noSum, type Sum, summed } from './checksum.ts';
import type { Register } from './transport.ts';

/** A confirmed value as it is stored. */
interface ShadowRow {
  readonly entity: string;
  readonly row_id: string;
  readonly field: string;
  readonly value: string | null;
  readonly rev: number;
  readonly desk_id: string;
  readonly desk_seq: number;
  readonly hlc: string;
  readonly actor: string;
}

const register = (row: ShadowRow): Register => ({
  entity: row.entity,
  rowId: row.row_id,
  field: row.field,
  value: row.value,
  rev: row.rev,
  deskId: row.desk_id,
  deskSeq: row.desk_seq,
  hlc: row.hlc,
  actor: row.actor,
});

/** The confirmed value of a field. */
export function shadowOf(store: Store, entity: string, rowId: string, field: string): Register | undefined {
  const row = store.get<ShadowRow>(
    'sync shadow',
    'SELECT * FROM sync_shadow WHERE entity = @entity AND row_id = @rowId AND field = @field',
    { entity, rowId, field },
  );
  return row && register(row);
}

/** All confirmed values of a row. */
export const shadowsOf = (store: Store, entity: string, rowId: string): Register[] =>
  store
    .all<ShadowRow>('sync shadows', 'SELECT * FROM sync_shadow WHERE entity = @entity AND row_id = @rowId', {
      entity,
      rowId,
    })
    .map(register);

/** The checksum of all confirmed values, made anew: the one that is kept while they change may itself be wrong. */
export function sumOfShadow(store: Store): string {
  let sum = noSum;
  const rows = store.db.prepare('SELECT entity, row_id AS rowId, field, value, rev FROM sync_shadow').iterate();
  for (const row of rows) sum = summed(sum, null, row as Sum);
  return sum;
}

/**
 * Keeps a confirmed value and answers the new checksum. What it replaces goes to the history. Inside the caller's
 * transaction, which also stores the checksum.
 */
export function confirm(store: Store, checksum: string, after: Register, generation: number): string {
  const before = shadowOf(store, after.entity, after.rowId, after.field);
  if (before && before.rev !== after.rev) keepHistory(store, before, 'replaced', after.rev);
  store
    .statement(
      'sync shadow set',
      () => `INSERT INTO sync_shadow (entity, row_id, field, value, rev, desk_id, desk_seq, hlc, actor, generation)
        VALUES (@entity, @rowId, @field, @value, @rev, @deskId, @deskSeq, @hlc, @actor, @generation)
        ON CONFLICT (entity, row_id, field) DO UPDATE SET value = excluded.value, rev = excluded.rev,
          desk_id = excluded.desk_id, desk_seq = excluded.desk_seq, hlc = excluded.hlc, actor = excluded.actor,
          generation = excluded.generation`,
    )
    .run({ ...after, generation });
  return summed(checksum, before ?? null, after);
}

/** Keeps a value that is not live: it was replaced, or it came too late. */
export function keepHistory(
  store: Store,
  value: Pick<Register, 'entity' | 'rowId' | 'field' | 'value' | 'rev' | 'hlc' | 'actor' | 'deskId'>,
  how: 'replaced' | 'superseded',
  bySeq: number,
): void {
  const { entity, rowId, field, rev, value: text, hlc, actor, deskId } = value;
  store
    .statement(
      'sync history',
      () => `INSERT INTO sync_history (entity, row_id, field, rev, value, hlc, actor, desk_id, how, by_seq, at)
        VALUES (@entity, @rowId, @field, @rev, @text, @hlc, @actor, @deskId, @how, @bySeq, @at) ON CONFLICT DO NOTHING`,
    )
    .run({ entity, rowId, field, rev, text, hlc, actor, deskId, how, bySeq, at: store.now() });
}

/** A value that was confirmed under this number, live now or kept: what an edit started from. */
export function valueAt(
  store: Store,
  entity: string,
  rowId: string,
  field: string,
  rev: number,
): { readonly value: string | null } | undefined {
  if (rev === 0) return { value: null };
  const live = shadowOf(store, entity, rowId, field);
  if (live?.rev === rev) return live;
  return store.get<{ value: string | null }>(
    'sync history value',
    'SELECT value FROM sync_history WHERE entity = @entity AND row_id = @rowId AND field = @field AND rev = @rev',
    { entity, rowId, field, rev },
  );
}
