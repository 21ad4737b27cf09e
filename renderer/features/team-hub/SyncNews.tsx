import { History } from 'lucide-react';
import { paths } from '../../app/paths.ts';
import { useAction, useCall } from '../../app/query.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Banner, Link } from '../../ui/index.ts';
import { When } from '../../workbench/When.tsx';

/** What happened to this desk and is over, until a person has read it: the round that met it mended it. */
export function SyncNews() {
  const t = useTranslate();
  const { data: status } = useCall('sync', 'status', {});
  const readNews = useAction('sync', 'readNews');
  if (!status?.isJoined) return null;
  return status.news.map(({ kind, at }) => (
    <Banner
      key={kind}
      tone={kind === 'repaired' ? 'warning' : 'info'}
      icon={History}
      isBar
      live="status"
      title={t(`sync.news.${kind}`)}
      actions={<Link href={paths.teamHub}>{t('sync.banner.settings')}</Link>}
      onDismiss={() => readNews.mutate({ kind })}
    >
      <When at={at} isExact /> · {t(`sync.news.${kind}.text`)}
    </Banner>
  ));
}
