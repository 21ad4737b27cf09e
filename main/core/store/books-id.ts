import type { Store } from './store.ts';

/** The id of these books: no other database has it but a copy of this one. */
export function booksId(store: Store): string {
  const found = store.get<{ value: string }>('books id', "SELECT value FROM meta WHERE key = 'books'");
  if (!found) throw new Error('these books have no id');
  return found.value;
}
