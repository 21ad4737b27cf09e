import { Button } from '../ui/index.ts';
import { useTranslate } from '../i18n/provider.tsx';
import styles from './MoreButton.module.css';

/** Under a short table: reads the next page. */
export function MoreButton({ pages }: { pages: { hasMore: boolean; isLoadingMore: boolean; loadMore: () => void } }) {
  const t = useTranslate();
  if (!pages.hasMore) return null;
  return (
    <div className={styles['more']}>
      <Button size="small" isBusy={pages.isLoadingMore} onPress={pages.loadMore}>
        {t('ui.loadMore')}
      </Button>
    </div>
  );
}
