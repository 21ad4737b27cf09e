import { ImagePlus, X } from 'lucide-react';
import { FileTrigger } from 'react-aria-components';
import type { Brand } from '../../../../preload/api/brand.ts';
import { ErrorBanner } from '../../../app/ErrorBanner.tsx';
import { useAction } from '../../../app/query.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Button, FormSection } from '../../../ui/index.ts';
import { AssetPicture } from '../../../workbench/AssetPicture.tsx';
import { uploadOf } from '../../../workbench/upload.ts';
import { useMay } from '../../../workbench/useMay.ts';
import styles from './Brand.module.css';

/** The brand's logo. It is stored at once, not with the form. */
export function BrandLogo({ brand }: { brand: Brand }) {
  const t = useTranslate();
  const may = useMay();
  const set = useAction('brand', 'setLogo');
  const upload = async (files: FileList | null): Promise<void> => {
    const [file] = files ?? [];
    if (file) set.mutate({ file: await uploadOf(file) });
  };
  return (
    <FormSection layout="beside" title={t('brandSettings.logo')} description={t('brandSettings.logo.text')}>
      <div className={styles['logo']}>
        {brand.logoAssetId === null ? (
          <p className={styles['empty']}>{t('brandSettings.logo.none')}</p>
        ) : (
          <AssetPicture id={brand.logoAssetId} alt={brand.name} className={styles['picture']} />
        )}
        <div className={styles['actions']}>
          <FileTrigger
            acceptedFileTypes={['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/svg+xml']}
            onSelect={(files) => void upload(files)}
          >
            <Button size="small" icon={ImagePlus} isBusy={set.isPending} whyDisabled={may('brand.write')}>
              {t('brandSettings.logo.choose')}
            </Button>
          </FileTrigger>
          {brand.logoAssetId === null ? null : (
            <Button size="small" icon={X} whyDisabled={may('brand.write')} onPress={() => set.mutate({ file: null })}>
              {t('brandSettings.logo.remove')}
            </Button>
          )}
        </div>
      </div>
      {set.error ? <ErrorBanner error={set.error.error} /> : null}
    </FormSection>
  );
}
