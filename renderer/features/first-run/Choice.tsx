import { Check, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './Choice.module.css';

export interface ChoiceProps {
  icon: LucideIcon;
  tone: 'live' | 'sandbox';
  title: string;
  text: string;
  points: readonly string[];
  action: ReactNode;
}

/** One way to begin: what it is, what it means, and the button that takes it. */
export function Choice({ icon: Icon, tone, title, text, points, action }: ChoiceProps) {
  return (
    <section className={styles['choice']} data-tone={tone}>
      <div className={styles['head']}>
        <span className={styles['disc']}>
          <Icon aria-hidden="true" className={styles['icon']} />
        </span>
        <h2 className={styles['title']}>{title}</h2>
      </div>
      <p className={styles['text']}>{text}</p>
      <ul className={styles['points']}>
        {points.map((point) => (
          <li key={point} className={styles['point']}>
            <Check aria-hidden="true" className={styles['check']} />
            {point}
          </li>
        ))}
      </ul>
      <div className={styles['action']}>{action}</div>
    </section>
  );
}
