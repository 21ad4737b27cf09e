import type { Context } from '../kernel/index.ts';
import { actorName } from '../kernel/index.ts';
import type { Row, Store } from '../store/index.ts';
import { changesOf } from './capture.ts';
import { isShared, markValue, rowIdOf } from './fields.ts';
import { type FieldValue, send } from './outbox.ts';
import { entityOrder, markField, markOf, syncedTable } from './policies.ts';
import { shadowOf } from './shadow.ts';
import { joined, remember } from './state.ts';
import { sharedSince } from './synced-tables.ts';

/** Up to where what was here before joining has been made into changes. */
interface Progress {
  readonly entity: string;
  readonly after: string;
}

/** From here on what is at this desk and not at the hub goes there. Inside the caller's transaction. */
export const beginUpload = (store: Store): void =>
  remember(store, { upload: JSON.stringify({ entity: entityOrder[0] ?? '', after: '' }) });

/**
 * After an update from `schema`: what is here of tables that are shared since goes to the hub. What is under way goes on and
 * comes to them by itself. Inside the caller's transaction.
 */
export function uploadSince(store: Store, schema: number): void {
  const from = sharedSince.find(({ version }) => version > schema)?.from;
  if (from === undefined || joined(store).upload !== '') return;
  remember(store, { upload: JSON.stringify({ entity: from, after: '' }) });
}

/**
 * Makes changes of the next part, at most of so many rows, of what was here before joining: values that the hub does not know. Answers whether
 * there is more; goes on there after a crash.
 */
export function uploadPart(store: Store, context: Context, count: number): boolean {
  const { upload } = joined(store);
  if (upload === '') return false;
  const { entity, after } = JSON.parse(upload) as Progress;
  const next = entityOrder[entityOrder.indexOf(entity) + 1];
  store.transaction(context, () => {
    const { values, last } = markOf(entity) ? marked(store, entity) : rows(store, entity, after, count);
    send(store, values, actorName(context.principal));
    if (last !== null) remember(store, { upload: JSON.stringify({ entity, after: last }) });
    else remember(store, { upload: next === undefined ? '' : JSON.stringify({ entity: next, after: '' }) });
  });
  return joined(store).upload !== '';
}

/** Values of the next rows; `last` is null after the last of them. */
function rows(
  store: Store,
  entity: string,
  after: string,
  count: number,
): { values: FieldValue[]; last: string | null } {
  const synced = syncedTable(entity);
  if (!synced) return { values: [], last: null };
  const found = store.all<Row & { id: string }>(
    `sync upload ${entity}`,
    `SELECT * FROM ${synced.table} WHERE id > @after ORDER BY id LIMIT @count`,
    { after, count },
  );
  const values = found
    .filter((row) => isShared(synced, row))
    .flatMap((row) => {
      const rowId = rowIdOf(synced, row);
      return changesOf(store, synced, rowId, Object.keys(synced.fields)).filter(
        ({ field }) => !shadowOf(store, entity, rowId, field),
      );
    });
  return { values, last: found.length === count ? (found.at(-1)?.id ?? null) : null };
}

function marked(store: Store, entity: string): { values: FieldValue[]; last: null } {
  const mark = markOf(entity);
  if (!mark) return { values: [], last: null };
  const { synced, column, of } = mark;
  const names = of.length > 0 ? of.join() : "''";
  const within = store.all<Row>(
    `sync upload ${entity}`,
    `SELECT DISTINCT ${names} FROM ${synced.table} WHERE ${column} = 1 AND deleted_at IS NULL`,
  );
  const values = within.flatMap((row) => {
    const named = Object.fromEntries(of.map((name) => [name, row[name] ?? null]));
    const rowId = JSON.stringify(Object.values(named));
    if (shadowOf(store, entity, rowId, markField)) return [];
    return [{ entity, rowId, field: markField, value: markValue(store, synced.table, column, named) }];
  });
  return { values, last: null };
}
