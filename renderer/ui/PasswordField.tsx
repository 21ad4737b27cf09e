/** A secret: masked, with a reveal button. Never filled with a stored secret; show "set, ends in 1234" in the description instead. */
import { useState } from 'react';
import type { ReactElement, Ref } from 'react';
import { TextField as AriaTextField } from 'react-aria-components';
import type { TextFieldProps as AriaTextFieldProps } from 'react-aria-components';
import { Eye, EyeOff } from 'lucide-react';
import { cx } from './cx.ts';
import { defined } from './defined.ts';
import type { FieldProps } from './Field.tsx';
import { FieldHelp, FieldLabel, fieldClass } from './Field.tsx';
import { IconButton } from './IconButton.tsx';
import { InputBox } from './InputBox.tsx';
import { useUiStrings } from './strings.tsx';

export interface PasswordFieldProps extends FieldProps {
  value?: string | undefined;
  defaultValue?: string | undefined;
  onChange?: ((value: string) => void) | undefined;
  onBlur?: (() => void) | undefined;
  name?: string | undefined;
  placeholder?: string | undefined;
  autoComplete?: 'current-password' | 'new-password' | 'off' | undefined;
  autoFocus?: boolean | undefined;
  inputRef?: Ref<HTMLInputElement> | undefined;
}

export function PasswordField(props: PasswordFieldProps): ReactElement {
  const { label, description, error, hideLabel, labelAside, className, placeholder, inputRef, onBlur, ...aria } = props;
  const strings = useUiStrings();
  const [isShown, setShown] = useState(false);
  return (
    <AriaTextField
      {...(defined(aria) as AriaTextFieldProps)}
      {...(onBlur ? { onBlur: () => onBlur() } : {})}
      type={isShown ? 'text' : 'password'}
      autoComplete={props.autoComplete ?? 'off'}
      spellCheck="false"
      isInvalid={error !== undefined}
      validationBehavior="aria"
      className={cx(fieldClass, className)}
    >
      <FieldLabel label={label} isRequired={props.isRequired} hideLabel={hideLabel} labelAside={labelAside} />
      <InputBox
        placeholder={placeholder}
        inputRef={inputRef}
        after={
          <IconButton
            slot={null}
            size="small"
            label={isShown ? strings.hidePassword : strings.showPassword}
            icon={isShown ? EyeOff : Eye}
            isDisabled={props.isDisabled}
            onPress={() => setShown(!isShown)}
          />
        }
      />
      <FieldHelp description={description} error={error} />
    </AriaTextField>
  );
}
