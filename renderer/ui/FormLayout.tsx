/** The grid of a form: sections with a title, rows with one to four fields that fall under each other when it gets narrow. */
import type { ReactElement, ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './FormLayout.module.css';

export interface FormSectionProps {
  title?: string | undefined;
  description?: ReactNode;
  /** At the end of the title's line. */
  actions?: ReactNode;
  /** "beside" puts title and description in a column of their own: for settings pages. */
  layout?: 'stacked' | 'beside' | undefined;
  headingLevel?: 2 | 3 | 4 | undefined;
  children: ReactNode;
}

export function FormSection({
  title,
  description,
  actions,
  layout = 'stacked',
  headingLevel = 2,
  children,
}: FormSectionProps): ReactElement {
  const Heading = `h${headingLevel}` as const;
  const hasHead = title !== undefined || description !== undefined || actions !== undefined;
  return (
    <section className={styles['section']} data-layout={layout}>
      {hasHead ? (
        <div className={styles['head']}>
          <div className={styles['headText']}>
            {title === undefined ? null : <Heading className={styles['title']}>{title}</Heading>}
            {description === undefined ? null : <p className={styles['description']}>{description}</p>}
          </div>
          {actions}
        </div>
      ) : null}
      <div className={styles['fields']}>{children}</div>
    </section>
  );
}

export interface FormRowProps {
  columns?: 1 | 2 | 3 | 4 | undefined;
  children: ReactNode;
}

export function FormRow({ columns = 2, children }: FormRowProps): ReactElement {
  return (
    <div className={styles['row']} data-columns={columns}>
      {children}
    </div>
  );
}

export interface FormActionsProps {
  /** "sticky" stays at the lower edge of the scrolling form. */
  isSticky?: boolean | undefined;
  /** At the start of the line: what is saved, what is not. */
  status?: ReactNode;
  children: ReactNode;
}

/** The line of buttons that ends a form, primary last. */
export function FormActions({ isSticky, status, children }: FormActionsProps): ReactElement {
  return (
    <div className={cx(styles['actions'], isSticky && styles['sticky'])}>
      <div className={styles['status']}>{status}</div>
      {children}
    </div>
  );
}
