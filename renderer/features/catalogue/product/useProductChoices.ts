import type { Brand } from '../../../../preload/api/brand.ts';
import type { CategoryRow } from '../../../../preload/api/catalogue.ts';
import type { Connection } from '../../../../preload/api/connections.ts';
import type { CallError } from '../../../app/api.ts';
import { useCall } from '../../../app/query.ts';
import type { KnownPackage } from '../../../workbench/packages.ts';
import { useCategories } from '../useCategories.ts';

/** What a product's form chooses from. */
export interface ProductChoices {
  readonly categories: readonly CategoryRow[];
  readonly connections: readonly Connection[];
  readonly packages: readonly KnownPackage[];
  readonly brand: Brand;
}

/** Reads all of it before the form is shown, so that its fields begin with the right values. */
export function useProductChoices(): { choices: ProductChoices | null; error: CallError | null } {
  const categories = useCategories();
  const connections = useCall('connections', 'list', {});
  const packages = useCall('catalogue', 'listPackages', {});
  const brand = useCall('brand', 'get', {});
  const error = categories.error ?? connections.error ?? packages.error ?? brand.error;
  if (!categories.data || !connections.data || !packages.data || !brand.data) return { choices: null, error };
  return {
    choices: { categories: categories.data, connections: connections.data, packages: packages.data, brand: brand.data },
    error,
  };
}
