/** A line of text: also e-mail (`type="email"`), search, telephone, address. Spell-checking is off where it only disturbs. */
import type { HTMLInputAutoCompleteAttribute, ReactElement, ReactNode, Ref } from 'react';
import { TextField as AriaTextField } from 'react-aria-components';
import type { TextFieldProps as AriaTextFieldProps } from 'react-aria-components';
import { cx } from './cx.ts';
import { defined } from './defined.ts';
import type { FieldProps } from './Field.tsx';
import { FieldHelp, FieldLabel, fieldClass } from './Field.tsx';
import { InputBox } from './InputBox.tsx';

export interface TextFieldProps extends FieldProps {
  value?: string | undefined;
  defaultValue?: string | undefined;
  onChange?: ((value: string) => void) | undefined;
  onBlur?: (() => void) | undefined;
  type?: 'text' | 'email' | 'tel' | 'url' | 'search' | undefined;
  name?: string | undefined;
  placeholder?: string | undefined;
  maxLength?: number | undefined;
  inputMode?: 'text' | 'email' | 'decimal' | 'numeric' | 'tel' | 'url' | 'search' | 'none' | undefined;
  autoComplete?: HTMLInputAutoCompleteAttribute | undefined;
  autoFocus?: boolean | undefined;
  spellCheck?: boolean | undefined;
  /** For keys, addresses and identifiers. */
  isMono?: boolean | undefined;
  align?: 'start' | 'end' | undefined;
  before?: ReactNode;
  after?: ReactNode;
  onKeyDown?: AriaTextFieldProps['onKeyDown'] | undefined;
  inputRef?: Ref<HTMLInputElement> | undefined;
}

export function TextField(props: TextFieldProps): ReactElement {
  const { label, description, error, hideLabel, labelAside, className, placeholder, isMono, align, ...rest } = props;
  const { before, after, inputRef, onBlur, type = 'text', spellCheck, ...aria } = rest;
  return (
    <AriaTextField
      {...(defined(aria) as AriaTextFieldProps)}
      {...(onBlur ? { onBlur: () => onBlur() } : {})}
      type={type}
      autoComplete={props.autoComplete ?? 'off'}
      spellCheck={String(spellCheck ?? (type === 'text' && !isMono))}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      className={cx(fieldClass, className)}
    >
      <FieldLabel label={label} isRequired={props.isRequired} hideLabel={hideLabel} labelAside={labelAside} />
      <InputBox
        before={before}
        after={after}
        placeholder={placeholder}
        isMono={isMono}
        align={align}
        inputRef={inputRef}
      />
      <FieldHelp description={description} error={error} />
    </AriaTextField>
  );
}
