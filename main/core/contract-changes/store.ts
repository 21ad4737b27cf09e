import type { ChangeStatus, ContractChange, Downgrade } from '../../../preload/api/contract-changes.ts';
import type { InvoiceStatus } from '../../../preload/api/billing.ts';
import type { ContractStatus } from '../../../preload/api/orders.ts';
import type { TermMonths } from '../../../preload/api/values.ts';
import { netOfLines } from '../billing/index.ts';
import type { Store } from '../store/index.ts';
import type { Part } from './rules.ts';
import { type DoneChange, type InvoiceFunds, type Lying, unusedMoney } from './spread.ts';

/** What a change needs to know of its contract product. */
export interface ChangedContract {
  readonly id: string;
  readonly order_id: string;
  readonly client_id: string;
  readonly product_id: string;
  readonly product_name: string;
  readonly status: ContractStatus;
  readonly term_months: TermMonths;
  readonly currency: string;
  readonly price_minor: number;
  readonly next_due_on: string | null;
  readonly trial_ends_on: string | null;
  readonly bundle_id: string | null;
  /** Tariff and account of the license, or what the contract says where there is none. */
  readonly package_identifier: string;
  readonly connection_id: string;
}
export const changedContract = (store: Store, id: string): ChangedContract | undefined =>
  store.get(
    'contract product to change',
    `SELECT p.id, p.order_id, p.client_id, p.product_id, p.product_name, p.status, p.term_months, p.currency,
      p.price_minor, p.next_due_on, p.trial_ends_on, p.bundle_id,
      coalesce(nullif(l.package_identifier, ''), p.package_identifier) AS package_identifier,
      coalesce(l.connection_id, p.connection_id) AS connection_id
      FROM contract_product p LEFT JOIN license l ON l.id = (SELECT k.id FROM license k
        WHERE k.contract_product_id = p.id ORDER BY k.status = 'deleted', k.id DESC LIMIT 1)
      WHERE p.id = @id`,
    { id },
  );

export interface PeriodRow {
  readonly id: string;
  readonly number: number;
  readonly starts_on: string;
  readonly ends_on: string;
  readonly state: 'billed' | 'paid';
  readonly price_minor: number;
  readonly invoice_id: string | null;
  readonly invoice_number: string | null;
  readonly invoice_status: InvoiceStatus | null;
}
/** The period that a day lies in and those after it, in their order, without cancelled ones. */
export const periodsFrom = (store: Store, contractProductId: string, day: string): PeriodRow[] =>
  store.all(
    'periods of contract product from a day',
    `SELECT c.id, c.number, c.starts_on, c.ends_on, c.state, c.price_minor, c.invoice_id, i.number AS invoice_number,
      i.status AS invoice_status
      FROM contract_period c LEFT JOIN invoice i ON i.id = c.invoice_id
      WHERE c.contract_product_id = @contractProductId AND c.ends_on > @day AND c.state <> 'cancelled'
      ORDER BY c.number`,
    { contractProductId, day },
  );

/** A change as it is stored. */
export interface ChangeRow {
  readonly id: string;
  readonly request_key: string;
  readonly contract_product_id: string;
  readonly kind: 'change' | 'trial';
  readonly status: ChangeStatus;
  readonly from_product_name: string;
  readonly to_product_id: string;
  readonly to_product_name: string;
  readonly to_package: string;
  readonly currency: string;
  readonly from_price_minor: number;
  readonly to_price_minor: number;
  readonly to_price_rate: string | null;
  readonly changed_on: string;
  readonly period_ends_on: string;
  /** `Part`s, in JSON. */
  readonly parts: string;
  readonly credit_minor: number;
  readonly charge_minor: number;
  readonly downgrade: Downgrade;
  readonly given_minor: number;
  readonly invoice_id: string | null;
  readonly operation_id: string | null;
  readonly error_code: string | null;
  readonly asked_by: string;
  readonly created_at: string;
  readonly settled_at: string | null;
}
export const changeById = (store: Store, id: string): ChangeRow | undefined =>
  store.get('contract change by id', 'SELECT * FROM contract_change WHERE id = @id', { id });
export const changeByKey = (store: Store, requestKey: string): ChangeRow | undefined =>
  store.get('contract change by key', 'SELECT * FROM contract_change WHERE request_key = @requestKey', { requestKey });
export const changeByInvoice = (store: Store, invoiceId: string): ChangeRow | undefined =>
  store.get('contract change by invoice', 'SELECT * FROM contract_change WHERE invoice_id = @invoiceId', { invoiceId });
export const changeByOperation = (store: Store, operationId: string): ChangeRow | undefined =>
  store.get('contract change by operation', 'SELECT * FROM contract_change WHERE operation_id = @operationId', {
    operationId,
  });

/** The change of a contract product that is under way, with the status of its invoice. */
export const openChange = (
  store: Store,
  contractProductId: string,
): (ChangeRow & { readonly invoice_status: InvoiceStatus | null }) | undefined =>
  store.get(
    'contract change open',
    `SELECT c.*, i.status AS invoice_status FROM contract_change c LEFT JOIN invoice i ON i.id = c.invoice_id
      WHERE c.contract_product_id = @contractProductId AND c.status IN ('Awaiting payment', 'Paid', 'At the vendor')`,
    { contractProductId },
  );

/** Changes nobody paid for whose period ended on or before a day, oldest first. */
export const expired = (
  store: Store,
  days: { readonly after: string; readonly until: string },
  limit: number,
): { readonly id: string; readonly on: string; readonly contract_product_id: string; readonly client_id: string }[] =>
  store.all(
    'contract changes not paid in time',
    `SELECT c.id, c.period_ends_on AS "on", c.contract_product_id, p.client_id
      FROM contract_change c JOIN contract_product p ON p.id = c.contract_product_id
      WHERE c.status = 'Awaiting payment' AND c.period_ends_on > @after AND c.period_ends_on <= @until
      ORDER BY c.period_ends_on, c.id LIMIT @limit`,
    { ...days, limit },
  );

/** What an invoice asked for, without what was credited before it was paid, and has; `net`: the sum of its lines. Minor units. */
export interface InvoiceMoney {
  readonly id: string;
  readonly status: InvoiceStatus;
  readonly total_minor: number;
  readonly paid_minor: number;
  readonly refunded_minor: number;
  readonly net_minor: number;
}
// A line that was called off is in neither sum.
const moneyColumns = `i.id, i.status, i.paid_minor, i.refunded_minor,
  i.total_minor - (SELECT coalesce(sum(n.total_minor), 0) FROM credit_note n WHERE n.invoice_id = i.id
    AND (n.reason <> 'refund' OR n.invoice_line_id IS NOT NULL)) AS total_minor,
  ${netOfLines} AS net_minor`;
export const invoiceMoney = (store: Store, id: string): InvoiceMoney | undefined =>
  store.get('money of invoice', `SELECT ${moneyColumns} FROM invoice i WHERE i.id = @id`, { id });

/** What an invoice asked for and still has, for `giveBack`. */
export function fundsOf(store: Store, id: string): InvoiceFunds | undefined {
  const found = invoiceMoney(store, id);
  return (
    found && {
      totalMinor: found.total_minor,
      netMinor: found.net_minor,
      leftMinor: found.paid_minor - found.refunded_minor,
    }
  );
}

/** A stored change for `unusedMoney` and `takeOut`. */
export const doneChange = ({ invoice_id: invoiceId, parts }: Pick<ChangeRow, 'invoice_id' | 'parts'>): DoneChange => ({
  invoiceId,
  parts: JSON.parse(parts) as Part[],
});

/** Where the money of a contract product's days from a day on lies, see `unusedMoney`. */
export const unusedOf = (store: Store, contractProductId: string, on: string): Map<string, Lying> =>
  unusedMoney(
    periodsFrom(store, contractProductId, '')
      .filter(({ state }) => state === 'paid')
      .map(({ starts_on: from, ends_on: to, price_minor: priceMinor, invoice_id: invoiceId }) => ({
        from,
        to,
        priceMinor,
        invoiceId,
      })),
    store
      .all<ChangeRow>(
        'contract changes done',
        `SELECT * FROM contract_change WHERE contract_product_id = @contractProductId AND status = 'Done'
          AND kind = 'change' ORDER BY id`,
        { contractProductId },
      )
      .map(doneChange),
    on,
  );

/** The newest changes of a contract product as screens show them. */
export function listChanges(
  store: Store,
  of: { readonly contractProductId: string } | { readonly id: string },
): ContractChange[] {
  type Row = ChangeRow & {
    readonly invoice_number: string | null;
    readonly open_minor: number;
    readonly vendor_message: string | null;
  };
  const select = `SELECT c.*, i.number AS invoice_number, o.vendor_message,
    CASE WHEN i.status IN ('Unpaid', 'Partly paid') THEN i.total_minor - i.credited_minor - i.paid_minor ELSE 0 END AS open_minor
    FROM contract_change c LEFT JOIN invoice i ON i.id = c.invoice_id
      LEFT JOIN operation o ON o.id = c.operation_id`;
  const found =
    'id' in of
      ? store.all<Row>('contract change shown', `${select} WHERE c.id = @id`, { id: of.id })
      : store.all<Row>(
          'contract changes',
          `${select} WHERE c.contract_product_id = @contractProductId ORDER BY c.id DESC LIMIT 50`,
          { contractProductId: of.contractProductId },
        );
  return found.map((row) => {
    const money = (amountMinor: number) => ({ amountMinor, currency: row.currency });
    return {
      id: row.id,
      contractProductId: row.contract_product_id,
      kind: row.kind,
      status: row.status,
      fromProductName: row.from_product_name,
      toProductId: row.to_product_id,
      toProductName: row.to_product_name,
      fromPrice: money(row.from_price_minor),
      toPrice: money(row.to_price_minor),
      changedOn: row.changed_on,
      credit: money(row.credit_minor),
      charge: money(row.charge_minor),
      due: money(row.charge_minor - row.credit_minor),
      downgrade: row.downgrade,
      given: money(row.given_minor),
      invoiceId: row.invoice_id,
      invoiceNumber: row.invoice_number,
      open: money(row.open_minor),
      operationId: row.operation_id,
      errorCode: row.error_code,
      vendorMessage: row.vendor_message ?? '',
      askedBy: row.asked_by,
      createdAt: row.created_at,
      settledAt: row.settled_at,
    };
  });
}
