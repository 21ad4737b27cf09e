import type { InvoiceStatus } from '../../../preload/api/billing.ts';
import type { VendorStatus } from '../../../preload/api/contract-products.ts';
import { ContractStatus } from '../../../preload/api/orders.ts';
import type { OverdueAge } from '../../../preload/api/reports.ts';
import type { Store } from '../store/index.ts';
import { ages, type DateCursor, datesOf } from './rules.ts';

/** What runs and is renewed: automation makes its next invoice. */
const renewing = `c.status IN ('Active', 'Suspended') AND (c.service_ends_on IS NULL OR c.service_ends_on > c.next_due_on)
  AND (@currency = '' OR c.currency = @currency)`;

// What of a bundle is renewed from one day is one renewal, by its first part; the names of the table stand in `renewing`.
const together = (what: string): string => `(SELECT ${what} FROM contract_product m WHERE m.bundle_id = c.bundle_id
  AND m.next_due_on = c.next_due_on AND ${renewing.replaceAll(/\bc\./g, 'm.')})`;
const isFirst = `(c.bundle_id IS NULL OR c.id = ${together('min(m.id)')})`;

export interface RenewalRow {
  readonly id: string;
  readonly product_name: string;
  readonly client_id: string;
  readonly client_name: string;
  readonly status: ContractStatus;
  readonly next_due_on: string;
  readonly currency: string;
  readonly price_minor: number;
  readonly auto_renew: number;
  readonly invoice_id: string | null;
}
/** Contract products whose next due date is up to a day, the earliest first. `currency` empty: of any. */
export const renewalsDue = (
  store: Store,
  { until, currency }: { readonly until: string; readonly currency: string },
  page: { readonly after: DateCursor; readonly count: number },
): RenewalRow[] =>
  store.all(
    'reports: renewals',
    `SELECT c.id, coalesce((SELECT b.product_name FROM contract_bundle b WHERE b.id = c.bundle_id), c.product_name)
          AS product_name, c.client_id, k.first_name || ' ' || k.last_name AS client_name, c.status,
        c.next_due_on, c.currency, coalesce(${together('sum(m.price_minor)')}, c.price_minor) AS price_minor, c.auto_renew,
        p.invoice_id
      FROM contract_product c CROSS JOIN client k ON k.id = c.client_id
      LEFT JOIN contract_period p ON p.contract_product_id = c.id AND p.number = c.period_no + 1 AND p.state <> 'cancelled'
      WHERE c.next_due_on <= @until AND (c.next_due_on, c.id) > (@on, @id) AND ${renewing}
        AND ${isFirst}
      ORDER BY c.next_due_on, c.id LIMIT @count`,
    { until, currency, ...page.after, count: page.count },
  );

/** Sums of the same by day and currency. */
export const renewalDays = (
  store: Store,
  { until, currency }: { readonly until: string; readonly currency: string },
): { on: string; currency: string; count: number; amountMinor: number; automatic: number }[] =>
  store.all(
    'reports: renewal days',
    `SELECT c.next_due_on AS "on", c.currency, count(DISTINCT coalesce(c.bundle_id, c.id)) AS count,
        sum(c.price_minor) AS amountMinor,
        count(DISTINCT CASE c.auto_renew WHEN 1 THEN coalesce(c.bundle_id, c.id) END) AS automatic
      FROM contract_product c WHERE c.next_due_on <= @until AND ${renewing} GROUP BY c.next_due_on, c.currency`,
    { until, currency },
  );

// What was given back is not paid any more; what was credited is not asked for.
const dueMinor = 'i.total_minor - i.credited_minor - i.paid_minor + i.refunded_minor';
const open = "i.status IN ('Unpaid', 'Partly paid')";

export interface OverdueRow {
  readonly id: string;
  readonly number: string;
  readonly client_id: string;
  readonly client_name: string;
  readonly status: InvoiceStatus;
  readonly due_on: string;
  readonly currency: string;
  readonly due_minor: number;
}
/** Open invoices that were due from a day to a day, both with, the oldest first. `currency` empty: of any. */
export const overdueInvoices = (
  store: Store,
  { from, to, currency }: { readonly from: string; readonly to: string; readonly currency: string },
  page: { readonly after: DateCursor; readonly count: number },
): OverdueRow[] =>
  store.all(
    'reports: overdue',
    `SELECT i.id, i.number, i.client_id, i.buyer ->> '$.name' AS client_name, i.status, i.due_on, i.currency,
        ${dueMinor} AS due_minor
      FROM invoice i WHERE ${open} AND i.due_on >= @from AND i.due_on <= @to AND (i.due_on, i.id) > (@on, @id)
        AND (@currency = '' OR i.currency = @currency) ORDER BY i.due_on, i.id LIMIT @count`,
    { from, to, currency, ...page.after, count: page.count },
  );

/** Sums of what is overdue by age and currency. */
export function overdueSums(
  store: Store,
  today: string,
  currency: string,
): { age: OverdueAge; currency: string; count: number; amountMinor: number }[] {
  return (Object.keys(ages) as OverdueAge[]).flatMap((age) => {
    const [from, to] = datesOf(age, today);
    return store
      .all<{ currency: string; count: number; amountMinor: number }>(
        'reports: overdue sums',
        `SELECT i.currency, count(*) AS count, sum(${dueMinor}) AS amountMinor FROM invoice i
          WHERE ${open} AND i.due_on >= @from AND i.due_on <= @to AND (@currency = '' OR i.currency = @currency)
          GROUP BY i.currency`,
        { from, to, currency },
      )
      .map((row) => ({ age, ...row }));
  });
}

/** Products with their codes: those of the catalogue, and deleted ones that are asked for. */
export const codesOfProducts = (
  store: Store,
): { readonly id: string; readonly code1: string; readonly code2: string; readonly isDeleted: number }[] =>
  store.all(
    'reports: codes',
    'SELECT id, report_code_1 AS code1, report_code_2 AS code2, deleted_at IS NOT NULL AS isDeleted FROM product',
  );

const everyStatus = `('${ContractStatus.options.join("', '")}')`;

/** Contract products by product and status. */
export const contractCounts = (
  store: Store,
): { readonly product_id: string; readonly status: ContractStatus; readonly count: number }[] =>
  store.all(
    'reports: contracts',
    `SELECT product_id, status, count(*) AS count FROM contract_product WHERE status IN ${everyStatus}
      GROUP BY status, product_id`,
  );

/** Licenses by product and status; of those the vendor deleted none are counted. */
export const licenseCounts = (
  store: Store,
): { readonly product_id: string; readonly status: VendorStatus; readonly count: number }[] =>
  store.all(
    'reports: licenses',
    `SELECT c.product_id, l.status, count(*) AS count FROM license l CROSS JOIN contract_product c
      ON c.id = l.contract_product_id WHERE l.status IN ('unknown', 'ordered', 'active', 'suspended', 'processing')
      GROUP BY c.product_id, l.status`,
  );
