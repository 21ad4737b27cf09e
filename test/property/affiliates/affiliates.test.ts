import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commissionOf, payoutOf, reversedOf } from '../../../main/core/affiliates/rules.ts';
import { runs } from '../../unit/support/runs.ts';

const percent = fc
  .record({ whole: fc.nat({ max: 99 }), places: fc.constantFrom('', '.5', '.25', '.125', '.3333') })
  .map(({ whole, places }) => `${whole}${places}`);
const setting = fc.record({
  kind: fc.constantFrom('percent' as const, 'fixed' as const),
  percent,
  fixedMinor: fc.nat({ max: 100_000 }),
});
const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

describe('a commission', () => {
  it('is half up of the part that was agreed, and never more than what it is of', () => {
    fc.assert(
      fc.property(setting, fc.integer({ min: -1000, max: 1_000_000_000_00 }), (rule, base) => {
        const amount = commissionOf(rule, base);
        expect(amount).toBeGreaterThanOrEqual(0);
        expect(amount).toBeLessThanOrEqual(Math.max(0, base));
        if (rule.kind === 'fixed') return;
        const [whole = '0', places = ''] = rule.percent.split('.');
        const scale = 100n * 10n ** BigInt(places.length);
        const off = 2n * (BigInt(amount) * scale - BigInt(Math.max(0, base)) * BigInt(`${whole}${places}`));
        expect(off <= scale && off > -scale).toBe(true);
      }),
      { numRuns: runs(300) },
    );
  });
});

/** What can happen to an affiliate: an invoice is paid, a part of one is given back, time makes commissions mature. */
const event = fc.oneof(
  fc.record({
    what: fc.constant('paid' as const),
    base: fc.integer({ min: 1, max: 100_000 }),
    tax: fc.nat({ max: 20_000 }),
  }),
  fc.record({
    what: fc.constant('refunded' as const),
    at: fc.nat({ max: 9 }),
    part: fc.integer({ min: 1, max: 1000 }),
  }),
  fc.record({ what: fc.constant('matures' as const), at: fc.nat({ max: 9 }) }),
);

describe('an affiliate, whatever happens', () => {
  it('keeps no more than the part of what was paid and not given back, and is paid no more than what matured', () => {
    fc.assert(
      fc.property(setting, fc.nat({ max: 50_000 }), fc.array(event, { maxLength: 40 }), (rule, threshold, events) => {
        const all: {
          base: number;
          total: number;
          amount: number;
          refunded: number;
          reversed: number;
          isMatured: boolean;
        }[] = [];
        let paid = 0;
        const matured = (): number =>
          sum(all.filter(({ isMatured }) => isMatured).map(({ amount, reversed }) => amount - reversed));
        for (const each of events) {
          if (each.what === 'paid') {
            const amount = commissionOf(rule, each.base);
            all.push({
              base: each.base,
              total: each.base + each.tax,
              amount,
              refunded: 0,
              reversed: 0,
              isMatured: false,
            });
            continue;
          }
          const one = all[each.at % Math.max(1, all.length)];
          if (!one) continue;
          if (each.what === 'matures') {
            one.isMatured = true;
            const before = paid;
            paid += payoutOf(matured(), paid, threshold);
            // What is paid now is really there, whatever was taken back before.
            if (paid > before) expect(paid).toBe(matured());
            if (paid > before) expect(paid - before).toBeGreaterThanOrEqual(threshold);
            continue;
          }
          one.refunded += Math.ceil(((one.total - one.refunded) * each.part) / 1000);
          const reversed = reversedOf(one.amount, one.refunded, one.total);
          expect(reversed).toBeGreaterThanOrEqual(one.reversed);
          one.reversed = reversed;
        }
        for (const { base, total, amount, refunded, reversed } of all) {
          const kept = amount - reversed;
          expect(kept).toBeGreaterThanOrEqual(0);
          // Of what was kept of the invoice the same part as of all of it, to half a unit.
          expect(2 * kept * total).toBeLessThanOrEqual(2 * amount * (total - refunded) + total);
          expect(kept).toBeLessThanOrEqual(base);
          if (refunded === total) expect(kept).toBe(0);
        }
      }),
      { numRuns: runs(300) },
    );
  });
});
