import type { ReactNode } from 'react';
import { Search, X } from 'lucide-react';
import { useTranslate } from '../i18n/provider.tsx';
import { IconButton, PageHeader, TextField } from '../ui/index.ts';
import styles from './ListHead.module.css';

export interface ListHeadProps {
  title: string;
  actions?: ReactNode;
  /** The search of the list, where it has one. */
  search?: { label: string; placeholder?: string; text: string; onChange: (text: string) => void };
  children?: ReactNode;
}

/** The head of a list: what it is, the one act, search and filters. */
export function ListHead({ title, actions, search, children }: ListHeadProps) {
  const t = useTranslate();
  return (
    <PageHeader title={title} actions={actions}>
      <div className={styles['filters']}>
        {search === undefined ? null : (
          <TextField
            label={search.label}
            placeholder={search.placeholder ?? search.label}
            hideLabel
            type="search"
            value={search.text}
            onChange={search.onChange}
            className={styles['search']}
            before={<Search aria-hidden="true" className={styles['icon']} />}
            after={
              search.text === '' ? undefined : (
                <IconButton
                  slot={null}
                  size="small"
                  label={t('ui.clearSearch')}
                  icon={X}
                  onPress={() => search.onChange('')}
                />
              )
            }
            onKeyDown={(event) => {
              if (event.key === 'Escape' && search.text !== '') {
                event.preventDefault();
                search.onChange('');
              } else event.continuePropagation();
            }}
          />
        )}
        {children}
      </div>
    </PageHeader>
  );
}
