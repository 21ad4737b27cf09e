import { useMutation } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { ExternalLink, Merge, ShoppingCart, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Client } from '../../../preload/api/clients.ts';
import type { CallError } from '../../app/api.ts';
import { api, valueOf } from '../../app/api.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { paths } from '../../app/paths.ts';
import { useCall } from '../../app/query.ts';
import { ClientAffiliate } from '../affiliates/ClientAffiliate.tsx';
import { toasts } from '../../app/toasts.ts';
import { formatInstant } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Banner, Button, CopyButton, Menu, type TabItem, Tabs } from '../../ui/index.ts';
import { SyncMark } from '../team-hub/SyncMark.tsx';
import { ClientBalance } from '../billing/ClientBalance.tsx';
import { ClientIntervals } from './ClientIntervals.tsx';
import { ClientInvoices } from './ClientInvoices.tsx';
import { ClientLogin } from './ClientLogin.tsx';
import { ClientOrders } from './ClientOrders.tsx';
import { ClientProducts } from './ClientProducts.tsx';
import { ClientProfile } from './ClientProfile.tsx';
import styles from './ClientDetail.module.css';
import { ClientTimeline } from './ClientTimeline.tsx';
import { DeleteClient } from './DeleteClient.tsx';
import { MergeClient } from './MergeClient.tsx';
import { clientName } from './name.ts';
import { DetailPane, DetailPending } from '../../workbench/DetailPane.tsx';
import { useGo } from '../../workbench/useGo.ts';
import { useMay } from '../../workbench/useMay.ts';

export function ClientDetail() {
  const t = useTranslate();
  const go = useGo();
  const { id = '' }: { id?: string } = useParams({ strict: false });
  const { data: client, error } = useCall('clients', 'get', { id });
  const heir = client?.mergedIntoId ?? null;
  const name = client ? clientName(client) : '';
  useEffect(() => {
    if (heir === null) return;
    toasts.add({ text: t('clients.merged.led', { name }) });
    go(paths.client(heir), { replace: true });
    // Once for each record that leads on, whatever else of the page changes.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [heir]);
  if (!client || heir !== null) return <DetailPending error={error} listPath={paths.clients} />;
  return <OpenClient key={id} client={client} />;
}

function OpenClient({ client }: { client: Client }) {
  const t = useTranslate();
  const go = useGo();
  const locale = useLocaleCode();
  const { tab }: { tab?: string } = useSearch({ strict: false });
  const [error, setError] = useState<CallError | null>(null);
  const { id, deletedAt } = client;
  const isLive = deletedAt === null;
  const tabs: TabItem[] = [
    {
      id: 'profile',
      label: t('clients.profile'),
      content: (
        <>
          <ClientProfile client={client} />
          <ClientLogin client={client} />
          <ClientAffiliate clientId={id} />
          <ClientIntervals client={client} />
        </>
      ),
    },
    { id: 'orders', label: t('nav.orders'), count: client.orderCount, content: <ClientOrders clientId={id} /> },
    { id: 'invoices', label: t('clients.invoices'), content: <ClientInvoices clientId={id} /> },
    { id: 'products', label: t('nav.products'), content: <ClientProducts clientId={id} /> },
    { id: 'balance', label: t('balance.title'), content: <ClientBalance client={{ id, name: clientName(client) }} /> },
    { id: 'timeline', label: t('timeline.title'), content: <ClientTimeline clientId={id} /> },
  ];
  // What is deleted cannot be changed: only what it did is shown.
  const items = isLive ? tabs : tabs.slice(1);
  const selected = items.some((item) => item.id === tab) ? (tab ?? '') : (items[0]?.id ?? '');
  return (
    <DetailPane
      title={clientName(client)}
      badge={<SyncMark record="client" id={id} />}
      subtitle={
        <span className={styles['email']}>
          {client.email}
          <CopyButton text={client.email} what={t('clients.email')} />
        </span>
      }
      listPath={paths.clients}
      isTabbed
      actions={isLive ? <Acts client={client} onError={setError} /> : undefined}
    >
      {error ? <ErrorBanner error={error.error} /> : null}
      {deletedAt === null ? null : (
        <div className={styles['notice']}>
          <Banner tone="warning" title={t('clients.deleted.title', { at: formatInstant(deletedAt, locale) })}>
            {t('clients.deleted.text')}
          </Banner>
        </div>
      )}
      <Tabs
        label={t('clients.sections')}
        selected={selected}
        onSelect={(next) => go(`${paths.client(id)}?tab=${next}`, { replace: true })}
        items={items}
      />
    </DetailPane>
  );
}

/** What can be done for a client, and with the record itself. */
function Acts({ client, onError }: { client: Client; onError: (error: CallError) => void }) {
  const t = useTranslate();
  const go = useGo();
  const may = useMay();
  const [open, setOpen] = useState<'delete' | 'merge' | null>(null);
  const close = (): void => setOpen(null);
  const openArea = useMutation<object, CallError>({
    networkMode: 'always',
    mutationFn: () => valueOf(api.window.openClientArea({ id: client.id })),
    onError,
  });
  const mayNot = may('clients.write') !== undefined;
  return (
    <>
      <Button
        icon={ExternalLink}
        whyDisabled={may('orders.place')}
        isBusy={openArea.isPending}
        onPress={() => openArea.mutate()}
      >
        {t('clients.openArea')}
      </Button>
      <Button
        variant="primary"
        icon={ShoppingCart}
        whyDisabled={may('orders.place')}
        onPress={() => go(paths.newOrder(client.id))}
      >
        {t('orders.new')}
      </Button>
      <Menu
        placement="bottom end"
        groups={[
          {
            id: 'record',
            items: [
              {
                id: 'merge',
                label: t('clients.merge'),
                icon: Merge,
                isDisabled: mayNot,
                onAction: () => setOpen('merge'),
              },
              {
                id: 'delete',
                label: t('clients.delete'),
                icon: Trash2,
                tone: 'danger',
                isDisabled: mayNot,
                onAction: () => setOpen('delete'),
              },
            ],
          },
        ]}
      />
      {open === 'delete' ? <DeleteClient client={client} onClose={close} /> : null}
      {open === 'merge' ? <MergeClient client={client} onClose={close} /> : null}
    </>
  );
}
