import { Temporal } from 'temporal-polyfill';

/** Today's calendar date in a time zone, `YYYY-MM-DD`. */
export function today(now: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
/** Days of a month, from 1; none where there is no such month. */
const daysIn = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (monthLengths[month - 1] ?? 0);

const numberAt = (date: string, from: number, to: number): number => {
  let number = 0;
  for (let at = from; at < to; at += 1) {
    const digit = date.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
};
const [hyphen, length] = ['-'.charCodeAt(0), 'YYYY-MM-DD'.length];

/**
 * Year, month and day of a date in one whole number, `20260301`. Runs of automation and reports ask a hundred thousand times, for
 * which a calendar of every era and the parsing of texts are too slow. @throws RangeError it is no date
 */
function digitsOf(date: string): number {
  const [year, month, day] = [numberAt(date, 0, 4), numberAt(date, 5, 7), numberAt(date, 8, 10)];
  const isWritten = date.length === length && date.charCodeAt(4) === hyphen && date.charCodeAt(7) === hyphen;
  // A comparison with what is no number is false.
  if (!isWritten || !(year >= 0 && day >= 1 && day <= daysIn(year, month))) throw new RangeError(`no date: ${date}`);
  return year * 10_000 + month * 100 + day;
}
const yearOf = (digits: number): number => Math.floor(digits / 10_000);
const monthOf = (digits: number): number => Math.floor(digits / 100) % 100;

const two = (count: number): string => (count < 10 ? `0${count}` : String(count));
const written = (year: number, month: number, day: number): string =>
  `${year < 1000 ? String(year).padStart(4, '0') : year}-${two(month)}-${two(day)}`;

/**
 * First day of period `n` (0 = the first) of a contract that began on `anchor`: anchor + n terms, the day clamped to
 * the month's length and never derived from a clamped date (spec 2.5: Jan 31 → Feb 28 → Mar 31).
 * @throws RangeError it is no date, or beyond the years of four digits
 */
export function periodStart(anchor: string, termMonths: number, n: number): string {
  const digits = digitsOf(anchor);
  const months = yearOf(digits) * 12 + monthOf(digits) - 1 + termMonths * n;
  const year = Math.floor(months / 12);
  const month = months - year * 12 + 1;
  if (year < 0 || year > 9999) throw new RangeError(`beyond the calendar: ${anchor} + ${termMonths * n} months`);
  return written(year, month, Math.min(digits % 100, daysIn(year, month)));
}

/** Days of 400 years, in which the calendar comes round, of years that begin in March: the leap day is their last. */
const cycle = 146_097;

/** The number of a date, one more for each day. @throws RangeError it is no date */
function dayNumber(date: string): number {
  const digits = digitsOf(date);
  const month = (monthOf(digits) + 9) % 12;
  const year = yearOf(digits) - (month >= 10 ? 1 : 0);
  const leaps = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
  return year * 365 + leaps + Math.floor((month * 153 + 2) / 5) + (digits % 100) - 1;
}

/** The date `days` later, or earlier where they are negative. @throws RangeError it is no date, or beyond the year 9999 */
export function addDays(date: string, days: number): string {
  const number = dayNumber(date) + days;
  const inCycle = number - Math.floor(number / cycle) * cycle;
  const yearInCycle = Math.floor(
    (inCycle - Math.floor(inCycle / 1460) + Math.floor(inCycle / 36_524) - Math.floor(inCycle / (cycle - 1))) / 365,
  );
  const inYear = inCycle - (yearInCycle * 365 + Math.floor(yearInCycle / 4) - Math.floor(yearInCycle / 100));
  const fromMarch = Math.floor((inYear * 5 + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = Math.floor(number / cycle) * 400 + yearInCycle + (month <= 2 ? 1 : 0);
  if (!(year >= 0 && year <= 9999)) throw new RangeError(`beyond the calendar: ${date} + ${days}`);
  return written(year, month, inYear - Math.floor((fromMarch * 153 + 2) / 5) + 1);
}

/** Days from one date to another; negative when that one is earlier. @throws RangeError one is no date */
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);

/** True for an IANA zone this runtime knows. */
export function isTimeZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
