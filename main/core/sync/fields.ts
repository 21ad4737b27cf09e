import type { Row, Store, Value } from '../store/index.ts';
import { canonical, type Json, parsed } from './canonical.ts';
import { deletedField, type SyncedTable } from './policies.ts';

/** The id of a row at every desk: its own id, or its key as a JSON list. */
export function rowIdOf(synced: SyncedTable, row: Row): string {
  if (synced.key === 'id') return String(row['id']);
  return canonical(synced.key.map((column) => (row[column] ?? null) as Json));
}

/** Whether the row is one of those that are shared. */
export const isShared = (synced: SyncedTable, row: Row): boolean =>
  Object.entries(synced.only ?? {}).every(([column, value]) => row[column] === value);

/** Key columns of a row id; null where it is not of this table's form. */
export function keyOf(synced: SyncedTable, rowId: string): Record<string, Value> | null {
  if (synced.key === 'id') return { id: rowId };
  try {
    const values = parsed(rowId);
    if (!Array.isArray(values) || values.length !== synced.key.length) return null;
    if (!values.every((value) => value === null || typeof value === 'string' || typeof value === 'number')) return null;
    return Object.fromEntries(synced.key.map((column, at) => [column, (values as Value[])[at] ?? null]));
  } catch {
    return null;
  }
}

/** The row at this desk. */
export function findRow(store: Store, synced: SyncedTable, rowId: string): (Row & { id: string }) | undefined {
  const key = keyOf(synced, rowId);
  if (!key) return undefined;
  const columns = Object.keys(key);
  return store.get<Row & { id: string }>(
    `sync row ${synced.table}`,
    `SELECT * FROM ${synced.table}${columns.length > 0 ? ' WHERE ' : ' LIMIT 1'}${columns
      .map((column) => `${column} IS @${column}`)
      .join(' AND ')}`,
    key as Record<string, string | number | null>,
  );
}

/** Value of a field as text that goes to the hub; `null` where it is empty or the row is not there. */
export function valueOf(store: Store, synced: SyncedTable, row: Row | undefined, field: string): string | null {
  const group = synced.fields[field];
  if (!group) throw new Error(`${synced.table} has no field ${field}`);
  if (field === deletedField && group.columns.length === 0) return row ? null : canonical(store.now());
  if (!row) return null;
  const told = (column: string): Json => {
    const value = row[column];
    if (value instanceof Uint8Array) throw new Error(`${synced.table}.${column} is a file`);
    return sharedRef(store, synced, column, value ?? null);
  };
  const [only] = group.columns;
  if (only !== undefined && group.columns.length === 1 && !group.parts) {
    const value = told(only);
    return value === null ? null : canonical(value);
  }
  if (field === deletedField && row['deleted_at'] === null) return null;
  const value: Record<string, Json> = {};
  for (const column of group.columns) value[column] = told(column);
  if (group.parts) value['parts'] = group.parts.read(store, String(row['id']));
  return canonical(value);
}

/** What a column that names another record says to other desks. */
function sharedRef(store: Store, synced: SyncedTable, column: string, value: string | number | null): Json {
  const ref = synced.refs?.[column];
  if (!ref || value === null) return value;
  const found = store.get<{ by: string }>(
    `sync ref ${ref.table}`,
    `SELECT ${ref.by} AS "by" FROM ${ref.table} WHERE id = @value`,
    { value },
  );
  return found?.by ?? null;
}

/** Columns that a value sets, or why this desk cannot take it. */
export type Taken =
  | { readonly columns: Record<string, Value>; readonly parts: Json | undefined; readonly reason?: undefined }
  | { readonly reason: 'unknown_field' | 'file_missing' };

/** What the text of a value means in this desk's columns. */
export function columnsOf(store: Store, synced: SyncedTable, field: string, text: string | null): Taken {
  const group = synced.fields[field];
  if (!group) return { reason: 'unknown_field' };
  const columns: Record<string, Value> = {};
  const value = text === null ? null : parsed(text);
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const single = group.columns.length === 1 && !group.parts;
  const given: Readonly<Record<string, Json>> = single
    ? { [group.columns[0] ?? '']: value }
    : isObject
      ? (value as Readonly<Record<string, Json>>)
      : {};
  for (const column of Object.keys(given))
    if (column !== 'parts' && !group.columns.includes(column)) return { reason: 'unknown_field' };
  for (const column of group.columns) {
    const told = (given[column] ?? null) as Value;
    const ref = synced.refs?.[column];
    if (!ref || told === null) {
      columns[column] = told;
      continue;
    }
    const found = store.get<{ id: string }>(
      `sync ref of ${ref.table}`,
      `SELECT id FROM ${ref.table} WHERE ${ref.by} = @told`,
      { told: String(told) },
    );
    if (!found) return { reason: 'file_missing' };
    columns[column] = found.id;
  }
  return { columns, parts: group.parts && isObject ? given['parts'] : undefined };
}

/** Which row has the mark, as text; null: none. `of` are the values that the mark is within. */
export function markValue(
  store: Store,
  table: string,
  column: string,
  of: Readonly<Record<string, Value>>,
): string | null {
  const found = markedRow(store, table, column, of);
  return found === undefined ? null : canonical(found);
}

export function markedRow(
  store: Store,
  table: string,
  column: string,
  of: Readonly<Record<string, Value>>,
): string | undefined {
  const within = Object.keys(of).map((name) => ` AND ${name} = @${name}`);
  return store.get<{ id: string }>(
    `sync mark ${table} ${column}`,
    `SELECT id FROM ${table} WHERE ${column} = 1 AND deleted_at IS NULL${within.join('')}`,
    of as Record<string, string | number | null>,
  )?.id;
}

interface Columns {
  /** Never empty. */
  readonly filled: ReadonlySet<string>;
  /** Never empty, and without a value of the schema's own. */
  readonly needed: ReadonlySet<string>;
}

const schemas = new WeakMap<Store, Map<string, Columns>>();

function columnsIn(store: Store, table: string): Columns {
  const known = schemas.get(store) ?? new Map<string, Columns>();
  schemas.set(store, known);
  let found = known.get(table);
  if (!found) {
    const info = store.db.pragma(`table_info(${table})`) as { name: string; notnull: number; dflt_value: unknown }[];
    const filled = info.filter(({ notnull }) => notnull === 1);
    found = {
      filled: new Set(filled.map(({ name }) => name)),
      needed: new Set(filled.filter((each) => each.dflt_value === null).map(({ name }) => name)),
    };
    known.set(table, found);
  }
  return found;
}

/** Columns of a table that are never empty. */
export const filledColumns = (store: Store, table: string): ReadonlySet<string> => columnsIn(store, table).filled;

/** Columns that a new row of a table has to have. */
export const neededColumns = (store: Store, table: string): ReadonlySet<string> => columnsIn(store, table).needed;
