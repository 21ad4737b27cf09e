import type { Category, CategoryRow } from '../../../../preload/api/catalogue.ts';
import type { Store } from '../../store/index.ts';

interface Row {
  readonly id: string;
  readonly parent_id: string | null;
  readonly name: string;
  readonly description: string;
  readonly short_description: string;
  readonly defer_mode: Category['deferMode'];
  readonly product_count: number;
  readonly created_at: string;
  readonly updated_at: string;
}

/** The whole tree, siblings in their order; how many products are in each is kept beside it. */
export const allCategories = (store: Store): CategoryRow[] =>
  store
    .all<Pick<Row, 'id' | 'parent_id' | 'name' | 'defer_mode' | 'product_count'>>(
      'categories',
      `SELECT c.id, c.parent_id, c.name, c.defer_mode, coalesce(n.products, 0) AS product_count FROM category c
        LEFT JOIN category_size n ON n.category_id = c.id
        WHERE c.deleted_at IS NULL ORDER BY c.position, c.id`,
    )
    .map((row) => ({
      id: row.id,
      parentId: row.parent_id,
      name: row.name,
      deferMode: row.defer_mode,
      productCount: row.product_count,
    }));

/** A category that was not deleted. */
export function findCategory(store: Store, id: string): Category | undefined {
  const row = store.get<Row>(
    'category by id',
    `SELECT c.id, c.parent_id, c.name, c.description, c.short_description, c.defer_mode, c.created_at, c.updated_at,
      coalesce(n.products, 0) AS product_count
      FROM category c LEFT JOIN category_size n ON n.category_id = c.id WHERE c.id = @id AND c.deleted_at IS NULL`,
    { id },
  );
  return (
    row && {
      id: row.id,
      name: row.name,
      parentId: row.parent_id,
      description: row.description,
      shortDescription: row.short_description,
      deferMode: row.defer_mode,
      productCount: row.product_count,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
    }
  );
}

/** True when there is a category of that id that was not deleted. */
export const hasCategory = (store: Store, id: string): boolean =>
  store.get('category is there', 'SELECT 1 FROM category WHERE id = @id AND deleted_at IS NULL', { id }) !== undefined;

/** A category whether it was deleted or not: what taking a deletion back needs. */
export const anyCategory = (
  store: Store,
  id: string,
): { readonly parent_id: string | null; readonly deleted_at: string | null } | undefined =>
  store.get('category, also deleted', 'SELECT parent_id, deleted_at FROM category WHERE id = @id', { id });

/** Category → its parent, of all that were not deleted. */
export const categoryParents = (store: Store): Map<string, string | null> =>
  new Map(
    store
      .all<{ id: string; parent_id: string | null }>(
        'category parents',
        'SELECT id, parent_id FROM category WHERE deleted_at IS NULL',
      )
      .map((row) => [row.id, row.parent_id]),
  );

/** True when a category holds products or subcategories. */
export const categoryIsUsed = (store: Store, id: string): boolean =>
  store.get<{ used: number }>(
    'category used',
    `SELECT EXISTS (SELECT 1 FROM product WHERE category_id = @id AND deleted_at IS NULL)
      OR EXISTS (SELECT 1 FROM category WHERE parent_id = @id AND deleted_at IS NULL) AS used`,
    { id },
  )?.used === 1;

/** The children of a parent (null: the top) in their order. */
export const siblings = (store: Store, parentId: string | null): { readonly id: string; readonly position: string }[] =>
  store.all(
    'categories of parent',
    'SELECT id, position FROM category WHERE parent_id IS @parentId AND deleted_at IS NULL ORDER BY position, id',
    { parentId },
  );

/** A category and all below it that were not deleted. */
export const categoriesUnder = (store: Store, id: string): string[] =>
  store
    .all<{ id: string }>(
      'categories under',
      // UNION, not UNION ALL: a circle, which cannot be made, would still end.
      `WITH RECURSIVE under (id) AS (
          SELECT @id UNION SELECT c.id FROM category c JOIN under u ON c.parent_id = u.id WHERE c.deleted_at IS NULL)
        SELECT id FROM under`,
      { id },
    )
    .map((row) => row.id);
