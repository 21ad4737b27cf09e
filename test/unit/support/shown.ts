import type { Store } from '../../../main/core/store/index.ts';
import { findRow, markValue, valueOf } from '../../../main/core/sync/fields.ts';
import { deletedField, markOf, syncedTable } from '../../../main/core/sync/policies.ts';
import type { Register } from '../../../main/core/sync/transport.ts';

/** What the rows of a desk show of a confirmed value: the same text, unless the desk changed it or cannot put it in. */
export function shownAt(store: Store, shadow: Pick<Register, 'entity' | 'rowId' | 'field' | 'value'>): string | null {
  const mark = markOf(shadow.entity);
  if (mark) {
    const values = JSON.parse(shadow.rowId) as (string | number)[];
    return markValue(
      store,
      mark.synced.table,
      mark.column,
      Object.fromEntries(mark.of.map((name, at) => [name, values[at] ?? null])),
    );
  }
  const synced = syncedTable(shadow.entity);
  if (!synced) return shadow.value;
  const row = findRow(store, synced, shadow.rowId);
  // A record that was removed has no fields, and says when.
  if (!row && synced.ends === 'remove' && synced.key === 'id') {
    const gone = store.db
      .prepare('SELECT value FROM sync_shadow WHERE entity = ? AND row_id = ? AND field = ?')
      .pluck()
      .get(shadow.entity, shadow.rowId, deletedField);
    return typeof gone === 'string' ? shadow.value : null;
  }
  return valueOf(store, synced, row, shadow.field);
}
