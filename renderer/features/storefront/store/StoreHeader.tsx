import type { ReactNode } from 'react';
import { BrandMark, type BrandMarkProps } from './BrandMark.tsx';
import styles from './StoreHeader.module.css';

/** Head of the store, in the brand's colours. `children`: who is there, at its end. */
export function StoreHeader({ name, logo, children }: BrandMarkProps & { children?: ReactNode }) {
  return (
    <div className={styles['header']}>
      <BrandMark name={name} logo={logo} />
      {children}
    </div>
  );
}
