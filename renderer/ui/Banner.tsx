/**
 * A message that stays while its cause stays: what happened, what it means, the next step. `danger` and `warning` that appear later are
 * announced; a banner that is there from the beginning is simply read.
 */
import type { ReactElement, ReactNode } from 'react';
import { X } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import styles from './Banner.module.css';
import { IconButton } from './IconButton.tsx';
import { statusIcons } from './status.ts';
import type { StatusTone } from './status.ts';
import { useUiStrings } from './strings.tsx';

export interface BannerProps {
  tone: StatusTone;
  title?: string | undefined;
  children?: ReactNode;
  /** One or two buttons or links. */
  actions?: ReactNode;
  icon?: LucideIcon | undefined;
  onDismiss?: (() => void) | undefined;
  /** Announces it when it appears: "alert" interrupts, "status" waits. */
  live?: 'alert' | 'status' | undefined;
  /** Full width at the top of a window, without a frame at the sides. */
  isBar?: boolean | undefined;
}

export function Banner({ tone, title, children, actions, icon, onDismiss, live, isBar }: BannerProps): ReactElement {
  const strings = useUiStrings();
  const Icon = icon ?? statusIcons[tone];
  return (
    <div className={styles['banner']} data-tone={tone} data-bar={isBar || undefined} role={live}>
      <Icon aria-hidden="true" className={styles['icon']} />
      <div className={styles['text']}>
        {title === undefined ? null : <p className={styles['title']}>{title}</p>}
        {children === undefined ? null : <div className={styles['body']}>{children}</div>}
      </div>
      {actions === undefined ? null : <div className={styles['actions']}>{actions}</div>}
      {onDismiss ? <IconButton size="small" label={strings.dismiss} icon={X} onPress={onDismiss} /> : null}
    </div>
  );
}
