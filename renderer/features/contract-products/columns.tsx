import type { ContractProductRow } from '../../../preload/api/contract-products.ts';
import { formatDate, type Locale } from '../../i18n/format.ts';
import type { Translate } from '../../i18n/provider.tsx';
import { Mono, type TableColumn } from '../../ui/index.ts';
import { ContractStatusBadge, RowLicenseBadge } from './statuses.tsx';

/** Columns of the list of contract products. Beside an open detail only what tells them apart. */
export function contractColumns(t: Translate, locale: Locale, isNarrow: boolean): TableColumn<ContractProductRow>[] {
  const product: TableColumn<ContractProductRow> = {
    id: 'product',
    header: t('contracts.product'),
    width: isNarrow ? '3fr' : '2fr',
    minWidth: 96,
    cell: (row) => row.productName,
  };
  const client: TableColumn<ContractProductRow> = {
    id: 'client',
    header: t('contracts.client'),
    width: '2fr',
    minWidth: 80,
    isMuted: true,
    cell: (row) => row.clientName,
  };
  const status: TableColumn<ContractProductRow> = {
    id: 'status',
    header: t('contracts.status'),
    width: 172,
    cell: (row) => <ContractStatusBadge status={row.status} isPlain />,
    text: (row) => t(`contract.status.${row.status}`),
  };
  const license: TableColumn<ContractProductRow> = {
    id: 'license',
    header: t('contracts.license'),
    width: isNarrow ? 152 : '2fr',
    minWidth: 150,
    cell: (row) => <RowLicenseBadge row={row} />,
    text: (row) => (row.licenseStatus === null ? '' : t(`vendor.status.${row.licenseStatus}`)),
  };
  if (isNarrow) return [product, client, license];
  return [
    product,
    client,
    status,
    license,
    {
      id: 'key',
      header: t('contracts.key'),
      // A key is read and compared as a whole.
      width: 204,
      cell: (row) => (row.licenseKey ? <Mono>{row.licenseKey}</Mono> : '—'),
      text: (row) => row.licenseKey ?? '',
    },
    {
      id: 'due',
      header: t('contracts.nextDue'),
      isSortable: true,
      width: 140,
      isMuted: true,
      isTabular: true,
      cell: (row) => (row.nextDueOn === null ? '—' : formatDate(row.nextDueOn, locale)),
      inFile: (row) => row.nextDueOn ?? '',
    },
  ];
}
