/** A square button with an icon. Its label is the accessible name and the tooltip. */
import type { ReactElement, Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { ButtonProps as AriaButtonProps, PressEvent } from 'react-aria-components';
import type { LucideIcon } from 'lucide-react';
import { cx } from './cx.ts';
import { defined } from './defined.ts';
import styles from './IconButton.module.css';
import { Spinner } from './Spinner.tsx';
import { Tooltip } from './Tooltip.tsx';

export interface IconButtonProps {
  label: string;
  icon: LucideIcon;
  keys?: readonly string[] | undefined;
  variant?: 'quiet' | 'secondary' | undefined;
  size?: 'normal' | 'small' | undefined;
  /** For a toggle: adds aria-pressed. */
  isActive?: boolean | undefined;
  isBusy?: boolean | undefined;
  isDisabled?: boolean | undefined;
  onPress?: ((event: PressEvent) => void) | undefined;
  slot?: string | null | undefined;
  excludeFromTabOrder?: boolean | undefined;
  'aria-describedby'?: string | undefined;
  className?: string | undefined;
  ref?: Ref<HTMLButtonElement> | undefined;
}

export function IconButton(props: IconButtonProps): ReactElement {
  const { label, icon: Icon, keys, variant = 'quiet', size = 'normal', isActive, isBusy, className, ...rest } = props;
  return (
    <Tooltip text={label} keys={keys}>
      <AriaButton
        {...(defined(rest) as AriaButtonProps)}
        {...(isActive === undefined ? {} : { 'aria-pressed': isActive })}
        aria-label={label}
        isPending={isBusy ?? false}
        className={cx(styles['button'], className)}
        data-variant={variant}
        data-size={size}
      >
        {isBusy ? <Spinner size="small" /> : <Icon aria-hidden="true" className={styles['icon']} />}
      </AriaButton>
    </Tooltip>
  );
}
