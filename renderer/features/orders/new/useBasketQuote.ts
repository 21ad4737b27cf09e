import { useState } from 'react';
import type { BasketQuote } from '../../../../preload/api/orders.ts';
import { keepBefore, useCall } from '../../../app/query.ts';
import { type BasketValues, isCountable, lineInput } from './basket.ts';

/** What the basket costs now, and what the person saw and thereby agreed to. */
export interface Total {
  /** Of what stands there now, or while it is being read, of what stood there before. */
  readonly quote: BasketQuote | undefined;
  /** Null: nothing to be agreed to yet. */
  readonly agreedMinor: number | null;
  /** The price moved under the same basket. */
  readonly change: { oldMinor: number; newMinor: number; currency: string } | null;
  readonly accept: () => void;
  readonly refetch: () => unknown;
}

/** The running total by core's own quote, discount and tax with it: nothing is added up on the screen. */
export function useBasketQuote(values: BasketValues): Total {
  const [agreed, setAgreed] = useState<{ key: string; minor: number } | null>(null);
  const input = {
    clientId: values.clientId,
    currency: values.currency ?? 'EUR',
    items: values.items.map(lineInput),
    promoCode: values.promoCode,
  };
  const enabled = values.currency !== null && values.items.length > 0 && isCountable(values.items);
  const { data, refetch, isPlaceholderData } = useCall('orders', 'quote', input, { ...keepBefore, enabled });
  const quote = enabled ? data : undefined;
  // What was there before says nothing of what is there now.
  const total = isPlaceholderData ? null : (quote?.total ?? null);
  const key = JSON.stringify(input);
  // Another basket: its price is what the person sees from now on.
  if (total && agreed?.key !== key) setAgreed({ key, minor: total.amountMinor });
  const isChanged = total !== null && agreed?.key === key && agreed.minor !== total.amountMinor;
  return {
    quote,
    agreedMinor: agreed?.key === key ? agreed.minor : null,
    change: isChanged ? { oldMinor: agreed.minor, newMinor: total.amountMinor, currency: total.currency } : null,
    accept: () => {
      if (total) setAgreed({ key, minor: total.amountMinor });
    },
    refetch,
  };
}
