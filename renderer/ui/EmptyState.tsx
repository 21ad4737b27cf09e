/** In the place of what is not there yet: what belongs here, and the one next act. For "no results" the act clears the filter. */
import type { ReactElement, ReactNode } from 'react';
import type { LucideIcon } from 'lucide-react';
import styles from './EmptyState.module.css';

export interface EmptyStateProps {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  /** 1 where it is the whole page. Else its title is no heading: the page or the card around it has one. */
  level?: 1 | undefined;
}

export function EmptyState({ icon: Icon, title, children, action, level }: EmptyStateProps): ReactElement {
  const Title = level === 1 ? 'h1' : 'p';
  return (
    <div className={styles['empty']}>
      <span className={styles['disc']}>
        <Icon aria-hidden="true" className={styles['icon']} />
      </span>
      <Title className={styles['title']}>{title}</Title>
      {children === undefined ? null : <div className={styles['text']}>{children}</div>}
      {action === undefined ? null : <div className={styles['action']}>{action}</div>}
    </div>
  );
}
