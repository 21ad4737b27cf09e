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

interface Placed {
  readonly id: string;
  readonly position: string;
}

/**
 * What is to be written so that a record stands before another one of its list (null: at the end): its own place alone,
 * or all places anew where two of them were not in order. Undefined: the other one is not in the list, or is itself.
 * @param list the records in their order; the moved one may be among them
 */
export function placeBefore(
  list: readonly Placed[],
  id: string,
  beforeId: string | null,
): readonly Placed[] | undefined {
  const others = list.filter((each) => each.id !== id);
  const at = beforeId === null ? others.length : others.findIndex((each) => each.id === beforeId);
  if (at < 0) return undefined;
  const position = placeBetween(others[at - 1]?.position ?? null, others[at]?.position ?? null);
  if (position !== null) return [{ id, position }];
  const ids = others.map((each) => each.id).toSpliced(at, 0, id);
  return placesAnew(ids.length).map((place, n) => ({ id: ids[n] ?? '', position: place }));
}
