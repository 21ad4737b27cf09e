import { z } from 'zod';
import { call } from './contract.ts';
import { ById, Id } from './values.ts';

/** The largest picture, in bytes of the file. */
export const maxAssetBytes = 2 * 1024 * 1024;
/** What pictures can be; told from the first bytes of a file, never from its name. */
export const MediaType = z.enum(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/svg+xml']);
export type MediaType = z.output<typeof MediaType>;

/** A file on its way in: its bytes in base64. The name is for messages only. */
export const Upload = z.strictObject({
  fileName: z.string().trim().max(255, 'too_long').default(''),
  // A little longer than the limit, so that a file that is too large is told so and not called ill-formed.
  base64: z
    .string()
    .min(1, 'required')
    .max(Math.ceil((maxAssetBytes + 1024) / 3) * 4, 'too_big'),
});
export type Upload = z.output<typeof Upload>;

/** A stored picture. It never changes: other bytes are another asset. */
export const Asset = z.strictObject({
  id: Id,
  /** SHA-256 of the bytes, hexadecimal. */
  sha256: z.string(),
  mediaType: MediaType,
  size: z.int(),
  base64: z.string(),
});
export type Asset = z.output<typeof Asset>;

export const assets = {
  /** The bytes of a picture, for a `data:` address. They never change, so a page may keep them. */
  get: call({ right: 'app.use', input: ById, output: Asset }),
};
