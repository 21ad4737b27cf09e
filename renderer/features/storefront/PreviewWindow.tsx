import { Outlet } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useCall } from '../../app/query.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { applyBrandColors, SandboxFrame } from '../../ui/index.ts';
import styles from './PreviewWindow.module.css';

/** The window of the store's preview: the page alone, without the console around it. */
export function PreviewWindow() {
  const t = useTranslate();
  const { data: state } = useCall('app', 'state', {});
  const { data: brand } = useCall('brand', 'get', {});
  const isSandbox = state?.environment === 'sandbox';
  useEffect(() => {
    if (brand) applyBrandColors(brand);
  }, [brand]);
  useEffect(() => {
    document.title = [t('storefront.preview'), brand?.name, isSandbox ? t('environment.sandbox') : undefined]
      .filter(Boolean)
      .join(' — ');
  });
  return (
    <div className={styles['window']} data-environment={state?.environment}>
      <main className={styles['main']}>
        <Outlet />
      </main>
      {isSandbox ? <SandboxFrame label={t('environment.sandbox')} /> : null}
    </div>
  );
}
