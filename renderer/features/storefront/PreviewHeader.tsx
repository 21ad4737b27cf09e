import { AppWindow } from 'lucide-react';
import type { Brand } from '../../../preload/api/brand.ts';
import type { StoreProduct } from '../../../preload/api/catalogue-store.ts';
import { storeLink } from '../../../preload/api/store-link.ts';
import { paths } from '../../app/paths.ts';
import { currencyName, languageName } from '../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../i18n/provider.tsx';
import { Button, CopyButton, Mono, PageHeader, Select } from '../../ui/index.ts';
import { useOpenStoreWindow } from './useOpenStoreWindow.ts';
import styles from './PreviewHeader.module.css';

export interface PreviewHeaderProps {
  brand: Brand;
  slug: string;
  product: StoreProduct | null;
  isWindow: boolean;
  language: string;
  currency: string;
  onChange: (change: { language?: string; currency?: string }) => void;
}

/** Head of the preview: which link this is, in which language and currency it is looked at, the way back. */
export function PreviewHeader({ brand, slug, product, isWindow, language, currency, onChange }: PreviewHeaderProps) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const open = useOpenStoreWindow();
  const crumbs = [
    { label: t('catalogue.title'), href: paths.catalogue },
    ...(product ? [{ label: product.name, href: paths.catalogueProduct(product.id) }] : []),
  ];
  return (
    <PageHeader
      title={t('storefront.preview')}
      subtitle={t('storefront.preview.text')}
      {...(isWindow ? {} : { crumbs })}
      actions={
        isWindow || !product ? undefined : (
          <Button icon={AppWindow} isBusy={open.isPending} onPress={() => open.mutate({ slug: product.slug })}>
            {t('storefront.inWindow')}
          </Button>
        )
      }
    >
      <div className={styles['bar']}>
        <Select
          label={t('storefront.language')}
          options={brand.languages.map((id) => ({ id, label: languageName(id) }))}
          value={language}
          onChange={(id) => onChange({ language: id })}
        />
        <Select
          label={t('storefront.currency')}
          options={brand.currencies.map((id) => ({ id, label: `${id} — ${currencyName(id, locale)}` }))}
          value={currency}
          onChange={(id) => onChange({ currency: id })}
        />
        <div className={styles['link']}>
          <Mono wrap>{storeLink(slug)}</Mono>
          <CopyButton text={storeLink(slug)} what={t('storefront.link.copy')} />
        </div>
      </div>
    </PageHeader>
  );
}
