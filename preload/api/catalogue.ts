import { z } from 'zod';
import { Upload } from './assets.ts';
import {
  DeferMode,
  NewProduct,
  OrderableProduct,
  Product,
  ProductChange,
  ProductImage,
  ProductRow,
} from './catalogue-product.ts';
import { ProductFilter, ProductSort } from './product-list.ts';
import { Quote, QuoteInput, RecommendedProduct, StoreCategory, StoreProduct } from './catalogue-store.ts';
import { bulkEditCalls } from './catalogue-bulk.ts';
import { call } from './contract.ts';
import {
  ById,
  ContentLanguage,
  Currency,
  Empty,
  Id,
  Instant,
  PageInput,
  line,
  lineOrEmpty,
  page,
  textOrEmpty,
  withDefaults,
} from './values.ts';

export { Price } from './catalogue-prices.ts';
export {
  type NotOrderable,
  type OrderableProduct,
  type ProductRow,
  type SellablePrice,
  Product,
} from './catalogue-product.ts';

const categoryFields = {
  /** Spec item 20. */
  name: line(200),
  /** Spec item 21; null: not a subcategory. */
  parentId: Id.nullable(),
  /** Spec item 22. */
  description: textOrEmpty(),
  /** Spec item 23: shown instead of the description when both exist. */
  shortDescription: textOrEmpty(500),
  /** What its products inherit (X2). */
  deferMode: DeferMode,
};
/** A line of the tree. Siblings come in their order. */
export const CategoryRow = z.strictObject({
  id: Id,
  name: z.string(),
  parentId: Id.nullable(),
  deferMode: DeferMode,
  /** Products directly in it. */
  productCount: z.int(),
});
export type CategoryRow = z.output<typeof CategoryRow>;
export const Category = z.strictObject({
  id: Id,
  ...categoryFields,
  productCount: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type Category = z.output<typeof Category>;

/** Null: to the end. */
const beforeId = Id.nullable().default(null);

export const catalogue = {
  /** The whole tree. */
  listCategories: call({ right: 'catalogue.read', input: Empty, output: z.array(CategoryRow) }),
  getCategory: call({ right: 'catalogue.read', input: ById, output: Category }),
  createCategory: call({
    right: 'catalogue.write',
    input: z.strictObject(
      withDefaults(categoryFields, { parentId: null, description: '', shortDescription: '', deferMode: 'not_asked' }),
    ),
    output: Category,
  }),
  /** Changes what is given. Another parent puts it at the end of that one's. */
  updateCategory: call({
    right: 'catalogue.write',
    input: z.strictObject({ ...z.strictObject(categoryFields).partial().shape, id: Id }),
    output: Category,
  }),
  /** Places it among the children of a parent (null: the top), before one of them. */
  moveCategory: call({
    right: 'catalogue.write',
    input: z.strictObject({ id: Id, parentId: Id.nullable(), beforeId }),
    output: Category,
  }),
  deleteCategory: call({ right: 'catalogue.write', input: ById, output: Empty }),
  /** Takes a deletion back. */
  restoreCategory: call({ right: 'catalogue.write', input: ById, output: Category }),

  /** Without `sort`: of one category in its order, else by name. */
  listProducts: call({
    right: 'catalogue.read',
    input: z.strictObject({ ...ProductFilter.shape, sort: ProductSort.optional(), ...PageInput }),
    output: page(ProductRow),
  }),
  /** How many the list has; of a search at most `maxFound`. */
  countProducts: call({
    right: 'catalogue.read',
    input: ProductFilter,
    output: z.strictObject({ count: z.int() }),
  }),
  /** What can be ordered now, by name, for the order form. */
  listOrderable: call({
    right: 'catalogue.read',
    input: z.strictObject({
      search: z.string().trim().max(200).default(''),
      /** Also the prices in the brand's other currencies, where a product's rule has them converted (spec 44). */
      converts: z.boolean().default(false),
      ...PageInput,
    }),
    output: page(OrderableProduct),
  }),
  getProduct: call({ right: 'catalogue.read', input: ById, output: Product }),
  createProduct: call({ right: 'catalogue.write', input: NewProduct, output: Product }),
  updateProduct: call({ right: 'catalogue.write', input: ProductChange, output: Product }),
  /** Places it in a category, before one of its products. */
  moveProduct: call({
    right: 'catalogue.write',
    input: z.strictObject({ id: Id, categoryId: Id, beforeId }),
    output: Product,
  }),
  deleteProduct: call({ right: 'catalogue.write', input: ById, output: Empty }),
  restoreProduct: call({ right: 'catalogue.write', input: ById, output: Product }),
  /** Replaces the prices (and the purchase type) by those of another product (spec 41). */
  copyPrices: call({
    right: 'catalogue.write',
    input: z.strictObject({ id: Id, fromId: Id }),
    output: Product,
  }),
  /** A free store link for a name. */
  suggestSlug: call({
    right: 'catalogue.read',
    input: z.strictObject({ name: lineOrEmpty(200), productId: Id.optional() }),
    output: z.strictObject({ slug: z.string() }),
  }),

  /** Adds a picture at the end; at most eight (spec 32). */
  addImage: call({
    right: 'catalogue.write',
    input: z.strictObject({ productId: Id, file: Upload, alt: lineOrEmpty(300).default('') }),
    output: ProductImage,
  }),
  updateImage: call({
    right: 'catalogue.write',
    input: z.strictObject({ id: Id, alt: lineOrEmpty(300) }),
    output: ProductImage,
  }),
  moveImage: call({ right: 'catalogue.write', input: z.strictObject({ id: Id, beforeId }), output: Empty }),
  removeImage: call({ right: 'catalogue.write', input: ById, output: Empty }),

  /** What a line costs and what keeps it from being ordered. */
  quote: call({ right: 'catalogue.read', input: QuoteInput, output: Quote }),
  /** A product as clients see it, by its store link, also before it is listed (spec 33). */
  storeProduct: call({
    right: 'catalogue.read',
    input: z.strictObject({
      slug: z.string().max(80),
      language: ContentLanguage.optional(),
      currency: Currency.optional(),
    }),
    output: StoreProduct,
  }),
  /**
   * A category of the store as clients see it: its listed products that are offered in the currency. `previewId`: one
   * that is shown among them even so, before it is listed.
   */
  storeCategory: call({
    right: 'catalogue.read',
    input: z.strictObject({
      id: Id,
      language: ContentLanguage.optional(),
      currency: Currency.optional(),
      previewId: Id.optional(),
    }),
    output: StoreCategory,
  }),
  /** What the cart recommends beside what is in it (spec 69). */
  recommended: call({
    right: 'catalogue.read',
    input: z.strictObject({
      productIds: z.array(Id).max(100),
      currency: Currency,
      language: ContentLanguage.optional(),
      limit: z.int().min(1).max(50).default(10),
    }),
    output: z.array(RecommendedProduct),
  }),

  /** Tariffs the vendor's articles name (ispmanager-api 2.1), for the package identifier's list. */
  listPackages: call({
    right: 'catalogue.read',
    input: Empty,
    output: z.array(z.strictObject({ code: z.string(), name: z.string() })),
  }),
  ...bulkEditCalls,
};
