import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import styles from './FilterChips.module.css';

export interface FilterChipsProps {
  label: string;
  /** `count`: how many the choice would show, as text. */
  options: readonly { id: string; label: string; count?: string | undefined }[];
  value: string;
  onChange: (id: string) => void;
}

/** One filter of a list, all its choices in sight. */
export function FilterChips({ label, options, value, onChange }: FilterChipsProps) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const [key] = keys;
        if (key !== undefined) onChange(String(key));
      }}
      className={styles['group'] ?? ''}
    >
      {options.map((option) => (
        <ToggleButton key={option.id} id={option.id} className={styles['chip'] ?? ''}>
          {option.label}
          {option.count === undefined ? null : <span className={styles['count']}> {option.count}</span>}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
