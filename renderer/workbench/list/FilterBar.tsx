import { ListFilter } from 'lucide-react';
import { useState } from 'react';
import { useTranslate } from '../../i18n/provider.tsx';
import { Button, Chip } from '../../ui/index.ts';
import { FilterDialog } from './FilterDialog.tsx';
import { type FilterDef, filtersInForce } from './filters.ts';
import type { List } from './state.ts';

export interface FilterBarProps {
  list: List;
  filters: readonly FilterDef[];
}

/** What a list is narrowed down by: a button to choose, each choice with a way to take it back, and one for all of them. */
export function FilterBar({ list, filters }: FilterBarProps) {
  const t = useTranslate();
  const [isOpen, setOpen] = useState(false);
  const inForce = filtersInForce(list, filters);
  return (
    <>
      <Button size="small" icon={ListFilter} onPress={() => setOpen(true)}>
        {t('list.filter')}
      </Button>
      {inForce.map(({ filter, text }) => (
        <Chip
          key={filter.id}
          label={`${filter.label}: `}
          value={text}
          removeLabel={t('list.filter.remove', { label: filter.label })}
          onRemove={() => list.setFilter(filter.id, undefined)}
        />
      ))}
      {inForce.length > 1 ? (
        <Button size="small" variant="quiet" onPress={() => list.change({ filters: {} })}>
          {t('list.filter.reset')}
        </Button>
      ) : null}
      {isOpen ? <FilterDialog list={list} filters={filters} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
