/**
 * Hybrid logical clock: 12 hex digits of milliseconds, 4 of a counter, and the desk's id, so that the order of texts is the
 * order of stamps and no two desks make the same one. It orders and labels; it never decides about `review`.
 */
export type Hlc = string;

const maxCounter = 0xff_ff;
const shape = /^[0-9a-f]{12}-[0-9a-f]{4}-.+$/;

interface Parts {
  readonly ms: number;
  readonly counter: number;
}

/** Milliseconds and counter of a stamp. @throws RangeError where it is none */
export function hlcParts(stamp: Hlc): Parts {
  if (!shape.test(stamp)) throw new RangeError('not a stamp');
  return { ms: Number.parseInt(stamp.slice(0, 12), 16), counter: Number.parseInt(stamp.slice(13, 17), 16) };
}

/** When an edit was made, by the hub's time: ISO 8601 UTC. Of what is no stamp (a desk is broken) the first day of all. */
export const madeAt = (stamp: Hlc): string => new Date(shape.test(stamp) ? hlcParts(stamp).ms : 0).toISOString();

const text = ({ ms, counter }: Parts, desk: string): Hlc =>
  `${ms.toString(16).padStart(12, '0')}-${counter.toString(16).padStart(4, '0')}-${desk}`;

/** The stamp after `last` ('' where there is none) at the instant `now` (ms): later than `last`, also where the clock went back. */
export function nextHlc(last: Hlc, now: number, desk: string): Hlc {
  const before = last === '' ? { ms: 0, counter: 0 } : hlcParts(last);
  if (now > before.ms) return text({ ms: now, counter: 0 }, desk);
  // A full counter borrows the next millisecond: thousands of edits in one transaction are no reason to fail.
  return before.counter < maxCounter
    ? text({ ms: before.ms, counter: before.counter + 1 }, desk)
    : text({ ms: before.ms + 1, counter: 0 }, desk);
}

/** How far ahead of the hub's time another desk's stamp may pull this desk's clock, ms. */
export const maxAhead = 5 * 60_000;

/**
 * What is the newest stamp after another desk's one was seen. A desk whose clock is far ahead does not take the others
 * with it: its stamps are not followed.
 */
export function seenHlc(last: Hlc, other: Hlc, now: number): Hlc {
  if (other <= last || !shape.test(other)) return last;
  return hlcParts(other).ms > now + maxAhead ? last : other;
}
