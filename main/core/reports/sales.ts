import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SalesBy } from '../../../preload/api/reports.ts';
import { converted } from '../rates/index.ts';
import { shares } from '../kernel/index.ts';
import { withoutTax } from '../revenue/index.ts';
import type { Store } from '../store/index.ts';
import { noCursor } from './rules.ts';
import { creditedBetween, issuedBetween, linesOf, type SaleRow, type SoldLine } from './sales-store.ts';

/** Documents that are added up before other calls get their turn. */
const atOnce = 500;

export interface Time {
  readonly from: string;
  readonly to: string;
  readonly currency?: string | undefined;
}

/** What was sold under one key in one currency. Amounts without tax, in minor units. */
export interface Sum {
  readonly key: string;
  readonly currency: string;
  invoices: number;
  issued: number;
  credited: number;
  tax: number;
  withoutRate: number;
  /** Issued less credited by the rate frozen on the invoices; an amount is converted once, so nothing is rounded twice. */
  readonly atRate: Map<string, number>;
}

export type SalesSums = Map<string, Sum>;

function sumOf(sums: SalesSums, key: string, currency: string): Sum {
  const id = `${currency} ${key}`;
  const found = sums.get(id);
  if (found) return found;
  const made: Sum = {
    key,
    currency,
    invoices: 0,
    issued: 0,
    credited: 0,
    tax: 0,
    withoutRate: 0,
    atRate: new Map(),
  };
  sums.set(id, made);
  return made;
}

/** The rate of an invoice into the base currency; null: none was frozen. */
export const rateOf = (
  { currency, base_currency, base_rate }: Pick<SaleRow, 'currency' | 'base_currency' | 'base_rate'>,
  base: string,
): string | null => (currency === base ? '1' : base_currency === base ? base_rate : null);

function atItsRate({ atRate }: Sum, rate: string | null, amount: number): boolean {
  if (rate === null) return false;
  atRate.set(rate, (atRate.get(rate) ?? 0) + amount);
  return true;
}

/** What is sold under a key, in the base currency; null: none of it has a rate. */
export function baseOf({ atRate, currency }: Sum, base: string): number | null {
  if (atRate.size === 0) return null;
  let sum = 0;
  for (const [rate, amountMinor] of atRate) {
    const minor = converted(amountMinor, { from: currency, to: base, rate, date: '', source: 'ecb' });
    if (minor === null) return null;
    sum += minor;
  }
  return sum;
}

/**
 * Sales of a time under the keys that are asked for: invoices by their date of issue, less credit notes by theirs. A line
 * counts without the tax that is in it; a credit note takes from the lines of its invoice in proportion, or takes one back.
 */
export async function sumSales(
  store: Store,
  time: Time,
  by: SalesBy,
  base: string,
): Promise<{ sums: SalesSums; totals: SalesSums }> {
  const sums: SalesSums = new Map();
  // An invoice of several products is one invoice: totals are not made of the rows.
  const totals: SalesSums = new Map();
  /** What a document brings under each key: one key, but for products. */
  const partsOf = (
    invoice: SaleRow,
    on: string,
    net: number,
    lines: readonly SoldLine[],
    lineId: string | null = null,
  ): (readonly [string, number])[] => {
    if (by === 'day') return [[on, net]];
    if (by === 'month') return [[on.slice(0, 7), net]];
    if (by === 'client') return [[invoice.client_id, net]];
    if (by === 'currency') return [[invoice.currency, net]];
    const own = lines.find(({ id }) => id === lineId);
    if (own) return [[own.product_id ?? '', net]];
    const amounts = lines.map((line) => line.amount_minor);
    const nets = withoutTax(amounts, invoice.total_minor, invoice.tax_minor);
    const whole = invoice.total_minor - invoice.tax_minor;
    const parts = net === whole ? nets : shares(net, nets);
    const ofProduct = new Map<string, number>();
    for (const [at, line] of lines.entries())
      ofProduct.set(line.product_id ?? '', (ofProduct.get(line.product_id ?? '') ?? 0) + (parts[at] ?? 0));
    return [...ofProduct];
  };
  const isAsked = ({ currency }: SaleRow): boolean => time.currency === undefined || currency === time.currency;
  const linesByInvoice = (rows: readonly SaleRow[]) => {
    const found = new Map<string, SoldLine[]>();
    if (by !== 'product') return found;
    for (const { id } of rows) found.set(id, []);
    for (const line of linesOf(store, [...found.keys()])) found.get(line.invoice_id)?.push(line);
    return found;
  };
  const issue = (sum: Sum, invoice: SaleRow, amount: number): void => {
    sum.invoices += 1;
    sum.issued += amount;
    sum.tax += invoice.tax_minor;
    if (!atItsRate(sum, rateOf(invoice, base), amount)) sum.withoutRate += 1;
  };
  const credit = (sum: Sum, invoice: SaleRow, amount: number, tax: number): void => {
    sum.credited += amount;
    sum.tax -= tax;
    atItsRate(sum, rateOf(invoice, base), -amount);
  };

  await inParts(
    (after) => issuedBetween(store, time, after, atOnce),
    (row) => ({ on: row.issued_on, id: row.id }),
    (all) => {
      const rows = all.filter(isAsked);
      const lines = linesByInvoice(rows);
      for (const row of rows) {
        const net = row.total_minor - row.tax_minor;
        issue(sumOf(totals, '', row.currency), row, net);
        for (const [key, part] of partsOf(row, row.issued_on, net, lines.get(row.id) ?? []))
          issue(sumOf(sums, key, row.currency), row, part);
      }
    },
  );
  await inParts(
    (after) => creditedBetween(store, time, after, atOnce),
    (row) => ({ on: row.credited_on, id: row.note_id }),
    (all) => {
      const rows = all.filter(isAsked);
      const lines = linesByInvoice(rows);
      for (const row of rows) {
        const net = row.note_total - row.note_tax;
        credit(sumOf(totals, '', row.currency), row, net, row.note_tax);
        for (const [key, part] of partsOf(row, row.credited_on, net, lines.get(row.id) ?? [], row.line_id))
          credit(sumOf(sums, key, row.currency), row, part, 0);
      }
    },
  );
  return { sums, totals };
}

/** Reads some at a time, from where the ones before ended, with room for other calls in between. */
async function inParts<Row>(
  read: (after: { on: string; id: string }) => readonly Row[],
  placeOf: (row: Row) => { on: string; id: string },
  work: (rows: readonly Row[]) => void,
): Promise<void> {
  let after = noCursor;
  for (;;) {
    const rows = read(after);
    work(rows);
    const last = rows.at(-1);
    if (last === undefined || rows.length < atOnce) return;
    after = placeOf(last);
    await nextTurn();
  }
}
