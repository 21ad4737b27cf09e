import { useEffect, useState } from 'react';
import type { SearchKind } from '../../../preload/api/search.ts';
import { api, valueOf } from '../../app/api.ts';
import { otherLayouts } from './layouts.ts';
import { type Found, merged } from './records.ts';

/** How long a text has to stand before it is searched for, in milliseconds. */
const settles = 80;
/** A single letter is in nearly everything. */
const shortest = 2;
const most = 20;

interface Answer {
  readonly text: string;
  readonly found: readonly Found[];
  readonly failed: boolean;
}
const none: Answer = { text: '', found: [], failed: false };

/**
 * Records that a text finds, as it was typed and as it reads under the other keyboard layout. Until an answer comes the
 * former one stands; an answer to an earlier text is thrown away.
 */
export function useRecords(text: string, kinds?: readonly SearchKind[]): Answer & { isSearching: boolean } {
  const sought = text.trim();
  const isSought = sought.length >= shortest;
  const [answer, setAnswer] = useState<Answer>(none);
  const only = kinds?.join(' ');
  useEffect(() => {
    if (!isSought) return undefined;
    let isStale = false;
    const search = async (): Promise<void> => {
      const variants = [sought, ...otherLayouts(sought)];
      const input = { limit: most, ...(only === undefined ? {} : { kinds: only.split(' ') as SearchKind[] }) };
      try {
        const answers = await Promise.all(
          variants.map(async (by) =>
            (await valueOf(api.search.query({ ...input, text: by }))).map((hit): Found => ({ hit, by })),
          ),
        );
        if (!isStale) setAnswer({ text: sought, found: merged(answers).slice(0, most), failed: false });
      } catch {
        if (!isStale) setAnswer({ text: sought, found: [], failed: true });
      }
    };
    const timer = setTimeout(() => void search(), settles);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [sought, isSought, only]);
  return { ...(isSought ? answer : none), isSearching: isSought && answer.text !== sought };
}
