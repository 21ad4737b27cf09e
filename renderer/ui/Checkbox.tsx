/** Yes or no, taken over with the form. For a setting that works at once use Switch. The label is beside the box. */
import type { ReactElement, ReactNode, Ref } from 'react';
import { CheckboxButton, CheckboxField } from 'react-aria-components';
import type { CheckboxFieldProps } from 'react-aria-components';
import { Check, Minus } from 'lucide-react';
import styles from './Checkbox.module.css';
import { cx } from './cx.ts';
import { defined } from './defined.ts';
import { FieldHelp, fieldClass } from './Field.tsx';

export interface CheckboxProps {
  label: string;
  description?: ReactNode;
  error?: string | undefined;
  isSelected?: boolean | undefined;
  defaultSelected?: boolean | undefined;
  isIndeterminate?: boolean | undefined;
  onChange?: ((isSelected: boolean) => void) | undefined;
  onBlur?: (() => void) | undefined;
  isRequired?: boolean | undefined;
  isDisabled?: boolean | undefined;
  isReadOnly?: boolean | undefined;
  hideLabel?: boolean | undefined;
  name?: string | undefined;
  className?: string | undefined;
  inputRef?: Ref<HTMLInputElement> | undefined;
}

/** The box alone, also used by tables. */
export function CheckboxMark({ isIndeterminate }: { isIndeterminate?: boolean | undefined }): ReactElement {
  const Mark = isIndeterminate ? Minus : Check;
  return (
    <span className={styles['box']}>
      <Mark aria-hidden="true" className={styles['mark']} />
    </span>
  );
}

export function Checkbox(props: CheckboxProps): ReactElement {
  const { label, description, error, hideLabel, className, onBlur, ...aria } = props;
  return (
    <CheckboxField
      {...(defined(aria) as CheckboxFieldProps)}
      {...(onBlur ? { onBlur: () => onBlur() } : {})}
      {...(hideLabel ? { 'aria-label': label } : {})}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      className={cx(fieldClass, styles['field'], className)}
    >
      <CheckboxButton className={styles['button'] ?? ''}>
        <CheckboxMark isIndeterminate={props.isIndeterminate} />
        {hideLabel ? null : <span className={styles['label']}>{label}</span>}
      </CheckboxButton>
      <div className={styles['help']}>
        <FieldHelp description={description} error={error} />
      </div>
    </CheckboxField>
  );
}
