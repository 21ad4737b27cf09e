/** Copies a text and says so, to the eye and to a screen reader. `what` completes the name: "Copy license key". */
import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { Check, Copy, X } from 'lucide-react';
import styles from './CopyButton.module.css';
import { useUiStrings } from './strings.tsx';
import { Tooltip } from './Tooltip.tsx';

export interface CopyButtonProps {
  text: string;
  what?: string | undefined;
  /** Replaces the clipboard of the page, where the application has its own way. */
  onCopy?: ((text: string) => Promise<void>) | undefined;
}

export function CopyButton({ text, what, onCopy }: CopyButtonProps): ReactElement {
  const strings = useUiStrings();
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  useEffect(() => {
    if (state === 'idle') return undefined;
    const timer = setTimeout(() => setState('idle'), 2000);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async (): Promise<void> => {
    try {
      await (onCopy ? onCopy(text) : navigator.clipboard.writeText(text));
      setState('copied');
    } catch {
      setState('failed');
    }
  };
  const label = what === undefined ? strings.copy : `${strings.copy}: ${what}`;
  const said = { idle: '', copied: strings.copied, failed: strings.copyFailed }[state];
  const Icon = { idle: Copy, copied: Check, failed: X }[state];
  return (
    <span className={styles['wrap']}>
      <Tooltip text={said || strings.copy}>
        <AriaButton
          slot={null}
          aria-label={label}
          className={styles['button'] ?? ''}
          data-state={state}
          onPress={() => void copy()}
        >
          <Icon aria-hidden="true" className={styles['icon']} />
        </AriaButton>
      </Tooltip>
      <output className={styles['srOnly']}>{said}</output>
    </span>
  );
}
