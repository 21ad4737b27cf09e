import { OrderButtons } from './OrderButtons.tsx';
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
  const ids = items.map(({ id }) => id);
  if (items.length === 0) return <p className={styles['empty']}>{empty}</p>;
  return (
    <ol className={styles['list']} aria-label={label}>
      {items.map(({ id, name, note }, at) => (
        <li key={id} className={styles['item']}>
          <span className={styles['name']} title={name}>
            {name}
          </span>
          {note === null ? null : <span className={styles['note']}>{note}</span>}
          <OrderButtons
            name={name}
            at={at}
            count={items.length}
            onMove={(to) => onChange(ids.toSpliced(at, 1).toSpliced(to, 0, id))}
            onRemove={() => onChange(ids.filter((each) => each !== id))}
          />
        </li>
      ))}
    </ol>
  );
}
