import type { ProductRow } from '../../../preload/api/catalogue.ts';
import type { Translate } from '../../i18n/provider.tsx';
import type { MoneyText } from '../../workbench/Money.tsx';

/** One price that stands for all: in the brand's currency where there is one, of the shortest term. */
export function priceText(
  t: Translate,
  money: MoneyText,
  product: Pick<ProductRow, 'firstPrice' | 'priceCount'>,
): string {
  const first = product.firstPrice;
  if (!first) return t('catalogue.noPrice');
  const price = t('catalogue.priceFrom', { price: money(first), term: t(`catalogue.term.${first.termMonths}.short`) });
  const more = product.priceCount - 1;
  return more === 0 ? price : `${price} ${t('catalogue.morePrices', { count: more })}`;
}
