import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, periodStart } from '../../../main/core/kernel/index.ts';
import { shares } from '../../../main/core/kernel/index.ts';
import { earnedBy, months, receivedByLine, recognisedBy } from '../../../main/core/revenue/rules.ts';
import { runs } from '../../unit/support/runs.ts';

const policy = fc.constantFrom('immediate' as const, 'spread' as const);
const day = fc.integer({ min: 0, max: 4000 }).map((days) => addDays('2024-01-01', days));
const service = fc
  .record({
    amountMinor: fc.integer({ min: 0, max: 1_000_000_000_00 }),
    from: day,
    term: fc.constantFrom(0, 1, 2, 3, 6, 12, 24, 36),
  })
  .map(({ amountMinor, from, term }) => ({ amountMinor, from, to: periodStart(from, term, 1) }));
/** Payments in parts of a thousandth, up to all of it or less, some before the service begins, some long after it. */
const paid = fc.array(
  fc.record({ part: fc.integer({ min: 0, max: 1000 }), after: fc.integer({ min: -40, max: 1200 }) }),
  {
    maxLength: 4,
  },
);
const receivedOf = (
  of: { amountMinor: number; from: string },
  parts: readonly { part: number; after: number }[],
): { on: string; amountMinor: number }[] => {
  let left = of.amountMinor;
  return parts.map(({ part, after }) => {
    const amountMinor = Math.min(left, Math.floor((of.amountMinor * part) / 1000));
    left -= amountMinor;
    return { on: addDays(of.from, after), amountMinor };
  });
};
const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

describe('what a service earns', () => {
  it('is nothing before it, all of it after it, and never falls; spread, no day is off by a whole unit', () => {
    fc.assert(
      fc.property(policy, service, fc.nat({ max: 1200 }), (by, of, after) => {
        expect(earnedBy(by, of, addDays(of.from, -1))).toBe(0);
        const last = of.to > of.from ? addDays(of.to, -1) : of.from;
        expect(earnedBy(by, of, last)).toBe(of.amountMinor);
        const at = addDays(of.from, after);
        const [now, next] = [earnedBy(by, of, at), earnedBy(by, of, addDays(at, 1))];
        expect(next).toBeGreaterThanOrEqual(now);
        expect(Number.isSafeInteger(now)).toBe(true);
        if (by === 'immediate') expect(now).toBe(of.amountMinor);
        if (by === 'spread' && addDays(at, 1) <= last) {
          const days = (Date.parse(of.to) - Date.parse(of.from)) / 86_400_000;
          // Twice the distance from the exact sum is at most one unit: rounded half up.
          const twice = 2n * (BigInt(now) * BigInt(days) - BigInt(of.amountMinor) * BigInt(after + 1));
          expect(twice <= BigInt(days) && twice > -BigInt(days)).toBe(true);
        }
      }),
      { numRuns: runs(300) },
    );
  });
});

describe('what is recognised', () => {
  it('is never more than what is earned or paid, never falls, and ends as the smaller of amount and payments', () => {
    fc.assert(
      fc.property(policy, service, paid, day, (by, of, parts, at) => {
        const received = receivedOf(of, parts);
        const now = recognisedBy(by, of, received, at);
        const paidNow = sum(received.filter(({ on }) => on <= at).map((each) => each.amountMinor));
        expect(now).toBe(Math.min(earnedBy(by, of, at), paidNow));
        expect(recognisedBy(by, of, received, addDays(at, 1))).toBeGreaterThanOrEqual(now);
        expect(recognisedBy(by, of, received, '2999-01-01')).toBe(
          Math.min(of.amountMinor, sum(received.map((each) => each.amountMinor))),
        );
      }),
      { numRuns: runs(300) },
    );
  });

  it('by month adds up to the amount and to what counts today, exactly, each month once and none empty', () => {
    fc.assert(
      fc.property(policy, service, paid, day, (by, of, parts, today) => {
        const received = receivedOf(of, parts).filter(({ on }) => on <= today);
        const found = months(by, of, received, today);
        expect(sum(found.map(({ earned }) => earned))).toBe(of.amountMinor);
        expect(sum(found.map(({ recognised }) => recognised))).toBe(recognisedBy(by, of, received, today));
        const names = found.map(({ month }) => month);
        expect(names).toEqual([...new Set(names)].toSorted());
        for (const { earned, recognised } of found) {
          expect(earned + recognised).toBeGreaterThan(0);
          expect(Math.min(earned, recognised)).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: runs(300) },
    );
  });
});

describe('a payment for several lines', () => {
  const amounts = fc.array(fc.integer({ min: 0, max: 1_000_000_000_00 }), { minLength: 1, maxLength: 6 });

  it('is shared whole, each part within one unit of its exact share', () => {
    fc.assert(
      fc.property(amounts, fc.nat({ max: 1000 }), (weights, part) => {
        const total = sum(weights);
        const amount = Math.floor((total / 1000) * part);
        const parts = shares(amount, weights);
        expect(sum(parts)).toBe(total === 0 ? 0 : amount);
        for (const [at, each] of parts.entries()) {
          const weight = weights[at] ?? 0;
          expect(each).toBeLessThanOrEqual(weight);
          const off = BigInt(each) * BigInt(total) - BigInt(amount) * BigInt(weight);
          expect((off < 0n ? -off : off) < BigInt(total) || total === 0).toBe(true);
        }
      }),
      { numRuns: runs(300) },
    );
    expect(shares(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(shares(5, [0, 10, 0])).toEqual([0, 5, 0]);
  });

  it('never pays a line more than it asks for, and together they pay every line', () => {
    fc.assert(
      fc.property(amounts, fc.array(fc.nat({ max: 1000 }), { maxLength: 4 }), (lines, parts) => {
        let left = sum(lines);
        const payments = [...parts, 1000].map((part, at) => {
          const amountMinor = at === parts.length ? left : Math.floor((left / 1000) * part);
          left -= amountMinor;
          return { on: addDays('2026-01-01', at), amountMinor };
        });
        const byLine = receivedByLine(lines, payments);
        expect(byLine.map((received) => sum(received.map((each) => each.amountMinor)))).toEqual(lines);
        for (const { on, amountMinor } of payments) {
          const sameDay = byLine.flat().filter((each) => each.on === on);
          expect(sum(sameDay.map((each) => each.amountMinor))).toBe(amountMinor);
        }
      }),
      { numRuns: runs(300) },
    );
  });
});
