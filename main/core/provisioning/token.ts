const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const letters = 26;

/** The token of an operation: its id (128 bits) in 26 letters, so two operations never share one. */
export function tokenOf(operationId: string): string {
  let bits = BigInt(`0x${operationId.replaceAll('-', '')}`);
  let text = '';
  for (let at = 0; at < letters; at += 1) {
    text = (alphabet[Number(bits & 31n)] ?? '') + text;
    bits >>= 5n;
  }
  return `rc-${text}`;
}

/** The first and the last id whose token begins with a text; null where it is the beginning of none. */
export function idsOfToken(text: string): { first: string; last: string } | null {
  const [, given] = /^rc-([0-9a-z]{1,26})$/i.exec(text) ?? [];
  if (given === undefined) return null;
  let bits = 0n;
  for (const letter of given.toLowerCase()) {
    const value = alphabet.indexOf(letter);
    if (value < 0) return null;
    bits = (bits << 5n) | BigInt(value);
  }
  const open = BigInt(5 * (letters - given.length));
  const first = bits << open;
  if (first >> 128n > 0n) return null;
  return { first: idOf(first), last: idOf(first | ((1n << open) - 1n)) };
}

/** A number of 128 bits as an id is written. */
function idOf(bits: bigint): string {
  const hex = bits.toString(16).padStart(32, '0').slice(-32);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
