/** How far something of known length has come. For work of unknown length use Spinner. */
import type { ReactElement } from 'react';
import { ProgressBar as AriaProgressBar } from 'react-aria-components';
import styles from './ProgressBar.module.css';

export interface ProgressBarProps {
  /** Accessible name: what goes on. */
  label: string;
  value: number;
  of: number;
  /** In words, under the bar and read aloud: "120 of 214". */
  text?: string | undefined;
  /** The text is read aloud only: it stands beside the bar already. */
  hideText?: boolean | undefined;
  /** "warning": it goes no further by itself. */
  tone?: 'accent' | 'neutral' | 'warning' | undefined;
}

export function ProgressBar({ label, value, of, text, hideText, tone = 'accent' }: ProgressBarProps): ReactElement {
  const share = of === 0 ? 1 : Math.min(1, value / of);
  return (
    <AriaProgressBar
      aria-label={label}
      value={value}
      minValue={0}
      maxValue={Math.max(of, 1)}
      {...(text === undefined ? {} : { valueLabel: text })}
      className={styles['bar'] ?? ''}
      data-tone={tone}
    >
      <div className={styles['track']}>
        <div className={styles['fill']} style={{ transform: `scaleX(${share})` }} />
      </div>
      {text === undefined || hideText ? null : <span className={styles['text']}>{text}</span>}
    </AriaProgressBar>
  );
}
