import type { Brand } from '../../../preload/api/brand.ts';
import type { StoreProduct } from '../../../preload/api/catalogue-store.ts';
import { paths } from '../../app/paths.ts';
import { languageName } from '../../i18n/format.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Banner, Link } from '../../ui/index.ts';

/** What staff should know about what they see, and clients are not told: each note with its next step. */
export function PreviewNotes({ brand, product, isWindow }: { brand: Brand; product: StoreProduct; isWindow: boolean }) {
  const t = useTranslate();
  const { currency, notOffered, language, fallbacks } = product;
  // The window of the preview holds the preview only: the product's form is in the console.
  const actions = isWindow ? undefined : (
    <Link href={paths.catalogueProduct(product.id)}>{t('storefront.product')}</Link>
  );
  return (
    <>
      {product.isListed ? null : (
        <Banner tone="warning" title={t('storefront.unlisted')} actions={actions}>
          {t('storefront.unlisted.text')}
        </Banner>
      )}
      {notOffered === null ? null : (
        <Banner tone="info" title={t('storefront.absent', { currency })} actions={actions}>
          {t(`storefront.absent.${notOffered}`, { currency })}
        </Banner>
      )}
      {fallbacks === 0 ? null : (
        <Banner tone="info">
          {t('storefront.fallbacks', {
            count: fallbacks,
            language: languageName(language),
            default: languageName(brand.defaultLanguage),
          })}
        </Banner>
      )}
    </>
  );
}
