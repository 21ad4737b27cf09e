import type { BulkSelection } from '../../../preload/api/bulk.ts';
import { ContractFilter } from '../../../preload/api/contract-products.ts';
import type { ViewDefinition } from '../../../preload/api/views.ts';
import type { Marks, MarksState } from '../../ui/index.ts';
import { useMarksOf } from '../../workbench/list/marks.ts';
import { searchOf } from '../../workbench/list/sort.ts';
import { type List, useList } from '../../workbench/list/state.ts';

interface ProductChoice {
  readonly list: List;
  readonly marks: Marks;
  /** What the list is narrowed down to. */
  readonly filter: ContractFilter;
  readonly setFilter: (filter: ContractFilter) => void;
}

/** The marks and the filter of the list of contract products. */
export function useProductChoice(): ProductChoice {
  const list = useList('contractProducts');
  const marks = useMarksOf('contractProducts');
  return {
    list,
    marks,
    filter: { ...contractFilter(list.definition), ...searchOf(list.search) },
    setFilter: ({ search = '', ...filter }) =>
      list.change({
        search,
        filters: Object.fromEntries(
          Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
        ),
      }),
  };
}

/** What a view asks of core. What this version does not know does not narrow the list down. */
function contractFilter({ filters }: ViewDefinition): ContractFilter {
  const known = Object.entries(filters).flatMap(([name, text]) => {
    if (name === 'search') return [];
    const value = name === 'expiresWithinDays' ? Number(text) : name === 'awaitsDetails' ? text === 'true' : text;
    return ContractFilter.safeParse({ [name]: value }).success ? [[name, value] as const] : [];
  });
  return ContractFilter.parse(Object.fromEntries(known));
}

/** The marks as what core is told. */
export const selectionOf = ({ ids, isAll }: MarksState, filter: ContractFilter): BulkSelection =>
  isAll ? { by: 'filter', filter, except: [...ids] } : { by: 'ids', ids: [...ids] };
