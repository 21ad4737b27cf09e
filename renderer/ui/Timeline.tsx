/** What happened, in order: operations, audit, messages. Each entry has a time, a text, and if known an actor and a state. */
import type { ReactElement, ReactNode } from 'react';
import type { LucideIcon } from 'lucide-react';
import { statusIcons } from './status.ts';
import type { StatusTone } from './status.ts';
import { Spinner } from './Spinner.tsx';
import styles from './Timeline.module.css';

export interface TimelineEntry {
  id: string;
  title: ReactNode;
  /** Text of the time as the person reads it, for example "5 minutes ago". */
  time: string;
  /** ISO 8601, for machines. */
  dateTime?: string | undefined;
  /** The exact time, shown on hover. */
  fullTime?: string | undefined;
  actor?: string | undefined;
  tone?: StatusTone | undefined;
  /** What it is, in place of the tone's own sign. */
  icon?: LucideIcon | undefined;
  isBusy?: boolean | undefined;
  /** Evidence, before → after, an id to copy. */
  detail?: ReactNode;
}

export interface TimelineProps {
  label: string;
  entries: readonly TimelineEntry[];
}

export function Timeline({ label, entries }: TimelineProps): ReactElement {
  return (
    <ol aria-label={label} className={styles['timeline']}>
      {entries.map((entry) => {
        const Icon = entry.icon ?? statusIcons[entry.tone ?? 'neutral'];
        return (
          <li key={entry.id} className={styles['entry']} data-tone={entry.tone ?? 'neutral'}>
            <span className={styles['node']} aria-hidden="true">
              {entry.isBusy ? <Spinner size="small" /> : <Icon className={styles['icon']} />}
            </span>
            <div className={styles['content']}>
              <div className={styles['line']}>
                <span className={styles['title']}>{entry.title}</span>
                <span className={styles['meta']}>
                  {entry.actor === undefined ? null : <span>{entry.actor}</span>}
                  <time dateTime={entry.dateTime} title={entry.fullTime}>
                    {entry.time}
                  </time>
                </span>
              </div>
              {entry.detail === undefined ? null : <div className={styles['detail']}>{entry.detail}</div>}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
