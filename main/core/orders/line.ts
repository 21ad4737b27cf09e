import type { RateUsed } from '../../../preload/api/catalogue-prices.ts';
import type { Product } from '../../../preload/api/catalogue.ts';
import type { Trial } from '../../../preload/api/catalogue-product.ts';
import type { Quote, QuoteProblem } from '../../../preload/api/catalogue-store.ts';
import type { FieldError } from '../../../preload/api/errors.ts';
import { addressesIn, type OrderChoice, type OrderLine } from '../../../preload/api/orders.ts';
import { orderQuantityComplaint } from '../../../preload/api/quantity.ts';
import type { CatalogueService } from '../catalogue/index.ts';
import { AppError, shares } from '../kernel/index.ts';
import type { OrdersTrials } from './deps.ts';
import { addressComplaint } from './rules.ts';

/** A choice with the ids that it was made by. Amounts in minor units of the order's currency. */
export interface SoldChoice extends Pick<OrderChoice, 'kind' | 'name' | 'value'> {
  readonly optionId: string;
  readonly valueId: string;
  /** Of one; null: an attribute. */
  readonly amountMinor: number | null;
}

/** A product that is bought for each unit of a line, with its own provisioning: the product itself, or each of a bundle. */
export interface SoldPart {
  readonly productId: string;
  readonly productName: string;
  readonly connectionId: string;
  readonly packageIdentifier: string;
  /** How much of a unit's price is its own, against those of the other parts. */
  readonly weight: number;
}

/** What a line of an order sells, with the prices of now. Amounts in minor units of the order's currency, before discount and tax. */
export interface SoldLine {
  readonly product: Product;
  /** What is bought for each unit; of a bundle its products in their order (spec 2.9). */
  readonly parts: readonly SoldPart[];
  readonly termMonths: OrderLine['termMonths'];
  readonly quantity: number;
  readonly baseMinor: number;
  readonly unitMinor: number;
  /** At which the prices were converted (spec 2.14), frozen with what is sold; null: they are set in the order's currency. */
  readonly rate: RateUsed | null;
  /** All of them, before discount and tax. */
  readonly totalMinor: number;
  /** Options first, each in the order of the form. */
  readonly choices: readonly SoldChoice[];
  readonly addresses: readonly string[];
  /** What it begins with, or null. Nothing is paid for it before that ends. */
  readonly trial: Trial | null;
}

/** The trial that a line begins with, and what is wrong with that. */
export type TrialOf = (product: Product) => ReturnType<OrdersTrials['check']>;

type Known = Pick<CatalogueService, 'findProduct' | 'getProduct' | 'store'>;

/**
 * What a line asks for as it can be sold now (spec 2.9): (base + options) × quantity by the catalogue's quote.
 * A line that begins with a trial costs nothing now (spec 48).
 * A product without a price in the order's currency is sold at a converted one where its rule says so (spec 44).
 * @throws AppError `order.product_unavailable`, `order.no_price`, `order.not_in_currency`, `order.no_rate`,
 *   `input.invalid` naming quantity, choices.<option>, ip and trial
 */
export function sell(catalogue: Known, currency: string, item: OrderLine, trialOf: TrialOf): SoldLine {
  const product = catalogue.findProduct(item.productId) && catalogue.getProduct(item.productId);
  if (!product) throw new AppError('order.product_unavailable');
  const reason = whyUnavailable(product);
  if (reason !== null) throw new AppError('order.product_unavailable', { params: { reason } });
  const quote = catalogue.store.quoteOf(product, { ...item, currency });
  if (quote.base === null) throw noPrice(quote, currency);
  const addresses = addressesIn(item.ip);
  const { trial, complaint } = trialOf(product);
  const sold = soldParts(catalogue, product, { termMonths: item.termMonths, currency: quote.base.currency });
  const fields = { ...complaints(product, quote, { ...item, addresses, parts: sold.length }), ...complaint };
  if (Object.keys(fields).length > 0) throw new AppError('input.invalid', { fields });
  const total = totalOf(quote);
  if (total === null || quote.unit === null) throw noPrice(quote, currency);
  const parts = partsOf(quote, quote.unit.amountMinor);
  return {
    product,
    parts: sold,
    termMonths: item.termMonths,
    quantity: item.quantity,
    baseMinor: parts.baseMinor,
    unitMinor: quote.unit.amountMinor,
    rate: quote.rate,
    totalMinor: trial ? 0 : total,
    choices: chosen(product, item.choices, parts.priceOf),
    addresses,
    trial,
  };
}

/**
 * What is bought for a unit of a product. The price of a bundle is one (spec 27); what each of its products costs by itself
 * says how much of it is that product's: by the prices of the same term and currency, equally where one has none.
 * @throws AppError `order.product_unavailable`
 */
function soldParts(
  catalogue: Known,
  product: Product,
  at: { readonly termMonths: number; readonly currency: string },
): SoldPart[] {
  const parts = product.type === 'single' ? [product] : product.components.map(({ id }) => catalogue.getProduct(id));
  const prices = parts.map(
    (part) =>
      part.prices.find((price) => price.termMonths === at.termMonths && price.currency === at.currency)?.amountMinor ??
      0,
  );
  const isWeighed = prices.every((price) => price > 0);
  return parts.map((part, index) => {
    if (part.connectionId === null)
      throw new AppError('order.product_unavailable', { params: { reason: 'component' } });
    return {
      productId: part.id,
      productName: part.name,
      connectionId: part.connectionId,
      packageIdentifier: part.packageIdentifier,
      weight: isWeighed ? (prices[index] ?? 1) : 1,
    };
  });
}

/** Why a product cannot be ordered at all; null: it can, for what it has a price for. */
export const whyUnavailable = (product: Product): string | null =>
  // A product without any price has no price for this term either, and that is the more useful answer.
  product.notOrderable.find((each) => each !== 'no_price') ?? null;

/** What a line comes to in the order's currency, in minor units; null: it cannot be sold like this. */
export const totalOf = (quote: Quote): number | null =>
  quote.problems.length > 0 ? null : (quote.total?.amountMinor ?? null);

/** Why there is no price, in the words of the rule that says so (spec 44). */
function noPrice({ problems }: Quote, currency: string): AppError {
  const why = problems.find(({ code }) => code === 'price_not_offered')?.why;
  if (why === 'omitted') return new AppError('order.not_in_currency', { params: { currency } });
  if (why === 'no_rate') return new AppError('order.no_rate', { params: { currency } });
  return new AppError('order.no_price');
}

/**
 * What of one unit is the product's own and what each option's, in the order's currency. A converted unit is rounded once, as a
 * whole (spec 2.14); its parts are split off it by largest remainder, so that the lines of the invoice add up to it.
 */
function partsOf(quote: Quote, unitMinor: number): { baseMinor: number; priceOf: ReadonlyMap<string, number> } {
  const set = [quote.base?.amountMinor ?? 0, ...quote.options.map(({ price }) => price.amountMinor)];
  const [baseMinor = 0, ...ofOptions] = quote.rate === null ? set : shares(unitMinor, set);
  return { baseMinor, priceOf: new Map(quote.options.map(({ valueId }, at) => [valueId, ofOptions[at] ?? 0])) };
}

/** What keeps a line from being sold, at the field where it is mended. */
function complaints(
  product: Product,
  quote: Quote,
  {
    quantity,
    addresses,
    parts,
  }: { readonly quantity: number; readonly addresses: readonly string[]; readonly parts: number },
): Record<string, FieldError> {
  const fields: Record<string, FieldError> = {};
  const ofQuantity = orderQuantityComplaint(product.quantity, quantity, parts);
  if (ofQuantity) fields['quantity'] = ofQuantity;
  for (const { code, optionId } of quote.problems) {
    const choice = choiceComplaints[code];
    if (choice && optionId !== undefined) fields[`choices.${optionId}`] = { code: choice };
  }
  const ofAddresses = addressComplaint(addresses, quantity * parts, product.effective.deferMode.effective);
  if (ofAddresses) fields['ip'] = ofAddresses;
  return fields;
}

const choiceComplaints: Readonly<Record<QuoteProblem['code'], FieldError['code'] | null>> = {
  option_required: 'required',
  option_unknown: 'not_found',
  option_twice: 'duplicate',
  option_not_offered: 'not_offered',
  price_not_offered: null,
  quantity: null,
};

/** The choices as they are called and cost now. */
function chosen(product: Product, choices: OrderLine['choices'], priceOf: ReadonlyMap<string, number>): SoldChoice[] {
  const valueOf = new Map(choices.map(({ optionId, valueId }) => [optionId, valueId]));
  const of = (
    kind: SoldChoice['kind'],
    all: readonly { id: string; name: string; values: readonly { id: string; name: string }[] }[],
  ) =>
    all.flatMap((option): SoldChoice[] => {
      const value = option.values.find(({ id }) => id === valueOf.get(option.id));
      if (!value) return [];
      const amountMinor = kind === 'attribute' ? null : (priceOf.get(value.id) ?? 0);
      return [{ kind, optionId: option.id, valueId: value.id, name: option.name, value: value.name, amountMinor }];
    });
  return [...of('option', product.options), ...of('attribute', product.attributes)];
}
