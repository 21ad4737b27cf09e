import { createHash } from 'node:crypto';
import { type Asset, maxAssetBytes, type Upload } from '../../../preload/api/assets.ts';
import { AppError, fieldError, notFound } from '../kernel/index.ts';
import type { Store, Writer } from '../store/index.ts';
import { bytesOf, mediaTypeOf } from './rules.ts';
import { assetOf, findAsset } from './store.ts';
import { sanitizeSvg } from './svg.ts';

/** The type of bytes that can be shown as they are: a picture that is not too large, an SVG with nothing to clean away; else null. */
export function pictureType(bytes: Buffer): Asset['mediaType'] | null {
  if (bytes.byteLength > maxAssetBytes) return null;
  const mediaType = mediaTypeOf(bytes);
  if (mediaType !== 'image/svg+xml') return mediaType;
  return sanitizeSvg(bytes) === bytes.toString() ? mediaType : null;
}

export type AssetsService = ReturnType<typeof assetsService>;

/**
 * Pictures, kept once for each content. They are never deleted: the history and what was deleted refer to them, and a
 * person adds them one by one.
 */
export function assetsService(store: Store) {
  /** A picture with its bytes. @throws AppError `not_found` */
  function get(id: string): Asset {
    const row = findAsset(store, id);
    if (!row) throw notFound();
    const { sha256, size, content } = row;
    return { id, sha256, mediaType: row.media_type, size, base64: content.toString('base64') };
  }

  /**
   * What will be stored of a file: its type told from its bytes, an SVG cleaned. Do this before the transaction.
   * @throws AppError `asset.too_large` (params limit in MB), `asset.not_image`, `asset.unsafe_svg` (params name),
   *   `input.invalid` base64
   */
  function check(file: Upload): { bytes: Buffer; mediaType: Asset['mediaType'] } {
    const params = { name: file.fileName };
    const bytes = bytesOf(file.base64);
    if (!bytes) throw fieldError('file.base64', { code: 'invalid' });
    if (bytes.byteLength > maxAssetBytes) {
      throw new AppError('asset.too_large', { params: { ...params, limit: maxAssetBytes / 1024 / 1024 } });
    }
    const mediaType = mediaTypeOf(bytes);
    if (!mediaType) throw new AppError('asset.not_image', { params });
    if (mediaType !== 'image/svg+xml') return { bytes, mediaType };
    const clean = sanitizeSvg(bytes);
    if (clean === null) throw new AppError('asset.unsafe_svg', { params });
    return { bytes: Buffer.from(clean), mediaType };
  }

  /** Keeps a checked file and answers with its id; the same bytes are kept once. Part of the caller's transaction. */
  function keep(writer: Writer, { bytes, mediaType }: ReturnType<typeof check>): string {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const known = assetOf(store, sha256);
    if (known !== undefined) return known;
    const id = store.makeId();
    writer.insert('asset', { id, sha256, media_type: mediaType, size: bytes.byteLength, content: bytes });
    return id;
  }

  return { get, check, keep };
}
