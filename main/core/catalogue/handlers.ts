import type { catalogue } from '../../../preload/api/catalogue.ts';
import type { Handlers } from '../kernel/index.ts';
import { knownPackages } from './packages.ts';
import type { CatalogueService } from './service.ts';

/** Binds the verbs of `preload/api/catalogue.ts`. */
export function catalogueHandlers(service: CatalogueService): Handlers<typeof catalogue> {
  return {
    listCategories: () => service.listCategories(),
    createCategory: (input, context) => service.createCategory(input, context),
    updateCategory: (input, context) => service.updateCategory(input, context),
    deleteCategory: ({ id }, context) => {
      service.deleteCategory(id, context);
      return {};
    },
    listProducts: (input) => service.listProducts(input),
    getProduct: ({ id }) => service.getProduct(id),
    createProduct: (input, context) => service.createProduct(input, context),
    updateProduct: (input, context) => service.updateProduct(input, context),
    listPackages: () => knownPackages(),
  };
}
