import { Search, X } from 'lucide-react';
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

/** The search of a list. Esc empties it. */
export function SearchField({ label, placeholder = label, text, onChange, className }: SearchFieldProps) {
  const t = useTranslate();
  return (
    <TextField
      label={label}
      placeholder={placeholder}
      hideLabel
      type="search"
      value={text}
      onChange={onChange}
      className={className}
      before={<Search aria-hidden="true" className={styles['icon']} />}
      after={
        text === '' ? undefined : (
          <IconButton slot={null} size="small" label={t('ui.clearSearch')} icon={X} onPress={() => onChange('')} />
        )
      }
      onKeyDown={(event) => {
        if (event.key === 'Escape' && text !== '') {
          event.preventDefault();
          onChange('');
        } else event.continuePropagation();
      }}
    />
  );
}
