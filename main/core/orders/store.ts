import type { Output, Parsed } from '../../../preload/api/contract.ts';
import type {
  CheckoutMethod,
  ContractStatus,
  Order,
  OrderEnding,
  OrderItem,
  OrderRow,
  OrderStatus,
  orders,
} from '../../../preload/api/orders.ts';
import type { InvoiceStatus } from '../../../preload/api/billing.ts';
import type { TermMonths } from '../../../preload/api/values.ts';
import { dueMinor } from '../billing/index.ts';
import { rateIn } from '../rates/index.ts';
import { choicesOf } from '../contract-products/index.ts';
import { foundIds } from '../search/index.ts';
import { type OrderKey, paging, type Store } from '../store/index.ts';

interface Row {
  readonly id: string;
  readonly number: string;
  readonly status: OrderStatus;
  readonly client_id: string;
  readonly client_name: string;
  readonly product_names: string;
  readonly total_minor: number;
  readonly currency: string;
  readonly created_at: string;
}

const columns = `o.id, o.number, o.status, o.client_id, c.first_name || ' ' || c.last_name AS client_name,
  o.total_minor, o.currency, o.created_at,
  (SELECT group_concat(i.product_name, ', ' ORDER BY i.line_index) FROM order_item i WHERE i.order_id = o.id)
    AS product_names`;
const select = `SELECT ${columns} FROM orders o JOIN client c ON c.id = o.client_id`;

const orderRow = (row: Row): OrderRow => ({
  id: row.id,
  number: row.number,
  status: row.status,
  clientId: row.client_id,
  clientName: row.client_name,
  productNames: row.product_names,
  total: { amountMinor: row.total_minor, currency: row.currency },
  createdAt: row.created_at,
});

const byAge: Readonly<Record<'createdAt', OrderKey<OrderRow>>> = { createdAt: { sql: 'o.id', of: ({ id }) => id } };

/** A page of orders, newest first or as was asked. */
export function listOrders(store: Store, asked: Parsed<typeof orders.list>): Output<typeof orders.list> {
  const { clientId, status, search } = asked;
  const found = foundIds(store, 'order', search);
  const at = paging(byAge, 'o.id', asked);
  const conditions = {
    ...(found === undefined ? {} : { found: 'o.id IN (SELECT value FROM json_each(@found))' }),
    ...(clientId === undefined ? {} : { client: 'o.client_id = @clientId' }),
    // `+`: one client has few orders, one status has nearly all of them.
    ...(status === undefined
      ? {}
      : { status: clientId === undefined && found === undefined ? 'o.status = @status' : '+o.status = @status' }),
  };
  const rows = store.all<Row>(
    `orders ${Object.keys(conditions).join(' ')} ${at.shape}`,
    `${select} WHERE ${[...Object.values(conditions), at.sql].join(' AND ')}`,
    {
      ...at.params,
      ...(found === undefined ? {} : { found: found.ids }),
      ...(clientId === undefined ? {} : { clientId }),
      ...(status === undefined ? {} : { status }),
    },
  );
  return { ...at.cut(rows.map(orderRow)), ...found?.limits };
}

/** The newest orders. */
export const newestOrders = (store: Store, limit: number): OrderRow[] => listOrders(store, { limit }).rows;

interface DetailRow extends Row {
  readonly placed_by: string;
  readonly notes: string;
  readonly invoice_id: string | null;
  readonly invoice_number: string | null;
  readonly invoice_status: InvoiceStatus | null;
  readonly invoice_asked: number | null;
  readonly invoice_paid: number | null;
  readonly due_on: string | null;
  readonly discount_minor: number;
  readonly tax_minor: number;
  readonly payment_method: CheckoutMethod | '';
  readonly ending: OrderEnding | '';
  readonly ending_reason: string;
  readonly ends_on: string | null;
  readonly promo_code: string | null;
  readonly promo_refused: number;
  readonly pending_request_id: string | null;
}
interface ItemRow {
  readonly id: string;
  readonly product_id: string;
  readonly product_name: string;
  readonly term_months: TermMonths;
  readonly base_minor: number;
  readonly unit_minor: number;
  readonly quantity: number;
  readonly currency: string;
  readonly ip: string;
  readonly discount_minor: number;
  readonly price_rate: string | null;
  readonly contract_product_id: string;
  readonly contract_status: ContractStatus;
}

function itemOf(store: Store, item: ItemRow): OrderItem {
  const money = (amountMinor: number) => ({ amountMinor, currency: item.currency });
  return {
    id: item.id,
    productId: item.product_id,
    productName: item.product_name,
    termMonths: item.term_months,
    quantity: item.quantity,
    basePrice: money(item.base_minor),
    unitPrice: money(item.unit_minor),
    totalPrice: money(item.unit_minor * item.quantity),
    rate: rateIn(item.price_rate),
    discount: money(item.discount_minor),
    choices: choicesOf(store, item.id, item.currency),
    ip: item.ip,
    contractProductId: item.contract_product_id,
    contractStatus: item.contract_status,
    statuses: store.all(
      'statuses of order item',
      `SELECT status, count(*) AS count FROM contract_product WHERE order_item_id = @id GROUP BY status ORDER BY status`,
      { id: item.id },
    ),
  };
}

/** An order with its items and the state of its first invoice, where it has one. */
export function findOrder(store: Store, id: string): Order | undefined {
  const row = store.get<DetailRow>(
    'order by id',
    `SELECT ${columns}, o.placed_by, o.notes, v.id AS invoice_id, v.number AS invoice_number,
      v.status AS invoice_status, v.total_minor - v.credited_minor AS invoice_asked, v.paid_minor AS invoice_paid, v.due_on,
      o.discount_minor, o.tax_minor, o.payment_method, o.ending, o.ending_reason,
      (SELECT max(p.service_ends_on) FROM contract_product p WHERE p.order_id = o.id) AS ends_on,
      (SELECT p.code FROM promo_redemption r JOIN promo_code p ON p.id = r.promo_code_id WHERE r.order_id = o.id)
        AS promo_code,
      EXISTS (SELECT 1 FROM promo_redemption r WHERE r.order_id = o.id AND r.hub_state = 'refused' AND r.state <> 'released')
        AS promo_refused,
      (SELECT q.id FROM cancellation_request q WHERE q.order_id = o.id AND q.state = 'pending') AS pending_request_id
      FROM orders o JOIN client c ON c.id = o.client_id
      LEFT JOIN invoice v ON v.id = (SELECT min(f.id) FROM invoice f WHERE f.order_id = o.id)
      WHERE o.id = @id`,
    { id },
  );
  if (!row) return undefined;
  const items = store.all<ItemRow>(
    'order items',
    `SELECT i.id, i.product_id, i.product_name, i.term_months, i.base_minor, i.unit_minor, i.quantity, i.currency, i.ip,
      i.discount_minor, i.price_rate, p.id AS contract_product_id, p.status AS contract_status
      FROM order_item i JOIN contract_product p ON p.order_item_id = i.id AND p.line_index = 0
      WHERE i.order_id = @id ORDER BY i.line_index`,
    { id },
  );
  const { currency } = row;
  return {
    ...orderRow(row),
    placedBy: row.placed_by,
    notes: row.notes,
    items: items.map((item) => itemOf(store, item)),
    invoiceId: row.invoice_id ?? '',
    invoiceNumber: row.invoice_number ?? '',
    paid: { amountMinor: row.invoice_paid ?? 0, currency },
    due: {
      amountMinor:
        row.invoice_status === null ? 0 : dueMinor(row.invoice_status, row.invoice_asked ?? 0, row.invoice_paid ?? 0),
      currency,
    },
    dueOn: row.due_on ?? '',
    discount: { amountMinor: row.discount_minor, currency },
    tax: { amountMinor: row.tax_minor, currency },
    promoCode: row.promo_code ?? '',
    isPromoRefused: row.promo_refused === 1,
    paymentMethod: row.payment_method,
    ending: row.ending || null,
    endingReason: row.ending_reason,
    endsOn: row.ending === 'end_of_term' ? row.ends_on : null,
    pendingRequestId: row.pending_request_id,
  };
}

/** What a form's key placed already, with the digest of what was asked for. */
export const orderByKey = (
  store: Store,
  requestKey: string,
): { readonly id: string; readonly request_digest: string } | undefined =>
  store.get('order by request key', 'SELECT id, request_digest FROM orders WHERE request_key = @requestKey', {
    requestKey,
  });

/** The status of an order. */
export const orderStatus = (store: Store, id: string): OrderStatus | undefined =>
  store.get<{ status: OrderStatus }>('order status', 'SELECT status FROM orders WHERE id = @id', { id })?.status;
