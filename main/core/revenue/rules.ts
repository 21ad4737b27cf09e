import type { RevenueRecognition } from '../../../preload/api/brand.ts';
import { shares } from '../kernel/index.ts';

/** What is earned by rendering a service: an invoice line without tax. Minor units; dates `YYYY-MM-DD`. */
export interface Service {
  /** Below nothing: a line that takes from the others, such as the credit of a change (spec 2.7). */
  readonly amountMinor: number;
  /** First day of the service. */
  readonly from: string;
  /** The day after the last one; not after `from`: one day (a one-off payment). */
  readonly to: string;
}

/** Money that came, went or was taken back on a day. */
export interface Dated {
  readonly on: string;
  readonly amountMinor: number;
}

const dayMs = 86_400_000;
/**
 * Days between two calendar dates, and the date so many days later. As the kernel's, for dates that are known to be some;
 * a report asks a million times, and need not check each again.
 */
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / dayMs;
export const shifted = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);

/** `part / whole` of an amount, exactly, half up of its size; `part` and `whole` are not negative. */
export function partOf(amountMinor: number, part: number, whole: number): number {
  const [a, p, w] = [BigInt(Math.abs(amountMinor)), BigInt(part), BigInt(whole)];
  const size = Number((2n * a * p + w) / (2n * w));
  return amountMinor < 0 && size > 0 ? -size : size;
}

/**
 * What the service has earned by the end of a day, whatever was paid (spec 2.13). Immediately: all of it on the first
 * day. Spread: in equal parts by day; what is rounded is the sum up to each day, so that the days add up to the amount
 * and the last one carries what rounding left.
 */
export function earnedBy(policy: RevenueRecognition, { amountMinor, from, to }: Service, day: string): number {
  if (day < from) return 0;
  const days = Math.max(1, daysBetween(from, to));
  const done = Math.min(days, daysBetween(from, day) + 1);
  return policy === 'immediate' || done === days ? amountMinor : partOf(amountMinor, done, days);
}

/**
 * Lines without the tax that is in them. An invoice's total less its tax is what its lines are about: where prices
 * contain tax the lines are together more than that, and each gives its part of the difference. They add up exactly.
 */
export function withoutTax(amounts: readonly number[], totalMinor: number, taxMinor: number): number[] {
  const included = amounts.reduce((sum, amount) => sum + amount, 0) - (totalMinor - taxMinor);
  if (included === 0) return [...amounts];
  const taxes = shares(included, amounts);
  return amounts.map((amount, at) => amount - (taxes[at] ?? 0));
}

export const monthOf = (day: string): string => day.slice(0, 7);
export function nextMonth(month: string): string {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))];
  return number === 12
    ? `${String(year + 1).padStart(4, '0')}-01`
    : `${month.slice(0, 5)}${String(number + 1).padStart(2, '0')}`;
}
export const lastDayOf = (month: string): string => shifted(`${nextMonth(month)}-01`, -1);
export const later = (a: string, b: string): string => (a > b ? a : b);
export const earlier = (a: string, b: string): string => (a < b ? a : b);
