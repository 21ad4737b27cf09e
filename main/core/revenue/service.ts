import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Output, Parsed } from '../../../preload/api/contract.ts';
import { maxReportMonths, type revenue as api, type RevenueLine } from '../../../preload/api/revenue.ts';
import type { BrandService } from '../brand/index.ts';
import { fieldError, notFound } from '../kernel/index.ts';
import type { Store } from '../store/index.ts';
import { historiesOf, type LineHistory, type MoneyEvent, monthsOf, stateAt } from './history.ts';
import { startReport } from './report.ts';
import { earlier, lastDayOf, monthOf } from './rules.ts';
import { monthCount } from './sums.ts';
import * as rows from './store.ts';
import { policyOf, type SaleTerms } from './terms.ts';

export interface RevenueDeps {
  readonly store: Store;
  readonly brand: Pick<BrandService, 'businessDate' | 'settings'>;
}

export type RevenueService = ReturnType<typeof revenueService>;

/** Invoices that are worked out before other calls get their turn. */
const atOnce = 100;

/** When what was paid counts as earned (spec 52-56, 2.13). Worked out from what is stored; nothing is written. */
export function revenueService({ store, brand }: RevenueDeps) {
  /** The policy of a line: as it was frozen at issue, else (issued before that was kept) the one in force. */
  const termsOf = (line: rows.RevenueLineRow): Pick<SaleTerms, 'revenue_policy' | 'revenue_source'> =>
    line.revenue_policy === null
      ? policyOf(line.own_policy, brand.settings().revenueRecognition)
      : { revenue_policy: line.revenue_policy, revenue_source: line.revenue_source ?? 'brand' };

  function histories(
    invoice: rows.RevenueInvoice,
    lines: readonly rows.RevenueLineRow[],
    events: readonly MoneyEvent[],
  ): LineHistory[] {
    return historiesOf(
      {
        totalMinor: invoice.total_minor,
        taxMinor: invoice.tax_minor,
        issuedOn: invoice.issued_on,
        lines: lines.map((line) => {
          // Without a period the service is rendered on the day of the invoice.
          const from = line.period_from ?? invoice.issued_on;
          const policy = termsOf(line).revenue_policy;
          return { policy, amountMinor: line.amount_minor, from, to: line.period_to ?? from };
        }),
      },
      events,
    );
  }

  /**
   * Revenue of an invoice, line by line, in minor units of its currency without tax, by the policy of when it was
   * issued. @throws AppError `not_found`
   */
  function ofInvoice(id: string): Output<typeof api.ofInvoice> {
    const invoice = rows.findInvoice(store, id);
    if (!invoice) throw notFound();
    const asOf = brand.businessDate();
    const lines = rows.linesOf(store, [id]);
    const all = histories(invoice, lines, rows.eventsOf(store, [invoice]).get(id) ?? []);
    return {
      asOf,
      lines: lines.flatMap((line, at) => {
        const history = all[at];
        return history ? [lineOf(line, history, invoice.currency, asOf)] : [];
      }),
    };
  }

  function lineOf(line: rows.RevenueLineRow, history: LineHistory, currency: string, asOf: string): RevenueLine {
    const money = (amountMinor: number) => ({ amountMinor, currency });
    const terms = termsOf(line);
    const now = stateAt(history, asOf);
    return {
      text: line.text,
      policy: terms.revenue_policy,
      source: terms.revenue_source,
      amount: money(history.service.amountMinor),
      paid: money(now.received),
      reversed: money(history.reversed.reduce((sum, { amountMinor }) => sum + amountMinor, 0)),
      returned: money(now.returned),
      recognised: money(now.recognised),
      months: monthsOf(history, asOf).map(({ month, earned, recognised }) => ({
        month,
        earned: money(earned),
        recognised: money(recognised),
      })),
    };
  }

  /**
   * Revenue of all invoices by month (spec 2.13): renewals and changes too, with credit notes and refunds. Months after
   * today's say nothing; what is deferred today is told by month ahead. Works some invoices at a time and lets other
   * calls in between; what is written meanwhile may be in it or not.
   * @throws AppError `input.invalid` to: too_small (before from), too_big (longer than 36 months)
   */
  async function report({ from, to, currency }: Parsed<typeof api.report>): Promise<Output<typeof api.report>> {
    if (to < from) throw fieldError('to', { code: 'too_small' });
    if (monthCount(from, to) > maxReportMonths)
      throw fieldError('to', { code: 'too_big', params: { maximum: maxReportMonths } });
    const today = brand.businessDate();
    const sums = startReport(from, earlier(to, monthOf(today)), today);
    const ids = rows.invoicesBetween(store, `${from}-01`, earlier(lastDayOf(to), today));
    for (let at = 0; at < ids.length; at += atOnce) {
      if (at > 0) await nextTurn();
      addInvoices(sums, ids.slice(at, at + atOnce), currency);
    }
    return sums.done();
  }

  function addInvoices(
    sums: ReturnType<typeof startReport>,
    ids: readonly string[],
    currency: string | undefined,
  ): void {
    const invoices = rows.invoicesOf(store, ids).filter((each) => currency === undefined || each.currency === currency);
    const lines = new Map<string, rows.RevenueLineRow[]>(invoices.map(({ id }) => [id, []]));
    for (const line of rows.linesOf(store, [...lines.keys()])) lines.get(line.invoice_id)?.push(line);
    const events = rows.eventsOf(store, invoices);
    for (const invoice of invoices) {
      const own = lines.get(invoice.id) ?? [];
      const all = histories(invoice, own, events.get(invoice.id) ?? []);
      for (const [at, history] of all.entries()) {
        const line = own[at];
        sums.add({
          productId: line?.product_id ?? null,
          productName: line?.product_name ?? '',
          currency: invoice.currency,
          history,
        });
      }
    }
  }

  return { ofInvoice, report };
}
