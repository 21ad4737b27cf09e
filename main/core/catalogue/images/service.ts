import type { catalogue } from '../../../../preload/api/catalogue.ts';
import { maxImages, type ProductImage } from '../../../../preload/api/catalogue-product.ts';
import type { Parsed } from '../../../../preload/api/contract.ts';
import type { AssetsService } from '../../assets/index.ts';
import { AppError, type Context, fieldError, notFound, placeBefore, placeBetween } from '../../kernel/index.ts';
import type { Store } from '../../store/index.ts';
import type { TranslationsService } from '../../translations/index.ts';
import { productKind } from '../products/store.ts';
import * as rows from './store.ts';

export interface ImagesDeps {
  readonly store: Store;
  readonly assets: Pick<AssetsService, 'check' | 'keep'>;
  readonly translations: Pick<TranslationsService, 'forget'>;
}

/** The pictures of a product, at most eight, in an order (spec 32). */
export function imagesService({ store, assets, translations }: ImagesDeps) {
  const shown = (id: string): ProductImage => {
    const row = rows.findImage(store, id);
    if (!row) throw notFound();
    return { id, assetId: row.asset_id, alt: row.alt };
  };

  /** Adds a picture at the end. @throws AppError `not_found`, `catalogue.too_many_images`, `asset.*` */
  function addImage(input: Parsed<typeof catalogue.addImage>, context: Context): ProductImage {
    const { productId } = input;
    const file = assets.check(input.file);
    const id = store.makeId();
    store.transaction(context, (writer) => {
      if (!productKind(store, productId)) throw notFound();
      const places = rows.imagePlaces(store, productId);
      if (places.length >= maxImages)
        throw new AppError('catalogue.too_many_images', { params: { maximum: maxImages } });
      writer.insert('product_image', {
        id,
        product_id: productId,
        asset_id: assets.keep(writer, file),
        alt: input.alt,
        position: placeBetween(places.at(-1)?.position ?? null, null),
      });
      writer.touch('catalogue', productId);
    });
    return shown(id);
  }

  /** Changes what a picture shows in words. @throws AppError `not_found` */
  function updateImage({ id, alt }: Parsed<typeof catalogue.updateImage>, context: Context): ProductImage {
    store.transaction(context, (writer) => {
      const image = rows.findImage(store, id);
      if (!image) throw notFound();
      writer.update('product_image', id, { alt });
      writer.touch('catalogue', image.product_id);
    });
    return shown(id);
  }

  /** Places a picture before another one of its product (null: at the end). @throws AppError `not_found`, `input.invalid` beforeId */
  function moveImage({ id, beforeId }: Parsed<typeof catalogue.moveImage>, context: Context): void {
    store.transaction(context, (writer) => {
      const image = rows.findImage(store, id);
      if (!image) throw notFound();
      if (beforeId === id) return;
      const places = placeBefore(rows.imagePlaces(store, image.product_id), id, beforeId);
      if (!places) throw fieldError('beforeId', { code: 'not_found' });
      for (const { id: of, position } of places) writer.update('product_image', of, { position });
      writer.touch('catalogue', image.product_id);
    });
  }

  /** Takes a picture off the product, with the translations of its text; its bytes are kept. @throws AppError `not_found` */
  function removeImage(id: string, context: Context): void {
    store.transaction(context, (writer) => {
      const image = rows.findImage(store, id);
      if (!image) throw notFound();
      translations.forget(writer, id);
      writer.remove('product_image', id);
      writer.touch('catalogue', image.product_id);
    });
  }

  return { addImage, updateImage, moveImage, removeImage };
}
