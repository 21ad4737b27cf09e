import { createHash } from 'node:crypto';

/** How long a code is new; it is good for as long again. Milliseconds. */
const windowMs = 600_000;
const codeDigits = 6;

const windowOf = (at: Date): number => Math.floor(at.getTime() / windowMs);

function codeOf(act: readonly string[], window: number): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([...act, window]))
    .digest();
  return String(hash.readUInt32BE(0) % 10 ** codeDigits).padStart(codeDigits, '0');
}

/**
 * A code for one act on one record, and until when it is good: ten to twenty minutes. It follows from the act and the time, so that it
 * outlives a restart and the command line can use it too. It is no secret: typing it is what makes the act deliberate.
 * @param act what is done to what as it was shown, such as `['remove', id, updatedAt]`
 */
export function confirmationCode(act: readonly string[], at: Date): { code: string; validUntil: string } {
  const window = windowOf(at);
  return { code: codeOf(act, window), validUntil: new Date((window + 2) * windowMs).toISOString() };
}

/** Whether a typed code is one that was made for this act, and is still good. Spaces between its digits are left out. */
export function isConfirmed(typed: string, act: readonly string[], at: Date): boolean {
  const window = windowOf(at);
  const code = typed.replaceAll(/\s/g, '');
  return code === codeOf(act, window) || code === codeOf(act, window - 1);
}
