import { Temporal } from 'temporal-polyfill';

/** Today's calendar date in a time zone, `YYYY-MM-DD`. */
export function today(now: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/**
 * First day of period `n` (0 = the first) of a contract that began on `anchor`: anchor + n terms, the day clamped to
 * the month's length and never derived from a clamped date (spec 2.5: Jan 31 → Feb 28 → Mar 31).
 */
export function periodStart(anchor: string, termMonths: number, n: number): string {
  return Temporal.PlainDate.from(anchor)
    .add({ months: termMonths * n })
    .toString();
}

/** The date `days` later. */
export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** Days from one date to another; negative when that one is earlier. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to).days;
}

/** True for an IANA zone this runtime knows. */
export function isTimeZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
