import { z } from 'zod';
import { ProductType, PurchaseType } from './catalogue-product.ts';
import { Id, line, lineOrEmpty } from './values.ts';

/** Which products a list shows; what is not given does not narrow it down. */
export const ProductFilter = z.strictObject({
  /** Words that all stand in name, package identifier, store link or keywords. */
  search: lineOrEmpty(200).optional(),
  /** Directly in a category. */
  categoryId: Id.optional(),
  /** In a category or in one below it. */
  underCategoryId: Id.optional(),
  type: ProductType.optional(),
  purchaseType: PurchaseType.optional(),
  isActive: z.boolean().optional(),
  isVisible: z.boolean().optional(),
  connectionId: Id.optional(),
  packageIdentifier: line(60).optional(),
  /** Report code 1 or 2 (spec 38). */
  reportCode: line(60).optional(),
});
export type ProductFilter = z.output<typeof ProductFilter>;

/** `place`: as products stand in their categories; over several categories only of use to who parts them by category. */
export const ProductSortBy = z.enum(['place', 'name', 'createdAt', 'updatedAt']);
export type ProductSortBy = z.output<typeof ProductSortBy>;
export const ProductSort = z.strictObject({ by: ProductSortBy, isDescending: z.boolean().default(false) });
export type ProductSort = z.output<typeof ProductSort>;
