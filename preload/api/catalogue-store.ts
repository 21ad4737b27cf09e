import { z } from 'zod';
import { DeferMode, PurchaseType, Quantity, Trial } from './catalogue-product.ts';
import { Offer, NotOffered, RateUsed } from './catalogue-prices.ts';
import { ContentLanguage, Currency, Id, Money, PriceTerm } from './values.ts';

/** What an order line asks for. */
export const QuoteInput = z.strictObject({
  productId: Id,
  termMonths: PriceTerm,
  currency: Currency,
  quantity: z.int().min(0).max(100_000_000).default(1),
  /** Chosen value of each option and attribute. */
  choices: z
    .array(z.strictObject({ optionId: Id, valueId: Id }))
    .max(200)
    .default([]),
});
export type QuoteInput = z.output<typeof QuoteInput>;

export const QuantityProblem = z.enum(['not_one', 'too_small', 'too_big', 'not_multiple']);
export type QuantityProblem = z.output<typeof QuantityProblem>;

/** What keeps a line from being ordered. `optionId`: of which option or attribute. `limit`: min, max or n. */
export const QuoteProblem = z.strictObject({
  code: z.enum([
    'price_not_offered',
    'option_required',
    'option_unknown',
    'option_twice',
    'option_not_offered',
    'quantity',
  ]),
  optionId: Id.optional(),
  quantity: QuantityProblem.optional(),
  limit: z.int().optional(),
  why: NotOffered.optional(),
});
export type QuoteProblem = z.output<typeof QuoteProblem>;

/** What a line costs: (base + options) × quantity (spec 2.9). Amounts are null while something has no price. */
export const Quote = z.strictObject({
  problems: z.array(QuoteProblem),
  base: Money.nullable(),
  /** The priced choices, in the currency that was asked for, or in the one that is converted. */
  options: z.array(z.strictObject({ optionId: Id, valueId: Id, name: z.string(), price: Money })),
  /** One, with its options. */
  unit: Money.nullable(),
  quantity: z.int(),
  total: Money.nullable(),
  rate: RateUsed.nullable(),
});
export type Quote = z.output<typeof Quote>;

const StoreChoice = z.strictObject({
  id: Id,
  name: z.string(),
  isRequired: z.boolean(),
  values: z.array(z.strictObject({ id: Id, name: z.string(), offers: z.array(Offer) })),
});

const StoreImage = z.strictObject({ assetId: Id, alt: z.string() });

/** A product as a client sees it, in one language and currency (spec 33: also before it is listed). */
export const StoreProduct = z.strictObject({
  id: Id,
  slug: z.string(),
  /** The language of the texts, and those of them that fell back to the default language. */
  language: ContentLanguage,
  fallbacks: z.int(),
  name: z.string(),
  description: z.string(),
  category: z.strictObject({
    id: Id,
    name: z.string(),
    /** The short description where there is one, else the description (spec 23). */
    text: z.string(),
  }),
  images: z.array(StoreImage),
  /** False: staff see it only (not active, or not visible to clients). */
  isListed: z.boolean(),
  purchaseType: PurchaseType,
  currency: Currency,
  offers: z.array(Offer),
  /** Why there is none. */
  notOffered: NotOffered.nullable(),
  defaultTermMonths: PriceTerm.nullable(),
  quantity: Quantity,
  /** The smallest quantity that can be ordered: what an order begins with. */
  firstQuantity: z.int(),
  trial: Trial.nullable(),
  deferMode: DeferMode,
  options: z.array(StoreChoice),
  attributes: z.array(StoreChoice),
  components: z.array(z.strictObject({ id: Id, name: z.string() })),
});
export type StoreProduct = z.output<typeof StoreProduct>;

/** A product's card as it stands in its category (spec 30-32, 44, 45), in one language and currency. */
export const StoreCard = z.strictObject({
  id: Id,
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  image: StoreImage.nullable(),
  isListed: z.boolean(),
  /** The lowest of its prices, of the shortest term that has it; null: not offered in the currency. */
  from: Offer.nullable(),
  /** The offer of the term that is chosen at first. */
  first: Offer.nullable(),
  notOffered: NotOffered.nullable(),
});
export type StoreCard = z.output<typeof StoreCard>;

/** A category of the store with the cards of its products, as clients see it. */
export const StoreCategory = z.strictObject({
  id: Id,
  name: z.string(),
  /** The short description where there is one, else the description (spec 23). */
  text: z.string(),
  /** At most `maxStoreCards`, in the category's order. */
  products: z.array(StoreCard),
});
export type StoreCategory = z.output<typeof StoreCategory>;
export const maxStoreCards = 40;

/** What the cart recommends (spec 69). */
export const RecommendedProduct = z.strictObject({
  id: Id,
  slug: z.string(),
  name: z.string(),
  imageAssetId: Id.nullable(),
  offer: Offer,
});
export type RecommendedProduct = z.output<typeof RecommendedProduct>;
