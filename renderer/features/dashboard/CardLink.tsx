import type { ReactNode } from 'react';
import { Link } from '../../ui/index.ts';
import styles from './CardLink.module.css';

/** A link in a card's head, on the line of its title. */
export function CardLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <span className={styles['place']}>
      <Link href={href}>{children}</Link>
    </span>
  );
}
