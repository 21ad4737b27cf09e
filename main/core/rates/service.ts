import type { RateUsed } from '../../../preload/api/catalogue-prices.ts';
import type { Output, Parsed } from '../../../preload/api/contract.ts';
import type { Rate, rates as api } from '../../../preload/api/rates.ts';
import type { Money } from '../../../preload/api/values.ts';
import { type BrandService, isCurrency } from '../brand/index.ts';
import { AppError, addDays, type Context, fieldError, type Log } from '../kernel/index.ts';
import type { Store, Writer } from '../store/index.ts';
import { type DayOfRates, ratesIn } from './ecb.ts';
import { converted, crossRate, rateText } from './rules.ts';
import { findRate, lastReadDate, newestRates, rateOn } from './store.ts';

/** What is known of rates is used for so many days before newer ones are read, where conversion is in use. */
const freshDays = 1;
/** Shortest time between two attempts that nobody asked for. */
const attemptEveryMs = 60 * 60 * 1000;

export interface RatesDeps {
  readonly store: Store;
  readonly brand: Pick<BrandService, 'businessDate'>;
  readonly log: Log;
  /** Reads the European Central Bank's file. Throws what the network throws, and when the signal aborts. */
  readonly read: (signal: AbortSignal) => Promise<string>;
  /** On whose behalf rates are read when nobody asked. */
  readonly system: Context;
}

export type RatesService = ReturnType<typeof ratesService>;

/** Exchange rates: read from the European Central Bank when online, entered by hand when not, kept with day and source. */
export function ratesService({ store, brand, log, read, system }: RatesDeps) {
  const closed = new AbortController();
  let lastRead: Output<typeof api.list>['lastRead'] = null;
  let lastAttempt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | null = null;

  /** The newest rates, and how the last attempt to read them went. */
  const list = (): Output<typeof api.list> => ({ rates: newestRates(store, brand.businessDate()), lastRead });

  function put(writer: Writer, rate: Rate): void {
    const before = findRate(store, rate.currency, rate.date, rate.source);
    if (before) writer.update('fx_rate', before.id, { rate: rate.rate });
    else writer.insert('fx_rate', { id: store.makeId(), ...rate });
  }

  /** Enters a rate by hand. @throws AppError `input.invalid` (currency, rate, date) */
  function set(input: Parsed<typeof api.set>, context: Context): Rate {
    const today = brand.businessDate();
    const date = input.date ?? today;
    if (!isCurrency(input.currency) || input.currency === 'EUR') throw fieldError('currency', { code: 'invalid' });
    const text = rateText(input.rate);
    if (text === null) throw fieldError('rate', { code: 'too_small' });
    if (date > today) throw fieldError('date', { code: 'in_future' });
    const rate: Rate = { currency: input.currency, rate: text, date, source: 'manual' };
    store.transaction(context, (writer) => put(writer, rate));
    return rate;
  }

  function keep(day: DayOfRates, context: Context): void {
    store.transaction(context, (writer) => {
      for (const rate of day.rates) {
        if (isCurrency(rate.currency)) put(writer, { ...rate, date: day.date, source: 'ecb' });
      }
    });
  }

  async function attempt(context: Context): Promise<void> {
    lastAttempt = store.clock.monotonic();
    const at = store.now();
    try {
      let text: string;
      try {
        text = await read(closed.signal);
      } catch (error) {
        closed.signal.throwIfAborted();
        throw new AppError('rates.unreachable', { retry: true, cause: error });
      }
      // Closed meanwhile: there is nothing to write to.
      closed.signal.throwIfAborted();
      const day = ratesIn(text, brand.businessDate());
      if (!day) throw new AppError('rates.broken_answer', { retry: true });
      keep(day, context);
      lastRead = { at, errorCode: null };
    } catch (error) {
      if (error instanceof AppError) lastRead = { at, errorCode: error.code };
      throw error;
    }
  }

  /** Reads the bank's rates now, because a person asked. @throws AppError `rates.unreachable`, `rates.broken_answer` */
  async function readNow(context: Context): Promise<Output<typeof api.list>> {
    reading ??= attempt(context).finally(() => {
      reading = null;
    });
    await reading;
    return list();
  }

  /**
   * Reads newer rates in the background when those at hand are old and something is converted. Waits for nothing and
   * never fails: without a network the rates at hand are used, with their date beside every amount.
   */
  function refresh(): void {
    const newest = lastReadDate(store);
    const isFresh = newest !== undefined && addDays(newest, freshDays) >= brand.businessDate();
    if (isFresh || reading || store.clock.monotonic() - lastAttempt < attemptEveryMs) return;
    readNow(system).catch((error: unknown) => log.info({ err: error }, 'exchange rates were not read'));
  }

  /** The rate between two currencies on a day (today), or null: none is known. Not for one currency. */
  const rateFor = (from: string, to: string, on?: string): RateUsed | null => {
    refresh();
    const day = on ?? brand.businessDate();
    return crossRate(from, to, (currency) => rateOn(store, currency, day));
  };

  /** An amount in another currency with the rate that was used, or null: none is known. */
  function convert(amount: Money, to: string, on?: string): { amount: Money; rate: RateUsed | null } | null {
    if (amount.currency === to) return { amount, rate: null };
    const rate = rateFor(amount.currency, to, on);
    const minor = rate && converted(amount.amountMinor, rate);
    return minor === null ? null : { amount: { amountMinor: minor, currency: to }, rate };
  }

  /** Drops what is being read and waits until that has stopped. */
  async function close(): Promise<void> {
    closed.abort();
    await reading?.catch(() => undefined);
  }

  return { list, set, readNow, rateFor, convert, close };
}
