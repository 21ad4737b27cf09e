import type { catalogue } from '../../../preload/api/catalogue.ts';
import type { transfer } from '../../../preload/api/catalogue-transfer.ts';
import type { prices } from '../../../preload/api/prices.ts';
import type { productOptions } from '../../../preload/api/product-options.ts';
import type { Handlers } from '../kernel/index.ts';
import { knownPackages } from './packages.ts';
import type { CatalogueService } from './service.ts';

/** Binds the verbs of `preload/api/catalogue.ts`. */
export function catalogueHandlers(service: CatalogueService): Handlers<typeof catalogue> {
  return {
    listCategories: () => service.listCategories(),
    getCategory: ({ id }) => service.getCategory(id),
    createCategory: (input, context) => service.createCategory(input, context),
    updateCategory: (input, context) => service.updateCategory(input, context),
    moveCategory: (input, context) => service.moveCategory(input, context),
    deleteCategory: ({ id }, context) => {
      service.deleteCategory(id, context);
      return {};
    },
    restoreCategory: ({ id }, context) => service.restoreCategory(id, context),
    listProducts: (input) => service.listProducts(input),
    countProducts: (input) => service.countProducts(input),
    listOrderable: (input) => service.listOrderable(input),
    getProduct: ({ id }) => service.getProduct(id),
    createProduct: (input, context) => service.createProduct(input, context),
    updateProduct: (input, context) => service.updateProduct(input, context),
    moveProduct: (input, context) => service.moveProduct(input, context),
    deleteProduct: ({ id }, context) => {
      service.deleteProduct(id, context);
      return {};
    },
    restoreProduct: ({ id }, context) => service.restoreProduct(id, context),
    copyPrices: (input, context) => service.copyPrices(input, context),
    suggestSlug: (input) => service.suggestSlug(input),
    addImage: (input, context) => service.images.addImage(input, context),
    updateImage: (input, context) => service.images.updateImage(input, context),
    moveImage: (input, context) => {
      service.images.moveImage(input, context);
      return {};
    },
    removeImage: ({ id }, context) => {
      service.images.removeImage(id, context);
      return {};
    },
    quote: (input) => service.store.quote(input),
    storeProduct: (input) => service.store.storeProduct(input),
    storeCategory: (input) => service.store.storeCategory(input),
    recommended: (input) => service.store.recommended(input),
    listPackages: () => knownPackages(),
    previewBulkEdit: (input) => service.bulkEdit.preview(input),
    bulkEdit: (input, context) => service.bulkEdit.run(input, context),
    undoBulkEdit: ({ id }, context) => service.bulkEdit.undo(id, context),
  };
}

/** Binds the verbs of `preload/api/product-options.ts`. */
export function productOptionsHandlers({ options }: CatalogueService): Handlers<typeof productOptions> {
  return {
    create: (input, context) => options.createOption(input, context),
    update: (input, context) => options.updateOption(input, context),
    createAttribute: (input, context) => options.createAttribute(input, context),
    updateAttribute: (input, context) => options.updateAttribute(input, context),
    move: (input, context) => {
      options.move(input, context);
      return {};
    },
    delete: ({ id }, context) => {
      options.remove(id, context);
      return {};
    },
    restore: ({ id }, context) => {
      options.restore(id, context);
      return {};
    },
  };
}

/** Binds the verbs of `preload/api/prices.ts`. */
export function pricesHandlers(service: CatalogueService): Handlers<typeof prices> {
  return {
    outlook: ({ productId }) => service.prices.outlook(productId),
    schedule: (input, context) => service.prices.schedule(input, context),
    unschedule: ({ id }, context) => {
      service.prices.unschedule(id, context);
      return {};
    },
    renewals: (input) => service.prices.renewals(input),
    reprice: (input, context) => {
      service.prices.reprice(input, context);
      return {};
    },
  };
}

/** Binds the verbs of `preload/api/catalogue-transfer.ts`. */
export function transferHandlers({ transfer: service }: CatalogueService): Handlers<typeof transfer> {
  return {
    readText: (input, context) => service.readText(input, context),
    begin: (input, context) => service.begin(input, context),
    addPart: (input, context) => {
      service.addPart(input, context);
      return {};
    },
    read: (input, context) => service.read(input, context),
    get: ({ id }) => service.get(id),
    list: (input) => service.list(input),
    discard: async ({ id }, context) => {
      await service.discard(id, context);
      return {};
    },
    dryRun: (input, context) => service.dryRun(input, context),
    refused: (input) => service.refused(input),
    run: ({ id }, context) => service.run(id, context),
    cancel: ({ id }) => service.cancel(id),
    undo: ({ id }, context) => service.undo(id, context),
    kept: (input) => service.kept(input),
    errorsCsv: (input) => service.errorsCsv(input),
    exportColumns: (input) => service.exportColumns(input),
    exportCsv: (input) => service.exportCsv(input),
  };
}
