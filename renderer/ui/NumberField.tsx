/**
 * A number. Whole by default; with `decimals` it is still exact: the value is a number of 10^-decimals units only inside, outside it
 * is the number itself. Arrow up and down change it by `step`. For money use MoneyField.
 */
import type { ReactElement, ReactNode, Ref } from 'react';
import type { FieldProps } from './Field.tsx';
import { ScaledField } from './ScaledField.tsx';

export interface NumberFieldProps extends FieldProps {
  value: number | null;
  /** The number; null when empty; NaN when what stands there cannot be read or is out of range. */
  onChange: (value: number | null) => void;
  onBlur?: (() => void) | undefined;
  min?: number | undefined;
  max?: number | undefined;
  step?: number | undefined;
  decimals?: number | undefined;
  /** A number that is a name, such as a port: no space between thousands. */
  isUngrouped?: boolean | undefined;
  /** Unit after the number: "days", "%". */
  unit?: ReactNode;
  name?: string | undefined;
  placeholder?: string | undefined;
  autoFocus?: boolean | undefined;
  inputRef?: Ref<HTMLInputElement> | undefined;
}

export function NumberField(props: NumberFieldProps): ReactElement {
  const { value, onChange, min, max, step = 1, decimals = 0, unit, ...rest } = props;
  const scale = 10 ** decimals;
  const inward = (n: number): number => Math.round(n * scale);
  return (
    <ScaledField
      {...rest}
      value={value === null ? null : inward(value)}
      onChange={(next) => onChange(next === null ? null : next / scale)}
      exponent={decimals}
      minimumDigits={0}
      min={min === undefined ? undefined : inward(min)}
      max={max === undefined ? undefined : inward(max)}
      step={inward(step)}
      after={unit}
    />
  );
}
