import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { machine, next, parts, sums } from '../../../main/core/contract-changes/rules.ts';
import { addDays, daysBetween, periodStart, portion } from '../../../main/core/kernel/index.ts';

const day = fc.integer({ min: 0, max: 4000 }).map((days) => addDays('2024-01-01', days));
const price = fc.integer({ min: 0, max: 10_000_000 });
/** A period of a month or a year, and a day in it. */
const within = fc
  .record({ from: day, term: fc.constantFrom(1, 12), at: fc.double({ min: 0, max: 0.999, noNaN: true }) })
  .map(({ from, term, at }) => {
    const to = periodStart(from, term, 1);
    return { from, to, on: addDays(from, Math.floor(at * daysBetween(from, to))) };
  });

describe('proration (spec 2.7)', () => {
  it('is the example: Lite 5.00 to 7.50 on the 17th of March is 15 of 31 days, 2.42, 3.63 and 1.21', () => {
    const all = parts([{ from: '2026-03-01', to: '2026-04-01', priceMinor: 500 }], 750, '2026-03-17');
    expect(all).toEqual([
      { from: '2026-03-01', to: '2026-04-01', daysLeft: 15, daysInPeriod: 31, creditMinor: 242, chargeMinor: 363 },
    ]);
    expect(sums(all)).toEqual({ creditMinor: 242, chargeMinor: 363, dueMinor: 121 });
  });

  it('rounds half up, to the cent', () => {
    fc.assert(
      fc.property(price, fc.integer({ min: 0, max: 366 }), fc.integer({ min: 1, max: 366 }), (amount, days, of) => {
        // In whole numbers: off by at most half a cent, and never below.
        const twice = 2n * BigInt(portion(amount, days, of)) * BigInt(of) - 2n * BigInt(amount) * BigInt(days);
        expect(twice > -BigInt(of) && twice <= BigInt(of)).toBe(true);
      }),
    );
    expect([portion(1, 1, 2), portion(1, 1, 3), portion(5, 1, 2), portion(3, 1, 4)]).toEqual([1, 0, 3, 1]);
  });

  it('comes to nothing for the same price, and the other way round to the same with the other sign', () => {
    fc.assert(
      fc.property(within, price, price, ({ from, to, on }, old, now) => {
        const due = (paid: number, next_: number) => sums(parts([{ from, to, priceMinor: paid }], next_, on)).dueMinor;
        expect(due(old, old)).toBe(0);
        expect(due(old, now) + due(now, old)).toBe(0);
      }),
    );
  });

  it('is the whole difference on the first day and for a period that is still to come', () => {
    fc.assert(
      fc.property(within, price, price, ({ from, to }, old, now) => {
        for (const on of [from, addDays(from, -1), addDays(from, -40)])
          expect(sums(parts([{ from, to, priceMinor: old }], now, on))).toEqual({
            creditMinor: old,
            chargeMinor: now,
            dueMinor: now - old,
          });
      }),
    );
  });

  it('counts the day of the change and not the day after the last one', () => {
    fc.assert(
      fc.property(within, ({ from, to, on }) => {
        const [part] = parts([{ from, to, priceMinor: 1 }], 1, on);
        expect(part?.daysLeft).toBe(daysBetween(on, to));
        expect(part?.daysLeft).toBeGreaterThan(0);
        expect(addDays(on, part?.daysLeft ?? 0)).toBe(to);
      }),
    );
    expect(parts([{ from: '2026-03-01', to: '2026-04-01', priceMinor: 500 }], 750, '2026-03-31')[0]?.daysLeft).toBe(1);
  });

  it('loses no cent over any number of changes: each day is paid at the price of its day, but for the rounding', () => {
    fc.assert(
      fc.property(
        within,
        price,
        fc.array(fc.record({ price, at: fc.double({ min: 0, max: 0.999, noNaN: true }) }), { maxLength: 5 }),
        ({ from, to }, first, later) => {
          const length = daysBetween(from, to);
          const changes = later
            .map((each) => ({ ...each, on: addDays(from, Math.floor(each.at * length)) }))
            .toSorted((a, b) => (a.on < b.on ? -1 : 1));
          let paid = first;
          let base = first;
          for (const { on, price: now } of changes) {
            paid += sums(parts([{ from, to, priceMinor: base }], now, on)).dueMinor;
            base = now;
          }
          // What each day costs at the price that holds on it, in parts of a cent.
          const days = [...changes.map(({ on }) => on), to];
          let exact = BigInt(first) * BigInt(daysBetween(from, days[0] ?? to));
          changes.forEach(({ price: now }, at) => {
            exact += BigInt(now) * BigInt(daysBetween(days[at] ?? to, days[at + 1] ?? to));
          });
          const off = BigInt(paid) * BigInt(length) - exact;
          // Two roundings of half a cent for each change.
          expect(off <= BigInt(length * changes.length) && off >= -BigInt(length * changes.length)).toBe(true);
        },
      ),
    );
  });

  it('adds up the parts of periods that are paid ahead', () => {
    const all = parts(
      [
        { from: '2026-03-01', to: '2026-04-01', priceMinor: 500 },
        { from: '2026-04-01', to: '2026-05-01', priceMinor: 500 },
      ],
      750,
      '2026-03-17',
    );
    expect(sums(all)).toEqual({ creditMinor: 742, chargeMinor: 1113, dueMinor: 371 });
    expect(all[1]).toMatchObject({ daysLeft: 30, daysInPeriod: 30 });
  });
});

describe('the machine of a change', () => {
  it('is over once it is done, refused or called off, and is done only behind its money', () => {
    for (const status of ['Done', 'Refused', 'Cancelled'] as const) expect(machine[status]).toEqual({});
    expect(next('Awaiting payment', 'settled')).toBeNull();
    expect(next('Awaiting payment', 'asked')).toBeNull();
    expect(next('At the vendor', 'gaveUp')).toBeNull();
  });
});
