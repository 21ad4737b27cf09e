/** A setting that works at once. The label is beside it. */
import type { ReactElement, ReactNode, Ref } from 'react';
import { SwitchButton, SwitchField } from 'react-aria-components';
import type { SwitchFieldProps } from 'react-aria-components';
import { cx } from './cx.ts';
import { defined } from './defined.ts';
import { FieldHelp, fieldClass } from './Field.tsx';
import styles from './Switch.module.css';

export interface SwitchProps {
  label: string;
  description?: ReactNode;
  error?: string | undefined;
  isSelected?: boolean | undefined;
  defaultSelected?: boolean | undefined;
  onChange?: ((isSelected: boolean) => void) | undefined;
  onBlur?: (() => void) | undefined;
  isDisabled?: boolean | undefined;
  isReadOnly?: boolean | undefined;
  hideLabel?: boolean | undefined;
  name?: string | undefined;
  className?: string | undefined;
  inputRef?: Ref<HTMLInputElement> | undefined;
}

export function Switch(props: SwitchProps): ReactElement {
  const { label, description, error, hideLabel, className, onBlur, ...aria } = props;
  return (
    <SwitchField
      {...(defined(aria) as SwitchFieldProps)}
      {...(onBlur ? { onBlur: () => onBlur() } : {})}
      {...(hideLabel ? { 'aria-label': label } : {})}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      className={cx(fieldClass, styles['field'], className)}
    >
      <SwitchButton className={styles['button'] ?? ''}>
        <span className={styles['track']}>
          <span className={styles['thumb']} />
        </span>
        {hideLabel ? null : <span>{label}</span>}
      </SwitchButton>
      <div className={styles['help']}>
        <FieldHelp description={description} error={error} />
      </div>
    </SwitchField>
  );
}
