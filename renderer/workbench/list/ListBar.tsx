import type { ReactNode } from 'react';
import { SearchField } from '../SearchField.tsx';
import styles from './ListBar.module.css';

export interface ListBarProps {
  search: { label: string; text: string };
  onSearch: (text: string) => void;
  /** How many there are, in words. */
  count: string | undefined;
  /** Views, columns, copying. */
  tools: ReactNode;
  /** Filters. */
  children: ReactNode;
}

/** Over a list: its search, what it is narrowed down by, how many that leaves, and how it is shown. */
export function ListBar({ search, onSearch, count, tools, children }: ListBarProps) {
  return (
    <div className={styles['bar']}>
      <SearchField label={search.label} text={search.text} onChange={onSearch} className={styles['search']} />
      {children}
      <output className={styles['count']}>{count ?? '…'}</output>
      <div className={styles['tools']}>{tools}</div>
    </div>
  );
}
