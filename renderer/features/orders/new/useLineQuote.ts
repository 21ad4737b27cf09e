import type { Product } from '../../../../preload/api/catalogue.ts';
import type { Quote } from '../../../../preload/api/catalogue-store.ts';
import { useCall } from '../../../app/query.ts';
import { choicesOf, type LineValues, type PricedIn, quantityOf } from './line.ts';

/** What the line costs now by the catalogue's own quote (spec 2.9): nothing is added up on the screen. */
export function useLineQuote(product: Product | undefined, values: LineValues, source: PricedIn): Quote | undefined {
  const quantity = quantityOf(product, values);
  const isWhole = product !== undefined && values.termMonths !== null && values.currency !== null;
  const isCountable = quantity !== null && Number.isInteger(quantity) && quantity > 0 && quantity <= 1_000_000;
  const enabled = isWhole && isCountable;
  const { data } = useCall(
    'catalogue',
    'quote',
    {
      productId: product?.id ?? '',
      termMonths: Number(values.termMonths ?? 1) as 1 | 12,
      currency: values.currency ?? 'EUR',
      quantity: isCountable ? quantity : 1,
      choices: choicesOf(product, values, source),
    },
    { enabled },
  );
  return enabled ? data : undefined;
}
