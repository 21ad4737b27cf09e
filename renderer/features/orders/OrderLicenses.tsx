import type { ContractProductRow } from '../../../preload/api/contract-products.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { paths } from '../../app/paths.ts';
import { useLocaleCode, useTranslate, type Translate } from '../../i18n/provider.tsx';
import { Card, Link, Mono, Table, type TableColumn } from '../../ui/index.ts';
import { MoreButton } from '../../workbench/MoreButton.tsx';
import { useGo } from '../../workbench/useGo.ts';
import { usePages } from '../../workbench/usePages.ts';
import { ContractStatusBadge, RowLicenseBadge } from '../contract-products/statuses.tsx';

const columns = (t: Translate): TableColumn<ContractProductRow>[] => [
  {
    id: 'product',
    header: t('contracts.product'),
    width: '2fr',
    minWidth: 110,
    cell: (row) => (
      <Link variant="strong" href={paths.product(row.id)}>
        {row.productName}
      </Link>
    ),
  },
  {
    id: 'ip',
    header: t('contracts.ip'),
    width: '2fr',
    minWidth: 110,
    cell: (row) => (row.ip === '' ? '—' : <Mono>{row.ip}</Mono>),
  },
  {
    id: 'status',
    header: t('contracts.status'),
    width: 172,
    cell: (row) => <ContractStatusBadge status={row.status} isPlain />,
  },
  {
    id: 'license',
    header: t('contracts.license'),
    width: '2fr',
    minWidth: 130,
    cell: (row) => <RowLicenseBadge row={row} />,
  },
];

/** Every license of an order of several, each with its own status: some may be bought while others are not (spec 2.9). */
export function OrderLicenses({ orderId }: { orderId: string }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const go = useGo();
  const pages = usePages('contractProducts', 'list', { orderId, limit: 25 });
  if (pages.error) return <ErrorBanner error={pages.error} />;
  if (pages.isLoading) return null;
  return (
    <Card title={t('orders.licenses')} headingLevel={3} isFlush>
      <Table
        label={t('orders.licenses')}
        layout="auto"
        columns={columns(t)}
        rows={pages.rows}
        rowId={(row) => row.id}
        rowText={(row) => row.ip || row.productName}
        onOpen={(id) => go(paths.product(id))}
        dependencies={[locale]}
      />
      <MoreButton pages={pages} />
    </Card>
  );
}
