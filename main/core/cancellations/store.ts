import type { Cancellation, cancellations, CancellationState } from '../../../preload/api/cancellations.ts';
import type { Output, Parsed } from '../../../preload/api/contract.ts';
import type { OrderEnding, OrderStatus } from '../../../preload/api/orders.ts';
import type { Language } from '../../../preload/api/values.ts';
import { foundIds } from '../search/index.ts';
import { type OrderKey, paging, type Store } from '../store/index.ts';

interface Row {
  readonly id: string;
  readonly order_id: string;
  readonly order_number: string;
  readonly order_status: OrderStatus;
  readonly product_names: string;
  readonly client_id: string;
  readonly client_name: string;
  readonly reason: string;
  readonly asked_by: string;
  readonly created_at: string;
  readonly state: CancellationState;
  readonly ending: Cancellation['ending'];
  readonly ticket_id: string | null;
  readonly decided_by: string;
  readonly decided_at: string | null;
}

const select = `SELECT r.id, r.order_id, o.number AS order_number, o.status AS order_status, r.client_id,
  c.first_name || ' ' || c.last_name AS client_name, r.reason, r.asked_by, r.created_at, r.state, r.ending, r.ticket_id,
  r.decided_by, r.decided_at,
  (SELECT group_concat(i.product_name, ', ' ORDER BY i.line_index) FROM order_item i WHERE i.order_id = o.id)
    AS product_names
  FROM cancellation_request r JOIN orders o ON o.id = r.order_id JOIN client c ON c.id = r.client_id`;

const shown = (row: Row): Cancellation => ({
  id: row.id,
  orderId: row.order_id,
  orderNumber: row.order_number,
  orderStatus: row.order_status,
  productNames: row.product_names,
  clientId: row.client_id,
  clientName: row.client_name,
  reason: row.reason,
  askedBy: row.asked_by,
  askedAt: row.created_at,
  state: row.state,
  ending: row.ending,
  ticketId: row.ticket_id,
  decidedBy: row.decided_by,
  decidedAt: row.decided_at,
});

const byAge: Readonly<Record<'createdAt', OrderKey<Cancellation>>> = { createdAt: { sql: 'r.id', of: ({ id }) => id } };

/** A page of requests, newest first or as was asked; a search finds those of the orders that it finds. */
export function listCancellations(
  store: Store,
  asked: Parsed<typeof cancellations.list>,
): Output<typeof cancellations.list> {
  const { state, orderId, search } = asked;
  const found = foundIds(store, 'order', search);
  const at = paging(byAge, 'r.id', asked);
  const conditions = {
    // `+`: requests are few, and so they are read in their order.
    ...(found === undefined ? {} : { found: '+r.order_id IN (SELECT value FROM json_each(@found))' }),
    ...(orderId === undefined ? {} : { order: 'r.order_id = @orderId' }),
    ...(state === undefined ? {} : { state: orderId === undefined ? 'r.state = @state' : '+r.state = @state' }),
  };
  const rows = store.all<Row>(
    `cancellations ${Object.keys(conditions).join(' ')} ${at.shape}`,
    `${select} WHERE ${[...Object.values(conditions), at.sql].join(' AND ')}`,
    {
      ...at.params,
      ...(found === undefined ? {} : { found: found.ids }),
      ...(orderId === undefined ? {} : { orderId }),
      ...(state === undefined ? {} : { state }),
    },
  );
  return { ...at.cut(rows.map(shown)), ...found?.limits };
}

/** One request. */
export function findCancellation(store: Store, id: string): Cancellation | undefined {
  const row = store.get<Row>('cancellation by id', `${select} WHERE r.id = @id`, { id });
  return row && shown(row);
}

/** The request that a form's key made already. */
export const cancellationByKey = (
  store: Store,
  requestKey: string,
): { readonly id: string; readonly order_id: string; readonly reason: string } | undefined =>
  store.get(
    'cancellation by request key',
    'SELECT id, order_id, reason FROM cancellation_request WHERE request_key = @requestKey',
    { requestKey },
  );

/** The request of an order that waits for a decision. */
export const pendingOf = (
  store: Store,
  orderId: string,
): { readonly id: string; readonly client_id: string } | undefined =>
  store.get(
    'cancellation pending',
    "SELECT id, client_id FROM cancellation_request WHERE order_id = @orderId AND state = 'pending'",
    { orderId },
  );

/** The order that a request is about. */
export const orderAsked = (
  store: Store,
  id: string,
):
  | {
      readonly number: string;
      readonly status: OrderStatus;
      readonly ending: OrderEnding | '';
      readonly client_id: string;
      readonly language: Language;
    }
  | undefined =>
  store.get(
    'order asked to cancel',
    `SELECT o.number, o.status, o.ending, o.client_id, c.language FROM orders o JOIN client c ON c.id = o.client_id
      WHERE o.id = @id`,
    { id },
  );

/** How many requests of a client wait for a decision. */
export const countPending = (store: Store, clientId: string): number =>
  store.get<{ count: number }>(
    'cancellation requests of client, pending',
    "SELECT count(*) AS count FROM cancellation_request WHERE client_id = @clientId AND state = 'pending'",
    { clientId },
  )?.count ?? 0;
