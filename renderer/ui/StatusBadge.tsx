/** The state of a thing: icon, word and colour, so that no one depends on one of them. `icon` replaces the tone's own. */
import type { ReactElement } from 'react';
import type { LucideIcon } from 'lucide-react';
import styles from './Badge.module.css';
import { Spinner } from './Spinner.tsx';
import type { StatusTone } from './status.ts';
import { statusIcons } from './status.ts';

export interface StatusBadgeProps {
  tone: StatusTone;
  label: string;
  icon?: LucideIcon | undefined;
  /** Something is going on: the icon turns. */
  isBusy?: boolean | undefined;
  /** "plain" has no background: for dense tables. */
  variant?: 'soft' | 'plain' | undefined;
}

export function StatusBadge({ tone, label, icon, isBusy, variant = 'soft' }: StatusBadgeProps): ReactElement {
  const Icon = icon ?? statusIcons[tone];
  return (
    <span className={styles['badge']} data-tone={tone} data-variant={variant}>
      {isBusy ? (
        <span className={styles['spin']}>
          <Spinner size="small" />
        </span>
      ) : (
        <Icon aria-hidden="true" className={styles['icon']} />
      )}
      <span className={styles['text']}>{label}</span>
    </span>
  );
}
