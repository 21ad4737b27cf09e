import type { ReactNode } from 'react';
import styles from './Page.module.css';

/** What is under the head of a settings page. */
export function PageBody({ isBusy = false, children }: { isBusy?: boolean; children: ReactNode }) {
  return (
    <div className={styles['page']} aria-busy={isBusy}>
      <div className={styles['body']}>{children}</div>
    </div>
  );
}
