import type { MediaType } from '../../../preload/api/assets.ts';
import type { Store } from '../store/index.ts';

interface AssetRow {
  readonly id: string;
  readonly sha256: string;
  readonly media_type: MediaType;
  readonly size: number;
  readonly content: Buffer;
}

/** A picture with its bytes. */
export const findAsset = (store: Store, id: string): AssetRow | undefined =>
  store.get('asset by id', 'SELECT id, sha256, media_type, size, content FROM asset WHERE id = @id', { id });

/** The id of the picture of these bytes. */
export const assetOf = (store: Store, sha256: string): string | undefined =>
  store.get<{ id: string }>('asset by hash', 'SELECT id FROM asset WHERE sha256 = @sha256', { sha256 })?.id;
