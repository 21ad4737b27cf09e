import { catalogue, type Category, type Product } from '../../../preload/api/catalogue.ts';
import type { Input } from '../../../preload/api/contract.ts';
import { ChangedMeanwhile, fieldEdit, type UndoEntry } from '../../workbench/undo.ts';

/** The calls that edits of the catalogue are taken back with; each answers with its value or throws. */
export interface CatalogueCalls {
  getProduct(input: { id: string }): Promise<Product>;
  updateProduct(input: Input<typeof catalogue.updateProduct>): Promise<Product>;
  moveProduct(input: Input<typeof catalogue.moveProduct>): Promise<Product>;
  deleteProduct(input: { id: string }): Promise<unknown>;
  restoreProduct(input: { id: string }): Promise<Product>;
  getCategory(input: { id: string }): Promise<Category>;
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

  /** A move in the tree. Who was moved on by somebody else meanwhile stays where they put it. */
  moved: (label: string, kind: 'product' | 'category', id: string, from: Place, to: Place): UndoEntry => {
    const move = async (start: Place, end: Place): Promise<void> => {
      const parentId =
        kind === 'product' ? (await calls.getProduct({ id })).categoryId : (await calls.getCategory({ id })).parentId;
      if (parentId !== start.parentId) throw new ChangedMeanwhile();
      if (kind === 'category') await calls.moveCategory({ id, ...end });
      else await calls.moveProduct({ id, categoryId: end.parentId ?? '', beforeId: end.beforeId });
    };
    return { label, undo: () => move(to, from), redo: () => move(from, to) };
  },
});
