/** A word or a number in a pill: counts, kinds, flags. For the state of a thing use StatusBadge. */
import type { ReactElement, ReactNode } from 'react';
import styles from './Badge.module.css';
import type { StatusTone } from './status.ts';

export interface BadgeProps {
  tone?: StatusTone | 'accent' | undefined;
  children: ReactNode;
}

export function Badge({ tone = 'neutral', children }: BadgeProps): ReactElement {
  return (
    <span className={styles['badge']} data-tone={tone}>
      <span className={styles['text']}>{children}</span>
    </span>
  );
}
