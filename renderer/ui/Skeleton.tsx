/** The outline of what is being loaded. Give the region around it aria-busy; the outline itself is not read aloud. */
import type { ReactElement } from 'react';
import styles from './Skeleton.module.css';

export interface SkeletonProps {
  /** Lines of text, the last one shorter. */
  lines?: number | undefined;
  /** A block of this height in pixels in place of lines. */
  height?: number | undefined;
  width?: number | string | undefined;
}

export function Skeleton({ lines = 1, height, width = '100%' }: SkeletonProps): ReactElement {
  if (height !== undefined) return <span aria-hidden="true" className={styles['block']} style={{ height, width }} />;
  return (
    <span aria-hidden="true" className={styles['lines']} style={{ width }}>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} className={styles['line']} />
      ))}
    </span>
  );
}
