import type { ReactNode } from 'react';
import { FormSection } from '../../../ui/index.ts';
import styles from './Columns.module.css';

export interface ColumnsProps {
  intro: ReactNode;
  fields: ReactNode;
  /** What the fields come to: facts, warnings, a result. */
  children: ReactNode;
}

/** The body of an action's dialog: what it does, and under it what is asked for beside what that comes to. */
export function Columns({ intro, fields, children }: ColumnsProps) {
  return (
    <div className={styles['body']}>
      <div>{intro}</div>
      <div className={styles['columns']}>
        <FormSection>{fields}</FormSection>
        <div className={styles['beside']}>{children}</div>
      </div>
    </div>
  );
}
