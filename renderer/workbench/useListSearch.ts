import { useEffect, useState } from 'react';
import { create } from 'zustand';

/** What is typed into the search of each list; stays while one looks at something else, gone after a restart. */
const useSearches = create<Readonly<Record<string, string>>>(() => ({}));

/** The text in a list's search field, and the text to search by: a moment later, so that not every key asks core. */
export function useListSearch(name: string): { text: string; search: string; setText: (text: string) => void } {
  const text = useSearches((state) => state[name] ?? '');
  return { text, search: useSettled(text.trim()), setText: (next) => useSearches.setState({ [name]: next }) };
}

/** The value once it stayed the same for a moment. */
export function useSettled(value: string, delay = 120): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delay);
    return () => clearTimeout(timer);
  }, [value, delay]);
  return settled;
}
