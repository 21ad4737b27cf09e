import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';

/** A record that was never placed stands before all others. */
const placed = (place: string | null): string | null => (place === '' ? null : place);

/**
 * A place between two others (null: none on that side). Places are texts that sort byte by byte, so a move writes the
 * moved record only and two desks that move different ones do not meet. Null: the two are not in order (two desks can
 * leave the same place twice), and all must be placed anew with `placesAnew`.
 */
export function placeBetween(before: string | null, after: string | null): string | null {
  if (before !== null && after !== null && before >= after) return null;
  // Before one that was never placed there is no room.
  if (after === '') return null;
  return generateKeyBetween(placed(before), after);
}

/** Places for so many records, in order. */
export const placesAnew = (count: number): string[] => generateNKeysBetween(null, null, count);
