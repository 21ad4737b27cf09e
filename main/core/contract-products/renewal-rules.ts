import type { ConsolidationMode, LatePolicy } from '../../../preload/api/automation-settings.ts';
import { addDays, daysBetween, periodStart } from '../kernel/index.ts';

/** From which day the periods of a contract are counted, and which of them begins on it (spec 2.5.1). */
export interface Anchor {
  readonly anchorDate: string;
  /** The number of the period that begins on the anchor. */
  readonly anchorPeriod: number;
  readonly termMonths: number;
}

/** A span of days: `to` is the day after its last one. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** Period `number` of a contract: both ends come from the anchor, never from a clamped date (spec 2.5.1, 2.5.2). */
export const periodOf = ({ anchorDate, anchorPeriod, termMonths }: Anchor, number: number): Span => ({
  from: periodStart(anchorDate, termMonths, number - anchorPeriod),
  to: periodStart(anchorDate, termMonths, number - anchorPeriod + 1),
});

/**
 * The anchor from which period `number` begins on a day. The one that is there where it can be: a month's end stays one.
 * Another one where the days were not counted from it, as of a license that was taken over in the middle of its term.
 */
export function anchorFor(anchor: Anchor, number: number, from: string): Anchor {
  const { anchorDate, termMonths } = anchor;
  const monthsOf = (date: string): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
  const terms = (monthsOf(from) - monthsOf(anchorDate)) / termMonths;
  return Number.isInteger(terms) && periodStart(anchorDate, termMonths, terms) === from
    ? { ...anchor, anchorPeriod: number - terms }
    : { anchorDate: from, anchorPeriod: number, termMonths };
}

/** The day on which a renewal is invoiced (spec 2.5.4). */
export const invoiceDay = (startsOn: string, daysBefore: number): string => addDays(startsOn, -daysBefore);

/** How the renewals of a client come together on invoices (spec 2.5.5). `day`: 1 to 31, `weekday`: 1 (Monday) to 7. */
export interface Consolidation {
  readonly mode: ConsolidationMode;
  readonly day: number;
  readonly weekday: number;
}

/** The longest time that a chosen day lies before a renewal's own invoice day: from the 30th back to a 31st that is clamped. */
export const mostDaysEarlier = 31;

/**
 * The day on which a renewal is invoiced together with others: the latest chosen day on or before its own invoice day, never
 * a later one, so that nothing is overdue or not billed for having waited. A month that is too short for a chosen day has
 * it on its last one.
 */
export function consolidatedDay({ mode, day, weekday }: Consolidation, own: string): string {
  switch (mode) {
    case 'off':
    case 'same_day':
      return own;
    case 'weekday':
      return addDays(own, -((weekdayOf(own) - weekday + 7) % 7));
    default: {
      const chosen = mode === 'first_day' ? 1 : mode === 'last_day' ? 31 : day;
      const inMonth = (first: string): string => dayOfMonth(first, chosen);
      const first = `${own.slice(0, 7)}-01`;
      const here = inMonth(first);
      return here <= own ? here : inMonth(periodStart(first, 1, -1));
    }
  }
}

/** A day of the month that begins on `first`, or its last one. */
function dayOfMonth(first: string, day: number): string {
  const last = addDays(periodStart(first, 1, 1), -1);
  const wanted = addDays(first, day - 1);
  return wanted < last ? wanted : last;
}

/** 1 (Monday) to 7. The first of January 2024 was a Monday. */
const weekdayOf = (date: string): number => (((daysBetween('2024-01-01', date) % 7) + 7) % 7) + 1;

/** The day on which a renewal is due: by its start, and never before it is issued (spec 2.12 counts from here). */
export function renewalDueOn(startsOn: string, offsetDays: number, issuedOn: string): string {
  const day = addDays(startsOn, offsetDays);
  return day < issuedOn ? issuedOn : day;
}

/**
 * The first day of a renewal that is paid on a day (spec 2.5.6): where it follows on (default), on the day of payment, or
 * the later one of them.
 */
export function renewsFrom(policy: LatePolicy, startsOn: string, paidOn: string): string {
  if (policy === 'from_expiry') return startsOn;
  if (policy === 'from_today') return paidOn;
  return paidOn > startsOn ? paidOn : startsOn;
}
