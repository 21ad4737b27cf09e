import type { SearchHit } from '../../../preload/api/search.ts';

/** Letters as the index compares them: without case. */
export const folded = (text: string): string => text.normalize('NFC').toLowerCase();

/** The words of a search, each of which must be found somewhere in a record. At most eight: more is no search. */
export const wordsOf = (text: string): string[] =>
  folded(text)
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 8);

/** Shortest word that an index of trigrams knows. */
const trigram = 3;

/** The query of an index for words, quoted so that nothing in them is its syntax; null: none of them is long enough. */
export function matchOf(words: readonly string[]): string | null {
  const long = words.filter((word) => Array.from(word).length >= trigram);
  return long.length === 0 ? null : long.map((word) => `"${word.replaceAll('"', '""')}"`).join(' AND ');
}

/** A record that an index found, with the texts that it could have been found by, the most telling first. */
export interface Candidate {
  readonly hit: Omit<SearchHit, 'field' | 'text'>;
  readonly fields: readonly (readonly [field: SearchHit['field'], text: string])[];
  /** Rises with time. */
  readonly seq: number;
}

/**
 * The hit of a candidate, with how good it is (lower is better): the text is a whole field, begins one, begins at a word
 * of one, its words begin words of one, they stand in one. Null: a short word, which the index does not know, is in none of its texts.
 */
export function ranked(candidate: Candidate, words: readonly string[]): { hit: SearchHit; rank: number } | null {
  const texts = candidate.fields.map(([field, text]) => ({ field, text, folded: folded(text) }));
  if (!words.every((word) => texts.some((each) => each.folded.includes(word)))) return null;
  let best: { hit: SearchHit; rank: number } | null = null;
  for (const { field, folded: within } of texts) {
    const rank = rankIn(within, words);
    if (rank === null || (best !== null && rank >= best.rank)) continue;
    // A field may be looked at in two writings (a name in both orders): it is shown in its first.
    const text = texts.find((each) => each.field === field)?.text ?? '';
    best = { hit: { ...candidate.hit, field, text }, rank };
  }
  return best;
}

function rankIn(text: string, words: readonly string[]): number | null {
  const whole = words.join(' ');
  if (text === whole) return 0;
  if (text.startsWith(whole)) return 1;
  if (beginsWord(text, whole)) return 2;
  if (words.every((word) => beginsWord(text, word))) return 3;
  return words.some((word) => text.includes(word)) ? 4 : null;
}

/** True when `part` stands in a text with no letter or digit before it. */
function beginsWord(text: string, part: string): boolean {
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1))) return true;
  }
  return false;
}
