import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../main/core/kernel/index.ts';
import { expiresOn } from '../../../main/core/orders/rules.ts';

const date = fc.integer({ min: 0, max: 4000 }).map((days) => addDays('2024-01-01', days));

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
