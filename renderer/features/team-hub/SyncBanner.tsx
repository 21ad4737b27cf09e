import { useRouterState } from '@tanstack/react-router';
import { GitCompareArrows, RotateCw, Unplug } from 'lucide-react';
import { paths } from '../../app/paths.ts';
import { useAction, useCall } from '../../app/query.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Banner, Button, Link } from '../../ui/index.ts';
import { AwaitedBanner } from './AwaitedBanner.tsx';
import { CopyBanner } from './CopyBanner.tsx';

/**
 * What of the team's hub a person should know wherever they are: it is out of reach, or asks something. Nothing for a desk alone, and
 * nothing that the page says itself.
 */
export function SyncBanner() {
  const t = useTranslate();
  const { data: status } = useCall('sync', 'status', {});
  const tryNow = useAction('sync', 'tryNow');
  const place = useRouterState({ select: ({ location }) => location.pathname });
  if (!status?.isJoined) return null;
  const { problem, conflicts, waiting } = status;
  return (
    <>
      {problem === null || place === paths.teamHub ? null : (
        <Banner
          tone={problem === 'offline' ? 'info' : 'warning'}
          icon={Unplug}
          isBar
          live="status"
          title={t(problem === 'offline' ? 'sync.banner.offline' : `hub.problem.${problem}`)}
          actions={
            <>
              <Button size="small" icon={RotateCw} isBusy={tryNow.isPending} onPress={() => tryNow.mutate({})}>
                {t('hub.tryNow')}
              </Button>
              <Link href={paths.teamHub}>{t('sync.banner.settings')}</Link>
            </>
          }
        >
          {t('sync.banner.offline.waiting', { count: waiting })}{' '}
          {problem === 'offline' ? null : t(`hub.next.${problem}`)}
        </Banner>
      )}
      {place === paths.teamHub ? null : (
        <>
          <CopyBanner status={status} isBar />
          <AwaitedBanner status={status} isBar />
        </>
      )}
      {conflicts === 0 || place.startsWith(paths.conflicts) ? null : (
        <Banner
          tone="warning"
          icon={GitCompareArrows}
          isBar
          live="status"
          title={t('sync.banner.conflicts', { count: conflicts })}
          actions={<Link href={paths.conflicts}>{t('sync.banner.conflicts.open')}</Link>}
        />
      )}
    </>
  );
}
