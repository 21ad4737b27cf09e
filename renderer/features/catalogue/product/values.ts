import type { catalogue, Price, Product } from '../../../../preload/api/catalogue.ts';
import type { Connection } from '../../../../preload/api/connections.ts';
import type { Input } from '../../../../preload/api/contract.ts';
import { packageInput, packageText, type KnownPackage } from '../../../workbench/packages.ts';

export type TermId = `${Price['termMonths']}`;
/** Terms of a subscription, in the order in which they are offered for a further price: those that can be sold first. */
export const termIds: readonly TermId[] = ['1', '12', '3', '6', '2', '24', '36'];

/** One line of the price list, as the form holds it. */
export interface PriceValues {
  /** Tells the lines apart while they come and go. */
  key: string;
  termMonths: TermId;
  currency: string | null;
  amountMinor: number | null;
}

/** What the form of a product holds, over all its sections. */
export interface ProductValues {
  categoryId: string | null;
  type: Product['type'];
  isActive: boolean;
  isVisible: boolean;
  name: string;
  description: string;
  prices: PriceValues[];
  connectionId: string | null;
  packageIdentifier: string;
}

export const newPrice = (termMonths: TermId, currency: string | null): PriceValues => ({
  key: crypto.randomUUID(),
  termMonths,
  currency,
  amountMinor: null,
});

/** Values of a new product: what can be known before is filled in, so that little is left to type. */
export function newProductValues(known: {
  categoryId: string | null;
  currency: string;
  connectionId: string | null;
}): ProductValues {
  return {
    categoryId: known.categoryId,
    type: 'single',
    isActive: true,
    isVisible: true,
    name: '',
    description: '',
    prices: [newPrice('1', known.currency)],
    connectionId: known.connectionId,
    packageIdentifier: '',
  };
}

export function productValues(product: Product, packages: readonly KnownPackage[]): ProductValues {
  const { categoryId, type, isActive, isVisible, name, description, connectionId } = product;
  return {
    categoryId,
    type,
    isActive,
    isVisible,
    name,
    description,
    prices: product.prices.map(({ termMonths, currency, amountMinor }) => ({
      key: `${termMonths} ${currency}`,
      termMonths: `${termMonths}`,
      currency,
      amountMinor,
    })),
    connectionId,
    packageIdentifier: packageText(product.packageIdentifier, packages),
  };
}

type ProductInput = Input<typeof catalogue.createProduct>;

/**
 * The call's input. What was cleared is missing rather than empty, so that its field says "fill in"; the schema
 * refuses it before it is sent.
 */
export function productInput(values: ProductValues): ProductInput {
  const { categoryId, prices, packageIdentifier, ...rest } = values;
  return {
    ...rest,
    ...(categoryId === null ? {} : { categoryId }),
    prices: prices.map(({ termMonths, currency, amountMinor }) => ({
      termMonths: Number(termMonths) as Price['termMonths'],
      ...(currency === null ? {} : { currency }),
      ...(amountMinor === null ? {} : { amountMinor }),
    })) as Price[],
    packageIdentifier: packageInput(packageIdentifier),
  };
}

/** The connection a new product begins with: the default one, else the only one there is. */
export function defaultConnection(connections: readonly Connection[]): string | null {
  const enabled = connections.filter(({ isEnabled }) => isEnabled);
  const preferred =
    enabled.find(({ isCategoryDefault }) => isCategoryDefault) ??
    enabled.find(({ isProviderDefault }) => isProviderDefault);
  return preferred?.id ?? (enabled.length === 1 ? (enabled[0]?.id ?? null) : null);
}

/** Index of the first price whose term and currency stand above it already, or -1 (spec item 42). */
export function duplicatePrice(prices: readonly Partial<Price>[]): number {
  const seen = new Set<string>();
  return prices.findIndex(({ termMonths, currency }) => {
    const key = `${termMonths} ${currency}`;
    if (currency !== undefined && seen.has(key)) return true;
    seen.add(key);
    return false;
  });
}
