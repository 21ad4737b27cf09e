import type { Row, Store } from '../store/index.ts';
import type { SyncedTable } from './policies.ts';

/**
 * Whether a category would come to stand below itself: two desks that each put one category into the other's meet in no
 * single value, so only here it shows.
 */
export function breaksCircle(store: Store, synced: SyncedTable, id: string, columns: Row): boolean {
  const parent = columns['parent_id'];
  if (synced.table !== 'category' || typeof parent !== 'string') return false;
  const found = store.get(
    'sync circle',
    `WITH RECURSIVE above (id, parent_id) AS (SELECT id, parent_id FROM category WHERE id = @parent
        UNION SELECT c.id, c.parent_id FROM category c JOIN above a ON c.id = a.parent_id)
      SELECT 1 AS found FROM above WHERE id = @id`,
    { parent, id },
  );
  return found !== undefined;
}
