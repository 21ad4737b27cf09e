import { v7 } from 'uuid';
import type { Clock } from './clock.ts';

/** Makes ids: UUIDv7 text, rising in the order they are made (also within a millisecond and when the clock goes back). */
export type MakeId = () => string;

export function idMaker(clock: Clock): MakeId {
  let lastMs = 0;
  let seq = 0;
  return () => {
    const ms = Math.max(clock.now().getTime(), lastMs);
    seq = ms === lastMs ? seq + 1 : 0;
    lastMs = ms;
    return v7({ msecs: ms, seq });
  };
}
