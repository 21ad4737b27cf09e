import { create } from 'zustand';

/** Categories that the person opened (true) or folded together (false); the others are as the size of the tree says. */
export const useFolding = create<{ readonly isOpen: Readonly<Record<string, boolean>> }>(() => ({ isOpen: {} }));
