import { Search, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslate } from '../i18n/provider.tsx';
import { IconButton, TextField } from '../ui/index.ts';
import styles from './SearchField.module.css';

export interface SearchFieldProps {
  label: string;
  placeholder?: string | undefined;
  text: string;
  onChange: (text: string) => void;
  className?: string | undefined;
}

/** A text is searched for once no key came for so long, in milliseconds. */
const settleMs = 120;

/**
 * The search of a list. What is typed is the field's own until it stays the same for a moment: a key draws this field anew, not the
 * list under it. Enter and leaving the field do not wait for that; Esc empties it.
 */
export function SearchField({ label, placeholder = label, text, onChange, className }: SearchFieldProps) {
  const t = useTranslate();
  const [typed, setTyped] = useState(text);
  const told = useRef(text);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    // A search that was changed elsewhere (a view, "take the filters away") takes the place of what was typed.
    if (told.current === text) return;
    told.current = text;
    clearTimeout(timer.current);
    setTyped(text);
  }, [text]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const say = (next: string, delay: number): void => {
    setTyped(next);
    clearTimeout(timer.current);
    const tell = (): void => {
      if (next === told.current) return;
      told.current = next;
      onChange(next);
    };
    if (delay === 0) tell();
    else timer.current = setTimeout(tell, delay);
  };
  return (
    <TextField
      label={label}
      placeholder={placeholder}
      hideLabel
      type="search"
      value={typed}
      onChange={(next) => say(next, settleMs)}
      onBlur={() => say(typed, 0)}
      className={className}
      before={<Search aria-hidden="true" className={styles['icon']} />}
      after={
        typed === '' ? undefined : (
          <IconButton slot={null} size="small" label={t('ui.clearSearch')} icon={X} onPress={() => say('', 0)} />
        )
      }
      onKeyDown={(event) => {
        if (event.key === 'Enter') say(typed, 0);
        if (event.key === 'Escape' && typed !== '') {
          event.preventDefault();
          say('', 0);
        } else event.continuePropagation();
      }}
    />
  );
}
