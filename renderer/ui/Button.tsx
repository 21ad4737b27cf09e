/**
 * A button. One primary per view. `isBusy` keeps the place and the focus, announces itself and ignores presses, so an act cannot
 * be started twice. A disabled button can say why: `whyDisabled` keeps it focusable and puts the reason in a tooltip.
 */
import type { ReactElement, ReactNode, Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { ButtonProps as AriaButtonProps, PressEvent } from 'react-aria-components';
import type { LucideIcon } from 'lucide-react';
import styles from './Button.module.css';
import { cx } from './cx.ts';
import { defined } from './defined.ts';
import { Spinner } from './Spinner.tsx';
import { Tooltip } from './Tooltip.tsx';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';

export interface ButtonProps {
  children: ReactNode;
  variant?: ButtonVariant | undefined;
  size?: 'normal' | 'small' | undefined;
  icon?: LucideIcon | undefined;
  iconAfter?: LucideIcon | undefined;
  type?: 'button' | 'submit' | 'reset' | undefined;
  /** The form it submits, when it stands outside of it (a dialog's footer). */
  form?: string | undefined;
  isBusy?: boolean | undefined;
  isDisabled?: boolean | undefined;
  /** Why the act is not possible now. Disables it. */
  whyDisabled?: string | undefined;
  isFullWidth?: boolean | undefined;
  autoFocus?: boolean | undefined;
  onPress?: ((event: PressEvent) => void) | undefined;
  'aria-label'?: string | undefined;
  'aria-describedby'?: string | undefined;
  'aria-expanded'?: boolean | undefined;
  'aria-controls'?: string | undefined;
  slot?: string | null | undefined;
  className?: string | undefined;
  ref?: Ref<HTMLButtonElement> | undefined;
}

export function Button(props: ButtonProps): ReactElement {
  const {
    children,
    variant = 'secondary',
    size = 'normal',
    icon: Icon,
    iconAfter: After,
    isBusy,
    whyDisabled,
    ...rest
  } = props;
  const { isFullWidth, className, onPress, ...aria } = rest;
  const blocked = whyDisabled !== undefined;
  const button = (
    <AriaButton
      {...(defined(aria) as AriaButtonProps)}
      {...(blocked || !onPress ? {} : { onPress })}
      {...(blocked ? { 'aria-disabled': true, type: 'button' as const } : {})}
      isPending={isBusy ?? false}
      className={cx(styles['button'], isFullWidth && styles['full'], className)}
      data-variant={variant}
      data-size={size}
      data-blocked={blocked || undefined}
    >
      {Icon ? <Icon aria-hidden="true" className={styles['icon']} /> : null}
      <span className={styles['label']}>{children}</span>
      {After ? <After aria-hidden="true" className={styles['icon']} /> : null}
      {isBusy ? (
        <span className={styles['busy']}>
          <Spinner size="small" />
        </span>
      ) : null}
    </AriaButton>
  );
  return blocked ? <Tooltip text={whyDisabled}>{button}</Tooltip> : button;
}
