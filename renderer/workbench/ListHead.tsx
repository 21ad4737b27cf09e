import type { ReactNode } from 'react';
import { PageHeader } from '../ui/index.ts';
import { SearchField } from './SearchField.tsx';
import styles from './ListHead.module.css';

export interface ListHeadProps {
  title: string;
  actions?: ReactNode;
  /** The search of the list, where it has one. */
  search?: { label: string; placeholder?: string; text: string; onChange: (text: string) => void };
  /** Views, columns, copying: at the end of the line. */
  tools?: ReactNode;
  children?: ReactNode;
}

/** The head of a list: what it is, the one act, search and filters. */
export function ListHead({ title, actions, search, tools, children }: ListHeadProps) {
  return (
    <PageHeader title={title} actions={actions}>
      <div className={styles['filters']}>
        {search === undefined ? null : (
          <SearchField
            label={search.label}
            placeholder={search.placeholder}
            text={search.text}
            onChange={search.onChange}
            className={styles['search']}
          />
        )}
        {children}
        {tools == null ? null : <div className={styles['tools']}>{tools}</div>}
      </div>
    </PageHeader>
  );
}
