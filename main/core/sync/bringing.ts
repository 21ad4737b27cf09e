import type { Row, Store } from '../store/index.ts';
import { rowIdOf } from './fields.ts';
import { type SyncedTable, syncedTable } from './policies.ts';
import { type Part, partsOf } from './record-parts.ts';

/** A row of a shared table. */
export interface Place {
  readonly synced: SyncedTable;
  readonly rowId: string;
}

/** A row of which something goes out. */
export interface Outbound extends Place {
  readonly row: Row;
  /** What of it does. */
  readonly fields: Iterable<string>;
  /** Nobody knows it, though it was here before: what is part of it was too. */
  readonly hasParts: boolean;
}

export interface BringDeps {
  readonly store: Store;
  /** Whether other desks know a row, or will by what is on its way. */
  readonly isKnown: (place: Place) => boolean;
}

/**
 * What goes out with rows besides: the records that they name and that no other desk can know (`before`), and what is part of records
 * that none can know (`after`). A desk that has joined without bringing what it had would else tell of a product without its
 * prices, in a category of which nobody has heard.
 */
export function broughtWith(
  { store, isKnown }: BringDeps,
  outbound: readonly Outbound[],
): { before: readonly Place[]; after: readonly Place[] } {
  const met = new Set(outbound.map(keyOf));
  const before: Place[] = [];
  const after: Place[] = [];

  function owners(synced: SyncedTable, row: Row, fields: Iterable<string> = Object.keys(synced.fields)): void {
    for (const { table, id } of namedBy(store, synced, row, fields)) {
      const parent = syncedTable(table);
      const found = parent && rowById(store, table, id);
      if (!found) continue;
      const place = { synced: parent, rowId: rowIdOf(parent, found) };
      if (met.has(keyOf(place)) || isKnown(place)) continue;
      met.add(keyOf(place));
      owners(parent, found);
      before.push(place);
      parts(parent, id);
    }
  }

  function parts({ table }: SyncedTable, id: string): void {
    for (const part of partsOf[table as keyof typeof partsOf] ?? []) {
      const synced = syncedTable(part.entity);
      if (!synced) continue;
      for (const row of rowsOf(store, synced, part, id)) {
        const place = { synced, rowId: rowIdOf(synced, row) };
        if (met.has(keyOf(place)) || isKnown(place)) continue;
        met.add(keyOf(place));
        owners(synced, row);
        after.push(place);
      }
    }
  }

  for (const { synced, row, fields, hasParts } of outbound) {
    owners(synced, row, fields);
    if (hasParts) parts(synced, String(row['id']));
  }
  return { before, after };
}

const keyOf = ({ synced, rowId }: Place): string => `${synced.table} ${rowId}`;

const rowById = (store: Store, table: string, id: string): Row | undefined =>
  store.get<Row>(`sync brought ${table}`, `SELECT * FROM ${table} WHERE id = @id`, { id });

/** Records that a row names in its key, and in some of what is shared of it. */
function namedBy(
  store: Store,
  synced: SyncedTable,
  row: Row,
  fields: Iterable<string>,
): { table: string; id: string }[] {
  if (synced.table === 'translation') return [{ table: String(row['entity']), id: String(row['entity_id']) }];
  const all = referencesIn(store, synced.table);
  const found =
    synced.key === 'id'
      ? []
      : named(
          row,
          all.filter(({ from }) => synced.key.includes(from)),
        );
  for (const field of fields) {
    const { columns = [], parts } = synced.fields[field] ?? {};
    if (all.length > 0)
      found.push(
        ...named(
          row,
          all.filter(({ from }) => columns.includes(from)),
        ),
      );
    // Rows of other tables that are part of the value: a code's products.
    for (const table of parts?.tables ?? [])
      for (const part of rowsNaming(store, table, parts?.owner ?? '', String(row['id'])))
        found.push(
          ...named(
            part,
            referencesIn(store, table).filter(({ from }) => from !== parts?.owner),
          ),
        );
  }
  return found;
}

const rowsNaming = (store: Store, table: string, column: string, id: string): Row[] =>
  store.all<Row>(`sync named by ${table}`, `SELECT * FROM ${table} WHERE ${column} = @id`, { id });

const named = (row: Row, all: readonly Reference[]): { table: string; id: string }[] =>
  all.flatMap(({ table, from }) => {
    const id = row[from];
    return typeof id === 'string' ? [{ table, id }] : [];
  });

interface Reference {
  readonly table: string;
  readonly from: string;
}
const references = new WeakMap<Store, Map<string, readonly Reference[]>>();

/** Columns of a table that name a record that is shared: the schema says which. */
function referencesIn(store: Store, table: string): readonly Reference[] {
  const known = references.get(store) ?? new Map<string, readonly Reference[]>();
  references.set(store, known);
  const before = known.get(table);
  if (before) return before;
  const all = store.db.pragma(`foreign_key_list(${table})`) as Reference[];
  const found = all.filter((each) => syncedTable(each.table) !== undefined);
  known.set(table, found);
  return found;
}

/** The rows of one kind that are part of a record. */
function rowsOf(store: Store, synced: SyncedTable, { begins, of = '@id' }: Part, id: string): Row[] {
  const key = synced.key === 'id' ? ['id'] : synced.key;
  const at = begins?.length ?? 0;
  const where = [...key.slice(0, at).map((column, n) => `${column} = @begins${n}`), `${key[at]} IN (${of})`];
  return store.all<Row>(
    `sync parts brought ${synced.table} ${begins?.join() ?? ''}`,
    `SELECT * FROM ${synced.table} WHERE ${where.join(' AND ')}`,
    { id, ...Object.fromEntries((begins ?? []).map((value, n) => [`begins${n}`, value])) },
  );
}
