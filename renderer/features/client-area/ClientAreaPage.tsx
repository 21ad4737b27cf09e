import { UserCog } from 'lucide-react';
import { useEffect } from 'react';
import type { clientArea } from '../../../preload/api/client-area.ts';
import type { Output } from '../../../preload/api/contract.ts';
import type { CallError } from '../../app/api.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { useTranslate } from '../../i18n/provider.tsx';
import { Banner, SandboxFrame } from '../../ui/index.ts';
import { BrandMark } from '../storefront/store/BrandMark.tsx';
import styles from './ClientAreaPage.module.css';
import { MyOrders } from './MyOrders.tsx';
import { MyProducts } from './MyProducts.tsx';
import { OwnLogin } from './OwnLogin.tsx';
import { useClientLogo } from './query.ts';

export interface ClientAreaPageProps {
  me: Output<typeof clientArea.me> | null;
  error: CallError | null;
}

/** Everything a client sees: whose store it is, who opened it, their products and their orders. */
export function ClientAreaPage({ me, error }: ClientAreaPageProps) {
  const t = useTranslate();
  const logo = useClientLogo(me?.logoAssetId ?? null);
  const isSandbox = me?.environment === 'sandbox';
  useEffect(() => {
    const parts = [t('clientArea.title'), me?.brandName, isSandbox ? t('environment.sandbox') : undefined];
    document.title = parts.filter(Boolean).join(' — ');
  });
  return (
    <div className={styles['window']} data-environment={me?.environment}>
      {me ? (
        <header className={styles['top']}>
          {me.actingStaff === null ? null : (
            <Banner tone="info" isBar icon={UserCog}>
              {t('clientArea.opened', { staff: me.actingStaff, client: me.name })}
            </Banner>
          )}
          <div className={styles['header']}>
            <BrandMark name={me.brandName} logo={logo === null ? null : <img src={logo} alt="" />} />
            <div className={styles['who']}>
              <p className={styles['name']}>{me.name}</p>
              <p className={styles['email']}>{me.email}</p>
            </div>
          </div>
        </header>
      ) : null}
      <main className={styles['main']}>
        <div className={styles['column']}>
          {error ? <ErrorBanner error={error.error} /> : null}
          {me ? (
            <>
              <div className={styles['greeting']}>
                <h1 className={styles['title']}>{t('clientArea.hello', { name: me.name })}</h1>
                {me.actingStaff === null ? <OwnLogin email={me.email} /> : null}
              </div>
              <MyProducts />
              <MyOrders />
            </>
          ) : null}
        </div>
      </main>
      {isSandbox ? <SandboxFrame label={t('environment.sandbox')} /> : null}
    </div>
  );
}
