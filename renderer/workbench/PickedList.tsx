import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useTranslate } from '../i18n/provider.tsx';
import { IconButton } from '../ui/index.ts';
import styles from './PickedList.module.css';

export interface Picked {
  readonly id: string;
  readonly name: string;
  /** A word beside the name: its kind, or why it is not shown. */
  readonly note: string | null;
}

export interface PickedListProps {
  label: string;
  empty: string;
  items: readonly Picked[];
  /** The ids in their new order, or with one less. */
  onChange: (ids: string[]) => void;
}

/** Records in an order of their own: moved and taken out by buttons, so by keyboard as well. */
export function PickedList({ label, empty, items, onChange }: PickedListProps) {
  const t = useTranslate();
  const ids = items.map(({ id }) => id);
  const swap = (at: number, other: number): void =>
    onChange(ids.map((id, index) => (index === at ? (ids[other] ?? id) : index === other ? (ids[at] ?? id) : id)));
  if (items.length === 0) return <p className={styles['empty']}>{empty}</p>;
  return (
    <ol className={styles['list']} aria-label={label}>
      {items.map(({ id, name, note }, at) => (
        <li key={id} className={styles['item']}>
          <span className={styles['name']} title={name}>
            {name}
          </span>
          {note === null ? null : <span className={styles['note']}>{note}</span>}
          <IconButton
            size="small"
            icon={ArrowUp}
            label={t('picked.up', { name })}
            isDisabled={at === 0}
            onPress={() => swap(at, at - 1)}
          />
          <IconButton
            size="small"
            icon={ArrowDown}
            label={t('picked.down', { name })}
            isDisabled={at === items.length - 1}
            onPress={() => swap(at, at + 1)}
          />
          <IconButton
            size="small"
            icon={X}
            label={t('picked.remove', { name })}
            onPress={() => onChange(ids.filter((each) => each !== id))}
          />
        </li>
      ))}
    </ol>
  );
}
