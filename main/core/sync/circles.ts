import type { Store } from '../store/index.ts';
import { pendingOf } from './outbox.ts';
import { shadowOf } from './shadow.ts';

/**
 * Two desks that each put one category into the other's meet in no single value: only together the values are a circle.
 * Of its links the newest is the one that does not count, so that each desk sees the same tree, in whatever order it
 * learned of them. Answers the category that loses its place by putting `id` (a value numbered `rev`) under `parent`, or
 * undefined where there is no circle.
 */
export function circleLoser(store: Store, id: string, parent: string, rev: number): string | undefined {
  const above = store.all<{ id: string }>(
    'sync circle',
    `WITH RECURSIVE above (id, parent_id) AS (SELECT id, parent_id FROM category WHERE id = @parent
        UNION SELECT c.id, c.parent_id FROM category c JOIN above a ON c.id = a.parent_id WHERE a.id <> @id)
      SELECT id FROM above`,
    { parent, id },
  );
  if (!above.some((member) => member.id === id)) return undefined;
  let loser = { id, rev };
  for (const member of above) {
    if (member.id === id) continue;
    const linked = pendingOf(store, 'category', member.id, 'parent')
      ? Number.POSITIVE_INFINITY
      : (shadowOf(store, 'category', member.id, 'parent')?.rev ?? 0);
    if (linked > loser.rev) loser = { id: member.id, rev: linked };
  }
  return loser.id;
}
