import type { Cancellation, CancellationState } from '../../../preload/api/cancellations.ts';
import type { OrderEnding, OrderStatus } from '../../../preload/api/orders.ts';
import type { Language } from '../../../preload/api/values.ts';
import { before, type Store } from '../store/index.ts';

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
const newestFirst = 'r.id < @before ORDER BY r.id DESC LIMIT @count';

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

/** Requests, newest first, one more than `limit` where there are more. */
export function listCancellations(
  store: Store,
  filter: { readonly state: CancellationState | undefined; readonly orderId: string | undefined },
  page: { readonly cursor: string | undefined; readonly limit: number },
): Cancellation[] {
  const bound = { before: before(page.cursor), count: page.limit + 1 };
  const { state, orderId } = filter;
  const rows =
    orderId !== undefined
      ? store.all<Row>(
          'cancellations of order',
          `${select} WHERE r.order_id = @orderId AND (@state IS NULL OR r.state = @state) AND ${newestFirst}`,
          { ...bound, orderId, state: state ?? null },
        )
      : state !== undefined
        ? store.all<Row>('cancellations in state', `${select} WHERE r.state = @state AND ${newestFirst}`, {
            ...bound,
            state,
          })
        : store.all<Row>('cancellations', `${select} WHERE ${newestFirst}`, bound);
  return rows.map(shown);
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
