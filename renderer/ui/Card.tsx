/** A frame around one matter: title, acts, content, foot. */
import type { ReactElement, ReactNode } from 'react';
import styles from './Card.module.css';

export interface CardProps {
  title?: string | undefined;
  description?: ReactNode;
  actions?: ReactNode;
  footer?: ReactNode;
  /** The content reaches the frame: tables, lists. */
  isFlush?: boolean | undefined;
  headingLevel?: 2 | 3 | 4 | undefined;
  children?: ReactNode;
}

export function Card({
  title,
  description,
  actions,
  footer,
  isFlush,
  headingLevel = 2,
  children,
}: CardProps): ReactElement {
  const Heading = `h${headingLevel}` as const;
  return (
    <section className={styles['card']}>
      {title === undefined && actions === undefined ? null : (
        <header className={styles['head']}>
          <div className={styles['titles']}>
            {title === undefined ? null : <Heading className={styles['title']}>{title}</Heading>}
            {description === undefined ? null : <p className={styles['description']}>{description}</p>}
          </div>
          {actions === undefined ? null : <div className={styles['actions']}>{actions}</div>}
        </header>
      )}
      {children === undefined ? null : (
        <div className={styles['body']} data-flush={isFlush || undefined}>
          {children}
        </div>
      )}
      {footer === undefined ? null : <footer className={styles['footer']}>{footer}</footer>}
    </section>
  );
}
