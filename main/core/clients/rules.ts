/** Characters that LIKE reads as wildcards, taken literally with `ESCAPE '\'`. */
export const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (found) => `\\${found}`);

const capitals = (text: string): string =>
  text
    .toLowerCase()
    .replace(/(^|[^\p{L}\p{N}])(\p{L})/gu, (_, gap: string, letter: string) => gap + letter.toUpperCase());

/**
 * LIKE patterns that find a text in any usual writing. SQLite folds the case of ASCII letters only, so a text with
 * others (Cyrillic) is looked for as typed, in lower case, in capitals and with a capital first letter of each word;
 * a stored name in a mixed case of its own (`МакДональд`) is found by that writing only. Always four, so that one
 * statement serves; they repeat where there is nothing to vary.
 */
export function searchPatterns(search: string): readonly [string, string, string, string] {
  const text = search.trim().replace(/\s+/g, ' ').normalize('NFC');
  const pattern = (variant: string): string => `%${escapeLike(variant)}%`;
  return [pattern(text), pattern(text.toLowerCase()), pattern(text.toUpperCase()), pattern(capitals(text))];
}

/** As many characters as notes may have (preload/api/clients.ts). */
const maxNotes = 20_000;

/** Notes of two records as one text, the first one's first. What does not fit stays with the record that it was written for. */
export function joinedNotes(first: string, second: string): string {
  if (second.trim() === '' || first.includes(second)) return first;
  return (first.trim() === '' ? second : `${first.trimEnd()}\n\n${second}`).slice(0, maxNotes);
}
