/**
 * Formatting of money, calendar dates and instants. Money is integer minor units plus an ISO 4217 code and never becomes
 * a float: the decimal text is cut out of the integer and handed to Intl as text, which formats it exactly.
 */

import { currencyExponent } from '../../preload/api/currencies.ts';

export type Locale = 'en' | 'ru';

/** BCP 47 tags used for formatting; English dates are written day first and without ambiguity. */
const tags: Record<Locale, string> = { en: 'en-GB', ru: 'ru-RU' };

export function localeTag(locale: Locale): string {
  return tags[locale];
}

/** Any tag ("en-GB", "ru") to the application's locale. */
export function toLocale(tag: string): Locale {
  return tag.toLowerCase().startsWith('ru') ? 'ru' : 'en';
}

const cache = new Map<string, unknown>();
function cached<T>(key: string, make: () => T): T {
  const found = cache.get(key);
  if (found !== undefined) return found as T;
  const made = make();
  cache.set(key, made);
  return made;
}

/** Integer minor units as plain decimal text: (-1234, 2) → "-12.34". */
export function minorToDecimal(minor: number | bigint, exponent: number): string {
  if (typeof minor === 'number' && !Number.isSafeInteger(minor)) throw new RangeError('money must be a safe integer');
  const value = BigInt(minor);
  const digits = (value < 0n ? -value : value).toString().padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  const fraction = exponent === 0 ? '' : `.${digits.slice(digits.length - exponent)}`;
  return `${value < 0n ? '-' : ''}${whole}${fraction}`;
}

export interface MoneyFormatOptions {
  /** "symbol" (€1,234.50, US$1,234.50), "code" (1,234.50 EUR, never ambiguous: for invoices and confirmations) or "none" (1,234.50). */
  display?: 'symbol' | 'code' | 'none' | undefined;
  /** Shows a plus for positive amounts. */
  signed?: boolean | undefined;
}

/** Money for people: exact, with the currency's own number of decimals. */
export function formatMoney(
  minor: number | bigint,
  currency: string,
  locale: Locale,
  options: MoneyFormatOptions = {},
): string {
  const exponent = currencyExponent(currency);
  const display = options.display ?? 'symbol';
  const signDisplay = options.signed ? 'exceptZero' : 'auto';
  const format = cached(`money ${locale} ${currency} ${display} ${signDisplay}`, () => {
    const digits = { minimumFractionDigits: exponent, maximumFractionDigits: exponent, signDisplay } as const;
    return display === 'symbol' && /^[A-Z]{3}$/.test(currency)
      ? new Intl.NumberFormat(tags[locale], { ...digits, style: 'currency', currency, currencyDisplay: 'symbol' })
      : new Intl.NumberFormat(tags[locale], digits);
  });
  const text = format.format(minorToDecimal(minor, exponent) as Intl.StringNumericLiteral);
  return display === 'code' ? `${text}\u00A0${currency}` : text;
}

/** Name of a language in its own words (`Deutsch`); its tag where there is none. */
export function languageName(tag: string): string {
  const name = cached(`language ${tag}`, () => new Intl.DisplayNames(tag, { type: 'language' })).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}

/** Name of a currency in the person's language: "Euro", "евро". */
export function currencyName(currency: string, locale: Locale): string {
  try {
    return (
      cached(`names ${locale}`, () => new Intl.DisplayNames(tags[locale], { type: 'currency' })).of(currency) ??
      currency
    );
  } catch {
    return currency;
  }
}

/** Name of a country in the person's language: "Germany", "Германия"; its letters where there is none. */
export function countryName(code: string, locale: Locale): string {
  try {
    return (
      cached(`countries ${locale}`, () => new Intl.DisplayNames(tags[locale], { type: 'region' })).of(code) ?? code
    );
  } catch {
    return code;
  }
}

export function formatNumber(value: number, locale: Locale, options: Intl.NumberFormatOptions = {}): string {
  return cached(`num ${locale} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(tags[locale], options)).format(
    value,
  );
}

export type DateStyle = 'short' | 'medium' | 'long';

const dateOptions: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  short: { year: 'numeric', month: '2-digit', day: '2-digit' },
  medium: { year: 'numeric', month: 'short', day: 'numeric' },
  long: { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' },
};

/** Russian dates without the trailing "г.", which only takes room in tables. */
function withoutYearWord(text: string): string {
  return text.replace(/[\s\u00A0\u202F]г\./u, '');
}

/** A calendar date ("2026-08-22"). It has no time zone and is never shifted by one. */
export function formatDate(isoDate: string, locale: Locale, style: DateStyle = 'medium'): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(isoDate);
  if (!match) return isoDate;
  const utc = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  const format = cached(
    `date ${locale} ${style}`,
    () => new Intl.DateTimeFormat(tags[locale], { ...dateOptions[style], timeZone: 'UTC' }),
  );
  return withoutYearWord(format.format(utc));
}

/** A calendar month ("2026-08"): "August 2026". */
export function formatMonth(month: string, locale: Locale): string {
  const match = /^(\d{4})-(\d{2})$/.exec(month);
  if (!match) return month;
  const format = cached(
    `month ${locale}`,
    () => new Intl.DateTimeFormat(tags[locale], { year: 'numeric', month: 'long', timeZone: 'UTC' }),
  );
  return withoutYearWord(format.format(Date.UTC(Number(match[1]), Number(match[2]) - 1, 1)));
}

export interface InstantFormatOptions {
  /** IANA zone; the machine's own when absent. */
  timeZone?: string | undefined;
  seconds?: boolean | undefined;
  dateStyle?: DateStyle | undefined;
}

/** An instant (ISO 8601 in UTC, or epoch milliseconds) as date and time. */
export function formatInstant(instant: string | number, locale: Locale, options: InstantFormatOptions = {}): string {
  const time = typeof instant === 'number' ? instant : Date.parse(instant);
  if (Number.isNaN(time)) return String(instant);
  const zone = options.timeZone;
  const format = cached(
    `inst ${locale} ${zone ?? ''} ${options.seconds ?? false} ${options.dateStyle ?? 'medium'}`,
    () =>
      new Intl.DateTimeFormat(tags[locale], {
        ...dateOptions[options.dateStyle ?? 'medium'],
        hour: '2-digit',
        minute: '2-digit',
        ...(options.seconds ? { second: '2-digit' as const } : {}),
        ...(zone === undefined ? {} : { timeZone: zone }),
      }),
  );
  return withoutYearWord(format.format(time));
}

const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_556_952_000],
  ['month', 2_629_746_000],
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** How far an instant is from now: "5 minutes ago", "in 3 days". Below a minute it says "now". */
export function formatRelative(instant: string | number, now: number, locale: Locale): string {
  const time = typeof instant === 'number' ? instant : Date.parse(instant);
  if (Number.isNaN(time)) return String(instant);
  const format = cached(`rel ${locale}`, () => new Intl.RelativeTimeFormat(tags[locale], { numeric: 'auto' }));
  const distance = time - now;
  for (const [unit, size] of steps) {
    if (Math.abs(distance) >= size) return format.format(Math.trunc(distance / size), unit);
  }
  return format.format(0, 'second');
}

/** The day before a date `YYYY-MM-DD`: the last one of a span whose end is the day after it. */
export const lastDay = (end: string): string =>
  new Date(Date.parse(`${end}T00:00:00.000Z`) - 86_400_000).toISOString().slice(0, 10);

/** A span of dates as people read it, with its last day; `end` is the day after that. One of no length is its day. */
export function formatSpan(from: string, end: string, locale: Locale): string {
  const last = end > from ? lastDay(end) : from;
  return last === from ? formatDate(from, locale) : `${formatDate(from, locale)} – ${formatDate(last, locale)}`;
}
