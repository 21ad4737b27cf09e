import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, periodStart } from '../../../main/core/kernel/index.ts';
import { expiresOn, refundMinor, unusedMinor } from '../../../main/core/orders/rules.ts';

const date = fc.integer({ min: 0, max: 4000 }).map((days) => addDays('2024-01-01', days));
const price = fc.integer({ min: 0, max: 1_000_000 });

describe('money of days that are not used (spec 2.1, 2.7)', () => {
  it('87 is all of it on the first day, nothing after the last, and never grows', () => {
    fc.assert(
      fc.property(date, fc.constantFrom(1, 12), price, (startsOn, term, priceMinor) => {
        const endsOn = periodStart(startsOn, term, 1);
        const period = { startsOn, endsOn, priceMinor };
        expect(unusedMinor(period, startsOn)).toBe(priceMinor);
        expect(unusedMinor(period, endsOn)).toBe(0);
        expect(unusedMinor(period, addDays(startsOn, -5))).toBe(priceMinor);
        let before = priceMinor;
        for (let day = startsOn; day < endsOn; day = addDays(day, 1)) {
          const now = unusedMinor(period, day);
          expect(now).toBeLessThanOrEqual(before);
          expect(now).toBeGreaterThanOrEqual(0);
          before = now;
        }
      }),
      { numRuns: 50 },
    );
  });

  it('87 is the example of the specification: 15 of 31 days of 5.00 are 2.42', () => {
    const march = { startsOn: '2026-03-01', endsOn: '2026-04-01', priceMinor: 500 };
    expect(unusedMinor(march, '2026-03-17')).toBe(242);
  });

  it('87 gives back the same part of an invoice with its tax, never more than is left of it', () => {
    fc.assert(
      fc.property(price, fc.integer({ min: 0, max: 300_000 }), price, fc.nat(), (netMinor, tax, left, part) => {
        const totalMinor = netMinor + tax;
        const unused = netMinor === 0 ? 0 : part % (netMinor + 1);
        const leftMinor = Math.min(left, totalMinor);
        const refund = refundMinor({ totalMinor, netMinor, leftMinor }, unused);
        expect(refund).toBeGreaterThanOrEqual(0);
        expect(refund).toBeLessThanOrEqual(leftMinor);
        if (unused === netMinor && netMinor > 0) expect(refund).toBe(leftMinor);
        if (unused === 0) expect(refund).toBe(0);
      }),
    );
  });
});

describe('the day on which an unpaid order expires (spec 2.1)', () => {
  it('comes after the days that were set and after the last day to pay, or never', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }), (issued, toPay, days) => {
        const due = addDays(issued, toPay);
        const on = expiresOn(issued, due, days);
        if (days === 0) expect(on).toBeNull();
        else {
          expect((on ?? '') >= addDays(issued, days)).toBe(true);
          expect((on ?? '') > due).toBe(true);
          expect([addDays(issued, days), addDays(due, 1)]).toContain(on);
        }
      }),
    );
  });
});
