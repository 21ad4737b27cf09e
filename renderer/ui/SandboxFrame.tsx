/**
 * The amber frame and the word that sandbox data wears. Around the whole window; it takes no presses. The page leaves
 * it its room, `--sandbox-bar` at the top and `--sandbox-line` elsewhere, so that the word covers nothing.
 */
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
