import type { CategoryRow } from '../../../../preload/api/catalogue.ts';
import type { Connection } from '../../../../preload/api/connections.ts';
import { type ProductFilter, ProductSortBy } from '../../../../preload/api/product-list.ts';
import type { ViewDefinition } from '../../../../preload/api/views.ts';
import type { Translate } from '../../../i18n/provider.tsx';
import type { FilterDef } from '../../../workbench/list/filters.ts';
import { categoryPath } from '../tree.ts';

const yesNo = (t: Translate) => (['yes', 'no'] as const).map((id) => ({ id, label: t(`catalogue.filter.${id}`) }));

/** What the list of products can be narrowed down by. */
export function productFilters(
  t: Translate,
  {
    categories,
    connections,
    packages,
  }: {
    readonly categories: readonly CategoryRow[];
    readonly connections: readonly Pick<Connection, 'id' | 'name'>[];
    readonly packages: readonly { readonly code: string; readonly name: string }[];
  },
): FilterDef[] {
  return [
    {
      id: 'category',
      label: t('product.category'),
      kind: 'choice',
      options: categories.map(({ id }) => ({ id, label: categoryPath(categories, id) })),
    },
    { id: 'active', label: t('product.isActive'), kind: 'choice', options: yesNo(t) },
    { id: 'visible', label: t('product.isVisible'), kind: 'choice', options: yesNo(t) },
    {
      id: 'type',
      label: t('product.type'),
      kind: 'choice',
      options: (['single', 'bundle'] as const).map((id) => ({ id, label: t(`product.type.${id}`) })),
    },
    {
      id: 'purchase',
      label: t('product.purchaseType'),
      kind: 'choice',
      options: (['one_off', 'recurring'] as const).map((id) => ({ id, label: t(`product.purchaseType.${id}`) })),
    },
    {
      id: 'connection',
      label: t('product.connection'),
      kind: 'choice',
      options: connections.map(({ id, name }) => ({ id, label: name })),
    },
    {
      id: 'package',
      label: t('product.package'),
      kind: 'choice',
      options: packages.map(({ code, name }) => ({ id: code, label: `${code} ${name}` })),
    },
    { id: 'reportCode', label: t('catalogue.filter.reportCode'), kind: 'text', maxLength: 60 },
  ];
}

const uuid = /^[0-9a-f-]{36}$/;
const flag = (value: string | undefined): boolean | undefined =>
  value === 'yes' ? true : value === 'no' ? false : undefined;

/** What a view asks of core. A value that this version does not know does not narrow the list down. */
export function productFilter({ filters }: ViewDefinition, search: string): ProductFilter {
  const { category, active, visible, type, purchase, connection, reportCode } = filters;
  const isActive = flag(active);
  const isVisible = flag(visible);
  const packageIdentifier = filters['package'];
  return {
    ...(search === '' ? {} : { search }),
    ...(category !== undefined && uuid.test(category) ? { underCategoryId: category } : {}),
    ...(isActive === undefined ? {} : { isActive }),
    ...(isVisible === undefined ? {} : { isVisible }),
    ...(type === 'single' || type === 'bundle' ? { type } : {}),
    ...(purchase === 'one_off' || purchase === 'recurring' ? { purchaseType: purchase } : {}),
    ...(connection !== undefined && uuid.test(connection) ? { connectionId: connection } : {}),
    ...(packageIdentifier === undefined ? {} : { packageIdentifier }),
    ...(reportCode === undefined ? {} : { reportCode }),
  };
}

/** The order that a view asks for; undefined: by name. */
export function productSort({ sort }: ViewDefinition): { by: ProductSortBy; isDescending: boolean } | undefined {
  const by = ProductSortBy.options.find((each) => each === sort?.by);
  return by === undefined || by === 'place' ? undefined : { by, isDescending: sort?.isDescending ?? false };
}
