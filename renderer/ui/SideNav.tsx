/**
 * The main navigation: groups of links with icons. Narrow windows show the icons alone (the label stays the accessible name and becomes
 * the tooltip); `isCollapsed` forces that.
 */
import type { ReactElement, ReactNode } from 'react';
import { Link } from 'react-aria-components';
import type { LucideIcon } from 'lucide-react';
import styles from './SideNav.module.css';

export interface NavItem {
  id: string;
  label: string;
  icon: LucideIcon;
  href: string;
  /** A number that asks for attention. */
  badge?: number | string | undefined;
  badgeLabel?: string | undefined;
}

export interface NavGroup {
  id: string;
  heading?: string | undefined;
  items: readonly NavItem[];
}

export interface SideNavProps {
  label: string;
  groups: readonly NavGroup[];
  /** Id of the item that is open. */
  current?: string | undefined;
  isCollapsed?: boolean | undefined;
  header?: ReactNode;
  footer?: ReactNode;
}

export function SideNav({ label, groups, current, isCollapsed, header, footer }: SideNavProps): ReactElement {
  return (
    // The window's banner: whose console this is and where one can go, with landmarks for all of it.
    <header className={styles['side']} data-collapsed={isCollapsed || undefined}>
      {header === undefined ? null : <div className={styles['header']}>{header}</div>}
      <nav aria-label={label} className={styles['nav']}>
        {groups.map((group) => (
          <div key={group.id} className={styles['group']}>
            {group.heading === undefined ? null : (
              <h2 className={styles['heading']} id={`nav-${group.id}`}>
                {group.heading}
              </h2>
            )}
            <ul
              className={styles['items']}
              aria-labelledby={group.heading === undefined ? undefined : `nav-${group.id}`}
            >
              {group.items.map((item) => (
                <li key={item.id} title={item.label}>
                  <Link
                    href={item.href}
                    className={styles['item'] ?? ''}
                    {...(item.id === current ? { 'aria-current': 'page' as const } : {})}
                  >
                    <item.icon aria-hidden="true" className={styles['icon']} />
                    <span className={styles['text']}>{item.label}</span>
                    {item.badge === undefined ? null : (
                      <span className={styles['badge']}>
                        <span aria-hidden={item.badgeLabel === undefined ? undefined : true}>{item.badge}</span>
                        {item.badgeLabel === undefined ? null : (
                          <span className={styles['srOnly']}>{item.badgeLabel}</span>
                        )}
                      </span>
                    )}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      {footer === undefined ? null : <div className={styles['footer']}>{footer}</div>}
    </header>
  );
}
