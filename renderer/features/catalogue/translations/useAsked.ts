import { useSearch } from '@tanstack/react-router';

interface Asked {
  tab?: string;
  language?: string;
}

/** Whether the address leads to the translations of a record (`paths.translationsOf`). */
export function useAskedTab(): boolean {
  const { tab }: Asked = useSearch({ strict: false });
  return tab === 'translations';
}

/** The language that the address names. */
export function useAskedLanguage(): string | undefined {
  const { language }: Asked = useSearch({ strict: false });
  return language;
}
