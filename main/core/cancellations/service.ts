import type { Cancellation, cancellations } from '../../../preload/api/cancellations.ts';
import type { Output, Parsed } from '../../../preload/api/contract.ts';
import type { OrderEnding } from '../../../preload/api/orders.ts';
import { actorName, AppError, holds, notFound, type Context } from '../kernel/index.ts';
import type { OrdersService } from '../orders/index.ts';
import type { Store, Writer } from '../store/index.ts';
import type { TicketsService } from '../tickets/index.ts';
import type { TriggersService } from '../triggers/index.ts';
import { machine, ticketSubject, triggerOf, type CancellationEvent } from './rules.ts';
import * as rows from './store.ts';

/** What requests need of other areas; the composition root gives it. */
export interface CancellationsDeps {
  readonly store: Store;
  readonly orders: Pick<OrdersService, 'end' | 'isEnded'>;
  readonly tickets: Pick<TicketsService, 'open'>;
  readonly triggers: Pick<TriggersService, 'fire'>;
  /** Told after a commit that may have queued terminations. */
  readonly afterQueued: () => void;
}

type Asked = Parsed<typeof cancellations.request>;

export type CancellationsService = ReturnType<typeof cancellationsService>;

/** Requests of clients to cancel an order (spec 2.11, 88): asked by the client, or by staff for them. */
export function cancellationsService({ store, orders, tickets, triggers, afterQueued }: CancellationsDeps) {
  /** A page of requests, newest first or as was asked. */
  const list = (input: Parsed<typeof cancellations.list>): Output<typeof cancellations.list> =>
    rows.listCancellations(store, input);

  /** One request. @throws AppError `not_found` */
  function get(id: string): Cancellation {
    const found = rows.findCancellation(store, id);
    if (!found) throw notFound();
    return found;
  }

  /**
   * Asks to cancel an order; the same `requestKey` asks once. A client asks for orders of their own.
   * @throws AppError `not_found` (also: another client's order), `order.cancelled`, `order.ending`,
   *   `order.request_pending`, `conflict.changed_meanwhile`: the key asked for something else
   */
  function request(input: Asked, context: Context): Cancellation {
    const { principal } = context;
    const id = store.transaction(context, (writer) => {
      const order = rows.orderAsked(store, input.orderId);
      if (!order) throw notFound();
      if (principal.kind === 'client' && principal.clientId !== order.client_id) throw notFound();
      const before = rows.cancellationByKey(store, input.requestKey);
      if (before) {
        if (before.order_id !== input.orderId || before.reason !== input.reason)
          throw new AppError('conflict.changed_meanwhile');
        return before.id;
      }
      if (order.status === 'Cancelled') throw new AppError('order.cancelled');
      if (order.ending === 'end_of_term') throw new AppError('order.ending');
      if (rows.pendingOf(store, input.orderId)) throw new AppError('order.request_pending');
      const ticketId = input.openTicket
        ? tickets.open(writer, {
            requestKey: input.requestKey,
            clientId: order.client_id,
            subject: ticketSubject(order.number, order.language),
            text: input.reason,
          })
        : null;
      const made = store.makeId();
      writer.insert('cancellation_request', {
        id: made,
        request_key: input.requestKey,
        order_id: input.orderId,
        client_id: order.client_id,
        reason: input.reason,
        asked_by: actorName(principal),
        state: 'pending',
        ending: null,
        ticket_id: ticketId,
        decided_by: '',
        decided_at: null,
      });
      tell(writer, 'created', made, order.client_id);
      writer.touch('orders', input.orderId);
      return made;
    });
    return get(id);
  }

  /**
   * Approves a request: its order ends now or with its term, as `orders.cancel` ends it, for the reason that was given.
   * Approved already in the same way, it is answered with as it is.
   * @throws AppError `not_found`, `order.request_decided`, as `OrdersService.end`; `call.forbidden`: a refund, without the
   *   right to record money; `conflict.changed_meanwhile`: it was approved in another way
   */
  function approve(input: Parsed<typeof cancellations.approve>, context: Context): Cancellation {
    if (input.refund !== 'none' && !holds(context.principal, 'billing.record')) throw new AppError('call.forbidden');
    store.transaction({ ...context, cause: `cancellation_request/${input.id}` }, (writer) => {
      const found = get(input.id);
      const { immediate, refund, expectedRefundMinor } = input;
      const ending = { key: found.id, immediate, reason: found.reason, refund, expectedRefundMinor };
      if (found.state === 'approved' && orders.isEnded(found.orderId, ending)) return;
      if (found.state !== 'pending') throw new AppError('order.request_decided');
      // The order that ends answers the request with how it ends: one that is not paid ends at once, whatever was asked.
      orders.end(writer, found.orderId, ending);
    });
    afterQueued();
    return get(input.id);
  }

  /** Staff delete a request: the order stays as it is. @throws AppError `not_found`, `order.request_decided` */
  function remove(id: string, context: Context): Cancellation {
    store.transaction(context, (writer) => {
      const found = get(id);
      if (found.state !== 'deleted_by_user') decide(writer, found, 'deleted', null);
    });
    return get(id);
  }

  /** The client takes a request of their own back. @throws AppError `not_found` (also: another client's), `order.request_decided` */
  function withdraw(id: string, context: Context): Cancellation {
    const { principal } = context;
    store.transaction(context, (writer) => {
      const found = get(id);
      if (principal.kind === 'client' && principal.clientId !== found.clientId) throw notFound();
      if (found.state !== 'deleted_by_client') decide(writer, found, 'withdrawn', null);
    });
    return get(id);
  }

  function decide(
    writer: Writer,
    found: Pick<Cancellation, 'id' | 'state' | 'clientId' | 'orderId'>,
    event: CancellationEvent,
    ending: Cancellation['ending'],
  ): void {
    const state = machine[found.state][event];
    if (state === undefined) throw new AppError('order.request_decided');
    writer.update('cancellation_request', found.id, {
      state,
      ending,
      decided_by: actorName(writer.context.principal),
      decided_at: store.now(),
    });
    tell(writer, event, found.id, found.clientId);
    writer.touch('orders', found.orderId);
  }

  const tell = (writer: Writer, event: CancellationEvent | 'created', id: string, clientId: string): boolean =>
    triggers.fire(writer, triggerOf[event], `cancellation_request/${id}`, {
      entity: 'cancellation_request',
      id,
      clientId,
    });

  /**
   * An order ends, by whomever: a request that waits for it is answered by that. Part of the transaction that ends it;
   * given to orders by the composition root.
   */
  function orderEnds(writer: Writer, orderId: string, ending: OrderEnding): void {
    const pending = rows.pendingOf(store, orderId);
    if (!pending) return;
    decide(
      writer,
      { id: pending.id, state: 'pending', clientId: pending.client_id, orderId },
      'approved',
      ending === 'end_of_term' ? 'end_of_term' : 'immediate',
    );
  }

  return {
    list,
    get,
    request,
    approve,
    remove,
    withdraw,
    orderEnds,
    /** How many requests of a client wait for a decision. */
    pendingOf: (clientId: string): number => rows.countPending(store, clientId),
  };
}
