import type { catalogue, Category, Price, Product } from '../../../preload/api/catalogue.ts';
import type { Parsed } from '../../../preload/api/contract.ts';
import { isCurrency } from '../brand/index.ts';
import { AppError, fieldError, notFound, plainMoney, type Context } from '../kernel/index.ts';
import type { Store, Writer } from '../store/index.ts';
import { packageCode } from './packages.ts';
import { duplicatePrice, makesCycle, priceChanges } from './rules.ts';
import * as rows from './store.ts';

type CategoryFields = Parsed<typeof catalogue.createCategory>;
type ProductFields = Parsed<typeof catalogue.createProduct>;

const categoryColumns = (input: CategoryFields) => ({
  parent_id: input.parentId,
  name: input.name,
  description: input.description,
  short_description: input.shortDescription,
});

const productColumns = (input: ProductFields, packageIdentifier: string) => ({
  category_id: input.categoryId,
  type: input.type,
  is_active: input.isActive ? 1 : 0,
  is_visible: input.isVisible ? 1 : 0,
  name: input.name,
  description: input.description,
  connection_id: input.connectionId,
  package_identifier: packageIdentifier,
});

/** Price for a person who reads the history, e.g. `1 × EUR` → `5.00 EUR`. */
const priceLabel = (price: Price): string => `price ${price.termMonths} × ${price.currency}`;

export type CatalogueService = ReturnType<typeof catalogueService>;

/** Categories, products and their prices (spec items 19-31, 43, 62, 68). */
export function catalogueService(store: Store) {
  /** All categories by name. */
  const listCategories = (): Category[] => rows.allCategories(store);

  function category(id: string): Category {
    const found = rows.findCategory(store, id);
    if (!found) throw notFound();
    return found;
  }

  /** Makes a category (spec 20-23). @throws AppError `input.invalid` parentId: no such category */
  function createCategory(input: CategoryFields, context: Context): Category {
    const id = store.makeId();
    store.transaction(context, (writer) => {
      checkParent(id, input.parentId);
      writer.insert('category', { id, ...categoryColumns(input), deleted_at: null });
    });
    return category(id);
  }

  /** Changes a category. @throws AppError `not_found`, `catalogue.category_cycle`, `input.invalid` parentId */
  function updateCategory(input: CategoryFields & { id: string }, context: Context): Category {
    store.transaction(context, (writer) => {
      category(input.id);
      checkParent(input.id, input.parentId);
      writer.update('category', input.id, categoryColumns(input));
    });
    return category(input.id);
  }

  function checkParent(id: string, parentId: string | null): void {
    if (parentId === null) return;
    const parents = rows.categoryParents(store);
    if (parentId !== id && !parents.has(parentId)) throw fieldError('parentId', { code: 'not_found' });
    if (makesCycle(parents, id, parentId)) throw new AppError('catalogue.category_cycle');
  }

  /** Deletes an empty category; a tombstone stays for sync. @throws AppError `catalogue.category_not_empty`, `not_found` */
  function deleteCategory(id: string, context: Context): void {
    store.transaction(context, (writer) => {
      category(id);
      if (rows.categoryIsUsed(store, id)) throw new AppError('catalogue.category_not_empty');
      writer.update('category', id, { deleted_at: store.now() });
    });
  }

  /** Products by category and name, each with why it cannot be ordered; `orderableOnly`: those that can. */
  const listProducts = (input: Parsed<typeof catalogue.listProducts>): Product[] =>
    rows
      .allProducts(store, input.categoryId)
      .filter((product) => !input.orderableOnly || product.notOrderable.length === 0);

  /** One product. @throws AppError `not_found` */
  function getProduct(id: string): Product {
    const found = rows.findProduct(store, id);
    if (!found) throw notFound();
    return found;
  }

  /**
   * Makes a product with its prices (spec 26-31, 43, 62, 68).
   * @throws AppError `catalogue.no_category` when there is no category at all (spec 24), `connection.disabled`,
   *   `input.invalid` naming categoryId, prices.N, connectionId or packageIdentifier
   */
  function createProduct(input: ProductFields, context: Context): Product {
    const id = store.makeId();
    store.transaction(context, (writer) => {
      const packageIdentifier = checkProduct(input, null);
      writer.insert('product', { id, ...productColumns(input, packageIdentifier), deleted_at: null });
      writePrices(writer, id, input.prices);
    });
    return getProduct(id);
  }

  /** Changes a product and its prices; contracts that exist keep the price they were sold at. Throws as `createProduct`. */
  function updateProduct(input: ProductFields & { id: string }, context: Context): Product {
    store.transaction(context, (writer) => {
      const packageIdentifier = checkProduct(input, getProduct(input.id));
      writer.update('product', input.id, productColumns(input, packageIdentifier));
      writePrices(writer, input.id, input.prices);
    });
    return getProduct(input.id);
  }

  /** Refuses what cannot be stored; answers with the package's number. `old`: the product as it is, null for a new one. */
  function checkProduct(input: ProductFields, old: Product | null): string {
    if (!rows.findCategory(store, input.categoryId)) {
      if (rows.categoryParents(store).size === 0) throw new AppError('catalogue.no_category');
      throw fieldError('categoryId', { code: 'not_found' });
    }
    const duplicate = duplicatePrice(input.prices);
    if (duplicate >= 0) throw fieldError(`prices.${duplicate}`, { code: 'duplicate' });
    const unknown = input.prices.findIndex((price) => !isCurrency(price.currency));
    if (unknown >= 0) throw fieldError(`prices.${unknown}.currency`, { code: 'invalid' });
    // A product that already uses a connection may keep it while that is disabled: only choosing it anew is refused.
    if (input.connectionId !== null && input.connectionId !== old?.connectionId) {
      const connection = rows.findConnection(store, input.connectionId);
      if (!connection) throw fieldError('connectionId', { code: 'not_found' });
      if (connection.is_enabled === 0) throw new AppError('connection.disabled');
    }
    const code = packageCode(input.packageIdentifier);
    if (code === null) throw fieldError('packageIdentifier', { code: 'not_package' });
    return code;
  }

  function writePrices(writer: Writer, productId: string, wanted: readonly Price[]): void {
    const changes = priceChanges(rows.pricesOf(store, productId), wanted);
    for (const price of changes.remove) {
      // Noted on the product too: its history is where people look for a price that is gone.
      writer.note('product', productId, { [priceLabel(price)]: [plainMoney(price.amountMinor, price.currency), null] });
      writer.remove('price', price.id);
    }
    for (const price of changes.update) writer.update('price', price.id, { amount_minor: price.amountMinor });
    for (const price of changes.insert) {
      writer.insert('price', {
        id: store.makeId(),
        product_id: productId,
        term_months: price.termMonths,
        currency: price.currency,
        amount_minor: price.amountMinor,
      });
    }
    writer.touch('catalogue', productId);
  }

  return {
    listCategories,
    createCategory,
    updateCategory,
    deleteCategory,
    listProducts,
    getProduct,
    createProduct,
    updateProduct,
    /** A product for an order, or undefined when there is none of that id. */
    findProduct: (id: string): Product | undefined => rows.findProduct(store, id),
  };
}
