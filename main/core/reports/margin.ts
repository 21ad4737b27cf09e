import type { MarginRow } from '../../../preload/api/reports.ts';
import type { RateUsed } from '../../../preload/api/catalogue-prices.ts';
import type { Money } from '../../../preload/api/values.ts';
import { moneySums } from './rules.ts';
import type { SalesSums } from './sales.ts';

/** One known or unknown cost of a product that is sold in a currency. */
export interface Cost {
  readonly productId: string | null;
  readonly currency: string | null;
  /** Null: what it cost is not known. */
  readonly cost: Money | null;
  readonly count: number;
}

/** Converts a cost into a currency; null: no rate is known. A rate of null: it is in that currency already. */
export type Convert = (amount: Money, to: string) => { amount: Money; rate: RateUsed | null } | null;

type Row = Omit<MarginRow, 'productName'>;

/**
 * Sales of products against their costs. A margin is only told where every cost is known and is in the currency of the
 * sale, or came into it at a rate that is told with it; what is not known is never taken for nothing.
 */
export function marginRows(
  sales: SalesSums,
  costs: readonly Cost[],
  convert: Convert,
): { rows: Row[]; unassigned: Money[] } {
  const unassigned = moneySums();
  const groups = new Map<string, { productId: string | null; currency: string; sold: number; costs: Cost[] }>();
  const groupOf = (productId: string | null, currency: string) => {
    const key = `${currency} ${productId ?? ''}`;
    const found = groups.get(key) ?? { productId, currency, sold: 0, costs: [] };
    groups.set(key, found);
    return found;
  };
  for (const sum of sales.values())
    groupOf(sum.key === '' ? null : sum.key, sum.currency).sold += sum.issued - sum.credited;
  for (const cost of costs) {
    if (cost.productId !== null && cost.currency !== null) groupOf(cost.productId, cost.currency).costs.push(cost);
    else if (cost.cost) unassigned.add(cost.cost.currency, cost.cost.amountMinor);
  }
  const rows = [...groups.values()].map((group) => rowOf(group, convert));
  return { rows: rows.toSorted(bySold), unassigned: unassigned.list() };
}

function rowOf(
  { productId, currency, sold, costs }: { productId: string | null; currency: string; sold: number; costs: Cost[] },
  convert: Convert,
): Row {
  const sums = moneySums();
  let unknown = 0;
  for (const { cost, count } of costs) {
    if (cost) sums.add(cost.currency, cost.amountMinor);
    else unknown += count;
  }
  const known = sums.list();
  const inCurrency = known.map((cost) => convert(cost, currency));
  const costMinor =
    known.length === 0 || inCurrency.includes(null)
      ? null
      : inCurrency.reduce((sum, each) => sum + (each?.amount.amountMinor ?? 0), 0);
  return {
    productId,
    currency,
    soldMinor: sold,
    costs: known,
    costMinor,
    rates: inCurrency.flatMap((each) => (each?.rate ? [each.rate] : [])),
    unknown,
    marginMinor: costMinor === null || unknown > 0 ? null : sold - costMinor,
  };
}

const bySold = (a: Row, b: Row): number =>
  a.currency === b.currency ? b.soldMinor - a.soldMinor : a.currency < b.currency ? -1 : 1;

/** Sums of the rows by currency; a margin of those whose margin is told alone, and how many are not in it. */
export function marginTotals(rows: readonly Row[]): {
  currency: string;
  soldMinor: number;
  costMinor: number | null;
  unknown: number;
  withoutCost: number;
  marginMinor: number | null;
}[] {
  const add = (a: number | null, b: number | null): number | null => (b === null ? a : (a ?? 0) + b);
  const totals = new Map<string, ReturnType<typeof marginTotals>[number]>();
  for (const row of rows) {
    const sum = totals.get(row.currency) ?? {
      currency: row.currency,
      soldMinor: 0,
      costMinor: null,
      unknown: 0,
      withoutCost: 0,
      marginMinor: null,
    };
    totals.set(row.currency, {
      currency: row.currency,
      soldMinor: sum.soldMinor + row.soldMinor,
      costMinor: add(sum.costMinor, row.costMinor),
      unknown: sum.unknown + row.unknown,
      withoutCost: sum.withoutCost + (row.marginMinor === null ? 1 : 0),
      marginMinor: add(sum.marginMinor, row.marginMinor),
    });
  }
  return [...totals.values()];
}
