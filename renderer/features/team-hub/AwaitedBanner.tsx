import { Hourglass } from 'lucide-react';
import type { SyncStatus } from '../../../preload/api/sync.ts';
import { paths } from '../../app/paths.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Banner, Link } from '../../ui/index.ts';

/** For which desks a restored hub waits before it hands anything out, and what to do about it. `isBar`: on another page than the hub's own. */
export function AwaitedBanner({ status: { awaited }, isBar = false }: { status: SyncStatus; isBar?: boolean }) {
  const t = useTranslate();
  if (awaited.length === 0) return null;
  return (
    <Banner
      tone="warning"
      icon={Hourglass}
      isBar={isBar}
      live="status"
      title={t('hub.awaited', { count: awaited.length, names: awaited.join(', ') })}
      {...(isBar ? { actions: <Link href={paths.teamHub}>{t('sync.banner.settings')}</Link> } : {})}
    >
      {t('hub.awaited.text')}
    </Banner>
  );
}
