import type { RevenueRecognition } from '../../../preload/api/brand.ts';
import { addDays, daysBetween, periodStart, shares } from '../kernel/index.ts';

/** What is earned by rendering a service: an invoice line. Minor units; dates `YYYY-MM-DD`. */
export interface Service {
  readonly amountMinor: number;
  /** First day of the service. */
  readonly from: string;
  /** The day after the last one; not after `from`: one day (a one-off payment). */
  readonly to: string;
}

/** Money that was received on a day. */
export interface Received {
  readonly on: string;
  readonly amountMinor: number;
}

/** One calendar month of a line, in minor units. */
export interface Month {
  readonly month: string;
  readonly earned: number;
  readonly recognised: number;
}

/** `part / whole` of an amount, exactly, half up; for whole numbers that are not negative. */
function partOf(amountMinor: number, part: number, whole: number): number {
  const [a, p, w] = [BigInt(amountMinor), BigInt(part), BigInt(whole)];
  return Number((2n * a * p + w) / (2n * w));
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

const receivedBy = (received: readonly Received[], day: string): number =>
  received.reduce((sum, { on, amountMinor }) => sum + (on <= day ? amountMinor : 0), 0);

/** What counts as revenue by the end of a day: what is earned, and never more than what was paid by then. */
export const recognisedBy = (
  policy: RevenueRecognition,
  service: Service,
  received: readonly Received[],
  day: string,
): number => Math.min(earnedBy(policy, service, day), receivedBy(received, day));

const monthOf = (day: string): string => day.slice(0, 7);
const nextMonth = (month: string): string => monthOf(periodStart(`${month}-01`, 1, 1));
const lastDayOf = (month: string): string => addDays(`${nextMonth(month)}-01`, -1);
const later = (a: string, b: string): string => (a > b ? a : b);
const earlier = (a: string, b: string): string => (a < b ? a : b);

/**
 * A line by calendar month, without months in which nothing happens. What is earned adds up to the line's amount; what
 * is recognised, to what counts by `today`.
 */
export function months(
  policy: RevenueRecognition,
  service: Service,
  received: readonly Received[],
  today: string,
): Month[] {
  const lastDay = policy === 'immediate' ? service.from : later(service.from, addDays(service.to, -1));
  const end = monthOf(received.reduce((day, { on }) => later(day, on), lastDay));
  const found: Month[] = [];
  let [earned, recognised] = [0, 0];
  for (let month = monthOf(service.from); month <= end; month = nextMonth(month)) {
    const until = lastDayOf(month);
    const earnedNow = earnedBy(policy, service, until);
    const recognisedNow = recognisedBy(policy, service, received, earlier(until, today));
    if (earnedNow !== earned || recognisedNow !== recognised)
      found.push({ month, earned: earnedNow - earned, recognised: recognisedNow - recognised });
    [earned, recognised] = [earnedNow, recognisedNow];
  }
  return found;
}

/**
 * Which part of each payment is for which line: each is shared by what is still due of the lines, so that no line is
 * paid more than it asks for and a settled invoice has settled lines. Payments in the order in which they count.
 */
export function receivedByLine(amounts: readonly number[], payments: readonly Received[]): Received[][] {
  const due = [...amounts];
  const received: Received[][] = amounts.map(() => []);
  for (const { on, amountMinor } of payments) {
    for (const [at, part] of shares(amountMinor, due).entries()) {
      if (part === 0) continue;
      due[at] = (due[at] ?? 0) - part;
      received[at]?.push({ on, amountMinor: part });
    }
  }
  return received;
}
