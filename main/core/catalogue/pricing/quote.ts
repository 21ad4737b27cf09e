import type { Price } from '../../../../preload/api/catalogue-prices.ts';
import type { Quantity } from '../../../../preload/api/catalogue-product.ts';
import type { Quote, QuoteInput, QuoteProblem } from '../../../../preload/api/catalogue-store.ts';
import type { ProductAttribute, ProductOption } from '../../../../preload/api/product-options.ts';
import { quantityProblem } from '../products/quantity.ts';
import { type Converted, type Currencies, priceSource, type RateFor } from './rules.ts';

/** What of a product decides what a line of it costs. */
export interface Priced {
  readonly prices: readonly Price[];
  readonly quantity: Quantity;
  readonly options: readonly ProductOption[];
  readonly attributes: readonly ProductAttribute[];
}

type Line = Pick<QuoteInput, 'termMonths' | 'currency' | 'quantity' | 'choices'>;

/**
 * What a line costs: (base + options) × quantity (spec 2.9), with everything that keeps it from being ordered. A
 * mandatory choice that is missing is a problem; a value without a price for the term and currency is not offered, never
 * free. Where the currency is converted, one unit with its options is (spec 2.14), half up, and that times the quantity.
 */
export function quote(
  product: Priced,
  line: Line,
  currencies: Currencies,
  rateFor: RateFor,
  converted: Converted,
): Quote {
  const problems: QuoteProblem[] = [];
  const wrong = quantityProblem(product.quantity, line.quantity);
  if (wrong) problems.push({ code: 'quantity', quantity: wrong.code, limit: wrong.limit });

  const source = priceSource(product.prices, line.currency, currencies, rateFor);
  const from = typeof source === 'string' ? null : source;
  const base = from && amountOf(product.prices, line, from.currency);
  if (base === null)
    problems.push({ code: 'price_not_offered', why: typeof source === 'string' ? source : 'no_price' });

  const chosen = choose(product, line, from?.currency ?? null);
  problems.push(...chosen.problems);
  const options = chosen.options;
  // No amount while a choice is missing or wrong: a price without it would be another one than is paid.
  const isPriced = base !== null && chosen.problems.length === 0;
  const sum = isPriced ? options.reduce((all, option) => all + option.price.amountMinor, base) : null;
  const rate = from?.rate ?? null;
  const unit = sum === null || rate === null ? sum : converted(sum, rate);
  const total = unit === null ? null : unit * line.quantity;
  if (sum !== null && (unit === null || !Number.isSafeInteger(total))) {
    problems.push({ code: 'price_not_offered', why: 'no_price' });
  }
  const money = (amountMinor: number | null) =>
    amountMinor === null || !Number.isSafeInteger(amountMinor) ? null : { amountMinor, currency: line.currency };
  return {
    problems,
    base: base === null || !from ? null : { amountMinor: base, currency: from.currency },
    options,
    unit: money(unit),
    quantity: line.quantity,
    total: money(total),
    rate,
  };
}

const amountOf = (prices: readonly Price[], line: Line, currency: string): number | null =>
  prices.find((price) => price.termMonths === line.termMonths && price.currency === currency)?.amountMinor ?? null;

/** The chosen values with their prices in `currency` (null: nothing can be priced), and what is wrong with the choices. */
function choose(
  { options, attributes }: Priced,
  line: Line,
  currency: string | null,
): { options: Quote['options']; problems: QuoteProblem[] } {
  const problems: QuoteProblem[] = [];
  const priced: Quote['options'] = [];
  const open = new Map([...options, ...attributes].map((option) => [option.id, option]));
  const all = new Set(open.keys());
  for (const { optionId, valueId } of line.choices) {
    const option = open.get(optionId);
    if (!option) {
      problems.push({ code: all.has(optionId) ? 'option_twice' : 'option_unknown', optionId });
      continue;
    }
    open.delete(optionId);
    const value = options.find(({ id }) => id === optionId)?.values.find(({ id }) => id === valueId);
    const isAttribute =
      !value && attributes.some(({ id, values }) => id === optionId && values.some((v) => v.id === valueId));
    if (isAttribute) continue;
    if (!value) {
      problems.push({ code: 'option_unknown', optionId });
      continue;
    }
    if (currency === null) continue;
    const amountMinor = amountOf(value.prices, line, currency);
    if (amountMinor === null) problems.push({ code: 'option_not_offered', optionId });
    else priced.push({ optionId, valueId, name: value.name, price: { amountMinor, currency } });
  }
  for (const option of open.values()) {
    if (option.isRequired) problems.push({ code: 'option_required', optionId: option.id });
  }
  return { options: priced, problems };
}
