import type { z } from 'zod';
import type { BasketQuote, CheckoutMethod, OrderLine } from '../../../../preload/api/orders.ts';

/** A line in the basket. */
export interface BasketLine extends z.output<typeof OrderLine> {
  /** Tells the lines apart while they come and go. */
  readonly key: string;
}

export const steps = ['shop', 'basket', 'checkout'] as const;
export type Step = (typeof steps)[number];

/** What the form of a new order holds. */
export interface BasketValues {
  requestKey: string;
  clientId: string | null;
  /** Of all lines; null: the basket is empty. */
  currency: string | null;
  items: BasketLine[];
  /** The code that was applied; empty: none. */
  promoCode: string;
  /** What stands in its field. */
  promoText: string;
  notes: string;
  paymentMethod: CheckoutMethod;
  receivedOn: string | null;
  reference: string;
  step: Step;
  [key: string]: unknown;
}

/** What the calls take of a line: its quantity may be being typed. */
export const lineInput = ({
  productId,
  termMonths,
  quantity,
  choices,
  ip,
  trial,
}: BasketLine): z.input<typeof OrderLine> => ({
  productId,
  termMonths,
  quantity,
  choices,
  ip,
  trial,
});

/** Whether the lines can be asked about: no quantity is missing or unreadable. */
export const isCountable = (items: readonly BasketLine[]): boolean =>
  items.every(({ quantity }) => Number.isInteger(quantity) && quantity > 0 && quantity <= 1000);

/** How many licenses the basket buys: of a bundle one for each of its products. */
export const licensesIn = (items: readonly BasketLine[], quote: BasketQuote | undefined): number =>
  items.reduce((sum, { quantity }, at) => sum + quantity * Math.max(1, quote?.lines[at]?.parts.length ?? 0), 0);
