/** Calendar arithmetic on `YYYY-MM-DD` strings, as the vendor writes dates (day precision; ispmanager-api 3). */

const DAY_MS = 86_400_000;

/** The calendar date of an instant in a zone `offsetMinutes` east of UTC. */
export function isoDate(epochMs: number, offsetMinutes = 0): string {
  return new Date(epochMs + offsetMinutes * 60_000).toISOString().slice(0, 10);
}

/** `YYYY-MM-DD HH:MM:SS` of an instant in a zone `offsetMinutes` east of UTC. */
export function isoDateTime(epochMs: number, offsetMinutes = 0): string {
  return new Date(epochMs + offsetMinutes * 60_000).toISOString().slice(0, 19).replace('T', ' ');
}

/** Epoch milliseconds of the first instant of a date in a zone `offsetMinutes` east of UTC. */
export function dayStart(date: string, offsetMinutes = 0): number {
  return Date.parse(`${date}T00:00:00.000Z`) - offsetMinutes * 60_000;
}

export function addDays(date: string, days: number): string {
  return isoDate(dayStart(date) + days * DAY_MS);
}

/** Adds months; a day that the target month lacks becomes its last day (31 January + 1 = 28 or 29 February). */
export function addMonths(date: string, months: number): string {
  const start = new Date(dayStart(date));
  const target = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months, 1));
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(start.getUTCDate(), lastDay));
  return target.toISOString().slice(0, 10);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((dayStart(to) - dayStart(from)) / DAY_MS);
}
