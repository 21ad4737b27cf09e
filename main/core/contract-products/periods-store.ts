import type { InvoiceStatus } from '../../../preload/api/billing.ts';
import type { ContractPeriod } from '../../../preload/api/contract-products.ts';
import type { Store } from '../store/index.ts';
import type { ContractState } from './store.ts';

/** A row of contract_period. */
export interface PeriodRow {
  readonly id: string;
  readonly contract_product_id: string;
  readonly number: number;
  readonly starts_on: string;
  readonly ends_on: string;
  readonly invoice_id: string | null;
  readonly state: 'billed' | 'paid' | 'cancelled';
  readonly currency: string;
  readonly price_minor: number;
  readonly vendor_renewal: '' | 'wanted' | 'queued' | 'done';
  readonly operation_id: string | null;
  /** The line of the invoice that it is billed on, with the other parts of its bundle; null: the only one. */
  readonly invoice_line_id: string | null;
}

const columns =
  'id, contract_product_id, number, starts_on, ends_on, invoice_id, state, currency, price_minor, vendor_renewal, operation_id, invoice_line_id';

/** When a period `k` on an invoice `i` is due: with it, or later where it stands there with what was due before it. */
export const dueOn = 'coalesce(k.due_on, i.due_on)';

/** What is billed on an invoice. */
export const periodsOfInvoice = (store: Store, invoiceId: string): PeriodRow[] =>
  store.all(
    'periods of invoice',
    `SELECT ${columns} FROM contract_period WHERE invoice_id = @invoiceId ORDER BY contract_product_id, number`,
    { invoiceId },
  );

/** The period that a vendor's renewal is for, or undefined. */
export const periodOfOperation = (store: Store, operationId: string): PeriodRow | undefined =>
  store.get('period of operation', `SELECT ${columns} FROM contract_period WHERE operation_id = @operationId`, {
    operationId,
  });

/** One period of a contract product, or undefined. */
export const periodByNumber = (store: Store, contractProductId: string, number: number): PeriodRow | undefined =>
  store.get(
    'period by number',
    `SELECT ${columns} FROM contract_period WHERE contract_product_id = @contractProductId AND number = @number`,
    { contractProductId, number },
  );

/** The newest period of a contract product, or undefined: it was never billed. */
export const lastPeriod = (store: Store, contractProductId: string): PeriodRow | undefined =>
  store.get(
    'last period',
    `SELECT ${columns} FROM contract_period WHERE contract_product_id = @contractProductId ORDER BY number DESC LIMIT 1`,
    { contractProductId },
  );

/**
 * The day up to which the money for its days was kept, the day after the last one; null: none, or some of it went back (for
 * another line of its invoice is for another one).
 */
export const paidAndKept = (store: Store, contractProductId: string): string | null =>
  store.get<{ until: string | null }>(
    'paid and kept',
    `SELECT max(k.ends_on) AS until FROM contract_period k JOIN invoice i ON i.id = k.invoice_id
      WHERE k.contract_product_id = @contractProductId AND k.state = 'paid' AND i.paid_minor > 0
        AND NOT EXISTS (SELECT 1 FROM credit_note n WHERE n.invoice_id = i.id AND n.reason = 'refund'
          AND coalesce(n.invoice_line_id, k.invoice_line_id, '') = coalesce(k.invoice_line_id, ''))`,
    { contractProductId },
  )?.until ?? null;

/** Periods that come after one, in their order. */
export const periodsAfter = (store: Store, contractProductId: string, number: number): PeriodRow[] =>
  store.all(
    'periods after',
    `SELECT ${columns} FROM contract_period WHERE contract_product_id = @contractProductId AND number > @number ORDER BY number`,
    { contractProductId, number },
  );

/** A person gave up the vendor's renewal of a period: nothing but a person asks for it again (design 4.7). */
const notGivenUp = `NOT EXISTS (SELECT 1 FROM operation o WHERE o.id = k.operation_id AND o.state = 'abandoned')`;

/** The oldest paid period that the vendor is still to renew the license for, or undefined. */
export const wantedRenewal = (store: Store, contractProductId: string): PeriodRow | undefined =>
  store.get(
    'wanted renewal',
    `SELECT ${columns} FROM contract_period k WHERE contract_product_id = @contractProductId AND vendor_renewal = 'wanted'
      AND ${notGivenUp} ORDER BY number LIMIT 1`,
    { contractProductId },
  );

/** Invoices of renewals of a contract product that still take money, the one that was due first before the others. */
export const openRenewals = (
  store: Store,
  contractProductId: string,
): {
  readonly invoice_id: string;
  readonly due_on: string;
  readonly status: InvoiceStatus;
  readonly starts_on: string;
}[] =>
  store.all(
    'open renewals',
    `SELECT i.id AS invoice_id, ${dueOn} AS due_on, i.status, k.starts_on
      FROM contract_period k JOIN invoice i ON i.id = k.invoice_id
      WHERE k.contract_product_id = @contractProductId AND k.state = 'billed' AND i.kind = 'renewal'
        AND i.status IN ('Unpaid', 'Partly paid') ORDER BY ${dueOn}, i.id`,
    { contractProductId },
  );

/** The period that a day lies in, or undefined. */
export const periodAt = (store: Store, contractProductId: string, day: string): PeriodRow | undefined =>
  store.get(
    'period at',
    `SELECT ${columns} FROM contract_period WHERE contract_product_id = @contractProductId AND starts_on <= @day
      AND ends_on > @day AND state <> 'cancelled' ORDER BY number DESC LIMIT 1`,
    { contractProductId, day },
  );

const shownPeriods = 60;

/** The newest periods of a contract product with their invoices, newest first. */
export const listPeriods = (store: Store, contractProductId: string): ContractPeriod[] =>
  store
    .all<PeriodRow & { readonly invoice_number: string | null; readonly invoice_status: InvoiceStatus | null }>(
      'periods shown',
      `SELECT ${columns
        .split(', ')
        .map((column) => `k.${column}`)
        .join(', ')}, i.number AS invoice_number, i.status AS invoice_status
        FROM contract_period k LEFT JOIN invoice i ON i.id = k.invoice_id
        WHERE k.contract_product_id = @contractProductId ORDER BY k.number DESC LIMIT ${shownPeriods}`,
      { contractProductId },
    )
    .map((row) => ({
      id: row.id,
      number: row.number,
      from: row.starts_on,
      to: row.ends_on,
      state: row.state,
      price: { amountMinor: row.price_minor, currency: row.currency },
      invoiceId: row.invoice_id,
      invoiceNumber: row.invoice_number,
      invoiceStatus: row.invoice_status,
      vendorRenewal: row.vendor_renewal === '' ? 'none' : row.vendor_renewal,
    }));

/** A renewal that is to be invoiced: the next period that nobody has billed yet. */
export interface RenewalDue extends ContractState {
  readonly number: number;
  readonly starts_on: string;
  /** The period is there, and its invoice was cancelled: it is billed anew. */
  readonly cancelled_invoice_id: string | null;
  /** The first day of the last period, which this one follows, or is where that was cancelled. */
  readonly last_starts_on: string;
}

// `+`: nearly all are Active, and few of them are due.
const renewal = `SELECT p.id, p.order_id, p.client_id, p.product_id, p.product_name, p.line_index, p.term_months, p.status,
    p.awaits, p.currency, p.price_minor, p.anchor_date, p.anchor_period, p.period_no, p.billed_to, p.next_due_on,
    p.service_ends_on, p.trial_ends_on, p.auto_renew, p.retention, p.is_manual_status, p.suspended_for, p.bundle_id,
    k.number + (k.state <> 'cancelled') AS number,
    CASE WHEN k.state = 'cancelled' THEN k.starts_on ELSE k.ends_on END AS starts_on,
    CASE WHEN k.state = 'cancelled' THEN k.invoice_id END AS cancelled_invoice_id, k.starts_on AS last_starts_on
  FROM contract_product p JOIN contract_period k ON k.contract_product_id = p.id
    AND k.number = (SELECT max(m.number) FROM contract_period m WHERE m.contract_product_id = p.id)
  WHERE +p.status IN ('Active', 'Suspended') AND p.auto_renew = 1 AND p.is_manual_status = 0 AND p.trial_ends_on IS NULL
    AND p.next_due_on IS NOT NULL AND p.anchor_date IS NOT NULL
    AND (p.service_ends_on IS NULL
      OR p.service_ends_on > CASE WHEN k.state = 'cancelled' THEN k.starts_on ELSE k.ends_on END)`;

/** Renewals whose period begins on or before a day; the index over next_due_on leads to them. */
export const renewalsUntil = (store: Store, until: string): RenewalDue[] =>
  store.all(
    'renewals until',
    `${renewal} AND p.next_due_on <= @until
      AND CASE WHEN k.state = 'cancelled' THEN k.starts_on ELSE k.ends_on END <= @until ORDER BY p.next_due_on, p.id`,
    { until },
  );

/** Renewals of a client in a currency whose period begins on or before a day, the earliest first. */
export const renewalsOfClient = (
  store: Store,
  of: { readonly clientId: string; readonly currency: string; readonly until: string },
): RenewalDue[] =>
  store.all(
    'renewals of client',
    `${renewal} AND p.client_id = @clientId AND p.currency = @currency
      AND CASE WHEN k.state = 'cancelled' THEN k.starts_on ELSE k.ends_on END <= @until ORDER BY p.next_due_on, p.id`,
    of,
  );

/** The renewal of one contract product, or undefined: none is to be billed. */
export const renewalOf = (store: Store, id: string): RenewalDue | undefined =>
  store.get('renewal of contract', `${renewal} AND p.id = @id`, { id });

/** Contract products whose service ends on or before a day: by a date that was set, or with what is paid. */
export const endsUntil = (store: Store, until: string): (ContractState & { readonly ends_on: string })[] =>
  store.all(
    'ends until',
    `SELECT * FROM (
      SELECT p.*, p.service_ends_on AS ends_on FROM contract_product p INDEXED BY contract_product_ends
        WHERE p.service_ends_on <= @until AND p.status IN ('Awaiting Activation', 'Active', 'Suspended')
      UNION ALL
      SELECT p.*, p.next_due_on AS ends_on FROM contract_product p INDEXED BY contract_product_not_renewed
        WHERE p.next_due_on <= @until AND p.auto_renew = 0 AND p.service_ends_on IS NULL
          AND p.status IN ('Awaiting Activation', 'Active', 'Suspended'))
      WHERE is_manual_status = 0 AND trial_ends_on IS NULL
      ORDER BY ends_on, id`,
    { until },
  );

/** Paid periods that the vendor is to renew the license for, whose contract product goes on. */
export const wantedRenewals = (store: Store): (PeriodRow & { readonly client_id: string })[] =>
  store.all(
    'wanted renewals',
    `SELECT ${columns
      .split(', ')
      .map((column) => `k.${column}`)
      .join(', ')}, p.client_id FROM contract_period k JOIN contract_product p ON p.id = k.contract_product_id
      WHERE k.vendor_renewal = 'wanted' AND p.status IN ('Awaiting Activation', 'Active', 'Suspended')
        AND p.is_manual_status = 0 AND ${notGivenUp}
      ORDER BY k.starts_on, k.id`,
  );
