import { useState } from 'react';
import { useFormState, type UseFormReturn } from 'react-hook-form';
import { useFieldText } from '../../../app/ErrorBanner.tsx';
import { useTranslate } from '../../../i18n/provider.tsx';
import { ComboBox, type SelectOption } from '../../../ui/index.ts';
import { PickedList } from '../../../workbench/PickedList.tsx';
import styles from './Brand.module.css';
import type { BrandValues } from './values.ts';

export interface CodeListProps {
  form: UseFormReturn<BrandValues>;
  name: 'languages' | 'currencies';
  label: string;
  addLabel: string;
  /** Every code that can be chosen. */
  options: readonly SelectOption[];
  /** The one that clients without a choice of their own get; it stays. */
  defaultCode: string | null;
}

/** Languages or currencies of the brand, in the order in which they are offered. */
export function CodeList({ form, name, label, addLabel, options, defaultCode }: CodeListProps) {
  const t = useTranslate();
  const fieldText = useFieldText();
  const { errors } = useFormState({ control: form.control, name });
  const [text, setText] = useState('');
  const codes: readonly string[] = form.watch(name);
  const set = (next: string[]): void => {
    form.clearErrors(name);
    form.setValue(name, next, { shouldDirty: true });
  };
  const complaint = errors[name];
  const message = Array.isArray(complaint) ? complaint.find(Boolean)?.message : complaint?.message;
  const labels = new Map(options.map((option) => [option.id, option.label]));
  return (
    <div className={styles['codes']}>
      <p className={styles['label']}>{label}</p>
      <PickedList
        label={label}
        empty=""
        items={codes.map((id) => ({
          id,
          name: labels.get(id) ?? id,
          note: id === defaultCode ? t('brandSettings.isDefault') : null,
        }))}
        onChange={set}
      />
      <ComboBox
        label={addLabel}
        value={null}
        inputValue={text}
        onInputChange={setText}
        error={message === undefined ? undefined : fieldText(message)}
        options={options.filter(({ id }) => !codes.includes(id))}
        onChange={(id) => {
          if (id === null) return;
          set([...codes, id]);
          setText('');
        }}
      />
    </div>
  );
}
