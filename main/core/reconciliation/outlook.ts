import type { Outlook, Renewal } from '../../../preload/api/reconciliation.ts';
import type { Money } from '../../../preload/api/values.ts';
import type { ConnectionsService } from '../connections/index.ts';
import { addDays } from '../kernel/index.ts';
import type { Store } from '../store/index.ts';
import type { Account } from './accounts.ts';
import { contractOfVendorId } from './contract.ts';
import { endingBetween } from './snapshot.ts';
import { lasts } from './statement-rules.ts';

const balanceDays = 90;
const renewalDays = 30;
const mostPoints = 200;
const mostRenewals = 200;

interface BalanceRow {
  readonly at: string;
  readonly currency: string;
  readonly amount_minor: number;
}

const balancesSince = (store: Store, connectionId: string, since: string): BalanceRow[] =>
  store.all(
    'outlook balances',
    `SELECT at, currency, amount_minor FROM balance_reading
      WHERE at >= @since AND connection_id IN (SELECT other.id FROM connection mine JOIN connection other
        ON other.api_address = mine.api_address AND other.username = mine.username COLLATE NOCASE
        WHERE mine.id = @connectionId)
      ORDER BY at, id`,
    { connectionId, since },
  );

/** At most so many points: the last one of each of as many stretches of equal length. The newest is always among them. */
export function thinned<T extends { readonly at: string }>(points: readonly T[], most: number): T[] {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length <= most) return [...points];
  const from = Date.parse(first.at);
  const length = (Date.parse(last.at) - from + 1) / most;
  return [...new Map(points.map((point) => [Math.floor((Date.parse(point.at) - from) / length), point])).values()];
}

/** Balances of the last 90 days and what ends in the next 30, from what was read last. `today`: the business date. */
export function outlookOf(
  deps: { readonly store: Store; readonly connections: Pick<ConnectionsService, 'priceOf'> },
  account: Account,
  today: string,
): Outlook {
  const { store, connections } = deps;
  const { connectionId } = account;
  const until = addDays(today, renewalDays);
  const readings = balancesSince(store, connectionId, addDays(today, -balanceDays));
  const newest = readings.at(-1);
  // An account whose currency changed: amounts of two currencies make no line.
  const line = readings.filter(({ currency }) => currency === newest?.currency);
  const moneyOf = ({ amount_minor: amountMinor, currency }: BalanceRow): Money => ({ amountMinor, currency });
  const balance = newest ? moneyOf(newest) : null;
  const ending = endingBetween(store, account.key, today, until).map((license) => {
    const { pricelist, period } = license;
    const listed =
      pricelist === null || period === null ? null : connections.priceOf(connectionId, { pricelist, period });
    const isAutomatic = license.autoprolong === null ? null : license.autoprolong !== 'none';
    return { ...license, expiresOn: license.expiresOn ?? today, cost: listed ?? license.cost, isAutomatic };
  });
  return {
    connectionId,
    balances: thinned(line, mostPoints).map((row) => ({ at: row.at, balance: moneyOf(row) })),
    balance,
    today,
    until,
    renewals: ending.slice(0, mostRenewals).map((license): Renewal => {
      const contract = contractOfVendorId(store, connectionId, license.vendorId);
      return {
        vendorId: license.vendorId,
        expiresOn: license.expiresOn,
        status: license.status,
        isAutomatic: license.isAutomatic,
        cost: license.cost,
        period: license.period,
        licname: license.licname ?? '',
        contractProductId: contract?.id ?? null,
        productName: contract?.product_name ?? license.packageName ?? '',
        clientName: contract?.client_name ?? '',
      };
    }),
    count: ending.length,
    totals: totalsOf(ending.map(({ cost }) => cost)),
    automaticTotals: totalsOf(ending.filter(({ isAutomatic }) => isAutomatic).map(({ cost }) => cost)),
    untold: ending.filter(({ cost }) => cost === null).length,
    lasts: lasts(balance, ending),
  };
}

/** Sums by currency, of what is told. */
export function totalsOf(costs: readonly (Money | null)[]): Money[] {
  const sums = new Map<string, number>();
  for (const cost of costs) if (cost) sums.set(cost.currency, (sums.get(cost.currency) ?? 0) + cost.amountMinor);
  return [...sums]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, amountMinor]) => ({ amountMinor, currency }));
}
