import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { consolidationModes, latePolicies } from '../../../preload/api/automation-settings.ts';
import {
  cancelDay,
  noticeDay,
  reminderDue,
  remindersOf,
  suspendDay,
  terminateDay,
} from '../../../main/core/contract-products/dunning-rules.ts';
import {
  anchorFor,
  consolidatedDay,
  mostDaysEarlier,
  periodOf,
  renewalDueOn,
  renewsFrom,
} from '../../../main/core/contract-products/renewal-rules.ts';
import { addDays, daysBetween } from '../../../main/core/kernel/index.ts';

const runs = { numRuns: 1000 };
const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2040-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const anchor = fc.record({
  anchorDate: day,
  anchorPeriod: fc.integer({ min: 0, max: 5 }),
  termMonths: fc.constantFrom(1, 12),
});
const number = fc.integer({ min: 0, max: 60 });

const consolidation = fc.record({
  mode: fc.constantFrom(...consolidationModes),
  day: fc.integer({ min: 1, max: 31 }),
  weekday: fc.integer({ min: 1, max: 7 }),
});

describe('the day of a consolidated invoice (spec 2.5.5)', () => {
  /** Told by the calendar of the platform, not as the rule tells it. */
  const isChosen = ({ mode, day: wanted, weekday }: { mode: string; day: number; weekday: number }, on: string) => {
    const date = new Date(`${on}T00:00:00Z`);
    const isLast = addDays(on, 1).endsWith('-01');
    switch (mode) {
      case 'first_day':
        return date.getUTCDate() === 1;
      case 'last_day':
        return isLast;
      case 'day_of_month':
        return date.getUTCDate() === wanted || (isLast && date.getUTCDate() < wanted);
      case 'weekday':
        return (date.getUTCDay() || 7) === weekday;
      default:
        return true;
    }
  };

  it('is the latest chosen day on or before its own, so that nothing is issued later for waiting', () => {
    fc.assert(
      fc.property(consolidation, day, (of, own) => {
        const on = consolidatedDay(of, own);
        expect(on <= own).toBe(true);
        expect(daysBetween(on, own)).toBeLessThanOrEqual(of.mode === 'weekday' ? 6 : mostDaysEarlier);
        expect(isChosen(of, on)).toBe(true);
        for (let later = addDays(on, 1); later <= own; later = addDays(later, 1))
          expect(isChosen(of, later)).toBe(false);
      }),
      runs,
    );
  });

  it('does not go back where the own day goes on: no renewal overtakes the one before it', () => {
    fc.assert(
      fc.property(consolidation, day, fc.integer({ min: 0, max: 400 }), (of, own, days) => {
        expect(consolidatedDay(of, own) <= consolidatedDay(of, addDays(own, days))).toBe(true);
      }),
      runs,
    );
  });
});

describe('the periods of a renewal (spec 2.5)', () => {
  it('follow each other day by day, whichever period the anchor begins', () => {
    fc.assert(
      fc.property(anchor, number, (of, n) => {
        const period = periodOf(of, of.anchorPeriod + n);
        expect(period.to).toBe(periodOf(of, of.anchorPeriod + n + 1).from);
        expect(period.from < period.to).toBe(true);
      }),
      runs,
    );
  });

  it('keep the anchor where the days were counted from it, so that a month’s end stays one', () => {
    fc.assert(
      fc.property(anchor, number, (of, n) => {
        const at = of.anchorPeriod + n;
        expect(anchorFor(of, at, periodOf(of, at).from)).toEqual(of);
      }),
      runs,
    );
  });

  it('begin where the one before ended, also of a license that was taken over in the middle of its term', () => {
    fc.assert(
      fc.property(anchor, number, day, (of, at, from) => {
        expect(periodOf(anchorFor(of, at, from), at).from).toBe(from);
      }),
      runs,
    );
  });

  it('begin by the policy when they are paid late: on their day, on that of the payment, on the later one', () => {
    fc.assert(
      fc.property(fc.constantFrom(...latePolicies), day, day, (policy, startsOn, paidOn) => {
        const from = renewsFrom(policy, startsOn, paidOn);
        expect([startsOn, paidOn]).toContain(from);
        if (policy === 'from_expiry') expect(from).toBe(startsOn);
        if (policy === 'from_today') expect(from).toBe(paidOn);
        if (policy === 'greater') expect(from >= startsOn && from >= paidOn).toBe(true);
      }),
      runs,
    );
  });

  it('are never due before they are issued', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -60, max: 60 }), day, (startsOn, offset, issuedOn) => {
        const due = renewalDueOn(startsOn, offset, issuedOn);
        expect(due >= issuedOn).toBe(true);
        if (due > issuedOn) expect(daysBetween(startsOn, due)).toBe(offset);
      }),
      runs,
    );
  });
});

const intervals = fc
  .tuple(
    fc.integer({ min: 0, max: 30 }),
    fc.integer({ min: 1, max: 30 }),
    fc.integer({ min: 1, max: 60 }),
    fc.integer({ min: 0, max: 30 }),
  )
  .map(([suspendDays, more, most, noticeDays]) => ({
    suspendDays,
    cancelDays: suspendDays + more,
    terminateDays: suspendDays + more + most,
    noticeDays,
  }));
const late = fc.integer({ min: 0, max: 60 });

describe('dunning (spec 2.12)', () => {
  it('comes step by step, with the whole time between two of them also where one came late', () => {
    fc.assert(
      fc.property(day, intervals, late, late, (dueOn, of, suspendedLate, cancelledLate) => {
        const suspendedOn = addDays(suspendDay(dueOn, of.suspendDays), suspendedLate);
        const cancelOn = cancelDay(dueOn, suspendedOn, of);
        expect(daysBetween(dueOn, cancelOn)).toBeGreaterThanOrEqual(of.cancelDays);
        expect(daysBetween(suspendedOn, cancelOn)).toBeGreaterThanOrEqual(of.cancelDays - of.suspendDays);
        if (suspendedLate === 0) expect(daysBetween(dueOn, cancelOn)).toBe(of.cancelDays);
        const cancelledOn = addDays(cancelOn, cancelledLate);
        const notice = noticeDay(dueOn, cancelledOn, of);
        const terminateOn = terminateDay(dueOn, { cancelledOn, noticedOn: notice }, of);
        expect(daysBetween(cancelledOn, terminateOn)).toBeGreaterThanOrEqual(of.terminateDays - of.cancelDays);
        expect(notice === null).toBe(of.noticeDays === 0);
        if (notice !== null) expect(daysBetween(notice, terminateOn)).toBe(of.noticeDays);
        if (suspendedLate === 0 && cancelledLate === 0) expect(daysBetween(dueOn, terminateOn)).toBe(of.terminateDays);
      }),
      runs,
    );
  });

  it('reminds at -3, 0 and +3 by default, and after a pause with the newest only', () => {
    const byDefault = { daysBefore: 3, onDue: true, overdueInterval: 3, maxOverdue: 1 };
    const all = remindersOf({ dueOn: '2026-04-10', issuedOn: '2026-04-03' }, byDefault);
    expect(all).toEqual([
      { number: 0, on: '2026-04-07' },
      { number: 1, on: '2026-04-10' },
      { number: 2, on: '2026-04-13' },
    ]);
    expect(reminderDue(all, '2026-04-06')).toBeUndefined();
    expect(reminderDue(all, '2026-05-30')?.number).toBe(2);
    // An invoice that was issued on the day it is due reminds by itself.
    expect(remindersOf({ dueOn: '2026-04-10', issuedOn: '2026-04-10' }, byDefault).map(({ number: no }) => no)).toEqual(
      [2],
    );
  });
});
