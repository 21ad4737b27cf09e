import type { catalogue } from '../../../../preload/api/catalogue.ts';
import type { Product } from '../../../../preload/api/catalogue-product.ts';
import type { Output, Parsed } from '../../../../preload/api/contract.ts';
import { AppError, type Context, fieldError, given, notFound, placeBetween, placesAnew } from '../../kernel/index.ts';
import type { Store, Writer } from '../../store/index.ts';
import { hasCategory } from '../categories/store.ts';
import { imagesOf } from '../images/store.ts';
import { optionsOf } from '../options/store.ts';
import { checkProduct, type ProductFields } from './check.ts';
import { type BrandDefaults, effectiveSettings } from './inherit.ts';
import { countOf, listPage } from './list.ts';
import type { Now } from './rows.ts';
import { unsellableTerms } from './sellable.ts';
import { freeSlug } from './slug.ts';
import * as rows from './store.ts';
import { productColumns, writeComponents, writePrices, writeRecommendations } from './write.ts';

/** What products need of the brand. */
export interface ProductsDeps {
  readonly store: Store;
  readonly brand: { businessDate(): string; settings(): BrandDefaults };
}

const untouched: [] = [];

/** Products as they are set up: every field of their eight tabs (spec items 25-69). */
export function productsService({ store, brand }: ProductsDeps) {
  const now = (): Now => ({ today: brand.businessDate(), currency: brand.settings().defaultCurrency });

  /** A page of the products that a filter leaves, in an order. */
  const listProducts = (input: Parsed<typeof catalogue.listProducts>): Output<typeof catalogue.listProducts> =>
    listPage(store, now(), input);
  /** How many products a filter leaves. */
  const countProducts = (input: Parsed<typeof catalogue.countProducts>): { count: number } => ({
    count: countOf(store, input),
  });

  /** One product with all that belongs to it. @throws AppError `not_found` */
  function getProduct(id: string): Product {
    const found = rows.findProduct(store, id, now());
    if (!found) throw notFound();
    const { categoryDeferMode, ...own } = found;
    const components = rows.componentsOf(store, id);
    const recommended = rows.recommendationsOf(store, id);
    const { options, attributes } = optionsOf(store, id);
    return {
      ...own,
      componentIds: components.map((each) => each.id),
      components: components.map((each) => ({ id: each.id, name: each.name, isActive: each.is_active === 1 })),
      recommendations: recommended.map(({ kind, id: of }) => ({ kind, id: of })),
      recommended: recommended.map(({ kind, id: of, name, is_hidden }) => ({
        kind,
        id: of,
        name,
        isHidden: is_hidden === 1,
      })),
      images: imagesOf(store, id),
      options,
      attributes,
      effective: effectiveSettings(own, { deferMode: categoryDeferMode }, brand.settings()),
      unsellableTerms: unsellableTerms(own.prices),
    };
  }

  const isTaken =
    (id: string) =>
    (slug: string): boolean => {
      const owner = rows.productWithSlug(store, slug);
      return owner !== undefined && owner !== id;
    };

  /** A free store link for a name. */
  const suggestSlug = (input: Parsed<typeof catalogue.suggestSlug>): { slug: string } => ({
    slug: freeSlug(input.name, input.productId ?? store.makeId(), isTaken(input.productId ?? '')),
  });

  /**
   * Makes a product with its prices, components and recommendations, at the end of its category.
   * @throws AppError `catalogue.no_category` when there is no category at all (spec 24), `connection.disabled`,
   *   `input.invalid` naming the field (prices.N, componentIds.N, quantity.step, trial.noticeDays, …)
   */
  function createProduct(input: Parsed<typeof catalogue.createProduct>, context: Context): Product {
    const id = store.makeId();
    store.transaction(context, (writer) => {
      const fields: ProductFields = { ...input, slug: input.slug ?? freeSlug(input.name, id, isTaken(id)) };
      const packageIdentifier = checkProduct(store, id, fields, null);
      writer.insert('product', {
        id,
        ...productColumns(fields, packageIdentifier),
        position: placeBetween(rows.lastPlace(store, fields.categoryId), null),
        deleted_at: null,
      });
      writePrices(store, writer, id, fields.prices, brand.businessDate());
      if (fields.componentIds.length > 0) writeComponents(store, writer, id, fields.componentIds);
      if (fields.recommendations.length > 0) writeRecommendations(store, writer, id, fields.recommendations);
    });
    return getProduct(id);
  }

  /**
   * Changes what is given of a product, and writes only what differs; contracts that exist keep the price they were sold
   * at. Another category puts it at the end of that one. @throws as `createProduct`; AppError `not_found`,
   * `catalogue.product_in_use`, `catalogue.product_in_bundle` (another type)
   */
  function updateProduct({ id, ...input }: Parsed<typeof catalogue.updateProduct>, context: Context): Product {
    store.transaction(context, (writer) => {
      const own = rows.findProduct(store, id, now());
      if (!own) throw notFound();
      const change = given(input);
      // Parts that the change does not touch are neither read nor checked nor written.
      const isOtherParts = change.type !== undefined || change.componentIds !== undefined;
      const before: ProductFields = {
        ...own,
        componentIds: isOtherParts ? rows.componentsOf(store, id).map((each) => each.id) : untouched,
        recommendations: change.recommendations
          ? rows.recommendationsOf(store, id).map(({ kind, id: of }) => ({ kind, id: of }))
          : untouched,
      };
      const after: ProductFields = { ...before, ...change };
      // A single product has no parts: what a bundle had goes with its type, unless it is named.
      if (change.type === 'single' && change.componentIds === undefined) after.componentIds = [];
      const packageIdentifier = checkProduct(store, id, after, before);
      const { connection_id, ...columns } = productColumns(after, packageIdentifier);
      writer.update('product', id, {
        ...columns,
        // A connection that was deleted is not shown; the row keeps it until another one is chosen.
        ...(change.connectionId === undefined ? {} : { connection_id }),
        ...(after.categoryId === before.categoryId
          ? {}
          : { position: placeBetween(rows.lastPlace(store, after.categoryId), null) }),
      });
      if (change.prices) writePrices(store, writer, id, after.prices, brand.businessDate());
      if (after.componentIds !== before.componentIds) writeComponents(store, writer, id, after.componentIds);
      if (change.recommendations) writeRecommendations(store, writer, id, after.recommendations);
    });
    return getProduct(id);
  }

  /**
   * Places a product in a category, before one of its products (null: at the end). Only its own row is written.
   * @throws AppError `not_found`, `input.invalid` (categoryId, beforeId)
   */
  function moveProduct(input: Parsed<typeof catalogue.moveProduct>, context: Context): Product {
    const { id, categoryId, beforeId } = input;
    store.transaction(context, (writer) => {
      if (!rows.productKind(store, id)) throw notFound();
      if (!hasCategory(store, categoryId)) throw fieldError('categoryId', { code: 'not_found' });
      if (beforeId === id) return;
      const position = placeFor(categoryId, id, beforeId);
      writer.update('product', id, { category_id: categoryId, ...(position === null ? {} : { position }) });
      if (position === null) placeAll(writer, categoryId, id, beforeId);
    });
    return getProduct(id);
  }

  function placeFor(categoryId: string, id: string, beforeId: string | null): string | null {
    if (beforeId === null) return placeBetween(rows.lastPlace(store, categoryId), null);
    const around = rows.placesAround(store, { categoryId, beforeId, id });
    if (!around) throw fieldError('beforeId', { code: 'not_found' });
    return placeBetween(around.previous, around.at);
  }

  function placeAll(writer: Writer, categoryId: string, id: string, beforeId: string | null): void {
    const others = rows.idsOf(store, categoryId).filter((each) => each !== id);
    const at = beforeId === null ? others.length : others.indexOf(beforeId);
    const ids = others.toSpliced(at, 0, id);
    placesAnew(ids.length).forEach((position, n) => writer.update('product', ids[n] ?? '', { position }));
  }

  /**
   * Deletes a product; a tombstone stays with all that belongs to it, so that it can be taken back.
   * @throws AppError `not_found`, `catalogue.product_in_use` (deactivate it instead), `catalogue.product_in_bundle`
   */
  function deleteProduct(id: string, context: Context): void {
    store.transaction(context, (writer) => {
      if (!rows.productKind(store, id)) throw notFound();
      if (rows.isInUse(store, id)) throw new AppError('catalogue.product_in_use');
      if (rows.isInBundle(store, id)) throw new AppError('catalogue.product_in_bundle');
      writer.update('product', id, { deleted_at: store.now() });
    });
  }

  /**
   * Takes a deletion back, in its old place; a store link that is taken by now is numbered.
   * @throws AppError `not_found`, `catalogue.category_deleted`
   */
  function restoreProduct(id: string, context: Context): Product {
    store.transaction(context, (writer) => {
      const row = rows.anyProduct(store, id);
      if (!row) throw notFound();
      if (row.deleted_at === null) return;
      if (!hasCategory(store, row.category_id)) throw new AppError('catalogue.category_deleted');
      const slug = isTaken(id)(row.slug) ? freeSlug(row.name, id, isTaken(id)) : row.slug;
      writer.update('product', id, { deleted_at: null, slug });
    });
    return getProduct(id);
  }

  /** Takes over every price of another product, and its purchase type (spec 41). @throws AppError `not_found`, as `updateProduct` */
  function copyPrices({ id, fromId }: Parsed<typeof catalogue.copyPrices>, context: Context): Product {
    const from = rows.findProduct(store, fromId, now());
    if (!from) throw fieldError('fromId', { code: 'not_found' });
    return updateProduct({ id, purchaseType: from.purchaseType, prices: from.prices }, context);
  }

  return {
    now,
    listProducts,
    countProducts,
    getProduct,
    suggestSlug,
    createProduct,
    updateProduct,
    moveProduct,
    deleteProduct,
    restoreProduct,
    copyPrices,
  };
}
