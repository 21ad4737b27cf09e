import { createHash } from 'node:crypto';
import type { Register } from './transport.ts';

/** The part of a register that a checksum is of. */
export type Sum = Pick<Register, 'entity' | 'rowId' | 'field' | 'value' | 'rev'>;

/** Of no registers at all. */
export const noSum = '0000000000000000';

/** One register's part: the first 64 bits of SHA-256 over its key, number and value. The hub makes the same in SQL. */
function part({ entity, rowId, field, rev, value }: Sum): bigint {
  const digest = createHash('sha256')
    .update([entity, rowId, field, String(rev), value ?? ''].join('\u001f'))
    .digest();
  return digest.readBigUInt64BE(0);
}

/**
 * The checksum after a register changed from `before` to `after` (null: was, is not there): XOR of all parts, so that the
 * order does not count and it can be kept while single values change. 16 hex digits.
 */
export function summed(checksum: string, before: Sum | null, after: Sum | null): string {
  let sum = BigInt(`0x${checksum}`);
  if (before) sum ^= part(before);
  if (after) sum ^= part(after);
  return sum.toString(16).padStart(16, '0');
}
