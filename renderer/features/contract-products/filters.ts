import { VendorStatus } from '../../../preload/api/contract-products.ts';
import type { Translate } from '../../i18n/provider.tsx';
import type { FilterDef } from '../../workbench/list/filters.ts';

/**
 * What the list of contract products can be narrowed down by besides their status. The names are those of `ContractFilter`
 * (features/bulk/selection.ts reads them).
 */
export function contractFilters(
  t: Translate,
  {
    connections,
    packages,
  }: {
    readonly connections: readonly { readonly id: string; readonly name: string }[];
    readonly packages: readonly { readonly code: string; readonly name: string }[];
  },
): FilterDef[] {
  return [
    {
      id: 'licenseStatus',
      label: t('products.filter.license'),
      kind: 'choice',
      options: VendorStatus.options.map((id) => ({ id, label: t(`vendor.status.${id}`) })),
    },
    {
      id: 'packageIdentifier',
      label: t('products.filter.package'),
      kind: 'choice',
      options: packages.map(({ code, name }) => ({ id: code, label: `${code} ${name}` })),
    },
    {
      id: 'connectionId',
      label: t('products.filter.connection'),
      kind: 'choice',
      options: connections.map(({ id, name }) => ({ id, label: name })),
    },
    {
      id: 'expiresWithinDays',
      label: t('products.filter.expires'),
      kind: 'number',
      min: 0,
      max: 3660,
      description: t('products.filter.expires.text'),
      textOf: (count) => t('products.filter.days', { count }),
    },
    {
      id: 'autoRenewal',
      label: t('products.filter.autoRenewal'),
      kind: 'choice',
      options: (['on', 'off'] as const).map((id) => ({ id, label: t(`products.filter.autoRenewal.${id}`) })),
    },
    {
      id: 'awaitsDetails',
      label: t('products.filter.awaitsDetails'),
      kind: 'choice',
      options: [{ id: 'true', label: t('products.filter.awaitsDetails.true') }],
    },
  ];
}
