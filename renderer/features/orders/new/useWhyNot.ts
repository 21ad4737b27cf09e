import { useTranslate } from '../../../i18n/provider.tsx';
import { isCountable } from './basket.ts';
import type { useBasket } from './useBasket.ts';

/** Why the basket cannot be ordered as it is, in words; undefined: it can. */
export function useWhyNot({ values, total }: ReturnType<typeof useBasket>): string | undefined {
  const t = useTranslate();
  const { quote } = total;
  if (values.items.length === 0) return t('orders.basket.empty');
  if (!isCountable(values.items) || quote?.lines.some((line) => line.total === null)) return t('orders.basket.mend');
  if (quote?.promo?.isValid === false) return t('orders.discount.mend');
  return undefined;
}
