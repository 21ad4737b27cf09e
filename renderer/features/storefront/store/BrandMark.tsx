import type { ReactNode } from 'react';
import styles from './BrandMark.module.css';

export interface BrandMarkProps {
  name: string;
  /** The logo as a picture; null: the brand has none. */
  logo: ReactNode;
}

/** Whose store it is: the logo, and the name beside it, so the picture needs no words of its own. */
export function BrandMark({ name, logo }: BrandMarkProps) {
  return (
    <div className={styles['mark']}>
      {logo === null ? null : <span className={styles['logo']}>{logo}</span>}
      <p className={styles['name']}>{name}</p>
    </div>
  );
}
