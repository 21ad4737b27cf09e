import { catalogue, type Category, type Product } from '../../../preload/api/catalogue.ts';
import type { Input, Output } from '../../../preload/api/contract.ts';
import { ChangedMeanwhile, fieldEdit, type UndoEntry } from '../../workbench/undo.ts';

/** The calls that edits of the catalogue are taken back with; each answers with its value or throws. */
export interface CatalogueCalls {
  getProduct(input: { id: string }): Promise<Product>;
  updateProduct(input: Input<typeof catalogue.updateProduct>): Promise<Product>;
  moveProduct(input: Input<typeof catalogue.moveProduct>): Promise<Product>;
  deleteProduct(input: { id: string }): Promise<unknown>;
  restoreProduct(input: { id: string }): Promise<Product>;
  /** Of one category in its order. */
  listProducts(input: { categoryId: string; limit: number }): Promise<Output<typeof catalogue.listProducts>>;
  getCategory(input: { id: string }): Promise<Category>;
  listCategories(input: object): Promise<Output<typeof catalogue.listCategories>>;
  updateCategory(input: Input<typeof catalogue.updateCategory>): Promise<Category>;
  moveCategory(input: Input<typeof catalogue.moveCategory>): Promise<Category>;
  deleteCategory(input: { id: string }): Promise<unknown>;
  restoreCategory(input: { id: string }): Promise<Category>;
}

/** Where a product or a category stands: in which category (null: at the top), before which other one (null: last). */
export interface Place {
  readonly parentId: string | null;
  readonly beforeId: string | null;
}

/** The most products that are read to find what one stands before. */
const looked = 200;

/** Where a record stands now; `beforeId` undefined: it stands behind more products than are looked through. */
async function placeOf(
  calls: CatalogueCalls,
  kind: 'product' | 'category',
  id: string,
): Promise<{ parentId: string | null; beforeId: string | null | undefined }> {
  if (kind === 'category') {
    const { parentId } = await calls.getCategory({ id });
    const siblings = (await calls.listCategories({})).filter((row) => row.parentId === parentId);
    return { parentId, beforeId: siblings[siblings.findIndex((row) => row.id === id) + 1]?.id ?? null };
  }
  const { categoryId } = await calls.getProduct({ id });
  const { rows, nextCursor } = await calls.listProducts({ categoryId, limit: looked });
  const at = rows.findIndex((row) => row.id === id);
  const next = rows[at + 1]?.id;
  if (at === -1 || (next === undefined && nextCursor !== null)) return { parentId: categoryId, beforeId: undefined };
  return { parentId: categoryId, beforeId: next ?? null };
}

const fieldsOf = <Shape extends object>(schema: { shape: Shape }) =>
  Object.keys(schema.shape).filter((name) => name !== 'id') as Exclude<keyof Shape & string, 'id'>[];

/** Edits of the catalogue as entries of the undo stack. `label` is what the person reads of it. */
export const catalogueUndo = (calls: CatalogueCalls) => ({
  /** A saved product; null: nothing of it changed. */
  productSaved: (label: string, before: Product, after: Product): UndoEntry | null =>
    fieldEdit<Product, Exclude<keyof Input<typeof catalogue.updateProduct>, 'id'>>({
      label,
      fields: fieldsOf(catalogue.updateProduct.input),
      before,
      after,
      read: () => calls.getProduct({ id: after.id }),
      write: (change) => calls.updateProduct({ id: after.id, ...change }),
    }),

  /** A saved category; null: nothing of it changed. */
  categorySaved: (label: string, before: Category, after: Category): UndoEntry | null =>
    fieldEdit<Category, Exclude<keyof Input<typeof catalogue.updateCategory>, 'id'>>({
      label,
      fields: fieldsOf(catalogue.updateCategory.input),
      before,
      after,
      read: () => calls.getCategory({ id: after.id }),
      write: (change) => calls.updateCategory({ id: after.id, ...change }),
    }),

  /** A deletion: restoring brings back all that belonged to it. */
  deleted: (label: string, kind: 'product' | 'category', id: string): UndoEntry => ({
    label,
    undo: async () => {
      await (kind === 'product' ? calls.restoreProduct({ id }) : calls.restoreCategory({ id }));
    },
    redo: async () => {
      await (kind === 'product' ? calls.deleteProduct({ id }) : calls.deleteCategory({ id }));
    },
  }),

  /** A move in the tree. What was moved on by somebody else meanwhile stays where they put it, also within its category. */
  moved: (label: string, kind: 'product' | 'category', id: string, from: Place, to: Place): UndoEntry => {
    const move = async (start: Place, end: Place): Promise<void> => {
      const now = await placeOf(calls, kind, id);
      const isMoved = now.beforeId !== undefined && now.beforeId !== start.beforeId;
      if (now.parentId !== start.parentId || isMoved) throw new ChangedMeanwhile();
      if (kind === 'category') await calls.moveCategory({ id, ...end });
      else await calls.moveProduct({ id, categoryId: end.parentId ?? '', beforeId: end.beforeId });
    };
    return { label, undo: () => move(to, from), redo: () => move(from, to) };
  },
});
