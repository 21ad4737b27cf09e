import { otherLayouts } from './layouts.ts';

/** Something that is found by its name, and by further words that are not shown. */
export interface Searchable {
  readonly name: string;
  readonly keywords: readonly string[];
}

/** From and to (not included) of a part of a text. */
export type Range = readonly [from: number, to: number];

export interface Match {
  /** How good it is: lower is better, under `weak` each word was found as it was typed. */
  readonly rank: number;
  /** Parts of the name that were found. */
  readonly ranges: readonly Range[];
}

/** From here on a word was mistyped, or typed under the other keyboard layout. */
export const weak = 10;
const mistyped = 12;
const otherLayout = 15;

/** Letters as they are compared: without case, and ё as е, as most people write it. */
const folded = (text: string): string => text.toLowerCase().replaceAll('ё', 'е');

interface Word {
  readonly text: string;
  readonly at: number;
}
const wordsOf = (text: string): Word[] =>
  [...folded(text).matchAll(/[\p{L}\p{N}]+/gu)].map((found) => ({ text: found[0], at: found.index }));

/** Whether two words are the same but for one wrong, missing or additional letter, or two that changed places. */
export function isNear(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  if (short.slice(at + 1) === long.slice(at + 1)) return true;
  return short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2);
}

/** How a typed word is found in a word of the text: how well, and how many of its letters. Null: not at all. */
function foundIn(typed: string, word: string): { cost: number; from: number; length: number } | null {
  if (word === typed) return { cost: 0, from: 0, length: word.length };
  if (word.startsWith(typed)) return { cost: 1, from: 0, length: typed.length };
  const inside = typed.length >= 3 ? word.indexOf(typed) : -1;
  if (inside > 0) return { cost: 3, from: inside, length: typed.length };
  // Slips are forgiven in words of four letters and more; in shorter ones every word would be near every other.
  if (word.length < 4 || typed.length < 3) return null;
  if (isNear(typed, word)) return { cost: mistyped, from: 0, length: word.length };
  if (typed.length < 4) return null;
  const length = [typed.length, typed.length + 1, typed.length - 1].find(
    (each) => each < word.length && isNear(typed, word.slice(0, each)),
  );
  return length === undefined ? null : { cost: mistyped + 1, from: 0, length };
}

/** The match of a text as it was typed: each of its words has to be found. */
function matchAsTyped(typed: readonly Word[], item: Searchable): Match | null {
  const name = wordsOf(item.name);
  const keywords = item.keywords.flatMap(wordsOf);
  const ranges: Range[] = [];
  let rank = 0;
  for (const { text } of typed) {
    let best: { cost: number; range: Range | null } | null = null;
    for (const [words, surcharge] of [
      [name, 0],
      [keywords, 2],
    ] as const) {
      for (const [place, word] of words.entries()) {
        const found = foundIn(text, word.text);
        if (!found) continue;
        // Earlier words of a name say more about it.
        const cost = found.cost + surcharge + Math.min(place, 9) / 10;
        if (best !== null && best.cost <= cost) continue;
        const from = word.at + found.from;
        best = { cost, range: surcharge === 0 ? [from, from + found.length] : null };
      }
    }
    if (best === null) return null;
    // One slip makes the whole match a weak one, and further ones worse.
    rank = Math.max(rank, best.cost) + Math.min(rank, best.cost) / 10;
    if (best.range) ranges.push(best.range);
  }
  return { rank, ranges: joined(ranges) };
}

/** Ranges in their order, those that touch or overlap made one. */
export function joined(ranges: readonly Range[]): Range[] {
  const out: Range[] = [];
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = out.at(-1);
    if (last && from <= last[1]) out[out.length - 1] = [last[0], Math.max(last[1], to)];
    else out.push([from, to]);
  }
  return out;
}

/**
 * How a text finds an item: as it was typed, else as it would read under the other keyboard layout (usability check 6).
 * Null: it does not, or there is no word in it.
 */
export function match(text: string, item: Searchable): Match | null {
  let best: Match | null = null;
  for (const [variant, surcharge] of [
    [text, 0] as const,
    ...otherLayouts(text).map((each) => [each, otherLayout] as const),
  ]) {
    const typed = wordsOf(variant);
    const found = typed.length === 0 ? null : matchAsTyped(typed, item);
    if (found && (best === null || found.rank + surcharge < best.rank)) {
      best = { rank: found.rank + surcharge, ranges: found.ranges };
    }
  }
  return best;
}

/** The items that a text finds, the best first, equal ones in their given order. Weak ones only where there is no other. */
export function search<T extends Searchable>(text: string, items: readonly T[]): { item: T; match: Match }[] {
  const found = items
    .flatMap((item) => {
      const each = match(text, item);
      return each ? [{ item, match: each }] : [];
    })
    .sort((a, b) => a.match.rank - b.match.rank);
  const strong = found.filter(({ match: { rank } }) => rank < weak);
  return strong.length > 0 ? strong : found;
}

/** Where the words of a search stand in a text that core found by them. */
export function occurrences(text: string, sought: string): Range[] {
  const within = folded(text);
  return joined(
    folded(sought)
      .split(/\s+/)
      .flatMap((word): Range[] => {
        const at = word === '' ? -1 : within.indexOf(word);
        return at < 0 ? [] : [[at, at + word.length]];
      }),
  );
}
