/**
 * An amount of money: integer minor units and an ISO 4217 code. Exact from key to value, no floats; more decimals than the currency has
 * are named as a problem, never rounded. Negative amounts only with `allowNegative`.
 */
import type { ReactElement, Ref } from 'react';
import { currencyExponent } from '../../preload/api/currencies.ts';
import type { FieldProps } from './Field.tsx';
import { ScaledField } from './ScaledField.tsx';

export interface MoneyFieldProps extends FieldProps {
  /** Minor units: 1250 is 12.50 EUR, 1250 JPY, 1.250 KWD. */
  value: number | null;
  /** Minor units; null when empty; NaN when what stands there cannot be read or is out of range. */
  onChange: (minor: number | null) => void;
  onBlur?: (() => void) | undefined;
  /** ISO 4217. */
  currency: string;
  min?: number | undefined;
  max?: number | undefined;
  allowNegative?: boolean | undefined;
  name?: string | undefined;
  placeholder?: string | undefined;
  autoFocus?: boolean | undefined;
  inputRef?: Ref<HTMLInputElement> | undefined;
}

export function MoneyField({ currency, min, allowNegative, ...rest }: MoneyFieldProps): ReactElement {
  return (
    <ScaledField
      {...rest}
      exponent={currencyExponent(currency)}
      min={min ?? (allowNegative ? undefined : 0)}
      align="end"
      after={currency}
    />
  );
}
