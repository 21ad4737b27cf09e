import type { Row, Store, Value, Writer } from '../store/index.ts';
import { type Json, parsed } from './canonical.ts';
import { circleLoser } from './circles.ts';
import { columnsOf, filledColumns, findRow, isShared, keyOf, markedRow, neededColumns } from './fields.ts';
import { pendingFields } from './outbox.ts';
import { deletedField, markField, markOf, type SyncedTable, syncedTable } from './policies.ts';
import { shadowsOf } from './shadow.ts';

/** Why a confirmed value is not in its row at this desk. */
export type DeferReason =
  | 'unknown_entity' // from a newer version; tried again after an update
  | 'unknown_field'
  | 'incomplete' // the rest of the record is still to come
  | 'missing_record' // it names a record that is not here
  | 'file_missing'
  | 'duplicate' // another record here has this name, code or address
  | 'in_use' // deleted elsewhere, needed here
  | 'circle' // a category would stand below itself: it stands at the top
  | 'invalid'
  | 'snapshot'; // fetched, not put in yet

/** What became of a field: nothing to say, or why it waits. */
type Result = ReadonlyMap<string, DeferReason>;

/**
 * Puts confirmed values of one row into the row, through the Writer: the history names who changed it, the screens are told
 * and nothing goes out again. A field with an own change that has no echo yet has that. What cannot be put in waits in
 * `sync_deferred` with its reason and holds nothing else up. Answers whether any was put in.
 */
export function putIn(writer: Writer, store: Store, entity: string, rowId: string, fields: Iterable<string>): boolean {
  // What waits of the row is tried with it: a record that was incomplete may be complete now, or fail for another reason.
  const asked = [...new Set([...fields, ...waitingOf(store, entity, rowId)])];
  const result = tryRow(writer, store, entity, rowId, asked);
  let any = false;
  for (const field of asked) {
    const reason = result.get(field);
    if (reason) defer(store, entity, rowId, field, reason);
    else {
      undefer(store, entity, rowId, field);
      any = true;
    }
  }
  return any;
}

const waitingOf = (store: Store, entity: string, rowId: string): string[] =>
  store
    .all<{ field: string }>(
      'sync waiting of row',
      `SELECT field FROM sync_deferred WHERE entity = @entity AND row_id = @rowId
        AND reason NOT IN ('unknown_entity', 'unknown_field')`,
      { entity, rowId },
    )
    .map(({ field }) => field);

function tryRow(writer: Writer, store: Store, entity: string, rowId: string, wanted: readonly string[]): Result {
  const all = (reason: DeferReason): Result => new Map(wanted.map((field) => [field, reason]));
  const values = liveHere(store, entity, rowId);
  const mark = markOf(entity);
  if (mark) return guarded(store, wanted, () => setMark(writer, store, mark, rowId, values.get(markField)));
  const synced = syncedTable(entity);
  const key = synced && keyOf(synced, rowId);
  if (!synced) return all('unknown_entity');
  if (!key) return all('invalid');
  const row = findRow(store, synced, rowId);
  const isGone =
    synced.ends === 'remove' &&
    (synced.key === 'id'
      ? (values.get(deletedField)?.value ?? null) !== null
      : wanted.some((field) => values.has(field) && values.get(field)?.value === null));
  const actor = actorOf(values, wanted);
  if (isGone) {
    if (!row) return new Map();
    return guarded(store, wanted, () => {
      writer.replaying(actor).remove(synced.table, row.id);
      return undefined;
    });
  }
  if (row) return changeRow(writer, store, synced, row, wanted, values);
  if (!synced.creates || values.size === 0) return new Map();
  return guarded(store, wanted, () => insertRow(writer.replaying(actor), store, synced, key, values));
}

/** A value as this desk shows it. */
interface Live {
  readonly value: string | null;
  readonly actor: string;
  /** Number of the confirmed one; own changes without an echo come after all of them. */
  readonly rev: number;
}

/** Field → its value at this desk: the own change that has no echo yet, else what the hub confirmed. */
function liveHere(store: Store, entity: string, rowId: string): Map<string, Live> {
  const values = new Map<string, Live>(shadowsOf(store, entity, rowId).map((shadow) => [shadow.field, shadow]));
  for (const [field, { value, actor }] of pendingFields(store, entity, rowId))
    values.set(field, { value, actor, rev: Number.POSITIVE_INFINITY });
  return values;
}

/** Runs in a savepoint; a constraint that is broken is a reason and nothing else. */
function guarded(store: Store, fields: readonly string[], work: () => DeferReason | undefined): Result {
  try {
    const reason = store.db.transaction(work)();
    return reason ? new Map(fields.map((field) => [field, reason])) : new Map();
  } catch (error) {
    const reason = reasonOf(error);
    return new Map(fields.map((field) => [field, reason]));
  }
}

function reasonOf(error: unknown): DeferReason {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)/.test(code)) return 'duplicate';
  if (code === 'SQLITE_CONSTRAINT_FOREIGNKEY') return 'missing_record';
  if (/^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG|RANGE)/.test(code)) return 'invalid';
  // No value of JSON, or none that a column can be given: of another version, or of a desk that is broken.
  if (error instanceof TypeError || error instanceof SyntaxError || error instanceof RangeError) return 'invalid';
  // A disk that is full, broken or busy is no fault of the value: it is tried again with the next round.
  throw error;
}

function changeRow(
  writer: Writer,
  store: Store,
  synced: SyncedTable,
  row: Row & { id: string },
  wanted: readonly string[],
  values: ReadonlyMap<string, Live>,
): Result {
  const change = (fields: readonly string[]): Result =>
    guarded(store, fields, () => {
      for (const field of fields) {
        const reason = changeField(writer, store, synced, row, field, values.get(field));
        if (reason) return reason;
      }
      return undefined;
    });
  const together = change(wanted);
  if (together.size === 0 || wanted.length === 1) return together;
  // One of them cannot be put in: the others are no worse for it.
  return new Map(wanted.flatMap((field) => [...change([field])]));
}

function changeField(
  writer: Writer,
  store: Store,
  synced: SyncedTable,
  row: Row & { id: string },
  field: string,
  live: Live | undefined,
): DeferReason | undefined {
  // Nothing is confirmed: an edit that was refused or parked on a field that the hub does not have.
  if (!live && synced.fields[field]?.policy !== undefined && !isEmptyAllowed(store, synced, field)) return undefined;
  const value = live?.value ?? null;
  if (field === deletedField && value !== null && synced.inUse !== undefined) {
    if (store.get(`sync in use ${synced.table}`, synced.inUse, { id: row.id })) return 'in_use';
  }
  if (field === deletedField && synced.fields[field]?.columns.length === 0) return undefined;
  const taken = columnsOf(store, synced, field, value);
  if (taken.reason) return taken.reason;
  const as = writer.replaying(live?.actor ?? '');
  const parent = taken.columns['parent_id'];
  if (synced.table === 'category' && typeof parent === 'string') {
    const loser = circleLoser(store, row.id, parent, live?.rev ?? 0);
    if (loser !== undefined) as.update('category', loser, { parent_id: null });
    if (loser === row.id) return 'circle';
    if (loser !== undefined) defer(store, 'category', loser, field, 'circle');
  }
  keepDistinct(store, synced, row.id, taken.columns);
  const isNew = Object.entries(taken.columns).some(([column, each]) => row[column] !== each);
  const patch = isNew ? { ...taken.columns, ...synced.onReplaced?.[field] } : {};
  if (Object.keys(patch).length > 0) as.update(synced.table, row.id, patch);
  if (taken.parts !== undefined) synced.fields[field]?.parts?.write(as, store, row.id, taken.parts);
  return undefined;
}

/** Whether all columns of a field can be empty. */
function isEmptyAllowed(store: Store, synced: SyncedTable, field: string): boolean {
  const filled = filledColumns(store, synced.table);
  return (synced.fields[field]?.columns ?? []).every((column) => !filled.has(column));
}

function insertRow(
  writer: Writer,
  store: Store,
  synced: SyncedTable,
  key: Record<string, Value>,
  values: ReadonlyMap<string, Live>,
): DeferReason | undefined {
  const columns: Record<string, Value> = { ...synced.local, ...key };
  const parts: { field: string; value: Json }[] = [];
  for (const [field, { value }] of values) {
    if (synced.fields[field]?.columns.length === 0) continue;
    const taken = columnsOf(store, synced, field, value);
    // A field of a newer version is none of this row's.
    if (taken.reason === 'unknown_field') continue;
    if (taken.reason) return taken.reason;
    Object.assign(columns, taken.columns);
    if (taken.parts !== undefined) parts.push({ field, value: taken.parts });
  }
  for (const needed of neededColumns(store, synced.table))
    if (!(needed in columns) && !['id', 'created_at', 'updated_at'].includes(needed)) return 'incomplete';
  if (!isShared(synced, columns)) return 'invalid';
  const id = String(columns['id'] ?? store.makeId());
  keepDistinct(store, synced, id, columns);
  writer.insert(synced.table, { ...columns, id });
  for (const { field, value: part } of parts) synced.fields[field]?.parts?.write(writer, store, id, part);
  return undefined;
}

/** Tells a value apart that another row has here (`SyncedTable.distinct`): the same way each time, so that it stays as it is. */
function keepDistinct(store: Store, synced: SyncedTable, id: string, columns: Record<string, Value>): void {
  for (const column of synced.distinct ?? []) {
    const value = columns[column];
    if (typeof value !== 'string') continue;
    const other = store.get(
      `sync distinct ${synced.table} ${column}`,
      `SELECT 1 AS found FROM ${synced.table} WHERE ${column} = @value AND id <> @id`,
      { value, id },
    );
    if (other) columns[column] = `${value}-${id.slice(-4)}`;
  }
}

/** Moves the mark of a table to the row that the hub says. */
function setMark(
  writer: Writer,
  store: Store,
  mark: NonNullable<ReturnType<typeof markOf>>,
  rowId: string,
  live: Live | undefined,
): DeferReason | undefined {
  if (!live) return undefined;
  const { table } = mark.synced;
  const values = parsed(rowId) as readonly Value[];
  const of = Object.fromEntries(mark.of.map((name, at) => [name, values[at] ?? null]));
  const before = markedRow(store, table, mark.column, of);
  const told = live.value === null ? null : parsed(live.value);
  if (told !== null && typeof told !== 'string') return 'invalid';
  const after = told ?? undefined;
  if (before === after) return undefined;
  const as = writer.replaying(live.actor);
  if (after !== undefined) {
    const row = findRow(store, mark.synced, after);
    if (!row || row['deleted_at'] !== null) return 'missing_record';
  }
  if (before !== undefined) as.update(table, before, { [mark.column]: 0 });
  if (after !== undefined) as.update(table, after, { [mark.column]: 1 });
  return undefined;
}

/** Who made the newest of these values. */
function actorOf(values: ReadonlyMap<string, Live>, fields: readonly string[]): string {
  const known = fields.flatMap((field) => values.get(field) ?? []).toSorted((a, b) => b.rev - a.rev);
  return known[0]?.actor ?? '';
}

function defer(store: Store, entity: string, rowId: string, field: string, reason: DeferReason): void {
  store
    .statement(
      'sync defer',
      () => `INSERT INTO sync_deferred (entity, row_id, field, reason, since) VALUES (@entity, @rowId, @field, @reason, @at)
        ON CONFLICT DO UPDATE SET reason = excluded.reason`,
    )
    .run({ entity, rowId, field, reason, at: store.now() });
}

function undefer(store: Store, entity: string, rowId: string, field: string): void {
  store
    .statement(
      'sync undefer',
      () => 'DELETE FROM sync_deferred WHERE entity = @entity AND row_id = @rowId AND field = @field',
    )
    .run({ entity, rowId, field });
}

/** Tries all that waits once more, again and again while some of it could be put in. */
function retryDeferred(writer: Writer, store: Store): void {
  for (let isMoving = true; isMoving;) {
    isMoving = false;
    const waiting = store.all<Waiting>(
      'sync deferred all',
      `SELECT entity, row_id, json_group_array(field) AS fields FROM sync_deferred
        WHERE reason NOT IN ('snapshot', 'unknown_entity', 'unknown_field') GROUP BY entity, row_id`,
    );
    for (const { entity, row_id, fields } of waiting)
      if (putIn(writer, store, entity, row_id, JSON.parse(fields) as string[])) isMoving = true;
  }
}

interface Waiting {
  readonly entity: string;
  readonly row_id: string;
  readonly fields: string;
}

/** Looks at single fields again, in the caller's transaction, and at what waited for them. */
export function lookAgain(writer: Writer, store: Store, fields: Iterable<Field>): void {
  const rows = new Map<string, { entity: string; rowId: string; fields: Set<string> }>();
  for (const { entity, rowId, field } of fields) {
    const key = `${entity}\u0000${rowId}`;
    const row = rows.get(key) ?? { entity, rowId, fields: new Set<string>() };
    rows.set(key, row);
    row.fields.add(field);
  }
  let any = false;
  for (const { entity, rowId, fields: names } of rows.values())
    if (putIn(writer, store, entity, rowId, names)) any = true;
  if (any) retryDeferred(writer, store);
}

/** A field of a row of an entity. */
export interface Field {
  readonly entity: string;
  readonly rowId: string;
  readonly field: string;
}

/** After an update of the application: what only a newer version knew may be known now. In the caller's transaction. */
export function retryUnknown(writer: Writer, store: Store): void {
  store.db
    .prepare("UPDATE sync_deferred SET reason = 'incomplete' WHERE reason IN ('unknown_entity', 'unknown_field')")
    .run();
  retryDeferred(writer, store);
}
