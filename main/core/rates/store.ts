import type { Rate } from '../../../preload/api/rates.ts';
import type { Store } from '../store/index.ts';
import type { DatedRate } from './rules.ts';

/** The newest rate of a currency up to a day; of one day the one that was entered by hand. */
export const rateOn = (store: Store, currency: string, date: string): DatedRate | undefined =>
  store.get(
    'rate on day',
    `SELECT rate, date, source FROM fx_rate WHERE currency = @currency AND date <= @date
      ORDER BY date DESC, source DESC LIMIT 1`,
    { currency, date },
  );

/** The newest rate of each currency up to a day, by code. */
export const newestRates = (store: Store, date: string): Rate[] =>
  store.all(
    'newest rates',
    `WITH RECURSIVE code (currency) AS (
        SELECT min(currency) FROM fx_rate
        UNION ALL SELECT (SELECT min(currency) FROM fx_rate WHERE currency > code.currency) FROM code
          WHERE code.currency IS NOT NULL)
      SELECT r.currency, r.rate, r.date, r.source FROM code JOIN fx_rate r ON r.id =
        (SELECT id FROM fx_rate f WHERE f.currency = code.currency AND f.date <= @date
          ORDER BY f.date DESC, f.source DESC LIMIT 1)
      WHERE code.currency IS NOT NULL ORDER BY r.currency`,
    { date },
  );

/** The rate of a currency, day and source, as it is stored. */
export const findRate = (
  store: Store,
  currency: string,
  date: string,
  source: Rate['source'],
): { readonly id: string; readonly rate: string } | undefined =>
  store.get('rate', 'SELECT id, rate FROM fx_rate WHERE currency = @currency AND date = @date AND source = @source', {
    currency,
    date,
    source,
  });

/** Date of the newest rates that were read from the European Central Bank, or undefined. */
export const lastReadDate = (store: Store): string | undefined =>
  store.get<{ date: string | null }>(
    'newest read rate',
    // The bank's list always has the dollar; asking for one currency is asking one index.
    "SELECT max(date) AS date FROM fx_rate WHERE currency = 'USD' AND source = 'ecb'",
  )?.date ?? undefined;
