import type { Brand } from '../../../preload/api/brand.ts';
import type { Store } from '../store/index.ts';

interface BrandRow {
  readonly id: string;
  readonly name: string;
  readonly default_language: Brand['defaultLanguage'];
  readonly default_currency: string;
  readonly time_zone: string;
}

/** The one brand row with its id; undefined before `ensureBrand` made it. */
export function findBrand(store: Store): (Brand & { readonly id: string }) | undefined {
  const row = store.get<BrandRow>(
    'brand',
    'SELECT id, name, default_language, default_currency, time_zone FROM brand ORDER BY id LIMIT 1',
  );
  if (!row) return undefined;
  return {
    id: row.id,
    name: row.name,
    defaultLanguage: row.default_language,
    defaultCurrency: row.default_currency,
    timeZone: row.time_zone,
  };
}

/** The columns of a brand as they are stored. */
export const brandColumns = (brand: Brand) => ({
  name: brand.name,
  default_language: brand.defaultLanguage,
  default_currency: brand.defaultCurrency,
  time_zone: brand.timeZone,
});
