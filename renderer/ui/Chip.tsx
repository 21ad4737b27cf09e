/** An applied filter: what it is, and a button that takes it away. */
import type { ReactElement } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { X } from 'lucide-react';
import styles from './Chip.module.css';

export interface ChipProps {
  label: string;
  value?: string | undefined;
  /** Accessible name of the button: "Remove filter: Status". */
  removeLabel: string;
  onRemove: () => void;
}

export function Chip({ label, value, removeLabel, onRemove }: ChipProps): ReactElement {
  return (
    <span className={styles['chip']}>
      <span className={styles['text']}>
        {value === undefined ? label : <span className={styles['label']}>{label}</span>}
        {value}
      </span>
      <AriaButton aria-label={removeLabel} className={styles['remove'] ?? ''} onPress={onRemove}>
        <X aria-hidden="true" className={styles['icon']} />
      </AriaButton>
    </span>
  );
}
