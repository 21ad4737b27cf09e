/** Several lines of text. Grows with what is typed, from `rows` up to `maxRows`. */
import type { ReactElement, Ref } from 'react';
import { TextArea as AriaTextArea, TextField as AriaTextField } from 'react-aria-components';
import type { TextFieldProps as AriaTextFieldProps } from 'react-aria-components';
import { cx } from './cx.ts';
import { defined } from './defined.ts';
import type { FieldProps } from './Field.tsx';
import { FieldHelp, FieldLabel, fieldClass, inputClass } from './Field.tsx';
import styles from './TextArea.module.css';

export interface TextAreaProps extends FieldProps {
  value?: string | undefined;
  defaultValue?: string | undefined;
  onChange?: ((value: string) => void) | undefined;
  onBlur?: (() => void) | undefined;
  name?: string | undefined;
  placeholder?: string | undefined;
  maxLength?: number | undefined;
  autoFocus?: boolean | undefined;
  rows?: number | undefined;
  maxRows?: number | undefined;
  isMono?: boolean | undefined;
  inputRef?: Ref<HTMLTextAreaElement> | undefined;
}

export function TextArea(props: TextAreaProps): ReactElement {
  const {
    label,
    description,
    error,
    hideLabel,
    labelAside,
    className,
    placeholder,
    rows = 3,
    maxRows = 12,
    ...rest
  } = props;
  const { isMono, inputRef, onBlur, ...aria } = rest;
  return (
    <AriaTextField
      {...(defined(aria) as AriaTextFieldProps)}
      {...(onBlur ? { onBlur: () => onBlur() } : {})}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      className={cx(fieldClass, className)}
    >
      <FieldLabel label={label} isRequired={props.isRequired} hideLabel={hideLabel} labelAside={labelAside} />
      <AriaTextArea
        {...defined({ placeholder, ref: inputRef })}
        rows={rows}
        style={{ minHeight: `calc(${rows} * 1.45em + 14px)`, maxHeight: `calc(${maxRows} * 1.45em + 14px)` }}
        className={cx(inputClass, styles['area'], isMono && styles['mono'])}
      />
      <FieldHelp description={description} error={error} />
    </AriaTextField>
  );
}
