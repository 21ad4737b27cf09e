import type { catalogue } from '../../../../preload/api/catalogue.ts';
import type { Product } from '../../../../preload/api/catalogue-product.ts';
import {
  maxStoreCards,
  type Quote,
  type QuoteInput,
  type RecommendedProduct,
  type StoreCard,
  type StoreCategory,
  type StoreProduct,
} from '../../../../preload/api/catalogue-store.ts';
import type { Parsed } from '../../../../preload/api/contract.ts';
import { notFound } from '../../kernel/index.ts';
import { converted, type RatesService } from '../../rates/index.ts';
import type { Store } from '../../store/index.ts';
import type { TranslationsService } from '../../translations/index.ts';
import { storeText } from '../categories/rules.ts';
import { findCategory } from '../categories/store.ts';
import type { BrandDefaults } from '../products/inherit.ts';
import { smallestQuantity } from '../products/quantity.ts';
import { productWithSlug } from '../products/store.ts';
import { trialOf } from '../products/trial.ts';
import { quote } from './quote.ts';
import { type Currencies, defaultTerm, lowestOffer, offersFrom, offersIn, priceSource, type RateFor } from './rules.ts';
import { listedIds, recommendedIds } from './store.ts';

export interface PricingDeps {
  readonly store: Store;
  readonly brand: { settings(): BrandDefaults & { readonly defaultLanguage: string } };
  readonly rates: Pick<RatesService, 'rateFor'>;
  readonly translations: Pick<TranslationsService, 'reader'>;
  readonly getProduct: (id: string) => Product;
}

/** What clients see and pay: quotes, the store's product page, what the cart recommends. */
export function pricingService({ store, brand, rates, translations, getProduct }: PricingDeps) {
  const rateFor: RateFor = (from, to) => rates.rateFor(from, to);
  const currenciesOf = (product: Pick<Product, 'effective'>): Currencies => ({
    rule: product.effective.multiCurrency.effective,
    brandCurrency: brand.settings().defaultCurrency,
  });

  /** What a line costs and what keeps it from being ordered. @throws AppError `not_found` */
  function quoteLine(input: QuoteInput): Quote {
    return quoteOf(getProduct(input.productId), input);
  }

  /** As `quote`, of a product that was read already. */
  function quoteOf(product: Product, input: Omit<QuoteInput, 'productId'>): Quote {
    return quote(product, input, currenciesOf(product), rateFor, converted);
  }

  /** A product as clients see it, also before it is listed (spec 33). @throws AppError `not_found`: no such store link */
  function storeProduct(input: Parsed<typeof catalogue.storeProduct>): StoreProduct {
    const id = productWithSlug(store, input.slug);
    if (id === undefined) throw notFound();
    const product = getProduct(id);
    const category = findCategory(store, product.categoryId);
    if (!category) throw notFound();
    const language = input.language ?? brand.settings().defaultLanguage;
    const currency = input.currency ?? brand.settings().defaultCurrency;
    const { text, fallbacks } = translations.reader(language, [
      ...[product, category, ...product.images, ...product.components].map((each) => each.id),
      ...[...product.options, ...product.attributes].flatMap((each) => [each.id, ...each.values.map((v) => v.id)]),
    ]);
    const source = priceSource(product.prices, currency, currenciesOf(product), rateFor);
    const offers = typeof source === 'string' ? [] : offersFrom(product.prices, currency, source, converted);
    const shown = {
      name: text(id, 'name', product.name),
      description: text(id, 'description', product.description),
      category: {
        id: category.id,
        name: text(category.id, 'name', category.name),
        text: storeText({
          description: text(category.id, 'description', category.description),
          shortDescription: text(category.id, 'shortDescription', category.shortDescription),
        }),
      },
      images: product.images.map((image) => ({ assetId: image.assetId, alt: text(image.id, 'alt', image.alt) })),
      options: product.options.map((option) => ({
        id: option.id,
        name: text(option.id, 'name', option.name),
        isRequired: option.isRequired,
        values: option.values.map((value) => ({
          id: value.id,
          name: text(value.id, 'name', value.name),
          offers: typeof source === 'string' ? [] : offersFrom(value.prices, currency, source, converted),
        })),
      })),
      attributes: product.attributes.map((attribute) => ({
        id: attribute.id,
        name: text(attribute.id, 'name', attribute.name),
        isRequired: attribute.isRequired,
        values: attribute.values.map((value) => ({
          id: value.id,
          name: text(value.id, 'name', value.name),
          offers: [],
        })),
      })),
      components: product.components.map((each) => ({ id: each.id, name: text(each.id, 'name', each.name) })),
    };
    return {
      id,
      slug: product.slug,
      language,
      ...shown,
      fallbacks: fallbacks(),
      isListed: product.isActive && product.isVisible,
      purchaseType: product.purchaseType,
      currency,
      offers,
      notOffered: typeof source === 'string' ? source : offers.length === 0 ? 'no_price' : null,
      defaultTermMonths: defaultTerm(offers, product.effective.defaultTerm.effective),
      quantity: product.quantity,
      firstQuantity: smallestQuantity(product.quantity),
      trial: trialOf(product),
      deferMode: product.effective.deferMode.effective,
    };
  }

  /**
   * A category of the store: the cards of its listed products that are offered in the currency, and that of the product
   * being previewed whatever it is (spec 23, 28, 29, 33, 44). @throws AppError `not_found`
   */
  function storeCategory(input: Parsed<typeof catalogue.storeCategory>): StoreCategory {
    const category = findCategory(store, input.id);
    if (!category) throw notFound();
    const language = input.language ?? brand.settings().defaultLanguage;
    const currency = input.currency ?? brand.settings().defaultCurrency;
    const products: StoreCard[] = [];
    for (const id of listedIds(store, category.id, input.previewId ?? null)) {
      // Of a long category the first ones are shown, and there is always room for the one that is previewed.
      if (products.length >= maxStoreCards && id !== input.previewId) continue;
      const card = cardOf(getProduct(id), language, currency);
      if (card.from === null && id !== input.previewId) continue;
      if (products.length >= maxStoreCards) products.pop();
      products.push(card);
    }
    const { text } = translations.reader(language, [category.id]);
    return {
      id: category.id,
      name: text(category.id, 'name', category.name),
      text: storeText({
        description: text(category.id, 'description', category.description),
        shortDescription: text(category.id, 'shortDescription', category.shortDescription),
      }),
      products,
    };
  }

  function cardOf(product: Product, language: string, currency: string): StoreCard {
    const [image] = product.images;
    const { text } = translations.reader(language, [product.id, ...(image ? [image.id] : [])]);
    const found = offersIn(product.prices, currency, currenciesOf(product), rateFor, converted);
    const offers = typeof found === 'string' ? [] : found;
    const term = defaultTerm(offers, product.effective.defaultTerm.effective);
    return {
      id: product.id,
      slug: product.slug,
      name: text(product.id, 'name', product.name),
      description: text(product.id, 'description', product.description),
      image: image ? { assetId: image.assetId, alt: text(image.id, 'alt', image.alt) } : null,
      isListed: product.isActive && product.isVisible,
      from: lowestOffer(offers),
      first: offers.find((each) => each.termMonths === term) ?? null,
      notOffered: typeof found === 'string' ? found : offers.length === 0 ? 'no_price' : null,
    };
  }

  /**
   * What the cart recommends for what is in it, in the order of the recommendations: no product that is in it already, is
   * inactive, not visible, or not offered in its currency (spec 69, 2.15).
   */
  function recommended(input: Parsed<typeof catalogue.recommended>): RecommendedProduct[] {
    const language = input.language ?? brand.settings().defaultLanguage;
    const shown: RecommendedProduct[] = [];
    for (const id of recommendedIds(store, input.productIds)) {
      if (shown.length >= input.limit) break;
      const product = getProduct(id);
      const offers = offersIn(product.prices, input.currency, currenciesOf(product), rateFor, converted);
      if (typeof offers === 'string') continue;
      const term = defaultTerm(offers, product.effective.defaultTerm.effective);
      const offer = offers.find((each) => each.termMonths === term);
      if (!offer) continue;
      const name = translations.reader(language, [id]).text(id, 'name', product.name);
      shown.push({ id, slug: product.slug, name, imageAssetId: product.imageAssetId, offer });
    }
    return shown;
  }

  return { quote: quoteLine, quoteOf, storeProduct, storeCategory, recommended };
}
