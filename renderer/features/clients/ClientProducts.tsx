import { KeyRound } from 'lucide-react';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { paths } from '../../app/paths.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Card, EmptyState, Table } from '../../ui/index.ts';
import { clientProductColumns } from './columns.tsx';
import { MoreButton } from '../../workbench/MoreButton.tsx';
import { useGo } from '../../workbench/useGo.ts';
import { usePages } from '../../workbench/usePages.ts';

/** What one client owns after ordering. */
export function ClientProducts({ clientId }: { clientId: string }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const go = useGo();
  const pages = usePages('contractProducts', 'list', { clientId, limit: 25 });
  if (pages.error) return <ErrorBanner error={pages.error} />;
  if (pages.isLoading) return null;
  if (pages.rows.length === 0) {
    return (
      <EmptyState icon={KeyRound} title={t('clients.noProducts')}>
        {t('clients.noProducts.text')}
      </EmptyState>
    );
  }
  return (
    <Card isFlush>
      <Table
        label={t('nav.products')}
        layout="auto"
        columns={clientProductColumns(t, locale)}
        rows={pages.rows}
        rowId={(row) => row.id}
        rowText={(row) => row.productName}
        onOpen={(id) => go(paths.product(id))}
        dependencies={[locale]}
      />
      <MoreButton pages={pages} />
    </Card>
  );
}
