import { call } from '../../app/query.ts';
import { catalogueUndo } from './undo.ts';

/** Edits of the catalogue as entries of the undo stack, over this window's calls. */
export const undo = catalogueUndo({
  getProduct: call('catalogue', 'getProduct'),
  updateProduct: call('catalogue', 'updateProduct'),
  moveProduct: call('catalogue', 'moveProduct'),
  deleteProduct: call('catalogue', 'deleteProduct'),
  restoreProduct: call('catalogue', 'restoreProduct'),
  listProducts: call('catalogue', 'listProducts'),
  getCategory: call('catalogue', 'getCategory'),
  listCategories: call('catalogue', 'listCategories'),
  updateCategory: call('catalogue', 'updateCategory'),
  moveCategory: call('catalogue', 'moveCategory'),
  deleteCategory: call('catalogue', 'deleteCategory'),
  restoreCategory: call('catalogue', 'restoreCategory'),
});
