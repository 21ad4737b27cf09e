import type { clientArea } from '../../../preload/api/client-area.ts';
import type { Output } from '../../../preload/api/contract.ts';
import type { VendorStatus } from '../../../preload/api/contract-products.ts';
import type { ContractStatus, OrderStatus } from '../../../preload/api/orders.ts';
import type { Store } from '../store/index.ts';

/** No more rows than one page of the API (design 1); a client with more sees the newest. */
const shown = 200;

interface OrderRow {
  readonly id: string;
  readonly number: string;
  readonly status: OrderStatus;
  readonly product_names: string;
  readonly total_minor: number;
  readonly currency: string;
  readonly created_at: string;
  readonly notes: string;
  readonly pending_request_id: string | null;
  readonly items: string;
}

/** The client's orders, newest first. */
export const ordersOf = (store: Store, clientId: string): Output<typeof clientArea.orders> =>
  store
    .all<OrderRow>(
      'own orders',
      `SELECT o.id, o.number, o.status, o.total_minor, o.currency, o.created_at, o.notes,
        (SELECT r.id FROM cancellation_request r WHERE r.order_id = o.id AND r.state = 'pending') AS pending_request_id,
        (SELECT group_concat(i.product_name, ', ' ORDER BY i.line_index) FROM order_item i WHERE i.order_id = o.id)
          AS product_names,
        (SELECT json_group_array(json_object('productName', i.product_name, 'quantity', i.quantity, 'choices',
            json((SELECT json_group_array(json_object('name', h.name, 'value', h.value) ORDER BY h.position)
              FROM order_choice h WHERE h.order_item_id = i.id))) ORDER BY i.line_index)
          FROM order_item i WHERE i.order_id = o.id) AS items
        FROM orders o WHERE o.client_id = @clientId ORDER BY o.id DESC LIMIT @shown`,
      { clientId, shown },
    )
    .map((row) => ({
      id: row.id,
      number: row.number,
      status: row.status,
      productNames: row.product_names,
      total: { amountMinor: row.total_minor, currency: row.currency },
      createdAt: row.created_at,
      notes: row.notes,
      pendingRequestId: row.pending_request_id,
      items: JSON.parse(row.items) as Output<typeof clientArea.orders>[number]['items'],
    }));

interface ProductRow {
  readonly id: string;
  readonly name: string;
  readonly status: ContractStatus;
  readonly license_status: VendorStatus | null;
  readonly license_key: string | null;
  readonly license_ip: string | null;
  readonly ip: string;
  readonly next_due_on: string | null;
}

/** The client's contract products, newest first, with the live license, else the newest. */
export const productsOf = (store: Store, clientId: string): Output<typeof clientArea.products> =>
  store
    .all<ProductRow>(
      'own products',
      `SELECT p.id, p.product_name AS name, p.status, l.status AS license_status, l.license_key, l.ip AS license_ip,
        p.ip, p.next_due_on
        FROM contract_product p LEFT JOIN license l ON l.id = (SELECT k.id FROM license k WHERE k.contract_product_id = p.id
          ORDER BY k.status <> 'deleted' DESC, k.id DESC LIMIT 1)
        WHERE p.client_id = @clientId ORDER BY p.id DESC LIMIT @shown`,
      { clientId, shown },
    )
    .map((row) => ({
      id: row.id,
      name: row.name,
      status: row.status,
      licenseStatus: row.license_status,
      licenseKey: row.license_key,
      ip: row.license_ip || row.ip,
      nextDueOn: row.next_due_on,
    }));
