import { PencilLine } from 'lucide-react';
import { useTranslate } from '../i18n/provider.tsx';
import { useDrafts } from '../state/drafts.ts';
import { useEnvironment } from '../state/environment.ts';
import styles from './DraftMark.module.css';

/** In a list: the record's form holds unsaved text (usability check 9). `form` is the id its form keeps the draft under. */
export function DraftMark({ form }: { form: string }) {
  const t = useTranslate();
  const environment = useEnvironment((state) => state.environment);
  const isThere = useDrafts(({ drafts }) => `${environment ?? ''}/${form}` in drafts);
  if (!isThere) return null;
  return (
    <span className={styles['mark']}>
      <PencilLine aria-hidden="true" className={styles['icon']} />
      {t('drafts.mark')}
    </span>
  );
}
