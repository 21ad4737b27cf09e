import { ShoppingCart } from 'lucide-react';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { paths } from '../../app/paths.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Button, Card, EmptyState, Table } from '../../ui/index.ts';
import { numberText } from '../../workbench/number.tsx';
import { clientOrderColumns } from './columns.tsx';
import { MoreButton } from '../../workbench/MoreButton.tsx';
import { useGo } from '../../workbench/useGo.ts';
import { useMay } from '../../workbench/useMay.ts';
import { usePages } from '../../workbench/usePages.ts';

/** The orders of one client, newest first. */
export function ClientOrders({ clientId }: { clientId: string }) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const go = useGo();
  const may = useMay();
  const pages = usePages('orders', 'list', { clientId, limit: 25 });
  if (pages.error) return <ErrorBanner error={pages.error} />;
  if (pages.isLoading) return null;
  if (pages.rows.length === 0) {
    return (
      <EmptyState
        icon={ShoppingCart}
        title={t('clients.noOrders')}
        action={
          <Button icon={ShoppingCart} whyDisabled={may('orders.place')} onPress={() => go(paths.newOrder(clientId))}>
            {t('orders.new')}
          </Button>
        }
      >
        {t('clients.noOrders.text')}
      </EmptyState>
    );
  }
  return (
    <Card isFlush>
      <Table
        label={t('nav.orders')}
        layout="auto"
        columns={clientOrderColumns(t)}
        rows={pages.rows}
        rowId={(row) => row.id}
        rowText={(row) => numberText(t, row.number)}
        onOpen={(id) => go(paths.order(id))}
        dependencies={[locale]}
      />
      <MoreButton pages={pages} />
    </Card>
  );
}
