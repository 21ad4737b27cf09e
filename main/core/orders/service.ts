import type { Parsed, Output } from '../../../preload/api/contract.ts';
import type { CancelPreview, Order, OrderRow, orders } from '../../../preload/api/orders.ts';
import { AppError, holds, notFound, type Context } from '../kernel/index.ts';
import type { Writer } from '../store/index.ts';
import { quoteBasket } from './basket.ts';
import { orderEndings } from './cancel.ts';
import type { OrdersDeps } from './deps.ts';
import { orderExpiry } from './expiry.ts';
import { paymentMethods } from './methods.ts';
import { digestOf, type PlaceInput, writeOrder } from './place.ts';
import { next } from './rules.ts';
import * as rows from './store.ts';
import { takeOver } from './take-over.ts';

export type OrdersService = ReturnType<typeof ordersService>;

/** Orders that staff place on behalf of clients, and how they end (spec 2.1, items 81-88, X1). */
export function ordersService(deps: OrdersDeps) {
  const { store, billing, contractProducts, promoCodes } = deps;
  const endings = orderEndings(deps);
  const methods = paymentMethods(store);

  /** A page of orders, newest first or as was asked. */
  const list = (input: Parsed<typeof orders.list>): Output<typeof orders.list> => rows.listOrders(store, input);

  /** One order. @throws AppError `not_found` */
  function get(id: string): Order {
    const found = rows.findOrder(store, id);
    if (!found) throw notFound();
    return found;
  }

  /**
   * Places an order: its lines, one invoice and contract products in one transaction (spec 2.1), and the payment where
   * one was received with it. The same `requestKey` places one order and answers with it, also when two calls race. A
   * total of nothing makes it Active at once. Of a quantity each license is a contract product of its own.
   * @throws AppError `order.product_unavailable`, `order.no_price`, `order.price_changed` (params old, new),
   *   `input.invalid` (clientId not_found; items.<line>.quantity, .choices.<option>, .ip, .trial; receivedOn in_future),
   *   `promo.*`: why its code gives nothing; `order.method_disabled`; `order.no_method`; `call.forbidden`: a payment with it, without the right to record one;
   *   `conflict.changed_meanwhile`: the key placed another order
   */
  function place(input: PlaceInput, context: Context): Order {
    mayMoveMoney(input.payment !== null, context);
    // Read before the transaction, which keeps nothing that it reads: each of its parts asks for the brand's settings.
    deps.brand.settings();
    const placed = store.transaction(context, (writer) => {
      const before = rows.orderByKey(store, input.requestKey);
      if (before) {
        // Answering "done" to a form that says something else by now would hide that this was not ordered.
        if (before.request_digest !== digestOf(input)) throw new AppError('conflict.changed_meanwhile');
        return { id: before.id, isPaid: false };
      }
      methods.hold(input.paymentMethod);
      return writeOrder(deps, writer, input, (orderId, paidOn) => onInvoicePaid(writer, orderId, paidOn));
    });
    if (placed.isPaid) deps.afterQueued();
    return get(placed.id);
  }

  /**
   * The order's invoice was settled on a business date: the order becomes Active, its contract products start their
   * period and queue their purchases, the use of its code counts for good (spec 2.1). An order that is not awaiting
   * payment is left alone, so nothing is ever queued twice. Part of the transaction that settles the invoice; given to
   * billing by the composition root.
   */
  function onInvoicePaid(writer: Writer, orderId: string, paidOn: string): void {
    const status = rows.orderStatus(store, orderId);
    if (status === undefined) throw notFound();
    const to = next(status, 'paid');
    if (to === null) return;
    writer.update('orders', orderId, { status: to });
    promoCodes.commit(writer, orderId);
    billing.startPeriods(writer, orderId, contractProducts.orderPaid(writer, orderId, paidOn));
  }

  /** What `cancel` would do now, to be said before it is done. @throws AppError `not_found`, `order.cancelled` */
  const previewCancel = (id: string): CancelPreview => endings.preview(id);

  /**
   * Ends an order (spec 2.1, 87). The same `requestKey` ends it once and answers with it.
   * @throws AppError as `orderEndings.end`; `call.forbidden`: a refund, without the right to record money;
   *   `conflict.changed_meanwhile`: the key ended another order, or this one in another way, or the refund is another one
   */
  function cancel(input: Parsed<typeof orders.cancel>, context: Context): Order {
    mayMoveMoney(input.refund !== 'none', context);
    store.transaction(context, (writer) => {
      const ending = { ...input, key: input.requestKey };
      if (!endings.isDone(input.id, ending)) endings.end(writer, input.id, ending);
    });
    deps.afterQueued();
    return get(input.id);
  }

  /** The newest orders, for the first screen. */
  const recent = (limit: number): OrderRow[] => rows.newestOrders(store, limit);

  return {
    list,
    get,
    place,
    quote: (input: Parsed<typeof orders.quote>): Output<typeof orders.quote> => quoteBasket(deps, input),
    methods,
    previewCancel,
    cancel,
    /** Ends an order in the caller's transaction, see `orderEndings`. */
    end: endings.end,
    /** Whether a form or request ended an order already, see `orderEndings`. */
    isEnded: endings.isDone,
    /** Orders that nobody pays, for automation. */
    expiry: orderExpiry(deps, endings.expire),
    takeOver: takeOver(deps),
    onInvoicePaid,
    /** A person ended the order's invoice, see `orderEndings`. */
    onInvoiceEnded: endings.invoiceEnded,
    /** A contract product goes on whose end was decided, see `orderEndings`. */
    goesOn: endings.goesOn,
    recent,
  };
}

/** Recording and giving back money is a right of its own. @throws AppError `call.forbidden` */
function mayMoveMoney(isAsked: boolean, { principal }: Context): void {
  if (isAsked && !holds(principal, 'billing.record')) throw new AppError('call.forbidden');
}
