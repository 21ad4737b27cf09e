import type { Product } from '../../../../preload/api/catalogue.ts';
import { paths } from '../../../app/paths.ts';
import { useTranslate } from '../../../i18n/provider.tsx';
import { Banner, Link } from '../../../ui/index.ts';
import styles from './NotOrderable.module.css';
import type { ProductTab } from './tabs.ts';

type Reason = Product['notOrderable'][number];

/** Where each reason is mended on this page; a disabled connection is mended on its own. */
const places: Record<Exclude<Reason, 'connection_disabled'>, ProductTab> = {
  inactive: 'details',
  no_price: 'billing',
  no_sellable_term: 'billing',
  component: 'details',
  needs_quantity: 'details',
  unpriced_option: 'options',
  no_connection: 'provisioning',
  no_package: 'provisioning',
};

/** Why a product cannot be ordered now; each reason leads to the place where it is mended. */
export function NotOrderable({ product, onOpenTab }: { product: Product; onOpenTab: (tab: ProductTab) => void }) {
  const t = useTranslate();
  if (product.notOrderable.length === 0) return null;
  return (
    <Banner tone={product.isActive ? 'warning' : 'neutral'} title={t('product.notOrderable')}>
      <ul className={styles['reasons']}>
        {product.notOrderable.map((reason) => (
          <li key={reason}>
            {reason === 'connection_disabled' ? (
              <Link href={product.connectionId === null ? paths.connections : paths.connection(product.connectionId)}>
                {t('product.reason.connection_disabled', { name: product.connectionName ?? '' })}
              </Link>
            ) : (
              <Link onPress={() => onOpenTab(places[reason])}>{t(`product.reason.${reason}`)}</Link>
            )}
          </li>
        ))}
      </ul>
    </Banner>
  );
}
