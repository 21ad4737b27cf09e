import type { ProductImage } from '../../../../preload/api/catalogue-product.ts';
import type { Store } from '../../store/index.ts';

/** The pictures of a product in their order. */
export const imagesOf = (store: Store, productId: string): ProductImage[] =>
  store.all(
    'images of product',
    'SELECT id, asset_id AS assetId, alt FROM product_image WHERE product_id = @productId ORDER BY position, id',
    { productId },
  );

/** One picture with where it stands. */
export const findImage = (
  store: Store,
  id: string,
): { readonly product_id: string; readonly asset_id: string; readonly alt: string } | undefined =>
  store.get(
    'image by id',
    `SELECT i.product_id, i.asset_id, i.alt FROM product_image i
      JOIN product p ON p.id = i.product_id AND p.deleted_at IS NULL WHERE i.id = @id`,
    { id },
  );

/** The places of a product's pictures in their order. */
export const imagePlaces = (store: Store, productId: string): { readonly id: string; readonly position: string }[] =>
  store.all(
    'image places',
    'SELECT id, position FROM product_image WHERE product_id = @productId ORDER BY position, id',
    { productId },
  );
