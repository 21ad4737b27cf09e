import { actorName, type Context } from '../kernel/index.ts';
import type { Capture, CaptureSession, Row, Store, TableName, Value } from '../store/index.ts';
import { broughtWith, type Outbound, type Place } from './bringing.ts';
import { findRow, isShared, markedRow, markValue, rowIdOf, valueOf } from './fields.ts';
import { type FieldValue, pendingOf, send } from './outbox.ts';
import { deletedField, markEntity, markField, partTables, type SyncedTable, syncedTable } from './policies.ts';
import { shadowOf } from './shadow.ts';

/** Rows of one entity: row id → fields that may have changed. */
type Dirty = Map<string, Set<string>>;

/**
 * Makes changes for other desks out of changes of rows. What goes out is told by comparing at the end of the transaction:
 * a row that is removed and written again with the same values is no change, and ten edits of a field are one.
 */
export function captureOf(store: Store, afterWrite: () => void): Capture {
  return { begin: () => new Session(store, afterWrite) };
}

class Session implements CaptureSession {
  readonly #store: Store;
  readonly #afterWrite: () => void;
  /** In the order in which rows were first touched: a record before those that name it. */
  readonly #dirty = new Map<SyncedTable, Dirty>();
  /** Rows that were made in this transaction. */
  readonly #made = new Set<string>();
  readonly #marks = new Map<string, { table: TableName; column: string; of: Record<string, Value>; rowId: string }>();

  constructor(store: Store, afterWrite: () => void) {
    this.#store = store;
    this.#afterWrite = afterWrite;
  }

  changed(table: TableName, before: Row | null, after: Row | null): void {
    const part = partTables.get(table);
    if (part) {
      const owner = part.owner.fields[part.field]?.parts?.owner ?? '';
      for (const row of [before, after]) if (row) this.#touch(part.owner, String(row[owner]), [part.field]);
    }
    const synced = syncedTable(table);
    if (!synced) return;
    const ids = new Set([before, after].flatMap((row) => (row && isShared(synced, row) ? [rowIdOf(synced, row)] : [])));
    if (before === null) for (const id of ids) this.#made.add(`${synced.table} ${id}`);
    const isSame = before !== null && after !== null && ids.size === 1;
    const fields = isSame
      ? Object.entries(synced.fields)
          .filter(([, { columns }]) => columns.some((column) => before[column] !== after[column]))
          .map(([field]) => field)
      : Object.keys(synced.fields);
    if (fields.length > 0) for (const id of ids) this.#touch(synced, id, fields);
    for (const { column, of } of synced.marks ?? []) {
      if (!isMarkTouched(column, of, before, after)) continue;
      for (const row of [before, after]) if (row) this.#touchMark(table, column, of, row);
    }
  }

  write(context: Context): void {
    const store = this.#store;
    // What is marked as the default is named by that.
    for (const { table, column, of } of this.#marks.values()) {
      const synced = syncedTable(table);
      const rowId = markedRow(store, table, column, of);
      if (synced && rowId !== undefined && !isKnown(store, { synced, rowId })) this.#touch(synced, rowId, []);
    }
    const own: FieldValue[] = [];
    const outbound: Outbound[] = [];
    for (const [synced, rows] of this.#dirty)
      for (const [rowId, fields] of rows) {
        const row = findRow(store, synced, rowId);
        // A record that no other desk can know yet goes out whole, whatever was changed of it.
        const isUnknown = row !== undefined && !isKnown(store, { synced, rowId });
        const asked = isUnknown ? Object.keys(synced.fields) : fields;
        const hasParts = isUnknown && !this.#made.has(`${synced.table} ${rowId}`);
        if (row) outbound.push({ synced, rowId, row, fields: asked, hasParts });
        own.push(...changesOf(store, synced, rowId, asked, row));
      }
    const brought = broughtWith({ store, isKnown: (place) => isKnown(store, place) }, outbound);
    const whole = ({ synced, rowId }: Place): FieldValue[] =>
      changesOf(store, synced, rowId, Object.keys(synced.fields));
    const values = [...brought.before.flatMap(whole), ...own, ...brought.after.flatMap(whole)];
    for (const { table, column, of, rowId } of this.#marks.values()) {
      const entity = markEntity(table, column);
      const value = markValue(this.#store, table, column, of);
      if (differs(this.#store, entity, rowId, markField, value))
        values.push({ entity, rowId, field: markField, value });
    }
    this.#dirty.clear();
    this.#made.clear();
    this.#marks.clear();
    const given = send(this.#store, values, actorName(context.principal), context.changeSet);
    if (given.length > 0) this.#afterWrite();
  }

  #touch(synced: SyncedTable, rowId: string, fields: readonly string[]): void {
    const rows = this.#dirty.get(synced) ?? new Map<string, Set<string>>();
    this.#dirty.set(synced, rows);
    const known = rows.get(rowId) ?? new Set<string>();
    rows.set(rowId, known);
    for (const field of fields) known.add(field);
  }

  #touchMark(table: TableName, column: string, names: readonly string[], row: Row): void {
    const of = Object.fromEntries(names.map((name) => [name, row[name] ?? null]));
    const rowId = JSON.stringify(Object.values(of));
    this.#marks.set(`${table} ${column} ${rowId}`, { table, column, of, rowId });
  }
}

const isMarkTouched = (column: string, of: readonly string[], before: Row | null, after: Row | null): boolean =>
  [column, 'deleted_at', ...of].some((name) => (before?.[name] ?? null) !== (after?.[name] ?? null));

/** Whether a value is another one than the desk last said or was told. An empty one that nobody knows is none. */
function differs(store: Store, entity: string, rowId: string, field: string, value: string | null): boolean {
  const known = pendingOf(store, entity, rowId, field) ?? shadowOf(store, entity, rowId, field);
  return known ? known.value !== value : value !== null;
}

/** What of a row's fields has to go out, in the order in which it may arrive. */
export function changesOf(
  store: Store,
  synced: SyncedTable,
  rowId: string,
  fields: Iterable<string>,
  row = findRow(store, synced, rowId),
): FieldValue[] {
  const entity = synced.table;
  const isGone = !row && synced.key === 'id';
  const values: FieldValue[] = [];
  for (const field of fields) {
    // A record that is removed says so once, not in each of its fields.
    if (isGone && field !== deletedField) continue;
    const value = valueOf(store, synced, row, field);
    if (!isDeletedAlready(store, entity, rowId, field, value) && differs(store, entity, rowId, field, value))
      values.push({ entity, rowId, field, value });
  }
  // Taken back, a deletion opens the row for what follows; a deletion closes it.
  const place = ({ field, value }: FieldValue): number => (field !== deletedField ? 1 : value === null ? 0 : 2);
  return values.toSorted((a, b) => place(a) - place(b));
}

const isKnown = (store: Store, { synced: { table: entity }, rowId }: Place): boolean =>
  store.get(
    'sync is known',
    `SELECT 1 AS found FROM sync_shadow WHERE entity = @entity AND row_id = @rowId
      UNION ALL SELECT 1 FROM sync_outbox WHERE entity = @entity AND row_id = @rowId AND closed_at IS NULL LIMIT 1`,
    { entity, rowId },
  ) !== undefined;

/** A removed row's instant is the first one: removing it again at another desk is no new change. */
function isDeletedAlready(store: Store, entity: string, rowId: string, field: string, value: string | null): boolean {
  if (field !== deletedField || value === null || syncedTable(entity)?.ends !== 'remove') return false;
  const known = pendingOf(store, entity, rowId, field) ?? shadowOf(store, entity, rowId, field);
  return known !== undefined && known.value !== null;
}
