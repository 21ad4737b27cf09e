import type { ListName } from '../../../preload/api/views.ts';
import type { Store } from '../store/index.ts';

export interface ViewRow {
  readonly id: string;
  readonly list: ListName;
  readonly name: string;
  readonly staff_id: string;
  readonly owner: string;
  readonly is_shared: number;
  readonly is_default: number;
  readonly definition: string;
  readonly updated_at: string;
}

const columns = `v.id, v.list, v.name, v.staff_id, s.name AS owner, v.is_shared, v.definition, v.updated_at,
  EXISTS (SELECT 1 FROM default_view d WHERE d.list = v.list AND d.staff_id = @staffId AND d.view_id = v.id)
    AS is_default`;
const from = 'FROM saved_view v JOIN staff_member s ON s.id = v.staff_id';

/** What a member sees of a list's views, by name. */
export const viewsOf = (store: Store, list: ListName, staffId: string): ViewRow[] =>
  store.all(
    'views of list',
    `SELECT ${columns} ${from} WHERE v.list = @list AND (v.staff_id = @staffId OR v.is_shared = 1)
      ORDER BY v.name COLLATE NOCASE, v.id LIMIT 200`,
    { list, staffId },
  );

/** A view that a member sees. */
export const findView = (store: Store, id: string, staffId: string): ViewRow | undefined =>
  store.get('view by id', `SELECT ${columns} ${from} WHERE v.id = @id AND (v.staff_id = @staffId OR v.is_shared = 1)`, {
    id,
    staffId,
  });

/** The row that says with which view a member's list opens. */
export const defaultOf = (store: Store, list: ListName, staffId: string): { readonly id: string } | undefined =>
  store.get('default view of list', 'SELECT id FROM default_view WHERE list = @list AND staff_id = @staffId', {
    list,
    staffId,
  });

/** Every row that names a view as a list's default. */
export const defaultsTo = (store: Store, viewId: string): { readonly id: string }[] =>
  store.all('defaults to view', 'SELECT id FROM default_view WHERE view_id = @viewId', { viewId });
