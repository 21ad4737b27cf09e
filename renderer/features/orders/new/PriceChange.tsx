import { formatMoney } from '../../../i18n/format.ts';
import { useLocaleCode, useTranslate } from '../../../i18n/provider.tsx';
import { Banner, Button } from '../../../ui/index.ts';

export interface PriceChangeProps {
  change: { oldMinor: number; newMinor: number; currency: string };
  onAccept: () => void;
}

/** The price moved while the order was being written: old and new, and the question. */
export function PriceChange({ change, onAccept }: PriceChangeProps) {
  const t = useTranslate();
  const locale = useLocaleCode();
  const money = (minor: number): string => formatMoney(minor, change.currency, locale);
  return (
    <Banner
      tone="warning"
      live="alert"
      title={t('orders.priceChanged')}
      actions={
        <Button size="small" onPress={onAccept}>
          {t('orders.acceptPrice', { price: money(change.newMinor) })}
        </Button>
      }
    >
      {t('orders.priceChanged.text', { old: money(change.oldMinor), new: money(change.newMinor) })}
    </Banner>
  );
}
