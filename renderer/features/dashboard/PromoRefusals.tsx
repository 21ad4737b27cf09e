import { paths } from '../../app/paths.ts';
import { useCall } from '../../app/query.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Banner, Link } from '../../ui/index.ts';
import { NumberText } from '../../workbench/number.tsx';

/** Orders whose promo code had no use left in the team: each waits for a person. */
export function PromoRefusals() {
  const t = useTranslate();
  const { data } = useCall('promoCodes', 'refusedUses', {});
  if (data === undefined || data.rows.length === 0) return null;
  return (
    <Banner tone="warning" title={t('dashboard.promoRefused', { count: data.rows.length })}>
      {data.rows.map(({ orderId, orderNumber }, at) => (
        <span key={orderId}>
          {at === 0 ? '' : ', '}
          <Link href={paths.order(orderId)}>
            <NumberText number={orderNumber} />
          </Link>
        </span>
      ))}
    </Banner>
  );
}
