import { useState } from 'react';
import type { Product } from '../../../preload/api/catalogue.ts';
import type { Quote } from '../../../preload/api/catalogue-store.ts';
import type { Money } from '../../../preload/api/values.ts';
import { useCall } from '../../app/query.ts';
import type { TaxQuote } from '../../../preload/api/billing.ts';
import { choicesOf, type OrderValues, quantityOf } from './place.ts';

/** What the chosen line costs now, and what the person saw and thereby agreed to. */
export interface Total {
  readonly quote: Quote | undefined;
  /** Tax that the invoice will carry, by rate; undefined until a client is chosen. */
  readonly tax: TaxQuote | undefined;
  /** Null while something is missing or wrong. */
  readonly total: Money | null;
  /** Of the choice that was shown last: who presses before the new total is there is asked to look at it. */
  readonly agreedMinor: number | null;
  /** The price moved under the same choice. */
  readonly change: { oldMinor: number; newMinor: number; currency: string } | null;
  readonly accept: () => void;
  readonly refetch: () => unknown;
}

/** The running total by the catalogue's own quote (spec 2.9) with the tax of the invoice: nothing is added up on the screen. */
export function useTotal(product: Product | undefined, values: OrderValues): Total {
  const [agreed, setAgreed] = useState<{ key: string; minor: number } | null>(null);
  const quantity = quantityOf(product, values);
  const isWhole = product !== undefined && values.termMonths !== null && values.currency !== null;
  const isCountable = quantity !== null && Number.isInteger(quantity) && quantity > 0 && quantity <= 1_000_000;
  const input = {
    productId: product?.id ?? '',
    termMonths: Number(values.termMonths ?? 1) as 1 | 12,
    currency: values.currency ?? 'EUR',
    quantity: isCountable ? quantity : 1,
    choices: choicesOf(product, values),
  };
  const enabled = isWhole && isCountable;
  const { data, refetch } = useCall('catalogue', 'quote', input, { enabled });
  const quote = enabled ? data : undefined;
  const net = quote?.problems.length === 0 ? quote.total : null;
  const { clientId } = values;
  const taxed = { clientId: clientId ?? '', currency: input.currency, lines: [{ amountMinor: net?.amountMinor ?? 0 }] };
  const isTaxed = net !== null && clientId !== null;
  const taxing = useCall('billing', 'quote', taxed, { enabled: isTaxed });
  const tax = isTaxed ? taxing.data : undefined;
  // Without a client nobody can say what tax there is; the price as it is written is shown until then.
  const total = clientId === null ? net : (tax?.total ?? null);
  const key = JSON.stringify({ ...input, clientId });
  // Another choice: its price is what the person sees from now on.
  if (total && agreed?.key !== key) setAgreed({ key, minor: total.amountMinor });
  const isChanged = total !== null && agreed?.key === key && agreed.minor !== total.amountMinor;
  return {
    quote,
    tax,
    total,
    agreedMinor: agreed?.minor ?? null,
    change: isChanged ? { oldMinor: agreed.minor, newMinor: total.amountMinor, currency: total.currency } : null,
    accept: () => {
      if (total) setAgreed({ key, minor: total.amountMinor });
    },
    refetch: () => Promise.all([refetch(), ...(isTaxed ? [taxing.refetch()] : [])]),
  };
}
