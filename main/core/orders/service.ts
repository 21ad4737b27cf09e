import type { Product } from '../../../preload/api/catalogue.ts';
import type { Trial } from '../../../preload/api/catalogue-product.ts';
import type { Parsed, Output } from '../../../preload/api/contract.ts';
import { addressesIn, type Order, type OrderRow, type orders } from '../../../preload/api/orders.ts';
import type { Language, TermMonths } from '../../../preload/api/values.ts';
import type { BillingService, IssueInvoice } from '../billing/index.ts';
import type { BrandService } from '../brand/index.ts';
import type { CatalogueService } from '../catalogue/index.ts';
import type { ClientsService } from '../clients/index.ts';
import type { ContractProductsService } from '../contract-products/index.ts';
import { actorName, addDays, AppError, fieldError, notFound, periodStart, type Context } from '../kernel/index.ts';
import { cut, type Store, type Writer } from '../store/index.ts';
import { sell, type SoldLine } from './line.ts';
import { awaitsOf, lineText, next, optionText, takenOverNote } from './rules.ts';
import * as rows from './store.ts';

/** What orders need of other areas; the composition root gives it. */
export interface OrdersDeps {
  readonly store: Store;
  readonly brand: Pick<BrandService, 'businessDate' | 'takeNumber'>;
  readonly clients: Pick<ClientsService, 'find'>;
  readonly catalogue: Pick<CatalogueService, 'findProduct' | 'getProduct' | 'store'>;
  readonly billing: Pick<BillingService, 'issueInvoice' | 'startPeriods'>;
  readonly contractProducts: Pick<ContractProductsService, 'add' | 'orderPaid'>;
  readonly trials: {
    /** The trial that a line begins with, or null. @throws AppError `input.invalid` (trial, quantity) */
    ordered(clientId: string, product: Product, asked: { wanted: boolean; quantity: number }): Trial | null;
    /** Keeps the terms of the trial that a new contract product begins with. In the caller's transaction. */
    add(
      writer: Writer,
      of: { readonly contractProductId: string; readonly clientId: string; readonly productId: string },
      trial: Trial,
    ): void;
    /** Text of an invoice line of nothing. */
    text(productName: string, days: number, language: Language): string;
  };
  /** Told after the commit of an order that needs no payment: provisioning looks at its queue. */
  readonly afterPaid: () => void;
}

type PlaceInput = Parsed<typeof orders.place>;

/** A license of the vendor account that becomes a client's. */
export interface TakenOver {
  readonly clientId: string;
  readonly productId: string;
  readonly termMonths: TermMonths;
  readonly currency: string;
  readonly ip: string;
  /** First day and the day after the last one that the vendor was paid for; null: not told. */
  readonly since: string;
  readonly until: string | null;
}

export type OrdersService = ReturnType<typeof ordersService>;

/** Orders that staff place on behalf of clients (spec 2.1, items 81-85, X1). */
export function ordersService(deps: OrdersDeps) {
  const { store, brand, clients, catalogue, billing, contractProducts, trials } = deps;

  /** A page of orders, newest first. */
  const list = (input: Parsed<typeof orders.list>): Output<typeof orders.list> =>
    cut(
      rows.listOrders(
        store,
        { status: input.status, clientId: input.clientId },
        { cursor: input.cursor, limit: input.limit },
      ),
      input.limit,
    );

  /** One order. @throws AppError `not_found` */
  function get(id: string): Order {
    const found = rows.findOrder(store, id);
    if (!found) throw notFound();
    return found;
  }

  /**
   * Places an order: order, line, invoice and contract product in one transaction (spec 2.1). The same `requestKey`
   * places one order and answers with it, also when two calls race. A total of nothing makes it Active at once.
   * Of a quantity each license is a contract product of its own; the money is one invoice. A trial costs nothing now.
   * @throws AppError `order.product_unavailable`, `order.no_price`, `order.price_changed` (params old, new),
   *   `input.invalid` (clientId not_found; quantity, choices.<option>, ip, trial), `conflict.changed_meanwhile`: the key
   *   placed another order
   */
  function place(input: PlaceInput, context: Context): Order {
    const placed = store.transaction(context, (writer) => {
      const before = rows.orderByKey(store, input.requestKey);
      if (before) {
        // Answering "done" to a form that says something else by now would hide that this was not ordered.
        if (!isSame(before, input)) throw new AppError('conflict.changed_meanwhile');
        return { id: before.id, isPaid: false };
      }
      return write(writer, input, context);
    });
    if (placed.isPaid) deps.afterPaid();
    return get(placed.id);
  }

  function write(writer: Writer, input: PlaceInput, context: Context): { id: string; isPaid: boolean } {
    const client = clients.find(input.clientId);
    if (!client) throw fieldError('clientId', { code: 'not_found' });
    const line = sell(catalogue, input, (product, asked) => trials.ordered(client.id, product, asked));
    const { currency } = input;
    const id = store.makeId();
    writer.insert('orders', {
      id,
      request_key: input.requestKey,
      number: brand.takeNumber(writer, 'order'),
      client_id: client.id,
      placed_by: actorName(context.principal),
      status: 'Awaiting payment',
      notes: input.notes,
      currency,
      total_minor: line.totalMinor,
    });
    writeItem(writer, { orderId: id, clientId: client.id }, input, line);
    const { isPaid } = billing.issueInvoice(writer, {
      kind: 'order',
      orderId: id,
      clientId: client.id,
      currency,
      dueOn: null,
      buyer: {
        name: `${client.firstName} ${client.lastName}`,
        company: client.company,
        email: client.email,
        language: client.language,
      },
      lines: line.trial
        ? [
            trialLine(
              trials.text(line.product.name, line.trial.days, client.language),
              line.trial.days,
              brand.businessDate(),
            ),
          ]
        : invoiceLines(line, input, client.language, brand.businessDate()),
    });
    // The client's counts change with it.
    writer.touch('clients', client.id);
    if (isPaid) onInvoicePaid(writer, id, context, brand.businessDate());
    return { id, isPaid };
  }

  /** The order's line with what was chosen, and a contract product for each license. */
  function writeItem(
    writer: Writer,
    of: { readonly orderId: string; readonly clientId: string },
    { termMonths, currency, quantity }: PlaceInput,
    { product, connectionId, baseMinor, unitMinor, choices, addresses, trial }: SoldLine,
  ): void {
    const orderItemId = store.makeId();
    writer.insert('order_item', {
      id: orderItemId,
      order_id: of.orderId,
      line_index: 0,
      product_id: product.id,
      product_name: product.name,
      term_months: termMonths,
      // The order is of the trial; what is paid after it is the contract product's.
      base_minor: trial ? 0 : baseMinor,
      unit_minor: trial ? 0 : unitMinor,
      quantity,
      currency,
      ip: addresses.join(' '),
    });
    choices.forEach((choice, position) =>
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
    // The last one first: lists show the newest at their top, and so they show the licenses in their order.
    for (let index = quantity - 1; index >= 0; index -= 1) {
      const contractProductId = contractProducts.add(writer, {
        orderItemId,
        orderId: of.orderId,
        clientId: of.clientId,
        productId: product.id,
        productName: product.name,
        termMonths,
        currency,
        priceMinor: unitMinor,
        connectionId,
        packageIdentifier: product.packageIdentifier,
        ip: addresses[index] ?? '',
        index,
        awaits: awaitsOf[product.effective.deferMode.effective],
      });
      if (trial) trials.add(writer, { contractProductId, clientId: of.clientId, productId: product.id }, trial);
    }
  }

  /**
   * The order's invoice was settled on a business date: the order becomes Active, its contract products start their
   * period and queue their purchases (spec 2.1). An order that is not awaiting payment is left alone, so nothing is
   * ever queued twice. Part of the transaction that settles the invoice; given to billing by the composition root.
   */
  function onInvoicePaid(writer: Writer, orderId: string, _context: Context, paidOn: string): void {
    const status = rows.orderStatus(store, orderId);
    if (status === undefined) throw notFound();
    const to = next(status, 'paid');
    if (to === null) return;
    writer.update('orders', orderId, { status: to });
    billing.startPeriods(writer, orderId, contractProducts.orderPaid(writer, orderId, paidOn));
  }

  /**
   * Enters a license that the vendor account has already as if it had been ordered: an order of nothing that is Active,
   * its line, and a contract product that runs at the product's price for the term. No invoice, and nothing is bought.
   * Part of the caller's transaction; answers with the contract product.
   * @throws AppError `input.invalid` (clientId, productId not_found), `order.no_price`
   */
  function takeOver(writer: Writer, input: TakenOver): string {
    const client = clients.find(input.clientId);
    if (!client) throw fieldError('clientId', { code: 'not_found' });
    const product = catalogue.findProduct(input.productId);
    if (!product || product.connectionId === null) throw fieldError('productId', { code: 'not_found' });
    const { termMonths, currency } = input;
    const price = product.prices.find((each) => each.termMonths === termMonths && each.currency === currency);
    if (!price) throw new AppError('order.no_price');
    const id = store.makeId();
    writer.insert('orders', {
      id,
      request_key: store.makeId(),
      number: brand.takeNumber(writer, 'order'),
      client_id: client.id,
      placed_by: actorName(writer.context.principal),
      status: 'Active',
      notes: takenOverNote[client.language],
      currency,
      total_minor: 0,
    });
    const orderItemId = store.makeId();
    writer.insert('order_item', {
      id: orderItemId,
      order_id: id,
      line_index: 0,
      product_id: product.id,
      product_name: product.name,
      term_months: termMonths,
      base_minor: 0,
      unit_minor: 0,
      quantity: 1,
      currency,
      ip: input.ip,
    });
    const contractProductId = contractProducts.add(writer, {
      orderItemId,
      orderId: id,
      clientId: client.id,
      productId: product.id,
      productName: product.name,
      termMonths,
      currency,
      priceMinor: price.amountMinor,
      connectionId: product.connectionId,
      packageIdentifier: product.packageIdentifier,
      ip: input.ip,
      index: 0,
      awaits: null,
      running: { since: input.since, until: input.until },
    });
    writer.touch('clients', client.id);
    return contractProductId;
  }

  /** The newest orders, for the first screen. */
  const recent = (limit: number): OrderRow[] =>
    rows.listOrders(store, { status: undefined, clientId: undefined }, { cursor: undefined, limit }).slice(0, limit);

  return { list, get, place, takeOver, onInvoicePaid, recent };
}

/** The lines of the first invoice: all of the product, then all of each priced option (spec 2.9). */
function invoiceLines(line: SoldLine, input: PlaceInput, language: Language, issuedOn: string): IssueInvoice['lines'] {
  const { termMonths, quantity } = input;
  const { name } = line.product;
  const period = { from: issuedOn, to: periodStart(issuedOn, termMonths, 1) };
  const of = { period, itemLine: 0, contractProductId: null };
  return [
    { ...of, text: lineText(name, termMonths, language, quantity), amountMinor: line.baseMinor * quantity },
    ...line.choices.flatMap((choice) =>
      choice.amountMinor === null
        ? []
        : [{ ...of, text: optionText(name, choice, quantity), amountMinor: choice.amountMinor * quantity }],
    ),
  ];
}

/** The one line of an order that begins with a trial: over nothing, so that its days are covered too (spec 2.4). */
const trialLine = (text: string, days: number, issuedOn: string): IssueInvoice['lines'][number] => ({
  text,
  amountMinor: 0,
  period: { from: issuedOn, to: addDays(issuedOn, days) },
  itemLine: 0,
  contractProductId: null,
});

/** Whether a form asks for what its key placed already. The price is part of it: it is what the person agreed to. */
function isSame(before: rows.PlacedBefore, input: PlaceInput): boolean {
  return (
    before.client_id === input.clientId &&
    before.product_id === input.productId &&
    before.term_months === input.termMonths &&
    before.currency === input.currency &&
    before.quantity === input.quantity &&
    before.total_minor === input.expectedTotalMinor &&
    before.ip === addressesIn(input.ip).join(' ') &&
    before.notes === input.notes &&
    before.choices === choicesText(input.choices)
  );
}

/** Choices as `orderByKey` reads them: in the order of their options' ids. */
const choicesText = (choices: PlaceInput['choices']): string =>
  choices
    .map(({ optionId, valueId }) => `${optionId} ${valueId}`)
    .toSorted()
    .join();
