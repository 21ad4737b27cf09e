/** Names and values of one record (a dl). An empty value is shown as a dash, never as nothing. */
import type { ReactElement, ReactNode } from 'react';
import { CopyButton } from './CopyButton.tsx';
import styles from './KeyValue.module.css';
import { Mono } from './Mono.tsx';

export interface KeyValueItem {
  id: string;
  label: string;
  value: ReactNode;
  /** The text a copy button copies. */
  copyText?: string | undefined;
  isMono?: boolean | undefined;
}

export interface KeyValueProps {
  items: readonly KeyValueItem[];
  /** "columns" puts the label above its value, as many beside each other as fit. */
  layout?: 'rows' | 'columns' | undefined;
}

function Value({ item }: { item: KeyValueItem }): ReactElement {
  const { value } = item;
  if (value === null || value === undefined || value === '') return <span className={styles['none']}>—</span>;
  const shown =
    item.isMono && typeof value === 'string' ? (
      <Mono wrap>{value}</Mono>
    ) : (
      <span className={styles['text']}>{value}</span>
    );
  return (
    <>
      {shown}
      {item.copyText === undefined ? null : <CopyButton text={item.copyText} what={item.label} />}
    </>
  );
}

export function KeyValue({ items, layout = 'rows' }: KeyValueProps): ReactElement {
  return (
    <dl className={styles['list']} data-layout={layout}>
      {items.map((item) => (
        <div key={item.id} className={styles['item']}>
          <dt className={styles['label']}>{item.label}</dt>
          <dd className={styles['value']}>
            <Value item={item} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
