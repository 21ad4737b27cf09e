import type { TaxRate } from '../../../preload/api/brand.ts';
import { shares } from '../kernel/index.ts';

/** Where a client is taxed, and whether at all. */
export interface TaxedClient {
  /** ISO 3166-1 code; empty: not known. */
  readonly country: string;
  readonly region: string;
  readonly isExempt: boolean;
}

/** Tax at one rate, in minor units. `netMinor` is what it is computed on, without the tax itself. */
export interface TaxRow {
  readonly name: string;
  readonly percent: string;
  readonly isInclusive: boolean;
  readonly netMinor: number;
  readonly taxMinor: number;
}

/** What an invoice over these lines says: what is paid is `totalMinor`, net and tax. Minor units. */
export interface TaxQuote<Line> {
  readonly lines: readonly Line[];
  readonly taxes: readonly TaxRow[];
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
}

/** Members of the European Union, for a rate whose place is the union (code `EU`). */
const union: ReadonlySet<string> = new Set(
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' '),
);

/** How closely a rate's place fits a client's: a region, a country, the union, everywhere; null: it is another place. */
function closeness(rate: Pick<TaxRate, 'country' | 'region'>, client: TaxedClient): number | null {
  if (rate.country === '') return 0;
  const country = client.country.toUpperCase();
  if (rate.country === 'EU' && country !== 'EU') return union.has(country) ? 1 : null;
  if (rate.country !== country) return null;
  if (rate.region === '') return 2;
  return rate.region.trim().toLowerCase() === client.region.trim().toLowerCase() ? 3 : null;
}

/**
 * The rate that applies to a client (spec 2.14): the one whose place fits most closely, of two that fit alike the default
 * one, then the first; where none fits, the default one. Null: no tax, as for an exempt client.
 */
export function applicableRate(rates: readonly TaxRate[], client: TaxedClient): TaxRate | null {
  if (client.isExempt) return null;
  let best: { readonly rate: TaxRate; readonly fit: number } | null = null;
  for (const rate of rates) {
    const fit = closeness(rate, client);
    if (fit === null) continue;
    if (!best || fit > best.fit || (fit === best.fit && rate.isDefault)) best = { rate, fit };
  }
  return best?.rate ?? rates.find(({ isDefault }) => isDefault) ?? null;
}

/** `a / b` rounded half up (towards plus infinity in the middle), exactly; `b` is above nothing. */
function dividedHalfUp(a: bigint, b: bigint): bigint {
  const [n, d] = [2n * a + b, 2n * b];
  return n / d - (n < 0n && n % d !== 0n ? 1n : 0n);
}

/** Tax of an amount at a percentage as exact decimal text: on top of it, or what it contains. Half-up, in minor units. */
export function taxOf(amountMinor: number, percent: string, isInclusive: boolean): number {
  const [whole = '0', fraction = ''] = percent.split('.');
  const part = BigInt(whole + fraction);
  const hundred = 100n * 10n ** BigInt(fraction.length);
  const tax = Number(dividedHalfUp(BigInt(amountMinor) * part, isInclusive ? hundred + part : hundred));
  if (!Number.isSafeInteger(tax)) throw new RangeError('a tax beyond what is countable');
  return tax;
}

/**
 * What an invoice over these lines will say (spec 2.14, 2.16 invariant 3: cart = invoice). The tax is computed on the sum of
 * a rate and rounded half-up once (EN 16931), never line by line. Prices that contain the tax keep their sum as the total.
 * Pure: an order shows and freezes what its invoice is issued with.
 */
export function quoteTax<Line extends { readonly amountMinor: number }>(
  lines: readonly Line[],
  rate: Pick<TaxRate, 'name' | 'percent' | 'isInclusive'> | null,
): TaxQuote<Line> {
  const sum = lines.reduce((all, { amountMinor }) => all + amountMinor, 0);
  if (!rate) return { lines, taxes: [], netMinor: sum, taxMinor: 0, totalMinor: sum };
  const taxMinor = taxOf(sum, rate.percent, rate.isInclusive);
  const netMinor = rate.isInclusive ? sum - taxMinor : sum;
  const { name, percent, isInclusive } = rate;
  return {
    lines,
    taxes: [{ name, percent, isInclusive, netMinor, taxMinor }],
    netMinor,
    taxMinor,
    totalMinor: netMinor + taxMinor,
  };
}

/** Net and tax of a part of an invoice at each of its rates, in minor units. */
export type CreditedTaxes = readonly { readonly netMinor: number; readonly taxMinor: number }[];

/**
 * What credit notes take from each rate of an invoice, one after the other: each is shared out by largest remainder over
 * what is left of net and tax. So no note takes back more than there was, and notes over the whole take back all of it to
 * the cent (spec 2.14). `taxes` as the invoice was issued with; `totals` of its notes, the oldest first.
 */
export function creditedTaxes(
  taxes: readonly Pick<TaxRow, 'netMinor' | 'taxMinor'>[],
  totals: readonly number[],
): CreditedTaxes[] {
  let left = taxes.flatMap(({ netMinor, taxMinor }) => [netMinor, taxMinor]);
  return totals.map((total) => {
    const taken = shares(total, left);
    left = left.map((each, at) => each - (taken[at] ?? 0));
    return taxes.map((_, at) => ({ netMinor: taken[2 * at] ?? 0, taxMinor: taken[2 * at + 1] ?? 0 }));
  });
}
