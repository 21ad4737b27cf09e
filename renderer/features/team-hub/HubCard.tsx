import { CheckCheck, DatabaseZap, LogOut, RotateCw, Save, UserPlus } from 'lucide-react';
import { useState } from 'react';
import type { SyncStatus } from '../../../preload/api/sync.ts';
import { paths } from '../../app/paths.ts';
import { useAction } from '../../app/query.ts';
import type { Translate } from '../../i18n/provider.tsx';
import { useTranslate } from '../../i18n/provider.tsx';
import { Banner, Button, Card, KeyValue, type KeyValueItem, Link, StatusBadge } from '../../ui/index.ts';
import { When } from '../../workbench/When.tsx';
import { useMay } from '../../workbench/useMay.ts';
import { AwaitedBanner } from './AwaitedBanner.tsx';
import { CopyBanner } from './CopyBanner.tsx';
import { InviteDialog } from './InviteDialog.tsx';
import { LeaveDialog } from './LeaveDialog.tsx';
import { UpdateHubDialog } from './UpdateHubDialog.tsx';
import styles from './TeamHub.module.css';

/** How this desk stands with its hub, in words that say whether the others have what was saved here. */
export function HubCard({ status }: { status: SyncStatus }) {
  const t = useTranslate();
  const why = useMay()('sync.write');
  const tryNow = useAction('sync', 'tryNow');
  const [open, setOpen] = useState<'invite' | 'leave' | 'update' | null>(null);
  const { problem } = status;
  return (
    <>
      <div className={styles['notices']}>
        {problem === null ? null : (
          <Banner
            tone={problem === 'offline' ? 'info' : 'warning'}
            live="status"
            title={t(problem === 'offline' ? 'sync.banner.offline' : `hub.problem.${problem}`)}
          >
            {t('sync.banner.offline.waiting', { count: status.waiting })} {t(`hub.next.${problem}`)}
          </Banner>
        )}
        {status.canUpdateHub ? (
          <Banner
            tone="info"
            live="status"
            title={t('hub.update.can')}
            actions={
              <Button size="small" icon={DatabaseZap} whyDisabled={why} onPress={() => setOpen('update')}>
                {t('hub.update')}
              </Button>
            }
          >
            {t('hub.update.can.text')}
          </Banner>
        ) : null}
        <CopyBanner status={status} />
        <AwaitedBanner status={status} />
      </div>
      <Card
        title={status.workspaceName === '' ? t('settings.teamHub') : status.workspaceName}
        actions={
          <div className={styles['acts']}>
            <Button icon={RotateCw} isBusy={tryNow.isPending} onPress={() => tryNow.mutate({})}>
              {t('hub.tryNow')}
            </Button>
            <Button icon={UserPlus} variant="primary" whyDisabled={why} onPress={() => setOpen('invite')}>
              {t('hub.invite')}
            </Button>
          </div>
        }
        footer={
          <Button icon={LogOut} whyDisabled={why} onPress={() => setOpen('leave')}>
            {t('hub.leave')}
          </Button>
        }
      >
        <KeyValue items={facts(t, status)} />
      </Card>
      {open === 'invite' ? <InviteDialog onClose={() => setOpen(null)} /> : null}
      {open === 'update' ? <UpdateHubDialog onClose={() => setOpen(null)} /> : null}
      {open === 'leave' ? <LeaveDialog status={status} onClose={() => setOpen(null)} /> : null}
    </>
  );
}

/** "Live for everyone" only where nothing waits and the values were compared; never by hope. */
function facts(t: Translate, status: SyncStatus): KeyValueItem[] {
  const { hub, waiting, behind, conflicts, refused, deferred, checksum, lastContact, isClockWrong, clockOffsetMs } =
    status;
  const isOnTheWay = waiting > 0 || status.isCopying || status.isBringing;
  const isLive = status.problem === null && lastContact !== null && !isOnTheWay;
  const minutes = Math.round(Math.abs(clockOffsetMs) / 60_000);
  return [
    {
      id: 'state',
      label: t('hub.state'),
      value: isLive ? (
        <StatusBadge tone="success" icon={CheckCheck} label={t('hub.state.live')} />
      ) : (
        <StatusBadge tone="neutral" icon={Save} label={t('hub.state.saved')} />
      ),
    },
    { id: 'desk', label: t('hub.deskName'), value: status.deskName },
    {
      id: 'hub',
      label: t('hub.address'),
      value: hub?.kind === 'embedded' ? t('hub.address.embedded', { address: hub.address }) : hub?.address,
    },
    {
      id: 'contact',
      label: t('hub.lastContact'),
      value: lastContact === null ? t('hub.state.never') : <When at={lastContact} />,
    },
    { id: 'waiting', label: t('hub.waiting'), value: t('hub.waiting.count', { count: waiting }) },
    { id: 'behind', label: t('hub.behind'), value: t('hub.behind.count', { count: behind }) },
    {
      id: 'conflicts',
      label: t('hub.conflicts'),
      value:
        conflicts === 0 ? (
          t('hub.conflicts.count', { count: 0 })
        ) : (
          <Link href={paths.conflicts}>{t('hub.conflicts.count', { count: conflicts })}</Link>
        ),
    },
    { id: 'refused', label: t('hub.refused'), value: t('hub.refused.count', { count: refused }) },
    { id: 'deferred', label: t('hub.deferred'), value: t('hub.deferred.count', { count: deferred }) },
    { id: 'checksum', label: t('hub.checksum'), value: <ChecksumBadge state={checksum} /> },
    ...(isClockWrong
      ? [
          {
            id: 'clock',
            label: t('hub.clock'),
            value: (
              <StatusBadge
                tone="warning"
                variant="plain"
                label={t(clockOffsetMs < 0 ? 'hub.clock.ahead' : 'hub.clock.behind', { minutes })}
              />
            ),
          },
        ]
      : []),
  ];
}

/** Whether the confirmed values of a desk are those of the hub; `isShort`: in a column that says so. */
export function ChecksumBadge({ state, isShort = false }: { state: SyncStatus['checksum']; isShort?: boolean }) {
  const t = useTranslate();
  const tone = { equal: 'success', differs: 'warning', unknown: 'neutral' } as const;
  return (
    <StatusBadge tone={tone[state]} variant="plain" label={t(`hub.${isShort ? 'desk.values' : 'checksum'}.${state}`)} />
  );
}
