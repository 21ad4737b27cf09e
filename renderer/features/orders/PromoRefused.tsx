import type { Order } from '../../../preload/api/orders.ts';
import { ErrorBanner } from '../../app/ErrorBanner.tsx';
import { useAction } from '../../app/query.ts';
import { useTranslate } from '../../i18n/provider.tsx';
import { Banner, Button } from '../../ui/index.ts';
import { useMay } from '../../workbench/useMay.ts';

/** An order whose promo code had no use left in the team: a person lets it keep the discount, or cancels it. */
export function PromoRefused({ order }: { order: Order }) {
  const t = useTranslate();
  const may = useMay();
  const keep = useAction('promoCodes', 'keepUse');
  if (!order.isPromoRefused) return null;
  return (
    <>
      <Banner
        tone="warning"
        title={t('orders.promoRefused', { code: order.promoCode })}
        actions={
          <Button
            size="small"
            isBusy={keep.isPending}
            whyDisabled={may('orders.place')}
            onPress={() => keep.mutate({ id: order.id })}
          >
            {t('orders.promoRefused.keep')}
          </Button>
        }
      >
        {t('orders.promoRefused.text')}
      </Banner>
      {keep.error ? <ErrorBanner error={keep.error.error} /> : null}
    </>
  );
}
