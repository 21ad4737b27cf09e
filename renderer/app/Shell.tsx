import { Outlet, useRouterState } from '@tanstack/react-router';
import {
  CircleHelp,
  CircleUserRound,
  ExternalLink,
  FlaskConical,
  Keyboard,
  Radio,
  Redo2,
  Search,
  Undo2,
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
  IconButton,
  Menu,
  SandboxFrame,
  SideNav,
  type NavItem,
} from '../ui/index.ts';
import { WhyPanel } from '../features/causes/WhyPanel.tsx';
import { NoWayToPay } from '../features/orders/NoWayToPay.tsx';
import { SyncBanner } from '../features/team-hub/SyncBanner.tsx';
import { SyncNews } from '../features/team-hub/SyncNews.tsx';
import { RunningRuns } from '../features/bulk/RunningRuns.tsx';
import { Palette } from '../features/palette/Palette.tsx';
import { PaletteButton } from '../features/palette/PaletteButton.tsx';
import { Shortcuts } from '../features/palette/Shortcuts.tsx';
import { ShortcutSheet } from '../features/palette/ShortcutSheet.tsx';
import { useCommandContext } from '../features/palette/useCommandContext.ts';
import type { CommandContext } from '../workbench/commands.ts';
import { capsOf } from '../workbench/keys.ts';
import { useUndoState } from '../workbench/useUndo.ts';
import { DraftsMenu, useDraftCount } from './DraftsMenu.tsx';
import { ErrorBanner } from './ErrorBanner.tsx';
import { pages } from './pages.ts';
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
  const { data: sync } = useCall('sync', 'status', {});
  useReturnOfNetwork();
  useEffect(() => {
    if (brand) applyBrandColors(brand);
  }, [brand]);
  useEffect(() => {
    const place = environment === 'sandbox' ? ` — ${t('environment.sandbox')}` : '';
    document.title = `${brand?.name ?? 'Reseller Console'}${place}`;
  });

  const context = useCommandContext();

  const items = pages
    .filter(({ needsTeam }) => !needsTeam || sync?.isJoined === true)
    .map(({ id, name, icon, path }): NavItem => ({
      id,
      label: name(t),
      icon,
      href: path,
      ...(id === 'operations' && attention > 0
        ? { badge: attention, badgeLabel: t('nav.attention', { count: attention }) }
        : {}),
      ...(id === 'conflicts' && sync && sync.conflicts > 0
        ? { badge: sync.conflicts, badgeLabel: t('nav.attention', { count: sync.conflicts }) }
        : {}),
    }));
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
        header={<Head environment={environment} brandName={brand?.name ?? ''} context={context} />}
        footer={
          <>
            <RunningRuns />
            <DraftsMenu />
            {state?.staff ? <Account name={state.staff.name} context={context} /> : null}
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
        <SyncBanner />
        <NoWayToPay />
        <SyncNews />
        <div className={styles['page']}>
          <Outlet />
        </div>
      </main>
      {environment === 'sandbox' ? <SandboxFrame label={t('environment.sandbox')} /> : null}
      <Shortcuts context={context} />
      <Palette context={context} />
      <ShortcutSheet />
      <WhyPanel />
    </div>
  );
}

/** The skip link moves the focus itself: a plain `#main` would be taken for a route. */
function focusMain(event: { preventDefault(): void }): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}

/** Who works here, and the way to the client app with nobody chosen (spec 78). */
function Account({ name, context }: { name: string; context: CommandContext }) {
  const t = useTranslate();
  return (
    <Menu
      label={t('account.menu', { name })}
      placement="top start"
      trigger={
        <Button variant="quiet" size="small" icon={CircleUserRound} aria-label={t('account.menu', { name })}>
          <span className={styles['staff']}>{name}</span>
        </Button>
      }
      groups={[
        {
          id: 'account',
          items: [
            { id: 'client-app', label: t('clients.openArea'), icon: ExternalLink, onAction: context.openEntrance },
          ],
        },
      ]}
    />
  );
}

interface HeadProps {
  environment: Environment;
  brandName: string;
  context: CommandContext;
}

/** Whose console this is, the way to everything by name, and what was done last. */
function Head({ environment, brandName, context }: HeadProps) {
  return (
    <div className={styles['head']}>
      <p className={styles['brand']} title={brandName}>
        {brandName}
      </p>
      <div className={styles['acts']}>
        <EnvironmentSwitch environment={environment} />
        <EditMenu context={context} />
      </div>
      <PaletteButton />
    </div>
  );
}

/** The edits that can be taken back, and the keys of everything. */
function EditMenu({ context }: { context: CommandContext }) {
  const t = useTranslate();
  const { undo, redo } = useUndoState();
  const after = (what: string | null): object => (what === null ? {} : { description: what });
  return (
    <Menu
      label={t('shortcuts.menu')}
      placement="bottom start"
      trigger={<IconButton size="small" label={t('shortcuts.menu')} icon={CircleHelp} />}
      groups={[
        {
          id: 'edits',
          items: [
            {
              id: 'undo',
              label: t('command.undo'),
              icon: Undo2,
              keys: capsOf('mod+z'),
              isDisabled: undo === null,
              onAction: context.undo,
              ...after(undo),
            },
            {
              id: 'redo',
              label: t('command.redo'),
              icon: Redo2,
              keys: capsOf('mod+shift+z'),
              isDisabled: redo === null,
              onAction: context.redo,
              ...after(redo),
            },
          ],
        },
        {
          id: 'keys',
          items: [
            {
              id: 'palette',
              label: t('palette.open'),
              icon: Search,
              keys: capsOf('mod+k'),
              onAction: context.openPalette,
            },
            {
              id: 'shortcuts',
              label: t('shortcuts.title'),
              icon: Keyboard,
              keys: capsOf('?'),
              onAction: context.openShortcuts,
            },
          ],
        },
      ]}
    />
  );
}

function EnvironmentSwitch({ environment }: { environment: Environment }) {
  const t = useTranslate();
  const drafts = useDraftCount();
  const [asked, setAsked] = useState<Environment | null>(null);
  const open = useAction('app', 'openEnvironment');
  return (
    <>
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
          <p>{t(`environment.switch.${asked}.text`)}</p>
          {drafts === 0 ? null : <p>{t('drafts.stay', { count: drafts })}</p>}
        </ConfirmDialog>
      )}
    </>
  );
}
