import type { catalogue, Price, Product } from '../../../../preload/api/catalogue.ts';
import type { Quantity, RecommendationInput, Trial } from '../../../../preload/api/catalogue-product.ts';
import type { Connection } from '../../../../preload/api/connections.ts';
import type { Input } from '../../../../preload/api/contract.ts';
import { packageInput, packageText, type KnownPackage } from '../../../workbench/packages.ts';

export type TermId = `${Price['termMonths']}`;
/** Terms of a subscription, in the order in which they are offered for a further price: those that can be sold first. */
export const termIds: readonly TermId[] = ['1', '12', '3', '6', '2', '24', '36'];
/** The terms that a product of a purchase type can have (spec items 40, 43). */
export const termsOf = (purchaseType: Product['purchaseType']): readonly TermId[] =>
  purchaseType === 'one_off' ? ['0'] : termIds;

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
  componentIds: string[];
  slug: string;
  quantity: { [Field in keyof Quantity]: Field extends 'step' ? number | null : Quantity[Field] };
  reportCode1: string;
  reportCode2: string;
  keywords: string;
  purchaseType: Product['purchaseType'];
  prices: PriceValues[];
  multiCurrency: Product['multiCurrency'];
  defaultTerm: Product['defaultTerm'];
  /** `inherit`: as the brand says. */
  allowAffiliate: 'inherit' | 'yes' | 'no';
  trial: { [Field in keyof Trial]: Trial[Field] extends number ? number | null : Trial[Field] };
  /** Spec item 53. */
  inheritsRevenue: boolean;
  revenueRecognition: Exclude<Product['revenueRecognition'], 'inherit'>;
  connectionId: string | null;
  packageIdentifier: string;
  deferMode: Product['deferMode'];
  recommendations: RecommendationInput[];
}

/** What a new product has until somebody says otherwise (spec items 34-69). */
const unsaid = (): Omit<
  ProductValues,
  | 'categoryId'
  | 'type'
  | 'isActive'
  | 'isVisible'
  | 'name'
  | 'description'
  | 'prices'
  | 'connectionId'
  | 'packageIdentifier'
> => ({
  componentIds: [],
  slug: '',
  quantity: { bulk: 'no', step: 2, isLimited: false, min: null, max: null },
  reportCode1: '',
  reportCode2: '',
  keywords: '',
  purchaseType: 'recurring',
  multiCurrency: 'inherit',
  defaultTerm: 'inherit',
  allowAffiliate: 'inherit',
  trial: {
    isSupported: false,
    isForced: false,
    days: 7,
    noticeDays: 1,
    endAction: 'continue',
    migrateProductId: null,
  },
  inheritsRevenue: true,
  revenueRecognition: 'immediate',
  deferMode: 'inherit',
  recommendations: [],
});

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
    ...unsaid(),
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
  const { allowAffiliate, revenueRecognition, effective } = product;
  let affiliate: ProductValues['allowAffiliate'] = 'inherit';
  if (allowAffiliate !== null) affiliate = allowAffiliate ? 'yes' : 'no';
  return {
    categoryId: product.categoryId,
    type: product.type,
    isActive: product.isActive,
    isVisible: product.isVisible,
    name: product.name,
    description: product.description,
    componentIds: product.componentIds,
    slug: product.slug,
    quantity: product.quantity,
    reportCode1: product.reportCode1,
    reportCode2: product.reportCode2,
    keywords: product.keywords ?? '',
    purchaseType: product.purchaseType,
    multiCurrency: product.multiCurrency,
    defaultTerm: product.defaultTerm,
    allowAffiliate: affiliate,
    trial: product.trial,
    inheritsRevenue: revenueRecognition === 'inherit',
    revenueRecognition: revenueRecognition === 'inherit' ? effective.revenueRecognition.effective : revenueRecognition,
    deferMode: product.deferMode,
    recommendations: product.recommendations,
    prices: product.prices.map(({ termMonths, currency, amountMinor }) => ({
      key: `${termMonths} ${currency}`,
      termMonths: `${termMonths}`,
      currency,
      amountMinor,
    })),
    connectionId: product.connectionId,
    packageIdentifier: packageText(product.packageIdentifier, packages),
  };
}

type ProductInput = Input<typeof catalogue.createProduct>;

/** Numbers that were cleared are left out, so that their fields say "fill in"; what may be empty stays null. */
function filled<Part extends Quantity | Trial>(part: { [Field in keyof Part]: Part[Field] | null }): Part {
  const needed = new Set(['step', 'days', 'noticeDays']);
  return Object.fromEntries(
    Object.entries(part).filter(([name, value]) => value !== null || !needed.has(name)),
  ) as Part;
}

/**
 * The call's input. What was cleared is missing rather than empty, so that its field says "fill in"; the schema
 * refuses it before it is sent.
 */
export function productInput(values: ProductValues): ProductInput {
  const { categoryId, slug, quantity, keywords, prices, allowAffiliate, trial, ...others } = values;
  const { inheritsRevenue, revenueRecognition, packageIdentifier, ...rest } = others;
  return {
    ...rest,
    // What was picked for a bundle is nothing to a single product, whose form does not show it.
    componentIds: rest.type === 'bundle' ? rest.componentIds : [],
    ...(categoryId === null ? {} : { categoryId }),
    // An empty one is made of the name by core.
    ...(slug.trim() === '' ? {} : { slug }),
    quantity: filled(quantity),
    keywords: keywords.trim() === '' ? null : keywords,
    allowAffiliate: allowAffiliate === 'inherit' ? null : allowAffiliate === 'yes',
    trial: filled(trial),
    revenueRecognition: inheritsRevenue ? 'inherit' : revenueRecognition,
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
