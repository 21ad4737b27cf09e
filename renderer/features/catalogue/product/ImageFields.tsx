import { ImagePlus } from 'lucide-react';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import type { Product, ProductRow } from '../../../../preload/api/catalogue.ts';
import { maxImages, type ProductImage } from '../../../../preload/api/catalogue-product.ts';
import { ErrorBanner } from '../../../app/ErrorBanner.tsx';
import { useAction } from '../../../app/query.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Button, FormSection, TextField } from '../../../ui/index.ts';
import { AssetPicture } from '../../../workbench/AssetPicture.tsx';
import { beforeAt, OrderButtons } from '../../../workbench/OrderButtons.tsx';
import { uploadOf } from '../../../workbench/upload.ts';
import { useMay } from '../../../workbench/useMay.ts';
import { TranslateButton } from '../translations/TranslateButton.tsx';
import styles from './ImageFields.module.css';

/** The pictures of a product (spec item 32). They are stored at once, each by itself, not with the form. */
export function ImageFields({ product }: { product: Product }) {
  const t = useTranslate();
  const may = useMay();
  const add = useAction('catalogue', 'addImage');
  const { images } = product;
  const upload = async (files: FileList | null): Promise<void> => {
    for (const file of files ?? []) {
      const isDone = await add.mutateAsync({ productId: product.id, file: await uploadOf(file) }).then(
        () => true,
        () => false,
      );
      // The refusal of one is shown, and the rest would meet the same.
      if (!isDone) return;
    }
  };
  return (
    <FormSection
      headingLevel={3}
      title={t('product.images')}
      description={t('product.images.text', { count: images.length, max: maxImages })}
    >
      {images.length === 0 ? null : (
        <ul className={styles['list']} aria-label={t('product.images')}>
          {images.map((image, at) => (
            <ImageItem key={image.id} image={image} at={at} images={images} productName={product.name} />
          ))}
        </ul>
      )}
      {add.error ? <ErrorBanner error={add.error.error} /> : null}
      <div>
        <FileTrigger
          acceptedFileTypes={['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/svg+xml']}
          allowsMultiple
          onSelect={(files) => void upload(files)}
        >
          <Button
            size="small"
            icon={ImagePlus}
            isBusy={add.isPending}
            whyDisabled={
              may('catalogue.write') ??
              (images.length >= maxImages ? t('product.images.full', { max: maxImages }) : undefined)
            }
          >
            {t('product.images.add')}
          </Button>
        </FileTrigger>
      </div>
    </FormSection>
  );
}

interface ImageItemProps {
  image: ProductImage;
  at: number;
  images: readonly ProductImage[];
  productName: ProductRow['name'];
}

function ImageItem({ image, at, images, productName }: ImageItemProps) {
  const t = useTranslate();
  const [alt, setAlt] = useState(image.alt);
  const update = useAction('catalogue', 'updateImage');
  const move = useAction('catalogue', 'moveImage');
  const remove = useAction('catalogue', 'removeImage');
  const isLocked = useMay()('catalogue.write') !== undefined;
  const number = at + 1;
  const ids = images.map(({ id }) => id);
  const error = update.error ?? move.error ?? remove.error;
  return (
    <li className={styles['item']}>
      <AssetPicture id={image.assetId} alt={image.alt || productName} className={styles['picture']} />
      <TextField
        label={t('product.images.alt', { number })}
        hideLabel
        placeholder={t('product.images.alt.placeholder')}
        value={alt}
        maxLength={300}
        isReadOnly={isLocked}
        onChange={setAlt}
        onBlur={() => {
          if (alt.trim() !== image.alt) update.mutate({ id: image.id, alt });
        }}
      />
      <div className={styles['actions']}>
        <TranslateButton
          of={{ entity: 'image', id: image.id }}
          field="alt"
          place="line"
          label={t('product.images.alt', { number })}
          form={{ read: () => alt, take: (_name, text) => setAlt(text) }}
        />
        <OrderButtons
          name={t('product.images.nth', { number })}
          at={at}
          count={images.length}
          isLocked={isLocked}
          direction="across"
          onMove={(to) => move.mutate({ id: image.id, beforeId: beforeAt(ids, image.id, to) })}
          onRemove={() => remove.mutate({ id: image.id })}
        />
      </div>
      {error ? <ErrorBanner error={error.error} /> : null}
    </li>
  );
}
