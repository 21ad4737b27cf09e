import { create } from 'zustand';

/** Categories that are folded together; the others show what is in them. */
export const useCollapsed = create<{ readonly ids: ReadonlySet<string> }>(() => ({ ids: new Set() }));
