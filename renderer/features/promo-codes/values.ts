import type { Input } from '../../../preload/api/contract.ts';
import type { PromoCode, promoCodes } from '../../../preload/api/promo-codes.ts';

/** An amount of a currency, as the form holds it. */
export interface AmountValues {
  /** Tells the lines apart while they come and go. */
  key: string;
  currency: string | null;
  amountMinor: number | null;
}

/** A product that the code is taken from. */
export interface ProductValues {
  productId: string;
  productName: string;
  /** Empty: as the code says. */
  percent: string;
  amounts: AmountValues[];
}

/** What the form of a promo code holds. */
export interface PromoValues {
  isActive: boolean;
  name: string;
  description: string;
  code: string;
  kind: PromoCode['kind'];
  percent: string;
  amounts: AmountValues[];
  scope: PromoCode['scope'];
  products: ProductValues[];
  mandatoryProductIds: { id: string; name: string }[];
  minQuantity: number | null;
  maxQuantity: number | null;
  startsOn: string | null;
  endsOn: string | null;
  maxUses: number | null;
  maxUsesPerClient: number | null;
  isRecurring: boolean;
  [key: string]: unknown;
}

export const newAmount = (currency: string | null): AmountValues => ({
  key: crypto.randomUUID(),
  currency,
  amountMinor: null,
});

export const unsaid = (): PromoValues => ({
  isActive: true,
  name: '',
  description: '',
  code: '',
  kind: 'percent',
  percent: '',
  amounts: [],
  scope: 'all',
  products: [],
  mandatoryProductIds: [],
  minQuantity: null,
  maxQuantity: null,
  startsOn: null,
  endsOn: null,
  maxUses: null,
  maxUsesPerClient: null,
  isRecurring: false,
});

/** A stored code as the form holds it. Keys are the currencies, so that the same record gives the same values. */
export function valuesOf(promo: PromoCode): PromoValues {
  const amounts = (all: PromoCode['amounts']): AmountValues[] =>
    all.map(({ currency, amountMinor }) => ({ key: currency, currency, amountMinor }));
  return {
    isActive: promo.isActive,
    name: promo.name,
    description: promo.description,
    code: promo.code,
    kind: promo.kind,
    percent: promo.percent ?? '',
    amounts: amounts(promo.amounts),
    scope: promo.scope,
    products: promo.products.map((product) => ({
      productId: product.productId,
      productName: product.productName,
      percent: product.percent ?? '',
      amounts: amounts(product.amounts),
    })),
    mandatoryProductIds: promo.mandatoryProducts.map(({ productId, productName }) => ({
      id: productId,
      name: productName,
    })),
    minQuantity: promo.minQuantity,
    maxQuantity: promo.maxQuantity,
    startsOn: promo.startsOn,
    endsOn: promo.endsOn,
    maxUses: promo.maxUses,
    maxUsesPerClient: promo.maxUsesPerClient,
    isRecurring: promo.isRecurring,
  };
}

/** The call's input; what is not filled in is left for its schema to complain of. */
export function inputOf(values: PromoValues): Input<typeof promoCodes.create> {
  const isPercent = values.kind === 'percent';
  const amounts = (all: readonly AmountValues[]) =>
    all.map(({ currency, amountMinor }) => ({
      currency: currency ?? '',
      amountMinor: amountMinor ?? Number.NaN,
    }));
  return {
    isActive: values.isActive,
    name: values.name,
    description: values.description,
    code: values.code,
    kind: values.kind,
    percent: isPercent ? decimal(values.percent) : null,
    amounts: isPercent ? [] : amounts(values.amounts),
    scope: values.scope,
    products:
      values.scope === 'all'
        ? []
        : values.products.map((product) => ({
            productId: product.productId,
            percent: isPercent ? decimal(product.percent) : null,
            amounts: isPercent ? [] : amounts(product.amounts),
          })),
    mandatoryProductIds: values.mandatoryProductIds.map(({ id }) => id),
    minQuantity: values.minQuantity,
    maxQuantity: values.maxQuantity,
    startsOn: values.startsOn,
    endsOn: values.endsOn,
    maxUses: values.maxUses,
    maxUsesPerClient: values.maxUsesPerClient,
    isRecurring: values.isRecurring,
  };
}

/** A comma is how half of the world writes it. Empty: none. */
const decimal = (text: string): string | null => (text.trim() === '' ? null : text.trim().replace(',', '.'));
