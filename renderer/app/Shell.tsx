import { Outlet, useRouterState } from '@tanstack/react-router';
import {
  ArrowLeftRight,
  BookOpen,
  FlaskConical,
  Gauge,
  KeyRound,
  LifeBuoy,
  Radio,
  Receipt,
  Scale,
  Settings,
  ShoppingCart,
  Users,
} from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Environment } from '../../preload/api/app.ts';
import { NetworkBanner, useReturnOfNetwork } from '../features/operations/NetworkBanner.tsx';
import { useTranslate } from '../i18n/provider.tsx';
import {
  applyBrandColors,
  Banner,
  Button,
  ConfirmDialog,
  Menu,
  SandboxFrame,
  SideNav,
  type NavItem,
} from '../ui/index.ts';
import { RunningRuns } from '../features/bulk/RunningRuns.tsx';
import { ErrorBanner } from './ErrorBanner.tsx';
import { paths } from './paths.ts';
import { useAction, useCall } from './query.ts';
import styles from './Shell.module.css';

/** Places without an entry of their own: bulk runs are reached from their products, the preview from the catalogue. */
const reachedFrom: Readonly<Record<string, string>> = { bulk: 'products', store: 'catalogue' };

/** The frame of every page: navigation, environment, what needs a person; the page itself in the middle. */
export function Shell() {
  const t = useTranslate();
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const { data: state } = useCall('app', 'state', {});
  const { data: brand } = useCall('brand', 'get', {});
  const { data: operations } = useCall('operations', 'status', {});
  const environment = state?.environment ?? 'live';
  const attention = operations?.needsPerson ?? 0;
  useReturnOfNetwork();
  useEffect(() => {
    if (brand) applyBrandColors(brand);
  }, [brand]);
  useEffect(() => {
    const place = environment === 'sandbox' ? ` — ${t('environment.sandbox')}` : '';
    document.title = `${brand?.name ?? 'Reseller Console'}${place}`;
  });

  const items: NavItem[] = [
    { id: 'dashboard', label: t('nav.dashboard'), icon: Gauge, href: paths.dashboard },
    { id: 'orders', label: t('nav.orders'), icon: ShoppingCart, href: paths.orders },
    { id: 'clients', label: t('nav.clients'), icon: Users, href: paths.clients },
    { id: 'products', label: t('nav.products'), icon: KeyRound, href: paths.products },
    {
      id: 'operations',
      label: t('nav.operations'),
      icon: ArrowLeftRight,
      href: paths.operations,
      ...(attention === 0 ? {} : { badge: attention, badgeLabel: t('nav.attention', { count: attention }) }),
    },
    { id: 'reconciliation', label: t('nav.reconciliation'), icon: Scale, href: paths.reconciliation },
    { id: 'catalogue', label: t('nav.catalogue'), icon: BookOpen, href: paths.catalogue },
    { id: 'billing', label: t('nav.billing'), icon: Receipt, href: paths.billing },
    { id: 'tickets', label: t('nav.tickets'), icon: LifeBuoy, href: paths.tickets },
    { id: 'settings', label: t('nav.settings'), icon: Settings, href: paths.settings },
  ];
  const place = pathname === '/' ? 'dashboard' : (pathname.split('/')[1] ?? '');
  const current = reachedFrom[place] ?? place;

  return (
    <div className={styles['shell']} data-environment={environment}>
      <a className={styles['skip']} href="#main" onClick={focusMain}>
        {t('app.skip')}
      </a>
      <SideNav
        label={t('nav.label')}
        groups={[{ id: 'main', items }]}
        current={current}
        header={<EnvironmentSwitch environment={environment} brandName={brand?.name ?? ''} />}
        footer={
          <>
            <RunningRuns />
            {state?.staff ? <p className={styles['staff']}>{state.staff.name}</p> : null}
          </>
        }
      />
      <main id="main" tabIndex={-1} className={styles['main']}>
        {state?.vault === 'memory' ? (
          <Banner tone="warning" isBar title={t('vault.memory')}>
            {t('vault.memory.text')}
          </Banner>
        ) : null}
        <NetworkBanner outages={operations?.outages ?? []} />
        <div className={styles['page']}>
          <Outlet />
        </div>
      </main>
      {environment === 'sandbox' ? <SandboxFrame label={t('environment.sandbox')} /> : null}
    </div>
  );
}

/** The skip link moves the focus itself: a plain `#main` would be taken for a route. */
function focusMain(event: { preventDefault(): void }): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}

function EnvironmentSwitch({ environment, brandName }: { environment: Environment; brandName: string }) {
  const t = useTranslate();
  const [asked, setAsked] = useState<Environment | null>(null);
  const open = useAction('app', 'openEnvironment');
  return (
    <div className={styles['head']}>
      <p className={styles['brand']} title={brandName}>
        {brandName}
      </p>
      <Menu
        label={t('environment.label')}
        placement="bottom start"
        trigger={
          <Button variant="quiet" size="small" icon={environment === 'sandbox' ? FlaskConical : Radio}>
            <span className={styles['word']}>{t(`environment.${environment}`)}</span>
          </Button>
        }
        groups={[
          {
            id: 'environments',
            heading: t('environment.label'),
            items: (['live', 'sandbox'] as const).map((id) => ({
              id,
              label: t(`environment.${id}`),
              description: t(`environment.${id}.text`),
              isChecked: id === environment,
              onAction: () => {
                if (id !== environment) setAsked(id);
              },
            })),
          },
        ]}
      />
      {asked === null ? null : (
        <ConfirmDialog
          isOpen
          title={t(`environment.switch.${asked}`)}
          confirmLabel={t(`environment.switch.${asked}.confirm`)}
          isBusy={open.isPending}
          error={open.error ? <ErrorBanner error={open.error.error} /> : undefined}
          onCancel={() => setAsked(null)}
          onConfirm={() => {
            open.mutate(
              { environment: asked },
              {
                onSuccess: () => {
                  window.location.hash = '#/';
                  setAsked(null);
                },
              },
            );
          }}
        >
          {t(`environment.switch.${asked}.text`)}
        </ConfirmDialog>
      )}
    </div>
  );
}
