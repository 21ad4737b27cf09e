/**
 * The common part of NumberField and MoneyField: a text input over an exact integer of 10^-exponent units. What the person typed is
 * kept as it is while it cannot be read, the problem is named at the field, and `onChange` gets NaN, so that no form takes it for empty.
 */
import { useState } from 'react';
import type { ReactElement, ReactNode, Ref } from 'react';
import { useLocale } from 'react-aria-components';
import { formatScaled, parseScaled } from './decimal-input.ts';
import type { DecimalProblem } from './decimal-input.ts';
import type { FieldProps } from './Field.tsx';
import { useUiStrings } from './strings.tsx';
import { TextField } from './TextField.tsx';

export interface ScaledFieldProps extends FieldProps {
  value: number | null;
  /** The number; null when empty; NaN when what stands there cannot be read. */
  onChange: (value: number | null) => void;
  onBlur?: (() => void) | undefined;
  exponent: number;
  minimumDigits?: number | undefined;
  min?: number | undefined;
  max?: number | undefined;
  /** Arrow keys change the value by this much; absent: they do not. */
  step?: number | undefined;
  name?: string | undefined;
  placeholder?: string | undefined;
  before?: ReactNode;
  after?: ReactNode;
  autoFocus?: boolean | undefined;
  /** Digits without a space between thousands: a number that is a name, such as a port. */
  isUngrouped?: boolean | undefined;
  align?: 'start' | 'end' | undefined;
  inputRef?: Ref<HTMLInputElement> | undefined;
}

export function ScaledField(props: ScaledFieldProps): ReactElement {
  const {
    value,
    onChange,
    exponent,
    minimumDigits,
    min,
    max,
    step,
    error,
    onBlur,
    isUngrouped = false,
    ...rest
  } = props;
  const { locale } = useLocale();
  const strings = useUiStrings();
  const show = (of: number | null): string =>
    of === null || Number.isNaN(of) ? '' : formatScaled(of, exponent, locale, minimumDigits ?? exponent, !isUngrouped);
  const [typed, setTyped] = useState<string | null>(null);
  const [problem, setProblem] = useState<DecimalProblem | null>(null);
  const [sent, setSent] = useState(value);
  const context = `${locale} ${exponent}`;
  const [shownFor, setShownFor] = useState(context);

  // The value was changed from outside (form reset, another record, another currency): what was typed before no longer belongs to it.
  if (typed !== null && (!Object.is(sent, value) || (shownFor !== context && problem === null))) {
    setTyped(null);
    setProblem(null);
  }
  if (shownFor !== context) setShownFor(context);

  const read = (text: string): { value: number | null; problem: DecimalProblem | null } => {
    if (text.trim() === '') return { value: null, problem: null };
    const result = parseScaled(text, exponent, locale);
    if (!result.ok) return { value: Number.NaN, problem: result.problem };
    const isOut = (min !== undefined && result.value < min) || (max !== undefined && result.value > max);
    return isOut ? { value: Number.NaN, problem: 'range' } : { value: result.value, problem: null };
  };
  const send = (next: number | null): void => {
    setSent(next);
    if (!Object.is(next, value)) onChange(next);
  };
  const change = (text: string): void => {
    setTyped(text);
    const next = read(text);
    // While typing, only take a problem away; it is named on leaving the field.
    if (next.problem === null) setProblem(null);
    send(next.value);
  };
  const leave = (): void => {
    if (typed !== null) {
      const next = read(typed);
      setProblem(next.problem);
      if (next.problem === null) setTyped(null);
    }
    onBlur?.();
  };
  const stepBy = (direction: 1 | -1): void => {
    const from = typed === null ? value : read(typed).value;
    if (step === undefined || props.isReadOnly || props.isDisabled || Number.isNaN(from)) return;
    const next = Math.min(
      max ?? Number.MAX_SAFE_INTEGER,
      Math.max(min ?? Number.MIN_SAFE_INTEGER, (from ?? 0) + direction * step),
    );
    setTyped(null);
    setProblem(null);
    send(next);
  };
  const messages: Record<DecimalProblem, string> = {
    format: strings.numberInvalid,
    precision: strings.numberTooPrecise(exponent),
    range: strings.numberOutOfRange,
  };
  return (
    <TextField
      {...rest}
      value={typed ?? show(value)}
      onChange={change}
      onBlur={leave}
      error={problem === null ? error : messages[problem]}
      inputMode={exponent === 0 ? 'numeric' : 'decimal'}
      spellCheck={false}
      onKeyDown={(event) => {
        if (step !== undefined && event.key === 'ArrowUp') stepBy(1);
        else if (step !== undefined && event.key === 'ArrowDown') stepBy(-1);
        else event.continuePropagation();
      }}
    />
  );
}
