import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';
import type { Clock } from './clock.ts';

/** Makes ids: UUIDv7 text, rising in the order they are made (also within a millisecond and when the clock goes back). */
export type MakeId = () => string;

/** When an id was made, by the clock of whoever made it: the same at every desk. Instant as text. */
export const instantOfId = (id: string): string =>
  new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toISOString();

/** Bytes that one id takes of what is random. */
const idBytes = 16;
/** Ids whose bytes are asked for at once: asking takes longer than all else that makes an id. */
const idsAtOnce = 256;

export function idMaker(clock: Clock): MakeId {
  const pool = new Uint8Array(idBytes * idsAtOnce);
  let used = pool.length;
  let lastMs = 0;
  let seq = 0;
  return () => {
    if (used === pool.length) {
      randomFillSync(pool);
      used = 0;
    }
    const ms = Math.max(clock.now().getTime(), lastMs);
    seq = ms === lastMs ? seq + 1 : 0;
    lastMs = ms;
    used += idBytes;
    return v7({ msecs: ms, seq, random: pool.subarray(used - idBytes, used) });
  };
}
