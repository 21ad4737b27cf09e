import type { OrderChoice } from '../../../preload/api/orders.ts';
import { KeyValue } from '../../ui/index.ts';
import { Money } from '../../workbench/Money.tsx';
import styles from './Choices.module.css';

/** What was chosen with an order, as it was called and cost then (spec 58, 60); nothing where nothing was. */
export function Choices({ choices }: { choices: readonly OrderChoice[] }) {
  if (choices.length === 0) return null;
  return (
    <KeyValue
      items={choices.map((choice, at) => ({
        id: String(at),
        label: choice.name,
        value: <ChoiceValue choice={choice} />,
      }))}
    />
  );
}

/** The chosen value, with its price where it has one. */
export function ChoiceValue({ choice: { value, price } }: { choice: OrderChoice }) {
  return (
    <span className={styles['choice']}>
      <span>{value}</span>
      {price === null ? null : (
        <span className={styles['price']}>
          <Money value={price} />
        </span>
      )}
    </span>
  );
}
