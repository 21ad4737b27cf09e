import type { MediaType } from '../../../preload/api/assets.ts';

const startsWith = (bytes: Uint8Array, signature: readonly number[], at = 0): boolean =>
  signature.every((byte, n) => bytes[at + n] === byte);
const ascii = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0));

/** First bytes of what a picture can be. */
const signatures: readonly (readonly [MediaType, (bytes: Uint8Array) => boolean])[] = [
  ['image/png', (bytes) => startsWith(bytes, [0x89, ...ascii('PNG'), 0x0d, 0x0a, 0x1a, 0x0a])],
  ['image/jpeg', (bytes) => startsWith(bytes, [0xff, 0xd8, 0xff])],
  ['image/gif', (bytes) => startsWith(bytes, ascii('GIF87a')) || startsWith(bytes, ascii('GIF89a'))],
  ['image/webp', (bytes) => startsWith(bytes, ascii('RIFF')) && startsWith(bytes, ascii('WEBP'), 8)],
];

/**
 * What a file is, by its first bytes and never by its name (spec 32); null when it is no picture. An SVG has no
 * signature: it is UTF-8 text that begins as XML does, and reading it decides.
 */
export function mediaTypeOf(bytes: Uint8Array): MediaType | null {
  const found = signatures.find(([, fits]) => fits(bytes));
  if (found) return found[0];
  const head = new TextDecoder().decode(bytes.subarray(0, 1024)).replace(/^\uFEFF/, '');
  return /^\s*<(\?xml\s|!--|svg[\s>/]|!DOCTYPE\s+svg)/.test(head) ? 'image/svg+xml' : null;
}

/** The bytes of base64 text, or null when it is not that (Node reads over what does not fit). */
export function bytesOf(base64: string): Buffer | null {
  const bytes = Buffer.from(base64, 'base64');
  return bytes.toString('base64') === base64 ? bytes : null;
}
