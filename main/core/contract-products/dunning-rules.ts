import { addDays } from '../kernel/index.ts';

/** Intervals of dunning in days from the due date (spec 2.12). */
export interface DunningIntervals {
  readonly suspendDays: number;
  readonly cancelDays: number;
  readonly terminateDays: number;
  /** 0: no notice before a termination. */
  readonly noticeDays: number;
}

const later = (...dates: readonly (string | null)[]): string =>
  dates.reduce<string>((latest, date) => (date !== null && date > latest ? date : latest), '');

/** The day on which what is unpaid is suspended. */
export const suspendDay = (dueOn: string, suspendDays: number): string => addDays(dueOn, suspendDays);

/**
 * The day on which it is cancelled. After a suspension that came late (the console was closed) the client has the same
 * time between the two as always; null: it never was suspended.
 */
export const cancelDay = (
  dueOn: string,
  suspendedOn: string | null,
  { suspendDays, cancelDays }: DunningIntervals,
): string => later(addDays(dueOn, cancelDays), suspendedOn && addDays(suspendedOn, cancelDays - suspendDays));

/** The day on which its license is terminated, with the same care for a cancellation and a notice that came late. */
export const terminateDay = (
  dueOn: string,
  { cancelledOn, noticedOn }: { readonly cancelledOn: string | null; readonly noticedOn: string | null },
  { cancelDays, terminateDays, noticeDays }: DunningIntervals,
): string =>
  later(
    addDays(dueOn, terminateDays),
    cancelledOn && addDays(cancelledOn, terminateDays - cancelDays),
    noticedOn && addDays(noticedOn, noticeDays),
  );

/** The day of the notice before it; null: none is given. */
export const noticeDay = (dueOn: string, cancelledOn: string | null, intervals: DunningIntervals): string | null =>
  intervals.noticeDays === 0
    ? null
    : addDays(terminateDay(dueOn, { cancelledOn, noticedOn: null }, intervals), -intervals.noticeDays);

/** When an open invoice is reminded of (spec 2.12). */
export interface ReminderIntervals {
  /** 0: not before it is due. */
  readonly daysBefore: number;
  readonly onDue: boolean;
  readonly overdueInterval: number;
  readonly maxOverdue: number;
}

/** A reminder of an invoice: 0 before it is due, 1 on the day, 2 and more after it. */
export interface Reminder {
  readonly number: number;
  readonly on: string;
}

/** All reminders of an invoice in their order. None on the day of its issue or before: the invoice itself says it then. */
export function remindersOf(
  { dueOn, issuedOn }: { readonly dueOn: string; readonly issuedOn: string },
  { daysBefore, onDue, overdueInterval, maxOverdue }: ReminderIntervals,
): Reminder[] {
  return [
    ...(daysBefore > 0 ? [{ number: 0, on: addDays(dueOn, -daysBefore) }] : []),
    ...(onDue ? [{ number: 1, on: dueOn }] : []),
    ...Array.from({ length: maxOverdue }, (_, at) => ({
      number: 2 + at,
      on: addDays(dueOn, overdueInterval * (at + 1)),
    })),
  ].filter(({ on }) => on > issuedOn);
}

/** Of reminders whose day has come only the newest is given: who was not told in time is not told three times at once. */
export const reminderDue = (all: readonly Reminder[], asOf: string): Reminder | undefined =>
  all.findLast(({ on }) => on <= asOf);
