import type { TableName, Value } from '../store/index.ts';
import type { PromoParts } from './promo-parts.ts';
import { syncedTables } from './synced-tables.ts';
import type { Policy } from './transport.ts';

export { deletedField } from './transport.ts';

/** Columns that only make sense together: one value, changed, compared and decided about as one. */
export interface FieldGroup {
  readonly policy: Policy;
  readonly columns: readonly string[];
  /** Rows of other tables that belong to the value. */
  readonly parts?: PromoParts;
}

/** How a table is shared (design 6): data beside the schema; a test compares it with the schema, column by column. */
export interface SyncedTable {
  readonly table: TableName;
  /**
   * `id`: its id names it at every desk. Columns: they name it, and its id stays at the desk, so that two desks that add the
   * price of one term meet in one value. No columns: the table's only row.
   */
  readonly key: 'id' | readonly string[];
  readonly fields: Readonly<Record<string, FieldGroup>>;
  /** Columns that stay at the desk, and what a row that comes from elsewhere gets there. */
  readonly local: Readonly<Record<string, Value>>;
  /** Columns that name a record by something that is the same at every desk. */
  readonly refs?: Readonly<Record<string, { readonly table: TableName; readonly by: string }>>;
  /** Columns that are unique at a desk and given out by each: one that is taken here gets the end of its row's id behind it. */
  readonly distinct?: readonly string[];
  /** Only one row of the table has 1 in this column, for each value of `of`: a value of its own, the id of that row. */
  readonly marks?: readonly { readonly column: string; readonly of: readonly string[] }[];
  /** `remove`: the row goes with its key or with `deleted_at`. `archive`: it keeps a tombstone. */
  readonly ends: 'remove' | 'archive' | 'never';
  /** False where the row is made here alone and only fields of it are shared. */
  readonly creates: boolean;
  /** Only rows with this value are shared. */
  readonly only?: Readonly<Record<string, Value>>;
  /** SQL that finds a row where the record `@id` cannot be deleted at this desk. */
  readonly inUse?: string;
  /** Field → what else is set at this desk when another one changed it. */
  readonly onReplaced?: Readonly<Record<string, Readonly<Record<string, Value>>>>;
}

/** The one field of a mark. */
export const markField = 'row';

/** Version of the set of synced fields: rises with each field that is added. Fields are never taken away. */
export const schemaVersion = 2;

const byTable = new Map<string, SyncedTable>(syncedTables.map((synced) => [synced.table, synced]));

/** How a table is shared; undefined where it is not. */
export const syncedTable = (table: string): SyncedTable | undefined => byTable.get(table);

/** The entity of a mark: `tax_rate.is_default`. */
export const markEntity = (table: string, column: string): string => `${table}.${column}`;

/** What a mark is of; undefined where the entity is none. */
export function markOf(entity: string): { synced: SyncedTable; column: string; of: readonly string[] } | undefined {
  const [table = '', column = ''] = entity.split('.');
  const synced = byTable.get(table);
  const mark = synced?.marks?.find((each) => each.column === column);
  return synced && mark ? { synced, ...mark } : undefined;
}

/** The tables whose rows are part of a value of another one. */
export const partTables = new Map<string, { readonly owner: SyncedTable; readonly field: string }>(
  syncedTables.flatMap((owner) =>
    Object.entries(owner.fields).flatMap(([field, group]) =>
      (group.parts?.tables ?? []).map((table) => [table, { owner, field }] as const),
    ),
  ),
);

/** Records before those that name them: the order in which a snapshot becomes rows. */
export const entityOrder: readonly string[] = syncedTables.flatMap(({ table, marks = [] }) => [
  table,
  ...marks.map(({ column }) => markEntity(table, column)),
]);

/** Policy of a field; undefined where this version does not know it. */
export function policyOf(entity: string, field: string): Policy | undefined {
  if (markOf(entity)) return field === markField ? 'review' : undefined;
  return byTable.get(entity)?.fields[field]?.policy;
}
