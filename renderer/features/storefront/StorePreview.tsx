import { useParams, useRouterState } from '@tanstack/react-router';
import { PackageX } from 'lucide-react';
import { useState } from 'react';
import type { Brand } from '../../../preload/api/brand.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { Languages } from '../../app/Languages.tsx';
import { paths } from '../../app/paths.ts';
import { keepBefore, useCall } from '../../app/query.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { EmptyState, Link, Skeleton } from '../../ui/index.ts';
import { AssetPicture } from '../../workbench/AssetPicture.tsx';
import { useDelayed } from '../../workbench/useDelayed.ts';
import { PreviewHeader } from './PreviewHeader.tsx';
import { PreviewNotes } from './PreviewNotes.tsx';
import { PreviewProduct } from './PreviewProduct.tsx';
import styles from './StorePreview.module.css';
import { StoreSourceProvider, type StoreSource } from './store/source.ts';
import { StoreHeader } from './store/StoreHeader.tsx';
import { StoreShelf } from './store/StoreShelf.tsx';

const sources: Readonly<Record<'page' | 'window', StoreSource>> = {
  page: { Picture: AssetPicture, hrefOf: paths.store },
  window: { Picture: AssetPicture, hrefOf: paths.storeWindow },
};

/** The store's preview of a product by its store link, for staff, also before it is listed (spec 33). */
export function StorePreview() {
  const { data: brand, error } = useCall('brand', 'get', {});
  if (!brand) return error ? <ErrorBanner error={error.error} /> : <div aria-busy="true" />;
  return <Preview brand={brand} />;
}

function Preview({ brand }: { brand: Brand }) {
  const t = useTranslate();
  const own = useLocaleCode();
  const { slug = '' }: { slug?: string } = useParams({ strict: false });
  const isWindow = useRouterState({ select: ({ location }) => location.pathname.startsWith(paths.storeWindow('')) });
  const [chosen, setChosen] = useState<{ language?: string; currency?: string }>({});
  // What the brand does not have (any more) cannot be shown; a Russian desk begins with the Russian texts.
  const language =
    brand.languages.find((each) => each === chosen.language) ??
    brand.languages.find((each) => each === own) ??
    brand.defaultLanguage;
  const currency = brand.currencies.find((each) => each === chosen.currency) ?? brand.defaultCurrency;
  const look = { slug, language, currency };
  const { data, error, isPending } = useCall('catalogue', 'storeProduct', look, keepBefore);
  // A link that was changed meanwhile leads to nothing, whatever it showed before.
  const product = error ? undefined : data;
  const { data: category } = useCall(
    'catalogue',
    'storeCategory',
    { id: product?.category.id ?? '', language, currency, ...(product ? { previewId: product.id } : {}) },
    { enabled: product !== undefined, ...keepBefore },
  );
  const isSlow = useDelayed(isPending);
  return (
    <>
      <PreviewHeader
        brand={brand}
        slug={slug}
        product={product ?? null}
        isWindow={isWindow}
        language={language}
        currency={currency}
        onChange={(change) => setChosen((before) => ({ ...before, ...change }))}
      />
      <div className={styles['body']} aria-busy={isPending}>
        {isSlow ? <Skeleton lines={6} /> : null}
        {error?.error.code === 'not_found' ? (
          <EmptyState
            icon={PackageX}
            title={t('storefront.notFound')}
            action={isWindow ? undefined : <Link href={paths.catalogue}>{t('storefront.notFound.action')}</Link>}
          >
            {t('storefront.notFound.text')}
          </EmptyState>
        ) : error ? (
          <ErrorBanner error={error.error} />
        ) : null}
        {product ? (
          <>
            <PreviewNotes brand={brand} product={product} isWindow={isWindow} />
            <StoreSourceProvider value={sources[isWindow ? 'window' : 'page']}>
              <Languages language={wordsIn(language, own)} isPart>
                <div lang={language} className={styles['store']}>
                  <StoreHeader
                    name={brand.name}
                    logo={
                      brand.logoAssetId === null ? null : <AssetPicture id={brand.logoAssetId} alt="" height={28} />
                    }
                  />
                  <div className={styles['shop']}>
                    {category ? (
                      <StoreShelf category={category} currency={product.currency} currentId={product.id} />
                    ) : null}
                    <PreviewProduct key={product.id} product={product} />
                  </div>
                </div>
              </Languages>
            </StoreSourceProvider>
          </>
        ) : null}
      </div>
    </>
  );
}

/** The store's own words are there in two languages; for a text in another one they stay the desk's. */
function wordsIn(language: string, own: 'en' | 'ru'): 'en' | 'ru' {
  const [short] = language.split('-');
  return short === 'en' || short === 'ru' ? short : own;
}
