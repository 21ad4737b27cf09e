import { Temporal } from 'temporal-polyfill';

/** Answers that are remembered. A run of automation asks for the same few days thousands of times. */
const most = 5000;
const answers = new Map<string, string>();

function remembered(question: string, answer: () => string): string {
  const known = answers.get(question);
  if (known !== undefined) return known;
  if (answers.size >= most) answers.clear();
  const made = answer();
  answers.set(question, made);
  return made;
}

/** Today's calendar date in a time zone, `YYYY-MM-DD`. */
export function today(now: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/**
 * First day of period `n` (0 = the first) of a contract that began on `anchor`: anchor + n terms, the day clamped to
 * the month's length and never derived from a clamped date (spec 2.5: Jan 31 → Feb 28 → Mar 31).
 */
export function periodStart(anchor: string, termMonths: number, n: number): string {
  return remembered(`${anchor} ${termMonths * n} months`, () =>
    Temporal.PlainDate.from(anchor)
      .add({ months: termMonths * n })
      .toString(),
  );
}

const dayMs = 86_400_000;
const isoDate = /^\d{4}-\d{2}-\d{2}$/;
const written = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/**
 * Midnight of a date in UTC, where every day has as many milliseconds. Runs of automation and reports ask a hundred
 * thousand times, for which a calendar of every era is too slow. @throws RangeError it is no date
 */
function midnight(date: string): number {
  const ms = isoDate.test(date) ? Date.parse(date) : Number.NaN;
  // The engine takes February 30 for a day of March.
  if (Number.isNaN(ms) || (date.slice(8) > '28' && written(ms) !== date)) throw new RangeError(`no date: ${date}`);
  return ms;
}

/** The date `days` later, or earlier where they are negative. @throws RangeError it is no date, or beyond the year 9999 */
export function addDays(date: string, days: number): string {
  const later = new Date(midnight(date) + days * dayMs).toISOString();
  if (!/^\d{4}-/.test(later)) throw new RangeError(`beyond the calendar: ${date} + ${days}`);
  return later.slice(0, 10);
}

/** Days from one date to another; negative when that one is earlier. @throws RangeError one is no date */
export function daysBetween(from: string, to: string): number {
  return (midnight(to) - midnight(from)) / dayMs;
}

/** True for an IANA zone this runtime knows. */
export function isTimeZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
