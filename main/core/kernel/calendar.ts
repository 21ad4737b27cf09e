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

/** The date `days` later. */
export function addDays(date: string, days: number): string {
  return remembered(`${date} ${days} days`, () => Temporal.PlainDate.from(date).add({ days }).toString());
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
