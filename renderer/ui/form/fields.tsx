/**
 * The fields of the design system bound to the surrounding Form by `name`. Each takes the props of its plain field without value,
 * onChange, onBlur and error. Text fields hold strings; with `emptyAsNull` an empty one is null.
 */
import type { ReactElement } from 'react';
import { Checkbox } from '../Checkbox.tsx';
import type { CheckboxProps } from '../Checkbox.tsx';
import { ComboBox } from '../ComboBox.tsx';
import type { ComboBoxProps } from '../ComboBox.tsx';
import { DateField } from '../DateField.tsx';
import type { DateFieldProps } from '../DateField.tsx';
import { MoneyField } from '../MoneyField.tsx';
import type { MoneyFieldProps } from '../MoneyField.tsx';
import { NumberField } from '../NumberField.tsx';
import type { NumberFieldProps } from '../NumberField.tsx';
import { PasswordField } from '../PasswordField.tsx';
import type { PasswordFieldProps } from '../PasswordField.tsx';
import { RadioGroup } from '../RadioGroup.tsx';
import type { RadioGroupProps } from '../RadioGroup.tsx';
import { Select } from '../Select.tsx';
import type { SelectProps } from '../Select.tsx';
import { Switch } from '../Switch.tsx';
import type { SwitchProps } from '../Switch.tsx';
import { TextArea } from '../TextArea.tsx';
import type { TextAreaProps } from '../TextArea.tsx';
import { TextField } from '../TextField.tsx';
import type { TextFieldProps } from '../TextField.tsx';
import { asNumberOrNull, asText, asTextOrNull, useField } from './useField.ts';

type Bound =
  | 'value'
  | 'defaultValue'
  | 'isSelected'
  | 'defaultSelected'
  | 'onChange'
  | 'onBlur'
  | 'error'
  | 'inputRef'
  | 'buttonRef'
  | 'name';
export type Unbound<P> = Omit<P, Bound> & { name: string };
interface Nullable {
  /** Stores null for an empty text. */
  emptyAsNull?: boolean | undefined;
}

export type FormTextFieldProps = Unbound<TextFieldProps> & Nullable;
export function FormTextField({ emptyAsNull, ...props }: FormTextFieldProps): ReactElement {
  const { ref, value, onChange, ...field } = useField(props.name);
  const change = (text: string): void => onChange(emptyAsNull && text === '' ? null : text);
  return <TextField {...props} {...field} value={asText(value)} onChange={change} inputRef={ref} />;
}

export type FormTextAreaProps = Unbound<TextAreaProps> & Nullable;
export function FormTextArea({ emptyAsNull, ...props }: FormTextAreaProps): ReactElement {
  const { ref, value, onChange, ...field } = useField(props.name);
  const change = (text: string): void => onChange(emptyAsNull && text === '' ? null : text);
  return <TextArea {...props} {...field} value={asText(value)} onChange={change} inputRef={ref} />;
}

export type FormPasswordFieldProps = Unbound<PasswordFieldProps>;
export function FormPasswordField(props: FormPasswordFieldProps): ReactElement {
  const { ref, value, ...field } = useField(props.name);
  return <PasswordField {...props} {...field} value={asText(value)} inputRef={ref} />;
}

export type FormNumberFieldProps = Unbound<NumberFieldProps> & {
  /** The form holds whole units of which the shown one has so many: 1000 for seconds over milliseconds. */
  scale?: number | undefined;
};
export function FormNumberField({ scale = 1, ...props }: FormNumberFieldProps): ReactElement {
  const { ref, value, onChange, ...field } = useField(props.name);
  const held = asNumberOrNull(value);
  return (
    <NumberField
      {...props}
      {...field}
      value={held === null ? null : held / scale}
      onChange={(shown) => onChange(shown === null ? null : Math.round(shown * scale))}
      inputRef={ref}
    />
  );
}

export type FormMoneyFieldProps = Unbound<MoneyFieldProps>;
export function FormMoneyField(props: FormMoneyFieldProps): ReactElement {
  const { ref, value, ...field } = useField(props.name);
  return <MoneyField {...props} {...field} value={asNumberOrNull(value)} inputRef={ref} />;
}

export type FormDateFieldProps = Unbound<DateFieldProps>;
export function FormDateField(props: FormDateFieldProps): ReactElement {
  const { ref, value, ...field } = useField(props.name);
  return <DateField {...props} {...field} value={asTextOrNull(value)} inputRef={ref} />;
}

export type FormSelectProps = Unbound<SelectProps>;
export function FormSelect(props: FormSelectProps): ReactElement {
  const { ref, value, ...field } = useField(props.name);
  return <Select {...props} {...field} value={asTextOrNull(value)} buttonRef={ref} />;
}

export type FormComboBoxProps = Unbound<ComboBoxProps>;
export function FormComboBox(props: FormComboBoxProps): ReactElement {
  const { ref, value, ...field } = useField(props.name);
  return <ComboBox {...props} {...field} value={asTextOrNull(value)} inputRef={ref} />;
}

export type FormRadioGroupProps = Unbound<RadioGroupProps>;
export function FormRadioGroup(props: FormRadioGroupProps): ReactElement {
  const { ref, value, ...field } = useField(props.name);
  return <RadioGroup {...props} {...field} value={asTextOrNull(value)} inputRef={ref} />;
}

export type FormCheckboxProps = Unbound<CheckboxProps>;
export function FormCheckbox(props: FormCheckboxProps): ReactElement {
  const { ref, value, ...field } = useField(props.name);
  return <Checkbox {...props} {...field} isSelected={value === true} inputRef={ref} />;
}

export type FormSwitchProps = Unbound<SwitchProps>;
export function FormSwitch(props: FormSwitchProps): ReactElement {
  const { ref, value, ...field } = useField(props.name);
  return <Switch {...props} {...field} isSelected={value === true} inputRef={ref} />;
}
