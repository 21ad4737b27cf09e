import { useMutation } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { ExternalLink, ShoppingCart } from 'lucide-react';
import { useState } from 'react';
import type { CallError } from '../../app/api.ts';
import { api, valueOf } from '../../app/api.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { paths } from '../../app/paths.ts';
import { useCall } from '../../app/query.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button, CopyButton, Tabs } from '../../ui/index.ts';
import { ClientAffiliate } from '../affiliates/ClientAffiliate.tsx';
import { History } from '../audit/History.tsx';
import { ClientOrders } from './ClientOrders.tsx';
import { ClientProducts } from './ClientProducts.tsx';
import { ClientProfile } from './ClientProfile.tsx';
import styles from './ClientDetail.module.css';
import { clientName } from './name.ts';
import { DetailPane, DetailPending } from '../../workbench/DetailPane.tsx';
import { useGo } from '../../workbench/useGo.ts';
import { useMay } from '../../workbench/useMay.ts';

export function ClientDetail() {
  const t = useTranslate();
  const go = useGo();
  const may = useMay();
  const { id = '' }: { id?: string } = useParams({ strict: false });
  const [tab, setTab] = useState('profile');
  const { data: client, error } = useCall('clients', 'get', { id });
  const openArea = useMutation<object, CallError>({
    networkMode: 'always',
    mutationFn: () => valueOf(api.window.openClientArea({ id })),
  });
  if (!client) return <DetailPending error={error} listPath={paths.clients} />;
  return (
    <DetailPane
      title={clientName(client)}
      subtitle={
        <span className={styles['email']}>
          {client.email}
          <CopyButton text={client.email} what={t('clients.email')} />
        </span>
      }
      listPath={paths.clients}
      isTabbed
      actions={
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
            onPress={() => go(paths.newOrder(id))}
          >
            {t('orders.new')}
          </Button>
        </>
      }
    >
      {openArea.error ? <ErrorBanner error={openArea.error.error} /> : null}
      <Tabs
        label={t('clients.sections')}
        selected={tab}
        onSelect={setTab}
        items={[
          {
            id: 'profile',
            label: t('clients.profile'),
            content: (
              <>
                <ClientProfile key={id} client={client} />
                <ClientAffiliate clientId={id} />
              </>
            ),
          },
          { id: 'orders', label: t('nav.orders'), count: client.orderCount, content: <ClientOrders clientId={id} /> },
          { id: 'products', label: t('nav.products'), content: <ClientProducts clientId={id} /> },
          { id: 'history', label: t('history.title'), content: <History entity="client" id={id} /> },
        ]}
      />
    </DetailPane>
  );
}
