import type { Product } from '../../../preload/api/catalogue.ts';
import type { Trial } from '../../../preload/api/catalogue-product.ts';
import type { Quote, QuoteProblem } from '../../../preload/api/catalogue-store.ts';
import type { FieldError } from '../../../preload/api/errors.ts';
import type { Parsed } from '../../../preload/api/contract.ts';
import { addressesIn, type OrderChoice, type orders } from '../../../preload/api/orders.ts';
import { orderQuantityComplaint } from '../../../preload/api/quantity.ts';
import type { CatalogueService } from '../catalogue/index.ts';
import { AppError, plainMoney } from '../kernel/index.ts';
import { addressComplaint } from './rules.ts';

type PlaceInput = Parsed<typeof orders.place>;

/** A choice with the ids that it was made by. Amounts in minor units of the order's currency. */
export interface SoldChoice extends Pick<OrderChoice, 'kind' | 'name' | 'value'> {
  readonly optionId: string;
  readonly valueId: string;
  /** Of one; null: an attribute. */
  readonly amountMinor: number | null;
}

/** What an order sells, with the prices of now. Amounts in minor units of the order's currency. */
export interface SoldLine {
  readonly product: Product;
  readonly connectionId: string;
  readonly baseMinor: number;
  readonly unitMinor: number;
  readonly totalMinor: number;
  /** Options first, each in the order of the form. */
  readonly choices: readonly SoldChoice[];
  readonly addresses: readonly string[];
  /** What it begins with, or null. Nothing is paid for it before that ends. */
  readonly trial: Trial | null;
}

/** The trial that a line begins with. @throws AppError `input.invalid` (trial, quantity) */
export type TrialOf = (product: Product, asked: { wanted: boolean; quantity: number }) => Trial | null;

/**
 * What an order asks for as it can be sold now (spec 2.9): (base + options) × quantity by the catalogue's quote, held to
 * the total that the person saw.
 * @throws AppError `order.product_unavailable`, `order.no_price`, `input.invalid` naming quantity, choices.<option> and
 *   ip, `order.price_changed` (params old, new)
 */
export function sell(
  catalogue: Pick<CatalogueService, 'findProduct' | 'getProduct' | 'store'>,
  input: PlaceInput,
  trialOf: TrialOf,
): SoldLine {
  if (!catalogue.findProduct(input.productId)) throw new AppError('order.product_unavailable');
  const product = catalogue.getProduct(input.productId);
  // A product without any price has no price for this term either, and that is the more useful answer.
  const reason = product.notOrderable.find((each) => each !== 'no_price');
  if (reason !== undefined || product.connectionId === null) {
    throw new AppError('order.product_unavailable', { params: { reason: reason ?? 'no_connection' } });
  }
  const { currency, quantity } = input;
  const quote = catalogue.store.quote({ ...input });
  // A converted price is one that nobody set: an order is at the prices of its own currency.
  const isPriced = quote.base !== null && quote.rate === null;
  if (!isPriced) throw new AppError('order.no_price');
  const addresses = addressesIn(input.ip);
  const fields = complaints(product, quote, { quantity, addresses });
  if (Object.keys(fields).length > 0) throw new AppError('input.invalid', { fields });
  const trial = trialOf(product, { wanted: input.trial, quantity });
  const total = trial && quote.total ? { ...quote.total, amountMinor: 0 } : quote.total;
  if (quote.problems.length > 0 || total === null || quote.unit === null || quote.base === null)
    throw new AppError('order.no_price');
  if (total.amountMinor !== input.expectedTotalMinor) {
    throw new AppError('order.price_changed', {
      params: { old: plainMoney(input.expectedTotalMinor, currency), new: plainMoney(total.amountMinor, currency) },
    });
  }
  return {
    product,
    connectionId: product.connectionId,
    baseMinor: quote.base.amountMinor,
    unitMinor: quote.unit.amountMinor,
    totalMinor: total.amountMinor,
    choices: chosen(product, input.choices, quote),
    addresses,
    trial,
  };
}

/** What keeps a line from being sold, at the field where it is mended. */
function complaints(
  product: Product,
  quote: Quote,
  { quantity, addresses }: { readonly quantity: number; readonly addresses: readonly string[] },
): Record<string, FieldError> {
  const fields: Record<string, FieldError> = {};
  const ofQuantity = orderQuantityComplaint(product.quantity, quantity);
  if (ofQuantity) fields['quantity'] = ofQuantity;
  for (const { code, optionId } of quote.problems) {
    const choice = choiceComplaints[code];
    if (choice && optionId !== undefined) fields[`choices.${optionId}`] = { code: choice };
  }
  const ofAddresses = addressComplaint(addresses, quantity, product.effective.deferMode.effective);
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
function chosen(product: Product, choices: PlaceInput['choices'], quote: Quote): SoldChoice[] {
  const valueOf = new Map(choices.map(({ optionId, valueId }) => [optionId, valueId]));
  const priceOf = new Map(quote.options.map((option) => [option.valueId, option.price.amountMinor]));
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
