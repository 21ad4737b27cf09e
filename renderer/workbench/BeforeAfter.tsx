import { ArrowRight } from 'lucide-react';
import { useTranslate } from '../i18n/provider.tsx';
import { Mono } from '../ui/index.ts';
import styles from './BeforeAfter.module.css';

export interface BeforeAfterProps {
  /** null: there was nothing, or it is not known. */
  before: string | null;
  /** null: not known yet. */
  after: string | null;
  isMono: boolean;
}

/** One value and what it becomes. */
export function BeforeAfter({ before, after, isMono }: BeforeAfterProps) {
  const t = useTranslate();
  const text = (value: string) => (isMono ? <Mono wrap>{value}</Mono> : <span>{value}</span>);
  if (before === null) return after === null ? <span>—</span> : text(after);
  return (
    <span className={styles['line']}>
      <span className={styles['before']}>{text(before)}</span>
      <ArrowRight aria-hidden="true" className={styles['arrow']} />
      <span className={styles['srOnly']}>{t('ui.becomes')}</span>
      {after === null ? <span className={styles['before']}>{t('ui.becomes.unknown')}</span> : text(after)}
    </span>
  );
}
