import { Receipt } from 'lucide-react';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { paths } from '../../app/paths.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Card, EmptyState, Table } from '../../ui/index.ts';
import { numberText } from '../../workbench/number.tsx';
import { clientInvoiceColumns } from './columns.tsx';
import { MoreButton } from '../../workbench/MoreButton.tsx';
import { useGo } from '../../workbench/useGo.ts';
import { usePages } from '../../workbench/usePages.ts';

/** The invoices of one client, newest first. */
export function ClientInvoices({ clientId }: { clientId: string }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const go = useGo();
  const pages = usePages('billing', 'listInvoices', { clientId, limit: 25 });
  if (pages.error) return <ErrorBanner error={pages.error} />;
  if (pages.isLoading) return null;
  if (pages.rows.length === 0) {
    return (
      <EmptyState icon={Receipt} title={t('clients.noInvoices')}>
        {t('clients.noInvoices.text')}
      </EmptyState>
    );
  }
  return (
    <Card isFlush>
      <Table
        label={t('clients.invoices')}
        layout="auto"
        columns={clientInvoiceColumns(t, locale)}
        rows={pages.rows}
        rowId={(row) => row.id}
        rowText={(row) => numberText(t, row.number)}
        onOpen={(id) => go(paths.invoice(id))}
        dependencies={[locale]}
      />
      <MoreButton pages={pages} />
    </Card>
  );
}
