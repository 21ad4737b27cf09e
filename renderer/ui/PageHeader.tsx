/** The head of a page: where one is, what this is, what can be done with it. One per page; its title is the page's h1. */
import type { ReactElement, ReactNode } from 'react';
import { ChevronRight } from 'lucide-react';
import { Link } from './Link.tsx';
import styles from './PageHeader.module.css';
import { useUiStrings } from './strings.tsx';

export interface Crumb {
  label: string;
  href?: string | undefined;
}

export interface PageHeaderProps {
  title: string;
  /** Beside the title: StatusBadge. */
  badge?: ReactNode;
  subtitle?: ReactNode;
  /** The way here, without this page itself. */
  crumbs?: readonly Crumb[] | undefined;
  /** Buttons, the primary one last. */
  actions?: ReactNode;
  /** Under the head: Tabs or a filter bar. Tabs bring the lower line themselves. */
  children?: ReactNode;
  /** 1 for the page, 2 for a detail pane beside a list. */
  level?: 1 | 2 | undefined;
}

export function PageHeader({
  title,
  badge,
  subtitle,
  crumbs,
  actions,
  children,
  level = 1,
}: PageHeaderProps): ReactElement {
  const strings = useUiStrings();
  const Title = level === 1 ? 'h1' : 'h2';
  return (
    <header className={styles['header']} data-level={level} data-under={children === undefined ? undefined : true}>
      {crumbs && crumbs.length > 0 ? (
        <nav aria-label={strings.breadcrumbs}>
          <ol className={styles['crumbs']}>
            {crumbs.map((crumb, index) => (
              <li key={crumb.label} className={styles['crumb']}>
                {crumb.href === undefined ? (
                  crumb.label
                ) : (
                  <Link variant="quiet" href={crumb.href}>
                    {crumb.label}
                  </Link>
                )}
                {index === crumbs.length - 1 ? null : <ChevronRight aria-hidden="true" className={styles['chevron']} />}
              </li>
            ))}
          </ol>
        </nav>
      ) : null}
      <div className={styles['line']}>
        <div className={styles['titles']}>
          <div className={styles['titleLine']}>
            <Title className={styles['title']}>{title}</Title>
            {badge}
          </div>
          {subtitle === undefined ? null : <div className={styles['subtitle']}>{subtitle}</div>}
        </div>
        {actions === undefined ? null : <div className={styles['actions']}>{actions}</div>}
      </div>
      {children}
    </header>
  );
}
