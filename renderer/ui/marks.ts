/**
 * Rows that a person picks out of a list to do something to all of them: another thing than the row that is open. Kept outside of
 * the table, so that it outlives filters and pages, and so that a click on one box draws that row again and no other.
 */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

export interface MarksState {
  /** The marked rows; where everything is marked, those that were taken out of it. */
  readonly ids: ReadonlySet<string>;
  /** Everything that the list has is marked, also what was not read yet. */
  readonly isAll: boolean;
  /** Where a range begins: the row that was marked last. */
  readonly anchor: string | null;
}

export type Marks = ReturnType<typeof createMarks>;

const none: MarksState = { ids: new Set(), isAll: false, anchor: null };
const isMarked = ({ ids, isAll }: MarksState, id: string): boolean => ids.has(id) !== isAll;

export function createMarks() {
  const store = createStore<MarksState>(() => none);

  function set(ids: Iterable<string>, marked: boolean, anchor: string | null): void {
    const { isAll, ids: before } = store.getState();
    const next = new Set(before);
    for (const id of ids) {
      if (marked === isAll) next.delete(id);
      else next.add(id);
    }
    store.setState({ isAll, ids: next, anchor });
  }

  return {
    store,
    isEmpty: (): boolean => !store.getState().isAll && store.getState().ids.size === 0,
    toggle(id: string): void {
      set([id], !isMarked(store.getState(), id), id);
    },
    /** From the row that was marked last to this one, as the list shows them. */
    range(shown: readonly string[], id: string): void {
      const from = shown.indexOf(store.getState().anchor ?? id);
      const to = shown.indexOf(id);
      if (from === -1 || to === -1) return set([id], true, id);
      set(shown.slice(Math.min(from, to), Math.max(from, to) + 1), true, shown[from] ?? id);
    },
    /** Marks these besides what is marked. */
    add: (ids: Iterable<string>): void => set(ids, true, null),
    /** Marks these, or where all of them are marked takes the marks off them. */
    toggleAll(ids: readonly string[]): void {
      const state = store.getState();
      set(ids, !ids.every((id) => isMarked(state, id)), null);
    },
    everything: (): void => store.setState({ ...none, isAll: true }),
    clear: (): void => store.setState(none),
  };
}

export const useMarks = (marks: Marks): MarksState => useStore(marks.store);

/** Whether one row is marked. */
export const useMarked = (marks: Marks | undefined, id: string): boolean =>
  useStore(marks?.store ?? nothing.store, (state) => isMarked(state, id));

const nothing = createMarks();

/** Of the rows that a list shows: all, some or none are marked. */
export const useMarkedOf = (marks: Marks, ids: readonly string[]): 'all' | 'some' | 'none' =>
  useStore(marks.store, (state) => {
    const count = ids.filter((id) => isMarked(state, id)).length;
    if (count > 0 && count === ids.length) return 'all';
    return count > 0 ? 'some' : 'none';
  });
