import type { KeptProduct } from '../../../../preload/api/catalogue-transfer.ts';
import { ErrorBanner } from '../../../app/ErrorBanner.tsx';
import { paths } from '../../../app/paths.ts';
import { useTranslate, type Translate } from '../../../i18n/provider.tsx';
import { Card, Link, StaticTable, type TableColumn } from '../../../ui/index.ts';
import { MoreButton } from '../../../workbench/MoreButton.tsx';
import { usePages } from '../../../workbench/usePages.ts';

/** Products that an undo left as they are, by name, with what to do about it. */
export function KeptProducts({ id, count }: { id: string; count: number }) {
  const t = useTranslate();
  const pages = usePages('transfer', 'kept', { id, limit: 50 });
  return (
    <Card title={t('transfer.kept.title', { count })} isFlush headingLevel={2}>
      {pages.error ? <ErrorBanner error={pages.error} /> : null}
      <KeptTable rows={pages.rows} />
      <MoreButton pages={pages} />
    </Card>
  );
}

export function KeptTable({ rows }: { rows: readonly KeptProduct[] }) {
  const t = useTranslate();
  const label = t('transfer.kept.title', { count: rows.length });
  return <StaticTable label={label} columns={columnsOf(t)} rows={rows} rowId={(row) => row.id} />;
}

const columnsOf = (t: Translate): TableColumn<KeptProduct>[] => [
  {
    id: 'product',
    header: t('transfer.kept.product'),
    width: '34%',
    isRowHeader: true,
    cell: (row) =>
      row.code === 'deleted_since' ? row.name : <Link href={paths.catalogueProduct(row.productId)}>{row.name}</Link>,
  },
  { id: 'why', header: t('transfer.kept.reason'), wrap: true, cell: (row) => t(`transfer.kept.${row.code}`) },
];
