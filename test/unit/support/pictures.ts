const base64 = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64');

/** Smallest files of each type that a product can have, and some that it cannot. */
export const pictures = {
  png: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
  jpeg: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xff, 0xd9]),
  gif: Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'),
  webp: Buffer.from('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64'),
  svg: Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z" fill="#3b57d0"/></svg>',
  ),
  exe: Buffer.from('4d5a90000300000004000000ffff0000b800000000000000', 'hex'),
} as const;

/** A file as a page sends it. */
export const upload = (bytes: Uint8Array | string, fileName = 'picture') => ({ fileName, base64: base64(bytes) });

/** A PNG that differs from every other one of another `n`. */
export const otherPng = (n: number): Buffer => Buffer.concat([pictures.png, Buffer.from(String(n))]);
