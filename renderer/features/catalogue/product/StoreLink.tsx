import { AppWindow, Eye } from 'lucide-react';
import { storeLink } from '../../../../preload/api/store-link.ts';
import { paths } from '../../../app/paths.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Button, Mono } from '../../../ui/index.ts';
import { useGo } from '../../../workbench/useGo.ts';
import { useOpenStoreWindow } from '../../storefront/useOpenStoreWindow.ts';
import styles from './StoreFields.module.css';

/**
 * The store link as it stands, with what can be done with it (spec item 33). It is the stored one: a link that is still
 * being typed leads nowhere.
 */
export function StoreLink({ slug, isChanged }: { slug: string; isChanged: boolean }) {
  const t = useTranslate();
  const go = useGo();
  const open = useOpenStoreWindow();
  const whyNot = slug === '' ? t('storefront.link.none') : undefined;
  return (
    <div className={styles['full']}>
      {slug === '' ? null : (
        <p className={styles['address']}>
          <span className={styles['label']}>{t('storefront.link')}</span>
          <Mono wrap copy={t('storefront.link.copy')}>
            {storeLink(slug)}
          </Mono>
        </p>
      )}
      {isChanged && slug !== '' ? <p className={styles['label']}>{t('storefront.link.unsaved')}</p> : null}
      <div className={styles['actions']}>
        <Button size="small" icon={Eye} whyDisabled={whyNot} onPress={() => go(paths.store(slug))}>
          {t('storefront.open')}
        </Button>
        <Button
          size="small"
          icon={AppWindow}
          whyDisabled={whyNot}
          isBusy={open.isPending}
          onPress={() => open.mutate({ slug })}
        >
          {t('storefront.inWindow')}
        </Button>
      </div>
    </div>
  );
}
