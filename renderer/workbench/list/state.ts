import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import type { ListName, ViewDefinition } from '../../../preload/api/views.ts';
import { useEnvironment } from '../../state/environment.ts';
import { useMarksOf } from './marks.ts';

/** How a list is looked at now, and which saved view that began as. */
interface Looked {
  readonly definition: ViewDefinition;
  readonly viewId: string | null;
}

/** A list as it comes: nothing narrowed down, its own order and columns. */
export const plainView: ViewDefinition = { search: '', filters: {}, sort: null, columns: null };

/**
 * Kept on this desk, by environment and list, so that a list is the same after a restart; what is searched for is not
 * kept, for a list that hides rows for a reason of last week looks as if they were gone.
 */
const useLooked = create<{ readonly lists: Readonly<Record<string, Looked>> }>()(
  persist((): { lists: Readonly<Record<string, Looked>> } => ({ lists: {} }), {
    name: 'lists',
    version: 1,
    storage: createJSONStorage(() => localStorage),
    partialize: ({ lists }) => ({
      lists: Object.fromEntries(
        Object.entries(lists).map(([name, { definition, viewId }]) => [
          name,
          { definition: { ...definition, search: '' }, viewId },
        ]),
      ),
    }),
  }),
);

export interface List {
  readonly name: ListName;
  readonly definition: ViewDefinition;
  /** The saved view it began as; null: none. */
  readonly viewId: string | null;
  /** False: nothing was chosen since the application started; it opens with the default view where there is one. */
  readonly isTouched: boolean;
  /** The text to search by. */
  readonly search: string;
  readonly change: (part: Partial<ViewDefinition>) => void;
  readonly setFilter: (name: string, value: string | undefined) => void;
  /** Shows it as a saved view says; null: as it comes. */
  readonly apply: (view: { readonly id: string; readonly definition: ViewDefinition } | null) => void;
  /** Takes search and filters away. */
  readonly widen: () => void;
}

/** Lists whose look was chosen since the application started. */
const opened = new Set<string>();

const isSameChoice = (a: ViewDefinition, b: ViewDefinition): boolean =>
  a.search.trim() === b.search.trim() && JSON.stringify(a.filters) === JSON.stringify(b.filters);

/** The state of one list of the workbench. */
export function useList(name: ListName): List {
  const environment = useEnvironment((state) => state.environment) ?? 'none';
  const key = `${environment}/${name}`;
  const marks = useMarksOf(name);
  const looked = useLooked((state) => state.lists[key]);
  const { definition, viewId } = looked ?? { definition: plainView, viewId: null };
  const put = (next: Looked): void => {
    const { definition: before } = useLooked.getState().lists[key] ?? { definition: plainView };
    // Everything of another filter is another everything; single marks stay what they are.
    if (!isSameChoice(before, next.definition) && marks.store.getState().isAll) marks.clear();
    opened.add(key);
    useLooked.setState(({ lists }) => ({ lists: { ...lists, [key]: next } }));
  };
  const change = (part: Partial<ViewDefinition>): void => {
    const now = useLooked.getState().lists[key] ?? { definition: plainView, viewId: null };
    put({ ...now, definition: { ...now.definition, ...part } });
  };
  return {
    name,
    definition,
    viewId,
    isTouched: opened.has(key),
    search: definition.search.trim(),
    change,
    setFilter: (filter, value) => change({ filters: withFilter(definition.filters, filter, value) }),
    apply: (view) => put({ definition: view?.definition ?? plainView, viewId: view?.id ?? null }),
    widen: () => change({ search: '', filters: {} }),
  };
}

function withFilter(
  filters: Readonly<Record<string, string>>,
  name: string,
  value: string | undefined,
): Record<string, string> {
  const { [name]: _before, ...rest } = filters;
  return value === undefined ? rest : { ...rest, [name]: value };
}

/** The chosen value of a filter, where it is one that the list knows. */
export function filterValue<T extends string>(list: List, name: string, allowed: readonly T[]): T | undefined {
  return allowed.find((each) => each === list.definition.filters[name]);
}
