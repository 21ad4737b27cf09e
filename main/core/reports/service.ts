import type { Output, Parsed } from '../../../preload/api/contract.ts';
import {
  type CodeRow,
  type LicenseCountRow,
  maxReportDays,
  maxReportRows,
  type reports as api,
  type SalesRow,
} from '../../../preload/api/reports.ts';
import type { BrandService } from '../brand/index.ts';
import { addDays, daysBetween, fieldError } from '../kernel/index.ts';
import type { RatesService } from '../rates/index.ts';
import type { Store } from '../store/index.ts';
import { type Cost, marginRows, marginTotals } from './margin.ts';
import { chargesBetween, ledgersRead, purchasesBetween, undatedCharges } from './margin-store.ts';
import { datesOf, moneySums, readCursor, writeCursor } from './rules.ts';
import { baseOf, type Sum, sumSales, type Time } from './sales.ts';
import { clientNames, productNames } from './sales-store.ts';
import * as rows from './store.ts';

export interface ReportsDeps {
  readonly store: Store;
  readonly brand: Pick<BrandService, 'businessDate' | 'settings'>;
  readonly rates: Pick<RatesService, 'convert'>;
}

export type ReportsService = ReturnType<typeof reportsService>;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What was sold, what it cost, what is due: read from what is stored, and nothing is written. */
export function reportsService({ store, brand, rates }: ReportsDeps) {
  /** @throws AppError `input.invalid` to: too_small (before from), too_big (a time of more than three years) */
  function checkTime({ from, to }: Time): void {
    if (to < from) throw fieldError('to', { code: 'too_small' });
    if (daysBetween(from, to) >= maxReportDays)
      throw fieldError('to', { code: 'too_big', params: { maximum: maxReportDays } });
  }

  const base = (): string => brand.settings().defaultCurrency;

  /**
   * What was invoiced in a time less what was credited in it, without tax, in minor units (spec 2.14: the amount in the
   * brand's currency is at the rate frozen on each invoice). @throws AppError `input.invalid` to
   */
  async function sales({ by, ...time }: Parsed<typeof api.sales>): Promise<Output<typeof api.sales>> {
    checkTime(time);
    const baseCurrency = base();
    const { sums, totals } = await sumSales(store, time, by, baseCurrency);
    const isOfTime = by === 'day' || by === 'month';
    const all = [...sums.values()].toSorted(
      isOfTime
        ? (a, b) => compare(a.key, b.key) || compare(a.currency, b.currency)
        : (a, b) => compare(a.currency, b.currency) || soldOf(b) - soldOf(a) || compare(a.key, b.key),
    );
    const kept = all.slice(0, maxReportRows);
    const ids = kept.map(({ key }) => key);
    const names = by === 'product' ? productNames(store, ids) : by === 'client' ? clientNames(store, ids) : new Map();
    const inBase = [...totals.values()].map((total) => baseOf(total, baseCurrency));
    return {
      baseCurrency,
      rows: kept.map((sum) => ({ key: sum.key, name: names.get(sum.key) ?? '', ...soldFigures(sum, baseCurrency) })),
      otherRows: all.length - kept.length,
      totals: [...totals.values()]
        .toSorted((a, b) => compare(a.currency, b.currency))
        .map((total) => ({ ...soldFigures(total, baseCurrency), taxMinor: total.tax })),
      base: inBase.every((each) => each === null)
        ? null
        : { currency: baseCurrency, amountMinor: inBase.reduce<number>((sum, each) => sum + (each ?? 0), 0) },
      withoutRate: [...totals.values()].reduce((sum, total) => sum + total.withoutRate, 0),
    };
  }

  /**
   * Sales by product against what the vendor charged: its own list of charges as far as it was read, after that the
   * prices of what was bought. @throws AppError `input.invalid` to
   */
  async function margin(time: Parsed<typeof api.margin>): Promise<Output<typeof api.margin>> {
    checkTime(time);
    const { sums } = await sumSales(store, time, 'product', base());
    const ledgers = ledgersRead(store);
    const costs = costsOf(time, ledgers).filter(
      ({ currency }) => time.currency === undefined || currency === null || currency === time.currency,
    );
    const today = brand.businessDate();
    const on = time.to < today ? time.to : today;
    const made = marginRows(sums, costs, (amount, to) => rates.convert(amount, to, on));
    const kept = made.rows.slice(0, maxReportRows);
    const names = productNames(
      store,
      kept.flatMap(({ productId }) => productId ?? []),
    );
    return {
      rows: kept.map((row) => ({ ...row, productName: names.get(row.productId ?? '') ?? '' })),
      otherRows: made.rows.length - kept.length,
      totals: marginTotals(made.rows),
      unassigned: made.unassigned,
      undated: undatedCharges(store),
      readAt: ledgers.some(({ read_at: at }) => at === null)
        ? null
        : ledgers.reduce<string | null>(
            (first, { read_at: at }) => (first === null || (at ?? '') < first ? at : first),
            null,
          ),
    };
  }

  /** Charges as the vendor lists them, and purchases that were made after its list was read. */
  function costsOf({ from, to }: Time, ledgers: ReturnType<typeof ledgersRead>): Cost[] {
    const charged = chargesBetween(store, from, to).map((row): Cost => ({
      productId: row.product_id,
      currency: row.currency,
      cost:
        row.amount_minor === null || row.cost_currency === null
          ? null
          : { amountMinor: row.amount_minor, currency: row.cost_currency },
      count: row.count,
    }));
    const readAt = new Map(ledgers.map((each) => [each.connection_id, each.read_at]));
    // Days of the brand are close enough to days of instants here: what was bought at the edge counts once or not at all.
    const bought = purchasesBetween(store, from, addDays(to, 1))
      .filter((row) => row.sent_at > (readAt.get(row.connection_id) ?? ''))
      .map((row): Cost => ({
        productId: row.product_id,
        currency: row.currency,
        cost:
          row.cost_minor === null || row.cost_currency === null
            ? null
            : { amountMinor: row.cost_minor, currency: row.cost_currency },
        count: 1,
      }));
    return [...charged, ...bought];
  }

  /** What is to be renewed within so many days from today, and what is due already. */
  function renewals({ days, currency, cursor, limit }: Parsed<typeof api.renewals>): Output<typeof api.renewals> {
    const asked = { until: addDays(brand.businessDate(), days), currency: currency ?? '' };
    const found = rows.renewalsDue(store, asked, { after: readCursor(cursor), count: limit + 1 });
    const kept = found.slice(0, limit);
    const last = kept.at(-1);
    const byDay = rows.renewalDays(store, asked);
    const totals = new Map<string, { currency: string; count: number; amountMinor: number; automatic: number }>();
    for (const day of byDay) {
      const sum = totals.get(day.currency) ?? { currency: day.currency, count: 0, amountMinor: 0, automatic: 0 };
      totals.set(day.currency, {
        currency: day.currency,
        count: sum.count + day.count,
        amountMinor: sum.amountMinor + day.amountMinor,
        automatic: sum.automatic + day.automatic,
      });
    }
    return {
      rows: kept.map((row) => ({
        id: row.id,
        productName: row.product_name,
        clientId: row.client_id,
        clientName: row.client_name,
        status: row.status,
        dueOn: row.next_due_on,
        price: { amountMinor: row.price_minor, currency: row.currency },
        autoRenew: row.auto_renew === 1,
        invoiceId: row.invoice_id,
      })),
      nextCursor: found.length > limit && last ? writeCursor({ on: last.next_due_on, id: last.id }) : null,
      until: asked.until,
      totals: [...totals.values()].toSorted((a, b) => compare(a.currency, b.currency)),
      days: byDay.map(({ on, currency: of, count, amountMinor }) => ({ on, currency: of, count, amountMinor })),
    };
  }

  /** Invoices that are past their due date today, the oldest first, with sums by age. */
  function overdue({ age, currency, cursor, limit }: Parsed<typeof api.overdue>): Output<typeof api.overdue> {
    const asOf = brand.businessDate();
    const [from, to] = age === undefined ? ['0000-00-00', addDays(asOf, -1)] : datesOf(age, asOf);
    const found = rows.overdueInvoices(
      store,
      { from, to, currency: currency ?? '' },
      { after: readCursor(cursor), count: limit + 1 },
    );
    const kept = found.slice(0, limit);
    const last = kept.at(-1);
    return {
      rows: kept.map((row) => ({
        id: row.id,
        number: row.number,
        clientId: row.client_id,
        clientName: row.client_name,
        status: row.status,
        dueOn: row.due_on,
        days: daysBetween(row.due_on, asOf),
        due: { amountMinor: row.due_minor, currency: row.currency },
      })),
      nextCursor: found.length > limit && last ? writeCursor({ on: last.due_on, id: last.id }) : null,
      asOf,
      totals: rows.overdueSums(store, asOf, currency ?? ''),
    };
  }

  /** Sales of a time and what runs now, by report codes (spec 38). @throws AppError `input.invalid` to */
  async function codes({ by, ...time }: Parsed<typeof api.codes>): Promise<Output<typeof api.codes>> {
    checkTime(time);
    const { sums } = await sumSales(store, time, 'product', base());
    const groups = new Map<string, Omit<CodeRow, 'sold'> & { sold: ReturnType<typeof moneySums> }>();
    const groupOf = new Map<string, string>();
    for (const product of rows.codesOfProducts(store)) {
      const code1 = by === 'code2' ? '' : product.code1;
      const code2 = by === 'code1' ? '' : product.code2;
      const key = JSON.stringify([code1, code2]);
      const group = groups.get(key) ?? { code1, code2, products: 0, contracts: 0, sold: moneySums() };
      groups.set(key, group);
      if (product.isDeleted === 0) group.products += 1;
      groupOf.set(product.id, key);
    }
    for (const { product_id: id, status, count } of rows.contractCounts(store)) {
      const group = groups.get(groupOf.get(id) ?? '');
      if (group && (status === 'Active' || status === 'Suspended')) group.contracts += count;
    }
    for (const sum of sums.values()) groups.get(groupOf.get(sum.key) ?? '')?.sold.add(sum.currency, soldOf(sum));
    return {
      rows: [...groups.values()]
        .map((group) => ({ ...group, sold: group.sold.list() }))
        .filter((group) => group.products > 0 || group.contracts > 0 || group.sold.length > 0)
        .toSorted((a, b) => compare(a.code1, b.code1) || compare(a.code2, b.code2))
        .slice(0, maxReportRows),
    };
  }

  /** How many contract products and licenses there are of each product, most first. */
  function licenses(): Output<typeof api.licenses> {
    const found = new Map<string, Omit<LicenseCountRow, 'productName'>>();
    const of = (productId: string) => {
      const row = found.get(productId) ?? { productId, contracts: [], licenses: [] };
      found.set(productId, row);
      return row;
    };
    for (const { product_id: id, status, count } of rows.contractCounts(store))
      of(id).contracts.push({ status, count });
    for (const { product_id: id, status, count } of rows.licenseCounts(store)) of(id).licenses.push({ status, count });
    const size = (row: Omit<LicenseCountRow, 'productName'>): number =>
      row.contracts.reduce((sum, { count }) => sum + count, 0);
    const all = [...found.values()].toSorted((a, b) => size(b) - size(a) || compare(a.productId, b.productId));
    const kept = all.slice(0, maxReportRows);
    const names = productNames(
      store,
      kept.map(({ productId }) => productId),
    );
    return {
      rows: kept.map((row) => ({ ...row, productName: names.get(row.productId) ?? '' })),
      otherRows: all.length - kept.length,
    };
  }

  return { sales, margin, renewals, overdue, codes, licenses };
}

const soldOf = (sum: Sum): number => sum.issued - sum.credited;

const soldFigures = (sum: Sum, baseCurrency: string): Omit<SalesRow, 'key' | 'name'> => ({
  currency: sum.currency,
  invoices: sum.invoices,
  issuedMinor: sum.issued,
  creditedMinor: sum.credited,
  soldMinor: soldOf(sum),
  baseMinor: baseOf(sum, baseCurrency),
  withoutRate: sum.withoutRate,
});
