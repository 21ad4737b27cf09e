import type { RevenueFigures } from '../../../preload/api/revenue.ts';
import { lastDay, type LineHistory, type LineState, stateAt } from './history.ts';
import { earlier, lastDayOf, monthOf, nextMonth, shifted } from './rules.ts';

/** Figures without their currency. */
export type Figures = { -readonly [K in keyof Omit<RevenueFigures, 'currency'>]: number };

export const nothing = (): Figures => ({
  earnedMinor: 0,
  receivedMinor: 0,
  refundedMinor: 0,
  recognisedMinor: 0,
  returnedMinor: 0,
  deferredMinor: 0,
  unpaidMinor: 0,
});

/** Adds figures of the same time to others. */
export function addTo(sum: Figures, more: Figures): void {
  sum.earnedMinor += more.earnedMinor;
  sum.receivedMinor += more.receivedMinor;
  sum.refundedMinor += more.refundedMinor;
  sum.recognisedMinor += more.recognisedMinor;
  sum.returnedMinor += more.returnedMinor;
  sum.deferredMinor += more.deferredMinor;
  sum.unpaidMinor += more.unpaidMinor;
}

/** Figures of a time made of those of its months, in their order: flows are added, what stands at the end is the last one's. */
export function overTime(months: readonly Figures[]): Figures {
  const sum = nothing();
  for (const month of months) addTo(sum, { ...month, deferredMinor: 0, unpaidMinor: 0 });
  const last = months.at(-1);
  return last ? { ...sum, deferredMinor: last.deferredMinor, unpaidMinor: last.unpaidMinor } : sum;
}

export const isNothing = (figures: Figures): boolean => Object.values(figures).every((each) => each === 0);

/** Months from one to another, both with. */
export function monthsBetween(from: string, to: string): string[] {
  const found: string[] = [];
  for (let month = from; month <= to; month = nextMonth(month)) found.push(month);
  return found;
}

/** How many months there are from one to another, both with. */
export const monthCount = (from: string, to: string): number => {
  const number = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5));
  return number(to) - number(from) + 1;
};

const between = (before: LineState, now: LineState): Figures => ({
  earnedMinor: now.earned - before.earned,
  receivedMinor: now.received - before.received,
  refundedMinor: now.refunded - before.refunded,
  recognisedMinor: now.recognised - before.recognised,
  returnedMinor: now.returned - before.returned,
  deferredMinor: now.deferred,
  unpaidMinor: now.unpaid,
});

/** What a line brings to each of the months, up to today; in the same order. */
export function figuresOf(line: LineHistory, months: readonly string[], today: string): Figures[] {
  const [first] = months;
  if (first === undefined) return [];
  let before = stateAt(line, earlier(today, shifted(`${first}-01`, -1)));
  return months.map((month) => {
    const now = stateAt(line, earlier(lastDayOf(month), today));
    const figures = between(before, now);
    before = now;
    return figures;
  });
}

/** When what of a line is deferred today will be recognised, by month from today's on, if nothing else happens. */
export function scheduleOf(line: LineHistory, today: string): { month: string; amountMinor: number }[] {
  let before = stateAt(line, today);
  if (before.deferred === 0) return [];
  const found: { month: string; amountMinor: number }[] = [];
  const end = monthOf(lastDay(line));
  for (let month = monthOf(today); month <= end && before.deferred !== 0; month = nextMonth(month)) {
    const now = stateAt(line, lastDayOf(month));
    if (now.recognised !== before.recognised) found.push({ month, amountMinor: now.recognised - before.recognised });
    before = now;
  }
  return found;
}
