import { create } from 'zustand';

/** What is typed into the search of each list; stays while one looks at something else, gone after a restart. */
const useSearches = create<Readonly<Record<string, string>>>(() => ({}));

/** The text in a list's search field, and the text to search by. */
export function useListSearch(name: string): { text: string; search: string; setText: (text: string) => void } {
  const text = useSearches((state) => state[name] ?? '');
  return { text, search: text.trim(), setText: (next) => useSearches.setState({ [name]: next }) };
}
