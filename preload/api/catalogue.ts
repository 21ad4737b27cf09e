import { z } from 'zod';
import { call } from './contract.ts';
import { ById, Currency, Empty, Id, Instant, TermMonths, line, optionalText } from './values.ts';

const categoryFields = {
  /** Spec item 20. */
  name: line(200),
  /** Spec item 21; null: not a subcategory. */
  parentId: Id.nullable().default(null),
  /** Spec item 22. */
  description: optionalText(),
  /** Spec item 23: shown instead of the description when both exist. */
  shortDescription: optionalText(500),
};
export const Category = z.strictObject({
  id: Id,
  ...categoryFields,
  productCount: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type Category = z.output<typeof Category>;

/** One payment term in one currency. The amount is in minor units. */
export const Price = z.strictObject({
  termMonths: TermMonths,
  currency: Currency,
  amountMinor: z.int().min(0, 'too_small').max(1_000_000_000_00, 'too_big'),
});
export type Price = z.output<typeof Price>;

const productFields = {
  /** Spec item 26. */
  categoryId: Id,
  /** Spec item 27; bundles come with the full catalogue. */
  type: z.literal('single').default('single'),
  /** Spec item 28. */
  isActive: z.boolean().default(true),
  /** Spec item 29. */
  isVisible: z.boolean().default(true),
  /** Spec item 30. */
  name: line(200),
  /** Spec item 31. */
  description: optionalText(),
  /** Spec item 43: at least one to be orderable; term × currency is unique. */
  prices: z.array(Price).max(200),
  /** Spec item 62: the provision configuration; null: cannot be sold yet. */
  connectionId: Id.nullable().default(null),
  /** Spec item 68: tariff number or the vendor's name of it; stored as the number. */
  packageIdentifier: z.string().trim().max(60, 'too_long').default(''),
};
export const Product = z.strictObject({
  id: Id,
  ...productFields,
  categoryName: z.string(),
  connectionName: z.string().nullable(),
  /** Name of the tariff behind the package identifier, where known. */
  packageName: z.string().nullable(),
  /** Why it cannot be ordered now; empty when it can. */
  notOrderable: z.array(z.enum(['inactive', 'no_price', 'no_connection', 'connection_disabled', 'no_package'])),
  createdAt: Instant,
  updatedAt: Instant,
});
export type Product = z.output<typeof Product>;

export const catalogue = {
  listCategories: call({ right: 'catalogue.read', input: Empty, output: z.array(Category) }),
  createCategory: call({ right: 'catalogue.write', input: z.strictObject(categoryFields), output: Category }),
  updateCategory: call({
    right: 'catalogue.write',
    input: z.strictObject({ id: Id, ...categoryFields }),
    output: Category,
  }),
  deleteCategory: call({ right: 'catalogue.write', input: ById, output: Empty }),
  listProducts: call({
    right: 'catalogue.read',
    input: z.strictObject({ categoryId: Id.optional(), orderableOnly: z.boolean().default(false) }),
    output: z.array(Product),
  }),
  getProduct: call({ right: 'catalogue.read', input: ById, output: Product }),
  createProduct: call({ right: 'catalogue.write', input: z.strictObject(productFields), output: Product }),
  updateProduct: call({
    right: 'catalogue.write',
    input: z.strictObject({ id: Id, ...productFields }),
    output: Product,
  }),
  /** Tariffs the vendor's articles name (ispmanager-api 2.1), for the package identifier's list. */
  listPackages: call({
    right: 'catalogue.read',
    input: Empty,
    output: z.array(z.strictObject({ code: z.string(), name: z.string() })),
  }),
};
