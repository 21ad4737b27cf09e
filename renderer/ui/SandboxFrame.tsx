/** The amber frame and the word that sandbox data wears. Around the whole window; it takes no presses and no room. */
import type { ReactElement } from 'react';
import styles from './SandboxFrame.module.css';

export interface SandboxFrameProps {
  /** The word: "Sandbox". */
  label: string;
}

export function SandboxFrame({ label }: SandboxFrameProps): ReactElement {
  return (
    <output className={styles['frame']}>
      <span className={styles['word']}>{label}</span>
    </output>
  );
}
