import type { InvoiceStatus } from '../../../preload/api/billing.ts';
import type { ContractPeriod } from '../../../preload/api/contract-products.ts';
import { withTaxOf } from '../kernel/index.ts';
import { netOfLines } from '../billing/index.ts';
import type { Store } from '../store/index.ts';
import { keptUntil } from './rules.ts';
import { type ContractState, stateColumns } from './store.ts';

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
/** The same where other tables are read with it. */
const joined = columns.replaceAll(/\w+/g, 'k.$&');

/** When a period `k` on an invoice `i` is due: with it, or later where it stands there with what was due before it. */
export const dueOn = 'coalesce(k.due_on, i.due_on)';

/** What is billed on an invoice. */
export const periodsOfInvoice = (store: Store, invoiceId: string): PeriodRow[] =>
  store.all(
    'periods of invoice',
    `SELECT ${columns} FROM contract_period WHERE invoice_id = @invoiceId ORDER BY contract_product_id, number`,
    { invoiceId },
  );

/**
 * Whether what an invoice of renewals asks for a contract product is still owed for another one on the same line: of a bundle,
 * one that goes on, or whose license is still there (it is terminated first, then written off). `ending`: those that end
 * with it.
 */
export const isOwedForOthers = (
  store: Store,
  invoiceId: string,
  contractProductId: string,
  ending: readonly string[] = [],
): boolean =>
  store.get(
    'invoice owed for others',
    `SELECT 1 FROM contract_period k JOIN contract_product p ON p.id = k.contract_product_id
      WHERE k.invoice_id = @invoiceId AND k.state = 'billed' AND p.id <> @contractProductId
        AND p.id NOT IN (SELECT value FROM json_each(@ending))
        AND k.invoice_line_id IS (SELECT o.invoice_line_id FROM contract_period o
          WHERE o.invoice_id = @invoiceId AND o.contract_product_id = @contractProductId)
        AND (p.status NOT IN ('Cancelled', 'Closed', 'Lapsed') OR EXISTS (SELECT 1 FROM license l
          WHERE l.contract_product_id = p.id AND l.status <> 'deleted')) LIMIT 1`,
    { invoiceId, contractProductId, ending: JSON.stringify(ending) },
  ) !== undefined;

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

interface PaidRow {
  readonly starts_on: string;
  readonly ends_on: string;
  readonly price_minor: number;
  readonly total_minor: number;
  readonly net_minor: number;
  readonly by_hand_minor: number;
  readonly others_minor: number;
}

// What the end of an order gives back shortens the period itself, and a downgrade lowers its price: neither is counted
// twice. A refund by hand names no line: it is first of the other ones on the invoice that ended too, or came back since. A
// line that was called off, with what was credited or given back for it, is in none of the sums.
const paidRows = `SELECT k.starts_on, k.ends_on, k.price_minor,
    i.total_minor - (SELECT coalesce(sum(n.total_minor), 0) FROM credit_note n WHERE n.invoice_id = i.id
      AND (n.reason <> 'refund' OR n.invoice_line_id IS NOT NULL)) AS total_minor,
    ${netOfLines} AS net_minor,
    (SELECT coalesce(sum(r.amount_minor), 0) FROM refund r WHERE r.invoice_id = i.id
      AND r.request_key NOT LIKE 'order/%' AND r.request_key NOT LIKE 'contract_change/%' AND NOT EXISTS
      (SELECT 1 FROM credit_note n WHERE n.id = r.credit_note_id AND n.invoice_line_id IS NOT NULL)) AS by_hand_minor,
    (SELECT coalesce(sum(q.price_minor), 0) FROM contract_period q JOIN contract_product p ON p.id = q.contract_product_id
      WHERE q.invoice_id = i.id AND q.contract_product_id <> k.contract_product_id AND q.state = 'paid'
        AND (p.status IN ('Cancelled', 'Closed', 'Lapsed') OR EXISTS (SELECT 1 FROM contract_period n
          WHERE n.contract_product_id = q.contract_product_id AND n.number > q.number AND n.starts_on < q.ends_on)))
      AS others_minor
  FROM contract_period k JOIN invoice i ON i.id = k.invoice_id
  WHERE k.contract_product_id = @contractProductId AND k.state = 'paid' AND i.paid_minor > 0`;

/** The day up to which the money for its days was kept, the day after the last one; null: none of it was. */
export const paidAndKept = (store: Store, contractProductId: string): string | null =>
  store
    .all<PaidRow>('paid and kept', paidRows, { contractProductId })
    .flatMap((row) => {
      const gross = (netMinor: number) => withTaxOf(netMinor, row.total_minor, row.net_minor);
      const backMinor = Math.max(0, row.by_hand_minor - gross(row.others_minor));
      const period = { from: row.starts_on, to: row.ends_on, priceMinor: gross(row.price_minor) };
      return keptUntil(period, backMinor) ?? [];
    })
    .toSorted()
    .at(-1) ?? null;

/** What is paid of days from a day on, in their order. */
export const paidFrom = (store: Store, contractProductId: string, day: string): PeriodRow[] =>
  store.all(
    'paid periods from',
    `SELECT ${columns} FROM contract_period WHERE contract_product_id = @contractProductId AND state = 'paid'
      AND ends_on > @day ORDER BY number`,
    { contractProductId, day },
  );

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
      `SELECT ${joined}, i.number AS invoice_number, i.status AS invoice_status
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
  /** The first day of the period that this one follows, or is where that was cancelled. */
  readonly last_starts_on: string;
}

/**
 * The period that a renewal follows, or is where it was cancelled: the first one of those at the end that are billed nowhere
 * and that nobody holds back, so that no days are left out; else the last one.
 */
const leading = `coalesce((SELECT min(m.number) FROM contract_period m WHERE m.contract_product_id = p.id AND m.state = 'cancelled'
      AND m.number > coalesce((SELECT max(x.number) FROM contract_period x
        WHERE x.contract_product_id = p.id AND x.state <> 'cancelled'), -1)
      AND NOT EXISTS (SELECT 1 FROM automation_hold h
        WHERE h.cause = 'renewal/' || p.id || '/' || m.number || '/' || m.invoice_id AND h.released_at IS NULL)),
    (SELECT max(m.number) FROM contract_period m WHERE m.contract_product_id = p.id))`;

// `+`: nearly all are Active, and few of them are due.
const renewal = `SELECT ${stateColumns},
    k.number + (k.state <> 'cancelled') AS number,
    CASE WHEN k.state = 'cancelled' THEN k.starts_on ELSE k.ends_on END AS starts_on,
    CASE WHEN k.state = 'cancelled' THEN k.invoice_id END AS cancelled_invoice_id, k.starts_on AS last_starts_on
  FROM contract_product p JOIN contract_period k ON k.contract_product_id = p.id
    AND k.number = ${leading}
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
    `SELECT ${joined}, p.client_id FROM contract_period k JOIN contract_product p ON p.id = k.contract_product_id
      WHERE k.vendor_renewal = 'wanted' AND p.status IN ('Awaiting Activation', 'Active', 'Suspended')
        AND p.is_manual_status = 0 AND ${notGivenUp}
      ORDER BY k.starts_on, k.id`,
  );
