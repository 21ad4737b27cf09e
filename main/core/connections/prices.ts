import type { Money } from '../../../preload/api/values.ts';
import type { Store, Writer } from '../store/index.ts';

/** One price of a vendor account's price list. `addon` is empty for the tariff itself. */
export interface PriceOfVendor {
  readonly pricelist: string;
  readonly addon: string;
  readonly name: string;
  /** Months; -100: trial. */
  readonly period: number;
  readonly price: Money;
}

interface Row {
  readonly id: string;
  readonly pricelist: string;
  readonly addon: string;
  readonly name: string;
  readonly period: number;
  readonly currency: string;
  readonly amount_minor: number;
  readonly read_at: string;
}

const all = (store: Store, connectionId: string): Row[] =>
  store.all<Row>(
    'vendor prices',
    'SELECT * FROM vendor_price WHERE connection_id = @connectionId ORDER BY pricelist, addon, period, currency',
    { connectionId },
  );

/** The price list of an account as it was read last, with when. */
export const vendorPrices = (store: Store, connectionId: string): (PriceOfVendor & { readonly readAt: string })[] =>
  all(store, connectionId).map((row) => ({
    pricelist: row.pricelist,
    addon: row.addon,
    name: row.name,
    period: row.period,
    price: { amountMinor: row.amount_minor, currency: row.currency },
    readAt: row.read_at,
  }));

/** Replaces the price list of an account with what was read. */
export function keepPrices(store: Store, writer: Writer, connectionId: string, prices: readonly PriceOfVendor[]): void {
  const keyOf = (row: { pricelist: string; addon: string; period: number }, currency: string): string =>
    [row.pricelist, row.addon, row.period, currency].join('/');
  const old = new Map(all(store, connectionId).map((row) => [keyOf(row, row.currency), row]));
  for (const { price, ...row } of prices) {
    const columns = { ...row, currency: price.currency, amount_minor: price.amountMinor, read_at: store.now() };
    const key = keyOf(row, price.currency);
    const before = old.get(key);
    old.delete(key);
    if (before) writer.update('vendor_price', before.id, columns);
    else writer.insert('vendor_price', { id: store.makeId(), connection_id: connectionId, ...columns });
  }
  for (const gone of old.values()) writer.remove('vendor_price', gone.id);
}

/**
 * What the vendor charges for a tariff (or one unit of an addon of it) and period, or null where it does not tell one
 * amount: a price in two currencies is for the account's currency to decide, and that is not known here.
 */
export function priceIn(
  prices: readonly PriceOfVendor[],
  of: { readonly pricelist: string; readonly period: number; readonly addon?: string },
): Money | null {
  const found = prices.filter(
    (row) => row.pricelist === of.pricelist && row.period === of.period && row.addon === (of.addon ?? ''),
  );
  return found.length === 1 ? (found[0]?.price ?? null) : null;
}

/**
 * What the vendor charges for a license with its addons for a period, or null where any part of that is not told.
 * `addons`: quantities by addon; null: not known, which is all right only where the tariff has none.
 */
export function costIn(
  prices: readonly PriceOfVendor[],
  of: {
    readonly pricelist: string;
    readonly period: number;
    readonly addons: Readonly<Record<string, number>> | null;
  },
): Money | null {
  const base = priceIn(prices, of);
  if (base === null) return null;
  const hasAddons = prices.some((row) => row.pricelist === of.pricelist && row.addon !== '');
  if (of.addons === null) return hasAddons ? null : base;
  let amountMinor = base.amountMinor;
  for (const [addon, quantity] of Object.entries(of.addons)) {
    if (quantity === 0) continue;
    const each = priceIn(prices, { pricelist: of.pricelist, period: of.period, addon });
    if (each === null || each.currency !== base.currency) return null;
    amountMinor += each.amountMinor * quantity;
  }
  return { amountMinor, currency: base.currency };
}

/** Notes a balance that was read, for the chart of balances. */
export function keepBalance(store: Store, writer: Writer, connectionId: string, balance: Money): void {
  writer.insert('balance_reading', {
    id: store.makeId(),
    connection_id: connectionId,
    at: store.now(),
    currency: balance.currency,
    amount_minor: balance.amountMinor,
  });
}

/** The balance of an account as it was read last, with when; or undefined. */
export const lastBalance = (store: Store, connectionId: string): { balance: Money; at: string } | undefined => {
  const row = store.get<{ at: string; currency: string; amount_minor: number }>(
    'balance last',
    `SELECT at, currency, amount_minor FROM balance_reading WHERE connection_id = @connectionId
      ORDER BY at DESC LIMIT 1`,
    { connectionId },
  );
  return row && { balance: { amountMinor: row.amount_minor, currency: row.currency }, at: row.at };
};
