/** A short hint for the focusable element inside. It adds to a name and never replaces one: nothing may be readable only here. */
import type { ReactElement, ReactNode } from 'react';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components';
import type { TooltipProps as AriaTooltipProps } from 'react-aria-components';
import { Kbd } from './Kbd.tsx';
import styles from './Tooltip.module.css';

export interface TooltipProps {
  text: string;
  /** Keys of the same act, for example ["Ctrl", "K"]. */
  keys?: readonly string[] | undefined;
  placement?: AriaTooltipProps['placement'] | undefined;
  /** One focusable react-aria element (Button, Link …). */
  children: ReactNode;
}

export function Tooltip({ text, keys, placement = 'top', children }: TooltipProps): ReactElement {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      {children}
      <AriaTooltip placement={placement} offset={6} className={styles['tooltip'] ?? ''}>
        {text}
        {keys ? <Kbd keys={keys} /> : null}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
