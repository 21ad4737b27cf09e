import type { Parsed } from '../../../preload/api/contract.ts';
import type { Quote } from '../../../preload/api/catalogue-store.ts';
import type { BasketQuote, OrderLine, orders } from '../../../preload/api/orders.ts';
import { AppError } from '../kernel/index.ts';
import { type GrantedPromo, shownVerdict } from '../promo-codes/index.ts';
import type { AskedTrial, OrdersDeps, TrialProblem } from './deps.ts';
import { sell, type SoldLine, totalOf, whyUnavailable } from './line.ts';

type Deps = Pick<OrdersDeps, 'catalogue' | 'promoCodes' | 'billing' | 'trials'>;
type Basket = Pick<Parsed<typeof orders.place>, 'currency' | 'items' | 'promoCode'>;

/** A basket as it can be sold now. Minor units of its currency. */
export interface SoldBasket {
  readonly lines: readonly SoldLine[];
  /** What is taken off each line. */
  readonly discounts: readonly number[];
  readonly promo: GrantedPromo | null;
  readonly discountMinor: number;
  readonly taxMinor: number;
  /** What is to be paid: after the discount, with tax. */
  readonly totalMinor: number;
}

/**
 * Prices a basket for a client: each line by the catalogue, the code's discount, then the tax on what is left (spec 2.8,
 * 2.14). @throws AppError as `sell`, its fields under `items.<line>.`; `promo.*`: why the code gives nothing
 */
export function sellBasket(deps: Deps, basket: Basket & { readonly clientId: string }): SoldBasket {
  const { currency, clientId } = basket;
  const lines = basket.items.map((item, at) =>
    inLine(at, basket.items.length, () =>
      sell(deps.catalogue, currency, item, (product) =>
        deps.trials.check(clientId, product, askedTrial(basket.items, at, item)),
      ),
    ),
  );
  let promo: GrantedPromo | null = null;
  if (basket.promoCode !== '') {
    const found = deps.promoCodes.check(basket.promoCode, { clientId, currency, lines: lines.map(promoLine) });
    if (!found.isValid) throw new AppError(found.refusal.code, { params: found.refusal.params });
    promo = found;
  }
  const discounts = promo?.discounts ?? lines.map(() => 0);
  const { tax, total } = deps.billing.quote({
    clientId,
    currency,
    lines: lines.map(({ totalMinor }, at) => ({ amountMinor: totalMinor - (discounts[at] ?? 0) })),
  });
  const discountMinor = discounts.reduce((sum, each) => sum + each, 0);
  return { lines, discounts, promo, discountMinor, taxMinor: tax.amountMinor, totalMinor: total.amountMinor };
}

/** One trial of a product in an order: the first line that asks for it has it, and it is forced on no other one. */
const askedTrial = (
  items: readonly OrderLine[],
  at: number,
  { productId, trial, quantity }: OrderLine,
): AskedTrial => ({
  wanted: trial,
  quantity,
  isTaken: items.some((other, index) => other.trial && other.productId === productId && (!trial || index < at)),
});

const promoLine = ({ product, quantity, totalMinor }: SoldLine) => ({ productId: product.id, quantity, totalMinor });

/** Complaints of a line name it, of several also those of no field. */
function inLine<Result>(at: number, of: number, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { code, params, fields } = error;
    throw new AppError(code, {
      ...(params || of > 1 ? { params: { ...params, ...(of > 1 ? { line: at + 1 } : {}) } } : {}),
      ...(fields
        ? { fields: Object.fromEntries(Object.entries(fields).map(([name, each]) => [`items.${at}.${name}`, each])) }
        : {}),
    });
  }
}

/**
 * What a basket costs now, line by line, and what keeps it from being ordered; nothing is thrown for that. While a line
 * has no price there is no sum, and a code is not tried.
 */
export function quoteBasket(deps: Deps, input: Parsed<typeof orders.quote>): BasketQuote {
  const { currency, clientId } = input;
  const money = (amountMinor: number) => ({ amountMinor, currency });
  const lines = input.items.map((item, at) =>
    quoteLine(deps, { clientId, currency }, item, askedTrial(input.items, at, item)),
  );
  const totals = lines.flatMap(({ totalMinor }) => (totalMinor === null ? [] : [totalMinor]));
  const isPriced = totals.length === lines.length;
  const found =
    input.promoCode === '' || !isPriced
      ? null
      : deps.promoCodes.check(input.promoCode, {
          clientId,
          currency,
          lines: input.items.map(({ productId, quantity }, at) => ({
            productId,
            quantity,
            totalMinor: totals[at] ?? 0,
          })),
        });
  const discounts = found?.isValid ? found.discounts : lines.map(() => 0);
  const subtotal = totals.reduce((sum, each) => sum + each, 0);
  const discount = discounts.reduce((sum, each) => sum + each, 0);
  const taxed =
    isPriced && clientId !== null
      ? deps.billing.quote({
          clientId,
          currency,
          lines: totals.map((total, at) => ({ amountMinor: total - (discounts[at] ?? 0) })),
        })
      : null;
  return {
    lines: lines.map(({ totalMinor, ...line }, at) => ({
      ...line,
      total: totalMinor === null ? null : money(totalMinor),
      discount: money(discounts[at] ?? 0),
    })),
    promo: found && shownVerdict(found),
    subtotal: isPriced ? money(subtotal) : null,
    discount: money(discount),
    tax: taxed?.tax ?? null,
    taxes: taxed ? [...taxed.taxes] : [],
    total: isPriced ? (taxed?.total ?? money(subtotal - discount)) : null,
  };
}

function quoteLine(
  { catalogue, trials }: Deps,
  { clientId, currency }: { readonly clientId: string | null; readonly currency: string },
  item: OrderLine,
  asked: AskedTrial,
): Omit<BasketQuote['lines'][number], 'total' | 'discount'> & { totalMinor: number | null } {
  const product = catalogue.findProduct(item.productId) && catalogue.getProduct(item.productId);
  if (!product) {
    const quote: Quote = {
      problems: [{ code: 'price_not_offered' }],
      base: null,
      options: [],
      unit: null,
      quantity: item.quantity,
      total: null,
      rate: null,
    };
    return {
      productName: '',
      parts: [],
      quote,
      totalMinor: null,
      isUnavailable: true,
      trial: null,
      trialProblem: null,
    };
  }
  const quote = catalogue.store.quoteOf(product, { ...item, currency });
  const isUnavailable = whyUnavailable(product) !== null;
  const { trial, complaint } = trials.check(clientId, product, asked);
  const trialProblem = (complaint?.trial ?? complaint?.quantity)?.code as TrialProblem | undefined;
  const priced = isUnavailable || complaint ? null : totalOf(quote);
  return {
    productName: product.name,
    parts: product.components.map(({ name }) => name),
    quote,
    totalMinor: priced !== null && trial ? 0 : priced,
    isUnavailable,
    trial: trial && { days: trial.days },
    trialProblem: trialProblem ?? null,
  };
}
