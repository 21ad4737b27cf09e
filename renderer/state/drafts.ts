import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';

/** What a person typed into a form and has not saved yet: by form, as the form's values. Never a password. */
export type Draft = Readonly<Record<string, unknown>>;

interface Drafts {
  readonly drafts: Readonly<Record<string, Draft>>;
  keep(id: string, draft: Draft): void;
  drop(id: string): void;
}

/**
 * Drafts survive navigation, a reload, a crash and a failed save (usability check 9). They lie in the window's own
 * storage on this desk, by environment, and go when the form is saved or discarded.
 */
export const useDrafts = create<Drafts>()(
  persist(
    (set) => ({
      drafts: {},
      keep: (id, draft) => set(({ drafts }) => ({ drafts: { ...drafts, [id]: draft } })),
      drop: (id) =>
        set((state) => {
          if (!(id in state.drafts)) return state;
          const { [id]: _dropped, ...rest } = state.drafts;
          return { drafts: rest };
        }),
    }),
    { name: 'drafts', version: 1, storage: createJSONStorage(() => localStorage) },
  ),
);

/** The drafts of an environment, by the ids of their forms in it. */
export const draftsIn = (drafts: Drafts['drafts'], environment: string): [id: string, draft: Draft][] =>
  Object.entries(drafts)
    .filter(([id]) => id.startsWith(`${environment}/`))
    .map(([id, draft]) => [id.slice(environment.length + 1), draft]);
