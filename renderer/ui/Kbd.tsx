/** Keys of a command, one cap each: <Kbd keys={['Ctrl', 'K']} />. */
import type { ReactElement } from 'react';
import styles from './Kbd.module.css';

export interface KbdProps {
  keys: readonly string[];
}

export function Kbd({ keys }: KbdProps): ReactElement {
  return (
    <span className={styles['keys']}>
      {keys.map((key) => (
        <kbd key={key} className={styles['key']}>
          {key}
        </kbd>
      ))}
    </span>
  );
}
