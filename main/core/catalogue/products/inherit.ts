import type { Brand } from '../../../../preload/api/brand.ts';
import type { DeferMode, Product } from '../../../../preload/api/catalogue-product.ts';

/** What a product was set to, where it can inherit. */
export type Inheriting = Pick<
  Product,
  'multiCurrency' | 'defaultTerm' | 'allowAffiliate' | 'revenueRecognition' | 'deferMode'
>;
/** The part of a brand that products inherit. */
export type BrandDefaults = Pick<
  Brand,
  'multiCurrency' | 'defaultTermMonths' | 'allowAffiliate' | 'revenueRecognition' | 'defaultCurrency'
>;

/** Each setting with the value in force and where that comes from (spec 2.15, X2). */
export function effectiveSettings(
  product: Inheriting,
  category: { readonly deferMode: DeferMode },
  brand: BrandDefaults,
): Product['effective'] {
  const { multiCurrency, defaultTerm, allowAffiliate, revenueRecognition, deferMode } = product;
  return {
    multiCurrency:
      multiCurrency === 'inherit'
        ? { value: multiCurrency, effective: brand.multiCurrency, source: 'brand' }
        : { value: multiCurrency, effective: multiCurrency, source: 'product' },
    defaultTerm:
      defaultTerm === 'inherit'
        ? { value: defaultTerm, effective: { termMonths: brand.defaultTermMonths }, source: 'brand' }
        : { value: defaultTerm, effective: defaultTerm, source: 'product' },
    allowAffiliate: {
      value: allowAffiliate,
      effective: allowAffiliate ?? brand.allowAffiliate,
      source: allowAffiliate === null ? 'brand' : 'product',
    },
    revenueRecognition:
      revenueRecognition === 'inherit'
        ? { value: revenueRecognition, effective: brand.revenueRecognition, source: 'brand' }
        : { value: revenueRecognition, effective: revenueRecognition, source: 'product' },
    deferMode:
      deferMode === 'inherit'
        ? { value: deferMode, effective: category.deferMode, source: 'category' }
        : { value: deferMode, effective: deferMode, source: 'product' },
  };
}
