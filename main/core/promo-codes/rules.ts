import Big from 'big.js';
import type { PromoRefusal } from '../../../preload/api/orders.ts';
import { shares } from '../kernel/index.ts';

/** A fixed discount in one currency. Minor units. */
export interface PromoAmount {
  readonly currency: string;
  readonly amountMinor: number;
}

/** What a code grants and within which limits (spec 2.8). Null: no limit. */
export interface PromoRule {
  readonly isActive: boolean;
  readonly kind: 'percent' | 'fixed';
  readonly percent: string | null;
  readonly amounts: readonly PromoAmount[];
  readonly scope: 'all' | 'selected';
  readonly products: readonly {
    readonly productId: string;
    readonly percent: string | null;
    readonly amounts: readonly PromoAmount[];
  }[];
  readonly mandatoryProducts: readonly { readonly productId: string; readonly productName: string }[];
  readonly minQuantity: number | null;
  readonly maxQuantity: number | null;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly maxUses: number | null;
  readonly maxUsesPerClient: number | null;
}

/** A line of a basket as it is priced. Minor units of the basket's currency, before discount and tax. */
export interface PromoLine {
  readonly productId: string;
  readonly quantity: number;
  readonly totalMinor: number;
}

/** When and by whom a code is used; uses that count, not this one. */
export interface PromoUseNow {
  readonly today: string;
  readonly used: number;
  /** Null: the client is not chosen yet. */
  readonly usedByClient: number | null;
}

/** What a code takes off each line, or why it does not. */
export type PromoVerdict =
  | { readonly isValid: true; readonly discounts: readonly number[] }
  | { readonly isValid: false; readonly refusal: PromoRefusal };

const refused = (code: PromoRefusal['code'], params: PromoRefusal['params'] = {}): PromoVerdict => ({
  isValid: false,
  refusal: { code, params },
});

/** How a code is compared, and a name searched: letters without regard to case. */
export const codeKey = (code: string): string => code.trim().normalize('NFC').toLowerCase();

/**
 * Whether a code can be used for a basket, and what it takes off each line (spec 84, 2.8): a percentage of each line,
 * rounded half up; a fixed amount once for the order, split over what it is taken from. No line goes below nothing.
 */
export function judge(
  promo: PromoRule,
  basket: { readonly currency: string; readonly lines: readonly PromoLine[] },
  now: PromoUseNow,
): PromoVerdict {
  const limit = limitMissed(promo, now);
  if (limit) return limit;
  const { lines } = basket;
  const missing = promo.mandatoryProducts.find(({ productId }) => !lines.some((line) => line.productId === productId));
  if (missing) return refused('promo.product_missing', { name: missing.productName });
  const granted = lines.map((line) =>
    promo.scope === 'all' || promo.products.some(({ productId }) => productId === line.productId) ? line : null,
  );
  if (granted.every((line) => line === null)) return refused('promo.no_product');
  const quantity = granted.reduce((sum, line) => sum + (line?.quantity ?? 0), 0);
  if (promo.minQuantity !== null && quantity < promo.minQuantity)
    return refused('promo.quantity_small', { minimum: promo.minQuantity });
  if (promo.maxQuantity !== null && quantity > promo.maxQuantity)
    return refused('promo.quantity_big', { maximum: promo.maxQuantity });
  const discounts = promo.kind === 'percent' ? percentages(promo, granted) : amounts(promo, granted, basket.currency);
  if (discounts === null) return refused('promo.currency', { currency: basket.currency });
  if (discounts.every((discount) => discount === 0)) return refused('promo.nothing_to_discount');
  return { isValid: true, discounts };
}

/** The first limit of time or number that is missed. A per-client limit waits until the client is known. */
function limitMissed(promo: PromoRule, now: PromoUseNow): PromoVerdict | null {
  if (!promo.isActive) return refused('promo.inactive');
  if (promo.startsOn !== null && now.today < promo.startsOn)
    return refused('promo.not_started', { date: promo.startsOn });
  if (promo.endsOn !== null && now.today > promo.endsOn) return refused('promo.ended', { date: promo.endsOn });
  if (promo.maxUses !== null && now.used >= promo.maxUses) return refused('promo.used_up', { maximum: promo.maxUses });
  if (promo.maxUsesPerClient !== null && now.usedByClient !== null && now.usedByClient >= promo.maxUsesPerClient)
    return refused('promo.client_used_up', { maximum: promo.maxUsesPerClient });
  return null;
}

type Granted = readonly (PromoLine | null)[];

function percentages(promo: PromoRule, lines: Granted): number[] {
  return lines.map((line) => {
    if (!line) return 0;
    const own = promo.products.find(({ productId }) => productId === line.productId)?.percent;
    return percentOfMinor(line.totalMinor, own ?? promo.percent ?? '0');
  });
}

/** A percentage of minor units, half up; exact. */
export const percentOfMinor = (amountMinor: number, percent: string): number =>
  Number(new Big(amountMinor).times(percent).div(100).round(0, 1).toString());

/** Null: nothing of it has an amount in the currency. */
function amounts(promo: PromoRule, lines: Granted, currency: string): number[] | null {
  const inCurrency = (all: readonly PromoAmount[]): number | undefined =>
    all.find((each) => each.currency === currency)?.amountMinor;
  const own = new Map<string, number>();
  for (const product of promo.products) {
    const amount = inCurrency(product.amounts);
    if (amount !== undefined) own.set(product.productId, amount);
  }
  const discounts = lines.map(() => 0);
  let isOffered = false;
  /** Takes an amount off some of the lines together, once. */
  const take = (amount: number | undefined, isMeant: (line: PromoLine) => boolean): void => {
    const weights = lines.map((line) => (line && isMeant(line) ? line.totalMinor : 0));
    if (amount === undefined || !lines.some((line) => line && isMeant(line))) return;
    isOffered = true;
    const sum = weights.reduce((all, weight) => all + weight, 0);
    if (sum === 0) return;
    shares(Math.min(amount, sum), weights).forEach((part, at) => {
      discounts[at] = (discounts[at] ?? 0) + part;
    });
  };
  for (const [productId, amount] of own) take(amount, (line) => line.productId === productId);
  take(inCurrency(promo.amounts), (line) => !own.has(line.productId));
  return isOffered ? discounts : null;
}
