import type { Product } from '../../../../preload/api/catalogue.ts';
import type { TrialOffer } from '../../../../preload/api/trials.ts';
import { useCall } from '../../../app/query.ts';
import type { BasketValues } from './basket.ts';

/** What a product offers to begin with: one trial of it for a client, those in the basket with them (spec 47, 48, 2.6). */
export function useTrialOffer(
  product: Product | undefined,
  { clientId, items }: Pick<BasketValues, 'clientId' | 'items'>,
): { offer: TrialOffer | null; isOffered: boolean; isForced: boolean } {
  const { data } = useCall(
    'trials',
    'offer',
    { clientId, productId: product?.id ?? '' },
    { enabled: product !== undefined },
  );
  const isInBasket = items.some(({ productId, trial }) => trial && productId === product?.id);
  const offer = product !== undefined && data ? { ...data, isUsed: data.isUsed || isInBasket } : null;
  const isOffered = offer !== null && !offer.isUsed;
  return { offer, isOffered, isForced: isOffered && offer.isForced };
}
