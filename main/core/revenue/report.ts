import { maxReportProducts, type RevenueReport, type RevenueReportMonth } from '../../../preload/api/revenue.ts';
import type { LineHistory } from './history.ts';
import { addTo, type Figures, figuresOf, isNothing, monthsBetween, nothing, overTime, scheduleOf } from './sums.ts';

/** A line as a report adds it up. */
export interface ReportLine {
  readonly productId: string | null;
  readonly productName: string;
  readonly currency: string;
  readonly history: LineHistory;
}

interface Group {
  readonly productId: string | null;
  readonly productName: string;
  readonly currency: string;
  readonly months: Figures[];
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Adds up a report line by line, so that lines need not be held at once. `from` and `to`: months; `to` not after today's. */
export function startReport(from: string, to: string, today: string) {
  const months = monthsBetween(from, to);
  const groups = new Map<string, Group>();
  const schedule = new Map<string, { month: string; currency: string; amountMinor: number }>();

  function add({ productId, productName, currency, history }: ReportLine): void {
    const key = `${currency} ${productId ?? ''}`;
    const group = groups.get(key) ?? { productId, productName, currency, months: months.map(nothing) };
    groups.set(key, group);
    for (const [at, figures] of figuresOf(history, months, today).entries()) {
      const sum = group.months[at];
      if (sum) addTo(sum, figures);
    }
    for (const { month, amountMinor } of scheduleOf(history, today)) {
      const found = schedule.get(`${month} ${currency}`) ?? { month, currency, amountMinor: 0 };
      found.amountMinor += amountMinor;
      schedule.set(`${month} ${currency}`, found);
    }
  }

  function done(): RevenueReport {
    const all = [...groups.values()].filter((group) => group.months.some((month) => !isNothing(month)));
    const ofCurrency = new Map<string, Figures[]>();
    for (const { currency, months: figures } of all) {
      const sums = ofCurrency.get(currency) ?? months.map(nothing);
      for (const [at, each] of figures.entries()) addTo(sums[at] ?? nothing(), each);
      ofCurrency.set(currency, sums);
    }
    const currencies = [...ofCurrency].toSorted(([a], [b]) => compare(a, b));
    const rows = (currency: string, figures: readonly Figures[]): RevenueReportMonth[] =>
      figures.map((each, at) => ({ month: months[at] ?? '', currency, ...each }));
    const products = all
      .map((group) => ({
        productId: group.productId,
        productName: group.productName,
        currency: group.currency,
        ...overTime(group.months),
        months: rows(group.currency, group.months),
      }))
      .toSorted(
        (a, b) =>
          compare(a.currency, b.currency) ||
          b.recognisedMinor - a.recognisedMinor ||
          b.earnedMinor - a.earnedMinor ||
          compare(a.productName, b.productName),
      );
    return {
      asOf: today,
      months: months.flatMap((_, at) =>
        currencies.flatMap(([currency, figures]) => rows(currency, figures).slice(at, at + 1)),
      ),
      totals: currencies.map(([currency, figures]) => ({ currency, ...overTime(figures) })),
      products: products.slice(0, maxReportProducts),
      otherProducts: Math.max(0, products.length - maxReportProducts),
      schedule: [...schedule.values()]
        .filter(({ amountMinor }) => amountMinor !== 0)
        .toSorted((a, b) => compare(a.month, b.month) || compare(a.currency, b.currency)),
    };
  }

  return { add, done };
}
