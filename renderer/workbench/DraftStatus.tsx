import { Button } from '../ui/index.ts';
import { useTranslate } from '../i18n/provider.tsx';
import styles from './DraftStatus.module.css';

/** Says that a draft of an earlier visit is shown, and lets one go back to what is stored. */
export function DraftStatus({ isDraft, onDiscard }: { isDraft: boolean; onDiscard: () => void }) {
  const t = useTranslate();
  if (!isDraft) return null;
  return (
    <span className={styles['line']}>
      <output>{t('ui.draft')}</output>
      <Button variant="quiet" size="small" onPress={onDiscard}>
        {t('ui.discard')}
      </Button>
    </span>
  );
}
