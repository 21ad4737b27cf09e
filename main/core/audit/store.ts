import type { AuditEntry } from '../../../preload/api/audit.ts';
import type { Row, Store } from '../store/index.ts';

/** An entry with its place in the chain. */
export interface NumberedEntry {
  readonly seq: number;
  readonly entry: AuditEntry;
}

interface EntryRow {
  readonly seq: number;
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly entity: string;
  readonly entity_id: string;
  readonly action: AuditEntry['action'];
  readonly changes: string;
}

/** Entries of one record before a place in the chain, newest first. */
export const listEntries = (
  store: Store,
  entity: string,
  entityId: string,
  before: number,
  count: number,
): NumberedEntry[] =>
  store
    .all<EntryRow>(
      'audit of record',
      `SELECT seq, id, at, actor, entity, entity_id, action, changes FROM audit_entry
        WHERE entity = @entity AND entity_id = @entityId AND seq < @before ORDER BY seq DESC LIMIT @count`,
      { entity, entityId, before, count },
    )
    .map((row) => ({
      seq: row.seq,
      entry: {
        id: row.id,
        at: row.at,
        actor: row.actor,
        entity: row.entity,
        entityId: row.entity_id,
        action: row.action,
        changes: JSON.parse(row.changes) as AuditEntry['changes'],
      },
    }));

/** Every entry with its chain value, in order, one at a time (a long history must not be held in memory). */
export const entriesInOrder = (store: Store): IterableIterator<Row & { readonly seq: number; readonly hash: string }> =>
  store
    .statement<[], Row & { readonly seq: number; readonly hash: string }>(
      'audit chain',
      () =>
        `SELECT seq, id, at, actor, trace_id, entity, entity_id, action, changes, hash FROM audit_entry ORDER BY seq`,
    )
    .iterate();
