/**
 * A calendar date ("2026-08-22"; no time, no zone). Typed in the person's own notation, or picked from a calendar. What cannot be read is
 * kept and named; `onChange` then gets "invalid", so that no form takes it for empty.
 */
import { useRef, useState } from 'react';
import type { ReactElement, Ref } from 'react';
import { useLocale } from 'react-aria-components';
import { CalendarDays } from 'lucide-react';
import { formatDate, toLocale } from '../i18n/format.ts';
import styles from './DateField.module.css';
import { parseDateText } from './date-input.ts';
import type { FieldProps } from './Field.tsx';
import { IconButton } from './IconButton.tsx';
import { useUiStrings } from './strings.tsx';
import { TextField } from './TextField.tsx';

export interface DateFieldProps extends FieldProps {
  /** ISO 8601 calendar date. */
  value: string | null;
  /** The date; null when empty; "invalid" when what stands there cannot be read. */
  onChange: (isoDate: string | null) => void;
  onBlur?: (() => void) | undefined;
  min?: string | undefined;
  max?: string | undefined;
  name?: string | undefined;
  placeholder?: string | undefined;
  autoFocus?: boolean | undefined;
  inputRef?: Ref<HTMLInputElement> | undefined;
}

const isIso = (value: string | null): value is string => value !== null && /^\d{4}-\d{2}-\d{2}$/.test(value);

export function DateField(props: DateFieldProps): ReactElement {
  const { value, onChange, onBlur, min, max, error, ...rest } = props;
  const strings = useUiStrings();
  const locale = toLocale(useLocale().locale);
  const picker = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [isWrong, setWrong] = useState(false);
  const [sent, setSent] = useState(value);
  if (typed !== null && sent !== value) {
    setTyped(null);
    setWrong(false);
  }
  const send = (next: string | null): void => {
    setSent(next);
    if (next !== value) onChange(next);
  };
  const read = (text: string): string | null => {
    if (text.trim() === '') return null;
    const date = parseDateText(text);
    if (date === null || (min !== undefined && date < min) || (max !== undefined && date > max)) return 'invalid';
    return date;
  };
  const leave = (): void => {
    if (typed !== null) {
      const next = read(typed);
      setWrong(next === 'invalid');
      if (next !== 'invalid') setTyped(null);
    }
    onBlur?.();
  };
  return (
    <TextField
      {...rest}
      value={typed ?? (isIso(value) ? formatDate(value, locale, 'short') : '')}
      onChange={(text) => {
        setTyped(text);
        const next = read(text);
        if (next !== 'invalid') setWrong(false);
        send(next);
      }}
      onBlur={leave}
      error={isWrong ? strings.dateInvalid : error}
      spellCheck={false}
      after={
        <span className={styles['picker']}>
          <input
            ref={picker}
            type="date"
            tabIndex={-1}
            aria-hidden="true"
            className={styles['native']}
            value={isIso(value) ? value : ''}
            min={min}
            max={max}
            onChange={(event) => {
              setTyped(null);
              setWrong(false);
              send(event.target.value === '' ? null : event.target.value);
            }}
          />
          <IconButton
            slot={null}
            size="small"
            label={strings.openCalendar}
            icon={CalendarDays}
            isDisabled={props.isDisabled === true || props.isReadOnly === true}
            onPress={() => picker.current?.showPicker()}
          />
        </span>
      }
    />
  );
}
