/** Keys, addresses and identifiers: every sign can be told from every other. With `copy`, a copy button stands beside it. */
import type { ReactElement } from 'react';
import { CopyButton } from './CopyButton.tsx';
import styles from './Mono.module.css';

export interface MonoProps {
  children: string;
  /** What is copied, for the button's name; absent: no button. */
  copy?: string | undefined;
  /** Breaks anywhere instead of being cut off. */
  wrap?: boolean | undefined;
}

export function Mono({ children, copy, wrap }: MonoProps): ReactElement {
  return (
    <span className={styles['line']}>
      <span className={styles['text']} data-wrap={wrap || undefined} title={wrap ? undefined : children}>
        {children}
      </span>
      {copy === undefined ? null : <CopyButton text={children} what={copy} />}
    </span>
  );
}
