import { useState } from 'react';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button, Dialog, NumberField, Select, TextField } from '../../ui/index.ts';
import type { FilterDef } from './filters.ts';
import styles from './FilterDialog.module.css';
import type { List } from './state.ts';

export interface FilterDialogProps {
  list: List;
  filters: readonly FilterDef[];
  onClose: () => void;
}

/** The choice that does not narrow the list down. */
const noMatter = 'any';

/** Everything that a list can be narrowed down by, at once. */
export function FilterDialog({ list, filters, onClose }: FilterDialogProps) {
  const t = useTranslate();
  const [draft, setDraft] = useState(list.definition.filters);
  const isWrong = filters.some((filter) => !isWhole(filter, draft[filter.id]));
  const put = (id: string, value: string): void => {
    const { [id]: _gone, ...rest } = draft;
    setDraft(value === '' || value === noMatter ? rest : { ...rest, [id]: value });
  };
  const done = (next: Readonly<Record<string, string>>): void => {
    list.change({
      filters: Object.fromEntries(
        Object.entries(next).flatMap(([id, value]) => (value.trim() === '' ? [] : [[id, value.trim()]])),
      ),
    });
    onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('list.filter.title')}
      footer={
        <>
          <Button onPress={() => done({})}>{t('list.filter.reset')}</Button>
          <Button variant="primary" type="submit" form="list-filter" isDisabled={isWrong}>
            {t('list.filter.apply')}
          </Button>
        </>
      }
    >
      <form
        id="list-filter"
        className={styles['fields']}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isWrong) done(draft);
        }}
      >
        {filters.map((filter) => (
          <FilterField
            key={filter.id}
            filter={filter}
            value={draft[filter.id]}
            onChange={(value) => put(filter.id, value)}
          />
        ))}
      </form>
    </Dialog>
  );
}

interface FilterFieldProps {
  filter: FilterDef;
  value: string | undefined;
  /** Empty: it does not narrow the list down. */
  onChange: (value: string) => void;
}

function FilterField({ filter, value, onChange }: FilterFieldProps) {
  const t = useTranslate();
  const { label } = filter;
  switch (filter.kind) {
    case 'choice':
      return (
        <Select
          label={label}
          value={value ?? noMatter}
          onChange={onChange}
          options={[{ id: noMatter, label: t('list.filter.any') }, ...filter.options]}
        />
      );
    case 'text':
      return <TextField label={label} value={value ?? ''} onChange={onChange} maxLength={filter.maxLength} />;
    case 'number':
      return (
        <NumberField
          label={label}
          description={filter.description}
          value={value === undefined ? null : Number(value)}
          onChange={(next) => onChange(next === null ? '' : String(next))}
          min={filter.min}
          max={filter.max}
          error={isWhole(filter, value) ? undefined : t('field.invalid')}
        />
      );
  }
}

const isWhole = (filter: FilterDef, value: string | undefined): boolean =>
  filter.kind !== 'number' || value === undefined || /^\d+$/.test(value);
