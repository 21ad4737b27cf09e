import type { ProductRow } from '../../../../preload/api/catalogue.ts';
import { formatInstant, type Locale } from '../../../i18n/format.ts';
import type { Translate } from '../../../i18n/provider.tsx';
import type { TableColumn } from '../../../ui/index.ts';
import { RowSyncMark } from '../../team-hub/RowSyncMark.tsx';
import type { MoneyText } from '../../../workbench/Money.tsx';
import { priceText } from '../priceText.ts';
import { ProductStatus, stateOf } from '../statuses.tsx';

/** Columns of the list of products. Beside an open detail only what tells them apart. */
export function productColumns(
  t: Translate,
  locale: Locale,
  { money, isNarrow }: { readonly money: MoneyText; readonly isNarrow: boolean },
): TableColumn<ProductRow>[] {
  const name: TableColumn<ProductRow> = {
    id: 'name',
    header: t('product.name'),
    width: '3fr',
    minWidth: 140,
    isRowHeader: true,
    isSortable: true,
    cell: (row) => (
      <>
        <RowSyncMark record="product" id={row.id} /> {row.name}
      </>
    ),
    text: (row) => row.name,
  };
  const status: TableColumn<ProductRow> = {
    id: 'status',
    header: t('catalogue.column.status'),
    width: 140,
    cell: (row) => <ProductStatus product={row} variant="plain" />,
    text: (row) => t(`catalogue.status.${stateOf(row)}`),
  };
  if (isNarrow) return [name, status];
  const yesNo = (value: boolean): string => t(value ? 'catalogue.filter.yes' : 'catalogue.filter.no');
  const at = (value: string): string => formatInstant(value, locale);
  return [
    name,
    {
      id: 'category',
      header: t('product.category'),
      width: '2fr',
      minWidth: 156,
      isMuted: true,
      cell: (row) => row.categoryName,
    },
    {
      id: 'package',
      header: t('catalogue.column.package'),
      width: '3fr',
      minWidth: 110,
      cell: (row) => (row.packageName === null ? row.packageIdentifier : `${row.packageIdentifier} ${row.packageName}`),
    },
    {
      id: 'price',
      header: t('product.price.amount'),
      width: 160,
      align: 'end',
      cell: (row) => priceText(t, money, row),
    },
    status,
    {
      id: 'updatedAt',
      header: t('catalogue.column.updated'),
      width: 164,
      isMuted: true,
      isTabular: true,
      isSortable: true,
      cell: (row) => at(row.updatedAt),
    },
    {
      id: 'type',
      header: t('product.type'),
      width: 130,
      isOptional: true,
      cell: (row) => t(`product.type.${row.type}`),
    },
    {
      id: 'purchase',
      header: t('product.purchaseType'),
      width: 160,
      isOptional: true,
      cell: (row) => t(`product.purchaseType.${row.purchaseType}`),
    },
    { id: 'active', header: t('product.isActive'), width: 100, isOptional: true, cell: (row) => yesNo(row.isActive) },
    {
      id: 'visible',
      header: t('product.isVisible'),
      width: 150,
      isOptional: true,
      cell: (row) => yesNo(row.isVisible),
    },
    {
      id: 'connection',
      header: t('product.connection'),
      width: 170,
      isOptional: true,
      cell: (row) => row.connectionName ?? '—',
    },
    { id: 'slug', header: t('product.slug'), width: 170, isMono: true, isOptional: true, cell: (row) => row.slug },
    {
      id: 'createdAt',
      header: t('catalogue.column.created'),
      width: 164,
      isMuted: true,
      isTabular: true,
      isSortable: true,
      isOptional: true,
      cell: (row) => at(row.createdAt),
    },
  ];
}
