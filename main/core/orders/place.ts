import { createHash } from 'node:crypto';
import type { Parsed } from '../../../preload/api/contract.ts';
import { addressesIn, type orders } from '../../../preload/api/orders.ts';
import { actorName, AppError, fieldError, notFound, plainMoney, type Principal, shares } from '../kernel/index.ts';
import { keptRate } from '../rates/index.ts';
import type { Writer } from '../store/index.ts';
import { type SoldBasket, sellBasket } from './basket.ts';
import type { OrdersDeps } from './deps.ts';
import { invoiceLines } from './invoice.ts';
import type { SoldLine } from './line.ts';
import { awaitsOf } from './rules.ts';

export type PlaceInput = Parsed<typeof orders.place>;

/**
 * Writes an order with all that belongs to it: lines, contract products, the reserved use of its code, its invoice, and
 * the payment where one was received with it (spec 85). Part of the caller's transaction.
 * `onPaid`: told where there is nothing to pay; of a payment billing tells.
 * @throws AppError as `place` of the service
 */
export function writeOrder(
  deps: OrdersDeps,
  writer: Writer,
  input: PlaceInput,
  onPaid: (orderId: string, paidOn: string) => void,
): { id: string; isPaid: boolean } {
  const { store, brand, billing } = deps;
  const client = deps.clients.findBuyer(input.clientId);
  if (!client) throw fieldError('clientId', { code: 'not_found' });
  const basket = sellBasket(deps, input);
  holdToVisible(writer.context.principal, client.id, basket.lines);
  const { currency } = input;
  if (basket.totalMinor !== input.expectedTotalMinor) {
    throw new AppError('order.price_changed', {
      params: { old: plainMoney(input.expectedTotalMinor, currency), new: plainMoney(basket.totalMinor, currency) },
    });
  }
  const id = store.makeId();
  writer.insert('orders', {
    id,
    request_key: input.requestKey,
    request_digest: digestOf(input),
    number: brand.numbers.take(writer, 'order', id),
    client_id: client.id,
    placed_by: actorName(writer.context.principal),
    status: 'Awaiting payment',
    notes: input.notes,
    currency,
    total_minor: basket.totalMinor,
    discount_minor: basket.discountMinor,
    tax_minor: basket.taxMinor,
    payment_method: input.paymentMethod,
  });
  // The last one first: lists show the newest at their top, and so they show the licenses in their order.
  for (let at = basket.lines.length - 1; at >= 0; at -= 1) {
    const line = basket.lines[at];
    if (line) writeItem(deps, writer, { id, clientId: client.id, currency, at }, line, basket);
  }
  if (basket.promo) deps.promoCodes.reserve(writer, { orderId: id, clientId: client.id, currency }, basket.promo);
  const today = brand.businessDate();
  const issued = billing.issueInvoice(writer, {
    kind: 'order',
    orderId: id,
    clientId: client.id,
    currency,
    dueOn: null,
    lines: invoiceLines(basket, currency, client.language, today, deps.trials.text),
  });
  // Cart = invoice (spec 2.16, invariant 3). Nothing is stored where they part.
  if (issued.totalMinor !== basket.totalMinor)
    throw new Error(`the invoice comes to ${issued.totalMinor}, its order to ${basket.totalMinor}`);
  // The client's counts change with it.
  writer.touch('clients', client.id);
  if (issued.isPaid) onPaid(id, today);
  else if (input.payment) {
    billing.pay(writer, {
      requestKey: input.requestKey,
      invoiceId: issued.id,
      amountMinor: issued.totalMinor,
      method: input.paymentMethod,
      ...input.payment,
    });
  }
  return { id, isPaid: issued.isPaid || input.payment !== null };
}

/** X1: a client orders for themselves, and what clients can see. @throws AppError `order.product_unavailable`, `not_found` */
function holdToVisible(principal: Principal, clientId: string, lines: readonly SoldLine[]): void {
  if (principal.kind !== 'client') return;
  if (principal.clientId !== clientId) throw notFound();
  if (lines.some(({ product }) => !product.isVisible))
    throw new AppError('order.product_unavailable', { params: { reason: 'not_visible' } });
}

/** A line of the order with what was chosen, and what its units are. */
function writeItem(
  deps: OrdersDeps,
  writer: Writer,
  of: { readonly id: string; readonly clientId: string; readonly currency: string; readonly at: number },
  line: SoldLine,
  basket: SoldBasket,
): void {
  const { store } = deps;
  const { product, termMonths, quantity, unitMinor } = line;
  const { currency } = of;
  const discountMinor = basket.discounts[of.at] ?? 0;
  const orderItemId = store.makeId();
  writer.insert('order_item', {
    id: orderItemId,
    order_id: of.id,
    line_index: of.at,
    product_id: product.id,
    product_name: product.name,
    term_months: termMonths,
    // The order is of the trial; what is paid after it is the contract product's.
    base_minor: line.trial ? 0 : line.baseMinor,
    unit_minor: line.trial ? 0 : unitMinor,
    quantity,
    currency,
    ip: line.addresses.join(' '),
    discount_minor: discountMinor,
    price_rate: keptRate(line.rate),
  });
  line.choices.forEach((choice, position) =>
    writer.insert('order_choice', {
      id: store.makeId(),
      order_item_id: orderItemId,
      position,
      kind: choice.kind,
      option_id: choice.optionId,
      value_id: choice.valueId,
      name: choice.name,
      value: choice.value,
      amount_minor: choice.amountMinor,
    }),
  );
  const taken = shares(
    discountMinor,
    Array.from({ length: quantity }, () => 1),
  );
  const isRecurring = basket.promo?.promo.isRecurring ?? false;
  const ofItem = { orderItemId, orderId: of.id, clientId: of.clientId };
  for (let index = quantity - 1; index >= 0; index -= 1) {
    const lowered = unitMinor - (taken[index] ?? 0);
    writeUnit(deps, writer, { ...ofItem, index, currency }, line, {
      priceMinor: isRecurring ? lowered : unitMinor,
      firstPriceMinor: lowered,
    });
  }
}

/**
 * One unit of a line: a contract product, or of a bundle one for each of its products, with its part of the one price. Parts of a
 * price are made by largest remainder, so that they come to it (spec 2.14).
 */
function writeUnit(
  { store, contractProducts, trials }: OrdersDeps,
  writer: Writer,
  of: {
    readonly orderItemId: string;
    readonly orderId: string;
    readonly clientId: string;
    readonly currency: string;
    readonly index: number;
  },
  { product, parts, termMonths, rate, addresses, trial }: SoldLine,
  price: { readonly priceMinor: number; readonly firstPriceMinor: number },
): void {
  const { index: unit, ...item } = of;
  let bundleId: string | null = null;
  if (product.type === 'bundle') {
    bundleId = store.makeId();
    writer.insert('contract_bundle', {
      id: bundleId,
      order_item_id: of.orderItemId,
      unit_index: unit,
      product_id: product.id,
      product_name: product.name,
    });
  }
  const weights = parts.map(({ weight }) => weight);
  const prices = shares(price.priceMinor, weights);
  const firstPrices = shares(price.firstPriceMinor, weights);
  for (let at = parts.length - 1; at >= 0; at -= 1) {
    const part = parts[at];
    if (!part) continue;
    const index = unit * parts.length + at;
    const contractProductId = contractProducts.add(writer, {
      ...item,
      productId: part.productId,
      productName: part.productName,
      termMonths,
      priceMinor: prices[at] ?? 0,
      firstPriceMinor: firstPrices[at] ?? 0,
      rate,
      connectionId: part.connectionId,
      packageIdentifier: part.packageIdentifier,
      ip: addresses[index] ?? '',
      index,
      bundleId,
      awaits: awaitsOf[product.effective.deferMode.effective],
    });
    if (trial) trials.add(writer, { contractProductId, clientId: of.clientId, productId: product.id }, trial);
  }
}

/**
 * What a form asked for, as its key is held to it: prices with it, for they are what the person agreed to. Not what makes
 * no difference: the order of choices, how addresses are separated.
 */
export function digestOf(input: PlaceInput): string {
  const items = input.items.map(({ ip, choices, ...item }) => ({
    ...item,
    ip: addressesIn(ip),
    choices: choices.map(({ optionId, valueId }) => `${optionId} ${valueId}`).toSorted(),
  }));
  const fields = Object.entries({ ...input, items, requestKey: '' }).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}
