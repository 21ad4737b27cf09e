import { z } from 'zod';
import type { OrderableProduct, SellablePrice } from '../../../preload/api/catalogue.ts';
import { PlaceOrder } from '../../../preload/api/orders.ts';

/** What the form of a new order holds. */
export interface OrderValues {
  requestKey: string;
  clientId: string | null;
  productId: string | null;
  termMonths: string | null;
  currency: string | null;
  ip: string;
  notes: string;
  [key: string]: string | null;
}

const address = z.union([z.literal(''), z.ipv4(), z.ipv6()]);

/** The call's own schema, and what core says of an address, so that it is said on leaving the field. */
export const placeSchema = PlaceOrder.extend({
  ip: PlaceOrder.shape.ip.refine((text) => address.safeParse(text).success, 'not_ip'),
});

/** The price of what is chosen, or null while the choice is not complete or not offered. */
export function chosenPrice(product: OrderableProduct | undefined, values: OrderValues): SellablePrice | null {
  return (
    product?.prices.find(
      (price) => String(price.termMonths) === values.termMonths && price.currency === values.currency,
    ) ?? null
  );
}

/** Currencies of a product, the brand's own first. */
export function currenciesOf(product: OrderableProduct | undefined, brandCurrency: string | undefined): string[] {
  const all = [...new Set(product?.prices.map(({ currency }) => currency))].toSorted();
  return all.toSorted((a, b) => Number(b === brandCurrency) - Number(a === brandCurrency));
}

/** Terms of a product in one currency, the shorter first. */
export function termsIn(product: OrderableProduct | undefined, currency: string | null): SellablePrice[] {
  return (product?.prices ?? [])
    .filter((price) => price.currency === currency)
    .toSorted((a, b) => a.termMonths - b.termMonths);
}
