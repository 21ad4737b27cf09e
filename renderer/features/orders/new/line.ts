import { z } from 'zod';
import type { OrderableProduct, Product } from '../../../../preload/api/catalogue.ts';
import type { RateUsed } from '../../../../preload/api/catalogue-prices.ts';
import type { FieldError } from '../../../../preload/api/errors.ts';
import { addressesIn, OrderLine } from '../../../../preload/api/orders.ts';
import { orderQuantityComplaint } from '../../../../preload/api/quantity.ts';

/** What the form of one line holds, before it is in the basket. */
export interface LineValues {
  productId: string | null;
  termMonths: string | null;
  currency: string | null;
  /** Null: not entered. */
  quantity: number | null;
  /** Value by option or attribute; also those of products that were looked at before. */
  choices: Record<string, string | null>;
  ip: string;
  /** Begins with the product's trial. */
  trial: boolean;
  [key: string]: unknown;
}

/** The card that says that an option which need not be chosen is not. */
export const noChoice = 'none';

type Choices = { optionId: string; valueId: string }[];

/** The currency in which the prices of a line were set, and at which rate they are converted into the line's (spec 44). */
export interface PricedIn {
  readonly currency: string | null;
  readonly rate: RateUsed | null;
}

/** Where the prices come from of a product that is offered in a currency. */
export function pricedIn(product: OrderableProduct | undefined, currency: string | null): PricedIn {
  const rate = product?.prices.find((price) => price.currency === currency)?.rate ?? null;
  return { currency: rate?.from ?? currency, rate };
}

/**
 * What is chosen of a product, options first. What has no price for the term in the currency that the prices were set in is
 * not offered, so not chosen.
 */
export function choicesOf(
  product: Product | undefined,
  values: Pick<LineValues, 'choices' | 'termMonths'>,
  source: Pick<PricedIn, 'currency'>,
): Choices {
  const isOffered = (prices: readonly { readonly termMonths: number; readonly currency: string }[]): boolean =>
    prices.some(({ termMonths, currency }) => String(termMonths) === values.termMonths && currency === source.currency);
  const options = (product?.options ?? []).flatMap((option) => {
    const value = option.values.find(({ id }) => id === values.choices[option.id]);
    return value && isOffered(value.prices) ? [{ optionId: option.id, valueId: value.id }] : [];
  });
  const attributes = (product?.attributes ?? []).flatMap((attribute) => {
    const value = attribute.values.find(({ id }) => id === values.choices[attribute.id]);
    return value ? [{ optionId: attribute.id, valueId: value.id }] : [];
  });
  return [...options, ...attributes];
}

/** How many are ordered: one of a product that is not sold in bulk, whatever was entered for another one. */
export const quantityOf = (product: Product | undefined, values: Pick<LineValues, 'quantity'>): number | null =>
  product?.quantity.bulk === 'no' ? 1 : values.quantity;

/** How many licenses are bought with so many of a product: of a bundle one for each of its products. */
export const licensesFor = (product: Product | undefined, quantity: number): number =>
  quantity * Math.max(1, product?.components.length ?? 0);

/** Whether the form asks for addresses: before payment for all, or for those that are known (spec 64-67). */
export const asksAddress = (product: Product | undefined): boolean => {
  const mode = product?.effective.deferMode.effective;
  return mode === 'none' || mode === 'optional';
};

const address = z.union([z.ipv4(), z.ipv6()]);

/** What core says of addresses, so that it is said on leaving the field. */
function addressComplaint(text: string, quantity: number, isNeeded: boolean): FieldError | null {
  const all = addressesIn(text);
  if (all.length > quantity) return { code: 'too_many_addresses', params: { maximum: quantity } };
  const wrong = all.find((each) => !address.safeParse(each).success);
  if (wrong !== undefined)
    return quantity === 1 ? { code: 'not_ip' } : { code: 'not_ip_in_list', params: { address: wrong } };
  const lower = all.map((each) => each.toLowerCase());
  const twice = all.find((_, at) => lower.indexOf(lower[at] ?? '') < at);
  if (twice !== undefined) return { code: 'duplicate_address', params: { address: twice } };
  if (!isNeeded || all.length === quantity) return null;
  return quantity === 1 ? { code: 'required' } : { code: 'too_few_addresses', params: { minimum: quantity } };
}

/**
 * The call's own schema of a line with the rules of the product that is chosen: its quantities, choices and details. `quantity`:
 * what the addresses are for.
 */
export function lineSchema(product: Product | undefined, quantity: number) {
  const complain = (context: z.core.$RefinementCtx, complaint: FieldError | null, path: string[] = []): void => {
    if (complaint) context.addIssue({ code: 'custom', message: complaint.code, params: { ...complaint.params }, path });
  };
  return OrderLine.extend({
    quantity: z.int('required').superRefine((entered, context) => {
      if (product) complain(context, orderQuantityComplaint(product.quantity, entered, licensesFor(product, 1)));
    }),
    choices: OrderLine.shape.choices.superRefine((choices, context) => {
      for (const option of [...(product?.options ?? []), ...(product?.attributes ?? [])]) {
        if (option.isRequired && !choices.some(({ optionId }) => optionId === option.id))
          complain(context, { code: 'required' }, [option.id]);
      }
    }),
    ip: OrderLine.shape.ip.superRefine((text, context) => {
      if (!product || !asksAddress(product)) return;
      complain(
        context,
        addressComplaint(text, licensesFor(product, quantity), product.effective.deferMode.effective === 'none'),
      );
    }),
  });
}

/** What the product's rule says of a quantity in the basket, or null: nothing. */
export const quantityMessage = (product: Product, quantity: number): FieldError | null =>
  Number.isInteger(quantity)
    ? orderQuantityComplaint(product.quantity, quantity, licensesFor(product, 1))
    : { code: 'required' };

/** Currencies of a product, the one that is preferred first. */
export function currenciesOf(product: OrderableProduct | undefined, preferred: string | undefined): string[] {
  const all = [...new Set(product?.prices.map(({ currency }) => currency))].toSorted();
  return all.toSorted((a, b) => Number(b === preferred) - Number(a === preferred));
}

/** Terms of a product in one currency, the shorter first. */
export function termsIn(product: OrderableProduct | undefined, currency: string | null): OrderableProduct['prices'] {
  return (product?.prices ?? [])
    .filter((price) => price.currency === currency)
    .toSorted((a, b) => a.termMonths - b.termMonths);
}
