/** A small turning ring. Decorative unless `label` is given; then it is announced as a status. */
import type { ReactElement } from 'react';
import styles from './Spinner.module.css';

export interface SpinnerProps {
  label?: string | undefined;
  size?: 'small' | 'normal' | 'large' | undefined;
}

export function Spinner({ label, size = 'normal' }: SpinnerProps): ReactElement {
  const ring = <span className={styles['ring']} data-size={size} aria-hidden="true" />;
  if (label === undefined) return ring;
  return (
    <output aria-label={label} className={styles['box']}>
      {ring}
    </output>
  );
}
