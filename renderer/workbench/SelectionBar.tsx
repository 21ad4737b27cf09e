import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslate } from '../i18n/provider.tsx';
import { Button, IconButton, type Marks, useMarks } from '../ui/index.ts';
import styles from './SelectionBar.module.css';

export interface SelectionBarProps {
  marks: Marks;
  /** How many are marked; undefined while that is being counted. */
  count: number | undefined;
  /** How many the list has in all, where it is known. */
  total: number | undefined;
  /** What can be done with all of them. */
  children: ReactNode;
}

/** Over a list in which rows are marked: how many, the way to all of them, and the acts. Nothing is shown while none is. */
export function SelectionBar({ marks, count, total, children }: SelectionBarProps) {
  const t = useTranslate();
  const { ids, isAll } = useMarks(marks);
  if (!isAll && ids.size === 0) return null;
  return (
    <section aria-label={t('bulk.selection')} className={styles['bar']}>
      <output className={styles['count']}>{count === undefined ? '…' : t('bulk.selected', { count })}</output>
      {isAll || total === undefined || total <= ids.size ? null : (
        <Button size="small" variant="quiet" onPress={() => marks.everything()}>
          {t('bulk.selectAll', { count: total })}
        </Button>
      )}
      <div className={styles['acts']}>
        {children}
        <IconButton label={t('bulk.clear')} keys={['Esc']} icon={X} size="small" onPress={() => marks.clear()} />
      </div>
    </section>
  );
}
