/** One figure with its name: tiles of a dashboard. With `href` or `onPress` the whole tile leads to what it counts. */
import type { ReactElement, ReactNode } from 'react';
import { Link } from 'react-aria-components';
import type { LucideIcon } from 'lucide-react';
import { defined } from './defined.ts';
import styles from './Stat.module.css';
import { statusIcons } from './status.ts';
import type { StatusTone } from './status.ts';

export interface StatProps {
  label: string;
  value: string;
  icon?: LucideIcon | undefined;
  /** What it means or how it changed, in words. */
  note?: ReactNode;
  noteTone?: StatusTone | undefined;
  href?: string | undefined;
  onPress?: (() => void) | undefined;
}

export function Stat({ label, value, icon: Icon, note, noteTone, href, onPress }: StatProps): ReactElement {
  const NoteIcon = noteTone === undefined ? null : statusIcons[noteTone];
  const content = (
    <>
      <span className={styles['label']}>
        {Icon ? <Icon aria-hidden="true" className={styles['icon']} /> : null}
        {label}
      </span>
      <span className={styles['value']}>{value}</span>
      {note === undefined ? null : (
        <span className={styles['note']} data-tone={noteTone}>
          {NoteIcon ? <NoteIcon aria-hidden="true" className={styles['noteIcon']} /> : null}
          <span>{note}</span>
        </span>
      )}
    </>
  );
  if (href === undefined && !onPress) return <div className={styles['stat']}>{content}</div>;
  return (
    <Link {...defined({ href, onPress })} className={styles['stat'] ?? ''}>
      {content}
    </Link>
  );
}

/** Tiles beside each other. */
export function StatRow({ children }: { children: ReactNode }): ReactElement {
  return <div className={styles['row']}>{children}</div>;
}
