import { CopyPlus } from 'lucide-react';
import type { SyncStatus } from '../../../preload/api/sync.ts';
import { paths } from '../../app/paths.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Banner, Link, ProgressBar } from '../../ui/index.ts';
import styles from './TeamHub.module.css';

/**
 * How far a first or new copy is; nothing where none is under way. `isBar`: on another page than the hub's own. Nothing in it is announced as it
 * changes: the bar can be asked.
 */
export function CopyBanner({
  status: { copy, problem },
  isBar = false,
}: {
  status: Pick<SyncStatus, 'copy' | 'problem'>;
  isBar?: boolean;
}) {
  const t = useTranslate();
  if (!copy) return null;
  const { stage, done, total } = copy;
  return (
    <Banner
      tone="info"
      icon={CopyPlus}
      isBar={isBar}
      title={t('hub.copying')}
      {...(isBar ? { actions: <Link href={paths.teamHub}>{t('sync.banner.settings')}</Link> } : {})}
    >
      <div className={styles['copy']}>
        <p>{t('hub.copying.text')}</p>
        {total === null ? (
          <p>{t('hub.copying.count', { count: done })}</p>
        ) : (
          <ProgressBar
            label={t('hub.copying')}
            value={done}
            of={total}
            text={t(`hub.copying.${stage}`, { done, total })}
            tone={problem === null ? 'accent' : 'warning'}
          />
        )}
      </div>
    </Banner>
  );
}
