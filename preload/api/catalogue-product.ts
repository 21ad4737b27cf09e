import { z } from 'zod';
import { MultiCurrency, RevenueRecognition } from './brand.ts';
import { Price, RateUsed } from './catalogue-prices.ts';
import { ProductAttribute, ProductOption } from './product-options.ts';
import { maxSlugLength, slugPattern } from './store-link.ts';
import { Id, Instant, PriceTerm, TermMonths, line, lineOrEmpty, textOrEmpty, withDefaults } from './values.ts';

export const ProductType = z.enum(['single', 'bundle']);
/** `One-off payment` and `Recurring payment (subscription)` (spec 40). */
export const PurchaseType = z.enum(['one_off', 'recurring']);
export type PurchaseType = z.output<typeof PurchaseType>;
/** `Yes`, `Yes, in multiples of...` and `No` (spec 34). */
export const Bulk = z.enum(['yes', 'multiples', 'no']);
export type Bulk = z.output<typeof Bulk>;
/** Which payment term is offered first (spec 45). */
export const DefaultTerm = z.enum(['inherit', 'lowest', 'lowest_monthly', 'highest']);
export type DefaultTerm = z.output<typeof DefaultTerm>;
/** When the details that the vendor needs are asked for (spec 64-67, X2). `not_asked` is a category's own default. */
export const DeferMode = z.enum(['not_asked', 'none', 'optional', 'hidden']);
export type DeferMode = z.output<typeof DeferMode>;
/** `Continue`, `Migrate`, `Cancel` (spec 51). */
export const TrialEnd = z.enum(['continue', 'migrate', 'cancel']);

export const maxImages = 8;

/** Spec 34-37. What does not apply (a limit that is off, a step without multiples) is kept and has no effect. */
export const Quantity = z.strictObject({
  bulk: Bulk,
  /** n of `Yes, in multiples of...`. */
  step: z.int().min(1, 'too_small').max(1_000_000, 'too_big'),
  isLimited: z.boolean(),
  min: z.int().min(1, 'too_small').max(1_000_000, 'too_big').nullable(),
  max: z.int().min(1, 'too_small').max(1_000_000, 'too_big').nullable(),
});
export type Quantity = z.output<typeof Quantity>;

/** Spec 47-52: recurring products only. */
export const Trial = z.strictObject({
  isSupported: z.boolean(),
  isForced: z.boolean(),
  days: z.int().min(1, 'too_small').max(365, 'too_big'),
  /** Days before its end that the client is told; fewer than it has. */
  noticeDays: z.int().min(0, 'too_small').max(364, 'too_big'),
  endAction: TrialEnd,
  /** For `migrate`. */
  migrateProductId: Id.nullable(),
});
export type Trial = z.output<typeof Trial>;

/** What the cart recommends beside a product (spec 69). */
export const RecommendationInput = z.strictObject({ kind: z.enum(['product', 'category']), id: Id });
export type RecommendationInput = z.output<typeof RecommendationInput>;

const fields = {
  /** Spec 26. */
  categoryId: Id,
  /** Spec 27. */
  type: ProductType,
  /** Spec 27: the products of a bundle, at least two singles, in order; none for a single product. */
  componentIds: z.array(Id).max(50, 'too_big'),
  /** Spec 28. */
  isActive: z.boolean(),
  /** Spec 29. */
  isVisible: z.boolean(),
  /** Spec 30. */
  name: line(200),
  /** Spec 31. */
  description: textOrEmpty(),
  /** Spec 33: last part of the store link; made of the name when it is not given. */
  slug: z.string().trim().max(maxSlugLength, 'too_long').regex(slugPattern, 'not_slug'),
  quantity: Quantity,
  /** Spec 38. */
  reportCode1: lineOrEmpty(60),
  reportCode2: lineOrEmpty(60),
  /** Spec 39: words that the store finds it by; null: not specified. */
  keywords: lineOrEmpty(500).nullable(),
  /** Spec 40. */
  purchaseType: PurchaseType,
  /** Spec 43: at least one to be orderable; term × currency is unique. */
  prices: z.array(Price).max(500, 'too_big'),
  /** Spec 44. */
  multiCurrency: z.enum(['inherit', ...MultiCurrency.options]),
  /** Spec 45. */
  defaultTerm: DefaultTerm,
  /** Spec 46; null: as the brand says. */
  allowAffiliate: z.boolean().nullable(),
  trial: Trial,
  /** Spec 53, 54. */
  revenueRecognition: z.enum(['inherit', ...RevenueRecognition.options]),
  /** Spec 61; null: not provisioned. */
  blueprint: z.literal('Software Licenses').nullable(),
  /** Spec 62: the provision configuration; null: cannot be sold yet. */
  connectionId: Id.nullable(),
  /** Spec 63. */
  setupFunction: z.literal('Create license'),
  /** Spec 64-67. */
  deferMode: z.enum(['inherit', 'none', 'optional', 'hidden']),
  /** Spec 68: tariff number or the vendor's name of it; stored as the number. */
  packageIdentifier: lineOrEmpty(60),
  /** Spec 69, in order. */
  recommendations: z.array(RecommendationInput).max(50, 'too_big'),
};

/** A new product: what is not given has the default of the specification. Without a slug one is made of the name. */
export const NewProduct = z.strictObject({
  ...withDefaults(fields, {
    type: 'single',
    componentIds: [],
    isActive: true,
    isVisible: true,
    description: '',
    quantity: { bulk: 'no', step: 2, isLimited: false, min: null, max: null },
    reportCode1: '',
    reportCode2: '',
    keywords: null,
    purchaseType: 'recurring',
    multiCurrency: 'inherit',
    defaultTerm: 'inherit',
    allowAffiliate: null,
    trial: {
      isSupported: false,
      isForced: false,
      days: 7,
      noticeDays: 1,
      endAction: 'continue',
      migrateProductId: null,
    },
    revenueRecognition: 'inherit',
    blueprint: 'Software Licenses',
    connectionId: null,
    setupFunction: 'Create license',
    deferMode: 'inherit',
    packageIdentifier: '',
    recommendations: [],
  }),
  slug: fields.slug.optional(),
});
/** A change: what is not given stays. Lists are given as a whole. */
export const ProductChange = z.strictObject({ ...z.strictObject(fields).partial().shape, id: Id });

/** Why a product cannot be ordered now. */
export const NotOrderable = z.enum([
  'inactive',
  'no_price',
  'no_connection',
  'connection_disabled',
  'no_package',
  /** It has prices, but only for terms that cannot be sold yet. */
  'no_sellable_term',
  /** Of a bundle: fewer than two products, or one that cannot be bought: inactive, without an enabled connection or a tariff. */
  'component',
  /** More at once than an order takes. */
  'needs_quantity',
  /** A mandatory option has no value with a price for any term that can be sold. */
  'unpriced_option',
]);
export type NotOrderable = z.output<typeof NotOrderable>;

/** A setting with what it inherits: what was set, what is in force and where that comes from (spec 2.15). */
const inherited = <V extends z.ZodType, E extends z.ZodType>(value: V, effective: E) =>
  z.strictObject({ value, effective, source: z.enum(['product', 'category', 'brand']) });

/** A line of a list of products. */
export const ProductRow = z.strictObject({
  id: Id,
  categoryId: Id,
  categoryName: z.string(),
  type: ProductType,
  purchaseType: PurchaseType,
  isActive: z.boolean(),
  isVisible: z.boolean(),
  name: z.string(),
  slug: z.string(),
  packageIdentifier: z.string(),
  /** Name of the tariff behind the package identifier, where known. */
  packageName: z.string().nullable(),
  connectionId: Id.nullable(),
  connectionName: z.string().nullable(),
  /** First picture. */
  imageAssetId: Id.nullable(),
  /** The one that stands for all: shortest term, in the brand's currency where it has one. */
  firstPrice: Price.nullable(),
  priceCount: z.int(),
  notOrderable: z.array(NotOrderable),
  createdAt: Instant,
  updatedAt: Instant,
});
export type ProductRow = z.output<typeof ProductRow>;

/** A price that an order can be placed at. */
export const SellablePrice = Price.extend({ termMonths: TermMonths });
export type SellablePrice = z.output<typeof SellablePrice>;
/** A product that can be ordered now, with its prices of the terms that can be sold; `rate` null: not converted. */
export const OrderableProduct = ProductRow.extend({
  prices: z.array(SellablePrice.extend({ rate: RateUsed.nullable() })),
});
export type OrderableProduct = z.output<typeof OrderableProduct>;

export const ProductImage = z.strictObject({ id: Id, assetId: Id, alt: z.string() });
export type ProductImage = z.output<typeof ProductImage>;

/** A product as a whole: what can be edited (each field as it was set) and what follows from it. */
export const Product = ProductRow.extend({
  ...fields,
  images: z.array(ProductImage),
  options: z.array(ProductOption),
  attributes: z.array(ProductAttribute),
  /** Names of what the lists of ids mean, in their order. */
  components: z.array(z.strictObject({ id: Id, name: z.string(), isActive: z.boolean() })),
  recommended: z.array(RecommendationInput.extend({ name: z.string(), isHidden: z.boolean() })),
  /** Provider of the connection (`ispmanager`). */
  provider: z.string().nullable(),
  effective: z.strictObject({
    multiCurrency: inherited(fields.multiCurrency, MultiCurrency),
    /** In force: the rule, or the brand's term. */
    defaultTerm: inherited(
      DefaultTerm,
      z.union([DefaultTerm.exclude(['inherit']), z.strictObject({ termMonths: PriceTerm })]),
    ),
    allowAffiliate: inherited(z.boolean().nullable(), z.boolean()),
    revenueRecognition: inherited(fields.revenueRecognition, RevenueRecognition),
    deferMode: inherited(fields.deferMode, DeferMode),
  }),
  /** Terms that have a price but cannot be sold yet. */
  unsellableTerms: z.array(PriceTerm),
  /** True: contracts were made of it. It can be deactivated, not deleted. */
  isInUse: z.boolean(),
});
export type Product = z.output<typeof Product>;
