import type { catalogue, Category, CategoryRow } from '../../../../preload/api/catalogue.ts';
import type { Parsed } from '../../../../preload/api/contract.ts';
import { AppError, fieldError, given, notFound, placeBefore, placeBetween, type Context } from '../../kernel/index.ts';
import type { Store } from '../../store/index.ts';
import { makesCycle } from './rules.ts';
import * as rows from './store.ts';

type CategoryFields = Parsed<typeof catalogue.createCategory>;

const columns = (input: Partial<CategoryFields>) =>
  given({
    parent_id: input.parentId,
    name: input.name,
    description: input.description,
    short_description: input.shortDescription,
    defer_mode: input.deferMode,
  });

/** The tree of product categories (spec items 19-24). */
export function categoriesService(store: Store) {
  /** The whole tree, siblings in their order. */
  const listCategories = (): CategoryRow[] => rows.allCategories(store);

  /** One category. @throws AppError `not_found` */
  function getCategory(id: string): Category {
    const found = rows.findCategory(store, id);
    if (!found) throw notFound();
    return found;
  }

  /** Makes a category, at the end of its parent's. @throws AppError `input.invalid` parentId: no such category */
  function createCategory(input: CategoryFields, context: Context): Category {
    const id = store.makeId();
    store.transaction(context, (writer) => {
      checkParent(id, input.parentId);
      writer.insert('category', { id, ...columns(input), position: lastPlace(input.parentId), deleted_at: null });
    });
    return getCategory(id);
  }

  /** Changes what is given. @throws AppError `not_found`, `catalogue.category_cycle`, `input.invalid` parentId */
  function updateCategory({ id, ...input }: Parsed<typeof catalogue.updateCategory>, context: Context): Category {
    store.transaction(context, (writer) => {
      const before = getCategory(id);
      const { parentId } = input;
      const moves = parentId !== undefined && parentId !== before.parentId;
      if (moves) checkParent(id, parentId);
      writer.update('category', id, {
        ...columns(given(input)),
        ...(moves ? { position: lastPlace(parentId) } : {}),
      });
    });
    return getCategory(id);
  }

  /**
   * Places a category under a parent, before one of its children (null: at the end). Only its own row is written.
   * @throws AppError `not_found`, `catalogue.category_cycle`, `input.invalid` (parentId, beforeId)
   */
  function moveCategory(input: Parsed<typeof catalogue.moveCategory>, context: Context): Category {
    const { id, parentId, beforeId } = input;
    store.transaction(context, (writer) => {
      getCategory(id);
      checkParent(id, parentId);
      const places = placeBefore(rows.siblings(store, parentId), id, beforeId);
      if (!places) throw fieldError('beforeId', { code: 'not_found' });
      writer.update('category', id, { parent_id: parentId });
      for (const { id: of, position } of places) writer.update('category', of, { position });
    });
    return getCategory(id);
  }

  /** The place behind the last child of a parent. */
  const lastPlace = (parentId: string | null): string =>
    placeBetween(rows.siblings(store, parentId).at(-1)?.position ?? null, null) ?? '';

  function checkParent(id: string, parentId: string | null): void {
    if (parentId === null) return;
    const parents = rows.categoryParents(store);
    if (parentId !== id && !parents.has(parentId)) throw fieldError('parentId', { code: 'not_found' });
    if (makesCycle(parents, id, parentId)) throw new AppError('catalogue.category_cycle');
  }

  /** Deletes an empty category; a tombstone stays for sync. @throws AppError `catalogue.category_not_empty`, `not_found` */
  function deleteCategory(id: string, context: Context): void {
    store.transaction(context, (writer) => {
      getCategory(id);
      if (rows.categoryIsUsed(store, id)) throw new AppError('catalogue.category_not_empty');
      writer.update('category', id, { deleted_at: store.now() });
    });
  }

  /** Takes a deletion back, in its old place; where its parent is gone, at the top. @throws AppError `not_found` */
  function restoreCategory(id: string, context: Context): Category {
    store.transaction(context, (writer) => {
      const row = rows.anyCategory(store, id);
      if (!row) throw notFound();
      if (row.deleted_at === null) return;
      const isOrphan = row.parent_id !== null && !rows.hasCategory(store, row.parent_id);
      writer.update('category', id, {
        deleted_at: null,
        ...(isOrphan ? { parent_id: null, position: lastPlace(null) } : {}),
      });
    });
    return getCategory(id);
  }

  return { listCategories, getCategory, createCategory, updateCategory, moveCategory, deleteCategory, restoreCategory };
}
