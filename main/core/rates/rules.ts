import Big from 'big.js';
import type { RateUsed } from '../../../preload/api/catalogue-prices.ts';
import { exponent } from '../kernel/index.ts';

/** A rate of one day: how much of a currency one euro is, as exact decimal text. */
export interface DatedRate {
  readonly rate: string;
  readonly date: string;
  readonly source: 'ecb' | 'manual';
}

/** Decimals that a cross rate is kept with: enough for any amount of money in any two currencies. */
const places = 12;

const makeBig = (decimals: number): typeof Big => {
  const made = Big();
  made.DP = decimals;
  // Half up.
  made.RM = 1;
  made.PE = 60;
  made.NE = -60;
  return made;
};
const RateNumber = makeBig(places);
const Whole = makeBig(0);

/** The text of a rate without needless zeros; null when it is no positive decimal number. */
export function rateText(text: string): string | null {
  if (!/^\d{1,12}(\.\d{1,12})?$/.test(text)) return null;
  const value = new RateNumber(text);
  return value.gt(0) ? value.toFixed() : null;
}

/**
 * The rate from one currency to another through the euro (spec 2.14). `of`: the rate of a currency, undefined when none
 * is known; the euro's own is 1. Null: one of them has no rate.
 */
export function crossRate(from: string, to: string, of: (currency: string) => DatedRate | undefined): RateUsed | null {
  const [a, b] = [from === 'EUR' ? null : of(from), to === 'EUR' ? null : of(to)];
  if (a === undefined || b === undefined) return null;
  const used = [a, b].filter((each) => each !== null);
  const [first] = used;
  if (!first) return null;
  const rate = new RateNumber(b?.rate ?? 1).div(a?.rate ?? 1);
  // Too small to be told with twelve decimals: no rate, rather than everything for nothing.
  if (rate.lte(0)) return null;
  return {
    from,
    to,
    rate: rate.toFixed(),
    date: used.map((each) => each.date).reduce((x, y) => (x < y ? x : y)),
    source: used.every((each) => each.source === first.source) ? first.source : 'mixed',
  };
}

/** A rate as rows keep it with what was sold at it: {from, to, rate, date, source} in JSON. Null: nothing was converted. */
export const keptRate = (rate: RateUsed | null): string | null => (rate === null ? null : JSON.stringify(rate));
/** The rate that a row keeps. */
export const rateIn = (text: string | null): RateUsed | null => (text === null ? null : (JSON.parse(text) as RateUsed));

/**
 * Minor units of `rate.to` for minor units of `rate.from`, rounded half up to the currency's smallest unit; computed
 * exactly from the rate's own text, so that anyone can do the sum again. Null when it is beyond what is countable.
 */
export function converted(amountMinor: number, rate: RateUsed): number | null {
  const up = new Whole(10).pow(exponent(rate.to));
  const down = new Whole(10).pow(exponent(rate.from));
  const result = Number(new Whole(amountMinor).times(rate.rate).times(up).div(down).toFixed());
  return Number.isSafeInteger(result) ? result : null;
}
