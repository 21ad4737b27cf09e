import { CircleSlash } from 'lucide-react';
import { paths } from '../../app/paths.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Banner, Link } from '../../ui/index.ts';
import { usePaymentMethods } from './usePaymentMethods.ts';

/**
 * Nothing can be ordered, because no way to pay is switched on: what two desks that each switched off another one have made together.
 * At the top of every page, until a person has switched one on.
 */
export function NoWayToPay() {
  const t = useTranslate();
  if (usePaymentMethods().some(({ isEnabled }) => isEnabled)) return null;
  return (
    <Banner
      tone="danger"
      icon={CircleSlash}
      isBar
      live="status"
      title={t('methods.none')}
      actions={<Link href={paths.brandSettings}>{t('methods.none.open')}</Link>}
    >
      {t('methods.none.text')}
    </Banner>
  );
}
