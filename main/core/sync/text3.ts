import { diff3Merge } from 'node-diff3';

/** Words, each with the space after it: two people who change two words of one line do not meet. */
const pieces = (text: string): string[] => text.match(/\S+\s*|\s+/g) ?? [];

/** Both edits of a text in one, or null where they changed the same words. */
export function merged(base: string, mine: string, theirs: string): string | null {
  const regions = diff3Merge(pieces(mine), pieces(base), pieces(theirs), { excludeFalseConflicts: true });
  let text = '';
  for (const region of regions) {
    if (!region.ok) return null;
    text += region.ok.join('');
  }
  return text;
}

/** Both edits one after the other where they meet, theirs first, for a person who wants to keep both. */
export function both(base: string, mine: string, theirs: string): string {
  const lines = (text: string): string[] => text.split(/(?<=\n)/);
  let text = '';
  for (const region of diff3Merge(lines(mine), lines(base), lines(theirs), { excludeFalseConflicts: true })) {
    if (region.ok) {
      text += region.ok.join('');
    } else if (region.conflict) {
      const theirPart = region.conflict.b.join('');
      text += theirPart === '' || theirPart.endsWith('\n') ? theirPart : `${theirPart}\n`;
      text += region.conflict.a.join('');
    }
  }
  return text;
}
