import { useState } from 'react';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button, Dialog, Select, TextField } from '../../ui/index.ts';
import type { FilterDef } from './filters.ts';
import styles from './FilterDialog.module.css';
import type { List } from './state.ts';

export interface FilterDialogProps {
  list: List;
  filters: readonly FilterDef[];
  onClose: () => void;
}

const any = 'any';

/** Everything that a list can be narrowed down by, at once. */
export function FilterDialog({ list, filters, onClose }: FilterDialogProps) {
  const t = useTranslate();
  const [draft, setDraft] = useState(list.definition.filters);
  const put = (id: string, value: string): void => {
    const { [id]: _gone, ...rest } = draft;
    setDraft(value === '' || value === any ? rest : { ...rest, [id]: value });
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
          <Button variant="primary" type="submit" form="list-filter">
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
          done(draft);
        }}
      >
        {filters.map((filter) =>
          filter.kind === 'choice' ? (
            <Select
              key={filter.id}
              label={filter.label}
              value={draft[filter.id] ?? any}
              onChange={(value) => put(filter.id, value)}
              options={[{ id: any, label: t('list.filter.any') }, ...filter.options]}
            />
          ) : (
            <TextField
              key={filter.id}
              label={filter.label}
              value={draft[filter.id] ?? ''}
              onChange={(value) => put(filter.id, value)}
              maxLength={filter.maxLength}
            />
          ),
        )}
      </form>
    </Dialog>
  );
}
