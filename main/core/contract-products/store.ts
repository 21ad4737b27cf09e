import type { RateUsed } from '../../../preload/api/catalogue-prices.ts';
import type { Output, Parsed } from '../../../preload/api/contract.ts';
import type {
  Awaits,
  ContractProductRow,
  contractProducts,
  License,
  Retention,
  VendorStatus,
} from '../../../preload/api/contract-products.ts';
import type { OperationHold, OperationKind, OperationState } from '../../../preload/api/operations.ts';
import type { ContractStatus } from '../../../preload/api/orders.ts';
import type { TermMonths } from '../../../preload/api/values.ts';
import { type LicenseRow, shownLicense } from '../licenses/index.ts';
import { rateIn } from '../rates/index.ts';
import { type OrderKey, paging, type Store } from '../store/index.ts';
import { filterSql } from './filter.ts';

interface Row {
  readonly id: string;
  readonly status: ContractStatus;
  readonly client_id: string;
  readonly client_name: string;
  readonly product_name: string;
  readonly order_id: string;
  readonly order_number: string;
  readonly term_months: TermMonths;
  readonly price_minor: number;
  readonly currency: string;
  readonly next_due_on: string | null;
  readonly license_id: string | null;
  readonly license_status: VendorStatus | null;
  readonly license_key: string | null;
  readonly license_ip: string | null;
  readonly ip: string;
  /** `<kind> <state> <hold, or empty>` of the operation that is not settled. */
  readonly open_operation: string | null;
  readonly connection_id: string;
  readonly connection_name: string;
  readonly package_identifier: string;
  readonly order_item_id: string;
  readonly awaits: Awaits | '';
  readonly manual_key: string;
  readonly tracked_quantity: number | null;
  readonly tracked_at: string | null;
  readonly created_at: string;
  readonly price_rate: string | null;
}

// The license shown is the live one, else the newest (a terminated one stays visible as deleted).
const columns = `SELECT p.id, p.status, p.client_id, c.first_name || ' ' || c.last_name AS client_name, p.product_name,
  p.order_id, o.number AS order_number, p.term_months, p.price_minor, p.currency, p.next_due_on, l.id AS license_id,
  l.status AS license_status, l.license_key, l.ip AS license_ip, p.ip, p.connection_id, n.name AS connection_name,
  p.package_identifier, p.order_item_id, p.awaits, p.manual_key, p.tracked_quantity, p.tracked_at, p.created_at, p.price_rate,
  (SELECT q.kind || ' ' || q.state || ' ' || coalesce(q.held_for, '') FROM operation q WHERE q.contract_product_id = p.id
    AND q.state NOT IN ('succeeded', 'refused', 'abandoned')) AS open_operation`;
const joins = `JOIN client c ON c.id = p.client_id
  JOIN orders o ON o.id = p.order_id
  JOIN connection n ON n.id = p.connection_id
  LEFT JOIN license l ON l.id = (SELECT k.id FROM license k WHERE k.contract_product_id = p.id
    ORDER BY k.status <> 'deleted' DESC, k.id DESC LIMIT 1)`;

const toRow = (row: Row): ContractProductRow => ({
  id: row.id,
  status: row.status,
  clientId: row.client_id,
  clientName: row.client_name,
  productName: row.product_name,
  orderId: row.order_id,
  orderNumber: row.order_number,
  termMonths: row.term_months,
  price: { amountMinor: row.price_minor, currency: row.currency },
  nextDueOn: row.next_due_on,
  licenseStatus: row.license_status,
  // A key that staff set is the one they want to see (spec 101).
  licenseKey: row.manual_key || row.license_key,
  // What the vendor has wins over what was asked for.
  ip: row.license_ip || row.ip,
  openOperationState: (row.open_operation?.split(' ')[1] ?? null) as OperationState | null,
  openOperationKind: (row.open_operation?.split(' ')[0] ?? null) as OperationKind | null,
  openOperationHeldFor: (row.open_operation?.split(' ')[2] || null) as OperationHold | null,
  awaits: row.awaits || null,
  createdAt: row.created_at,
});

/** Sorts after every date that a contract product has: without one it comes last. */
const noDate = '9999-12-31';

/** A page of contract products, newest first or as was asked. `today`: the business date. */
export function listContractProducts(
  store: Store,
  { cursor, limit, sort, ...filter }: Parsed<typeof contractProducts.list>,
  today: string,
): Output<typeof contractProducts.list> {
  const { shape, from, where, key, params, limits } = filterSql(store, filter, today, sort?.by === 'nextDueOn');
  const orders: Readonly<Record<'createdAt' | 'nextDueOn', OrderKey<ContractProductRow>>> = {
    // Ids rise with time.
    createdAt: { sql: key, of: ({ id }) => id },
    nextDueOn: { sql: `coalesce(p.next_due_on, '${noDate}')`, of: ({ nextDueOn }) => nextDueOn ?? noDate },
  };
  const at = paging(orders, key, { cursor, limit, sort });
  const rows = store.all<Row>(
    `contract products ${shape} ${at.shape}`,
    `${columns} FROM ${from} ${joins} WHERE ${where} ${at.sql}`,
    { ...params, ...at.params },
  );
  return { ...at.cut(rows.map(toRow)), ...limits };
}

/** One contract product as its row, with what only its own page shows. */
export interface ContractDetail {
  readonly row: ContractProductRow;
  readonly orderItemId: string;
  readonly connectionId: string;
  readonly connectionName: string;
  readonly priceRate: RateUsed | null;
  readonly packageIdentifier: string;
  readonly manualKey: string;
  readonly trackedQuantity: number | null;
  readonly trackedAt: string | null;
  readonly license: License | null;
}

/** One contract product with the license that its row shows. */
export function findContractProduct(store: Store, id: string): ContractDetail | undefined {
  const row = store.get<Row>('contract product by id', `${columns} FROM contract_product p ${joins} WHERE p.id = @id`, {
    id,
  });
  if (!row) return undefined;
  const license =
    row.license_id === null
      ? undefined
      : store.get<LicenseRow>('license of contract product', 'SELECT * FROM license WHERE id = @id', {
          id: row.license_id,
        });
  return {
    row: toRow(row),
    orderItemId: row.order_item_id,
    connectionId: row.connection_id,
    connectionName: row.connection_name,
    priceRate: rateIn(row.price_rate),
    packageIdentifier: row.package_identifier,
    manualKey: row.manual_key,
    trackedQuantity: row.tracked_quantity,
    trackedAt: row.tracked_at,
    license: license ? shownLicense(license) : null,
  };
}

/** What a change of its status, dates or money needs to know of a contract product. */
export interface ContractState {
  readonly id: string;
  readonly order_id: string;
  readonly client_id: string;
  readonly product_id: string;
  readonly product_name: string;
  readonly line_index: number;
  /** Null: it was sold by itself. */
  readonly bundle_id: string | null;
  readonly term_months: number;
  readonly status: ContractStatus;
  readonly awaits: Awaits | '';
  readonly currency: string;
  readonly price_minor: number;
  readonly anchor_date: string | null;
  readonly anchor_period: number;
  readonly period_no: number;
  readonly billed_to: string | null;
  readonly next_due_on: string | null;
  readonly service_ends_on: string | null;
  readonly trial_ends_on: string | null;
  readonly auto_renew: 0 | 1;
  readonly retention: Retention;
  readonly is_manual_status: 0 | 1;
  readonly suspended_for: '' | 'overdue' | 'staff';
}
/** The columns of `ContractState`, of `contract_product p`. */
export const stateColumns = `p.id, p.order_id, p.client_id, p.product_id, p.product_name, p.line_index, p.term_months, p.status, p.awaits,
  p.currency, p.price_minor, p.anchor_date, p.anchor_period, p.period_no, p.billed_to, p.next_due_on, p.service_ends_on,
  p.trial_ends_on, p.auto_renew, p.retention, p.is_manual_status, p.suspended_for, p.bundle_id`;
export const contractState = (store: Store, id: string): ContractState | undefined =>
  store.get('contract product state', `SELECT ${stateColumns} FROM contract_product p WHERE p.id = @id`, { id });

/** The contract products of an order, with the line of the invoice that pays for each. */
export const contractsOfOrder = (
  store: Store,
  orderId: string,
): (ContractState & {
  readonly item_line: number;
  readonly invoice_id: string | null;
  /** What its first period costs where a discount makes it less than those after it. */
  readonly first_price_minor: number | null;
})[] =>
  store.all(
    'contract products of order',
    `SELECT ${stateColumns}, p.first_price_minor, i.line_index AS item_line,
      (SELECT min(v.id) FROM invoice v WHERE v.order_id = p.order_id) AS invoice_id
      FROM contract_product p JOIN order_item i ON i.id = p.order_item_id WHERE p.order_id = @orderId
      ORDER BY i.line_index, p.line_index`,
    { orderId },
  );
