import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, periodStart, shares } from '../../../main/core/kernel/index.ts';
import {
  historiesOf,
  type MoneyEvent,
  monthsOf,
  type SoldInvoice,
  stateAt,
  taxIn,
} from '../../../main/core/revenue/history.ts';
import { startReport } from '../../../main/core/revenue/report.ts';
import { earnedBy, lastDayOf, nextMonth, shifted, withoutTax } from '../../../main/core/revenue/rules.ts';
import { figure } from '../../unit/support/figures.ts';
import { runs } from '../../unit/support/runs.ts';

const policy = fc.constantFrom('immediate' as const, 'spread' as const);
const day = fc.integer({ min: 0, max: 4000 }).map((days) => addDays('2024-01-01', days));
const term = fc.constantFrom(0, 1, 2, 3, 6, 12, 24, 36);
const service = fc
  .record({ amountMinor: fc.integer({ min: 0, max: 1_000_000_000_00 }), from: day, term })
  .map(({ amountMinor, from, term: months }) => ({ amountMinor, from, to: periodStart(from, months, 1) }));
const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);
const never = '2999-01-01';

/** Something that happens to an invoice so many days after its issue, of so many thousandths of what there is to it. */
const step = fc.record({
  kind: fc.constantFrom('payment' as const, 'payment' as const, 'credit' as const, 'refund' as const),
  after: fc.integer({ min: 0, max: 500 }),
  part: fc.integer({ min: 1, max: 1000 }),
});

/** An invoice of some lines, some of which may take from the others, with tax in them or on them. */
const invoice = fc
  .record({
    issuedOn: day,
    lines: fc.array(
      fc.record({
        policy,
        size: fc.integer({ min: 0, max: 1_000_000 }),
        isCredit: fc.nat({ max: 5 }),
        starts: fc.integer({ min: -20, max: 60 }),
        term,
      }),
      { minLength: 1, maxLength: 4 },
    ),
    taxThousandths: fc.constantFrom(0, 0, 77, 200),
    isInclusive: fc.boolean(),
  })
  .map(({ issuedOn, lines: all, taxThousandths, isInclusive }): SoldInvoice => {
    const most = sum(all.filter(({ isCredit }) => isCredit > 0).map(({ size }) => size));
    // What takes from the others is together no more than they are.
    let left = most;
    const lines = all.map(({ policy: by, size, isCredit, starts, term: months }) => {
      const taken = isCredit > 0 ? 0 : Math.min(size, left);
      left -= taken;
      const from = addDays(issuedOn, starts);
      return { policy: by, amountMinor: isCredit > 0 ? size : 0 - taken, from, to: periodStart(from, months, 1) };
    });
    const net = sum(lines.map(({ amountMinor }) => amountMinor));
    const taxMinor = isInclusive
      ? Math.round((net * taxThousandths) / (1000 + taxThousandths))
      : Math.round((net * taxThousandths) / 1000);
    return { totalMinor: isInclusive ? net : net + taxMinor, taxMinor, issuedOn, lines };
  });

/** What the steps come to: nobody pays more than is due, gets back more than was paid, or is credited more than there is. */
function eventsOf(
  of: SoldInvoice,
  steps: readonly { kind: MoneyEvent['kind']; after: number; part: number }[],
): MoneyEvent[] {
  let [paid, credited, refunded] = [0, 0, 0];
  const events: MoneyEvent[] = [];
  const tax = (amountMinor: number): number => taxIn(amountMinor, of.taxMinor, of.totalMinor);
  for (const { kind, after, part } of steps.toSorted((a, b) => a.after - b.after)) {
    const on = addDays(of.issuedOn, after);
    const room =
      kind === 'payment'
        ? of.totalMinor - credited - (paid - refunded)
        : kind === 'credit'
          ? of.totalMinor - credited
          : paid - refunded;
    const amountMinor = Math.ceil((Math.max(0, room) * part) / 1000);
    if (amountMinor === 0) continue;
    if (kind === 'payment') paid += amountMinor;
    if (kind === 'credit') credited += amountMinor;
    if (kind === 'refund') {
      refunded += amountMinor;
      // A refund has its credit note, as far as there is something left to credit.
      const noted = Math.min(amountMinor, of.totalMinor - credited);
      credited += noted;
      if (noted > 0) events.push({ kind: 'credit', on, amountMinor: noted, taxMinor: tax(noted) });
    }
    events.push({
      kind,
      on,
      amountMinor,
      taxMinor: kind === 'payment' ? 0 : tax(amountMinor),
      isNoted: kind === 'refund',
    });
  }
  return events;
}

describe('the days of a report', () => {
  it('are those of the calendar, leap days and ends of months too', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -800, max: 800 }), (from, days) => {
        expect(shifted(from, days)).toBe(addDays(from, days));
        const month = from.slice(0, 7);
        expect(nextMonth(month)).toBe(periodStart(`${month}-01`, 1, 1).slice(0, 7));
        expect(lastDayOf(month)).toBe(addDays(periodStart(`${month}-01`, 1, 1), -1));
      }),
      { numRuns: runs(300) },
    );
  });
});

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
        // A line that takes from others is the same with the other sign.
        expect(earnedBy(by, { ...of, amountMinor: -of.amountMinor }, at) + now).toBe(0);
      }),
      { numRuns: runs(300) },
    );
  });
});

describe('the revenue of an invoice, whatever happens to it', () => {
  /** What is earned in each month and what credit notes took of it are the line, and recognised is what the months say. */
  const isScheduled = (months: typeof monthsOf) =>
    fc.property(invoice, fc.array(step, { maxLength: 6 }), day, (of, steps, today) => {
      const lines = historiesOf(of, eventsOf(of, steps));
      expect(sum(lines.map((line) => line.service.amountMinor))).toBe(of.totalMinor - of.taxMinor);
      for (const line of lines) {
        const reversed = sum(line.reversed.map((each) => each.amountMinor));
        expect(stateAt(line, never).earned + reversed).toBe(line.service.amountMinor);
        const all = months(line, today);
        expect(sum(all.map(({ earned }) => earned)) + reversed, 'invariant 2').toBe(line.service.amountMinor);
        expect(sum(all.map(({ recognised }) => recognised))).toBe(stateAt(line, today).recognised);
        const names = all.map(({ month }) => month);
        expect(names).toEqual([...new Set(names)].toSorted());
        for (const { earned, recognised } of all) expect(earned === 0 && recognised === 0).toBe(false);
      }
    });

  it('is scheduled for each line to the cent: what is earned and what credit notes took are the line (invariant 2)', () => {
    const numRuns = runs(300);
    fc.assert(isScheduled(monthsOf), { numRuns, seed: 20260317 });
    figure('histories:schedule', numRuns);
  });

  it('has schedules that are found to be wrong where months are rounded apart, or forget a credit note (invariant 2)', () => {
    const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
    const roundedApart: typeof monthsOf = (line, today) =>
      monthsOf(line, today).map((each) => {
        const { amountMinor, from, to } = line.service;
        if (line.policy === 'immediate' || line.reversed.length > 0) return each;
        const [first, next] = [`${each.month}-01`, `${nextMonth(each.month)}-01`];
        const days = daysBetween(first > from ? first : from, next < to ? next : to);
        return { ...each, earned: Math.round((amountMinor * days) / Math.max(1, daysBetween(from, to))) };
      });
    const forgetful: typeof monthsOf = (line, today) => monthsOf({ ...line, reversed: [] }, today);
    const caught = [roundedApart, forgetful].map((months) => {
      const { errorInstance } = fc.check(isScheduled(months), { numRuns: 300, seed: 20260318 });
      return errorInstance instanceof Error && errorInstance.message.includes('invariant 2');
    });
    figure('planted:2', caught.every(Boolean));
    expect(caught).toEqual([true, true]);
  });

  it('is never more than was earned or paid, never falls, and is all accounted for', () => {
    fc.assert(
      fc.property(invoice, fc.array(step, { maxLength: 6 }), fc.integer({ min: -30, max: 600 }), (of, steps, after) => {
        const lines = historiesOf(of, eventsOf(of, steps));
        const at = addDays(of.issuedOn, after);
        for (const line of lines) {
          const sign = line.service.amountMinor < 0 ? -1 : 1;
          const [now, next] = [stateAt(line, at), stateAt(line, addDays(at, 1))];
          expect(sign * next.recognised).toBeGreaterThanOrEqual(sign * now.recognised);
          expect(sign * now.recognised).toBeLessThanOrEqual(sign * now.earned);
          expect(sign * now.recognised).toBeGreaterThanOrEqual(0);
          expect(now.received - now.refunded).toBe(now.recognised - now.returned + now.deferred);
          expect(now.earned - now.recognised).toBe(now.unpaid);
        }
        if (of.lines.every(({ amountMinor }) => amountMinor >= 0))
          for (const line of lines) expect(stateAt(line, at).deferred).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: runs(300) },
    );
  });

  it('takes back what was not recognised and nothing else: revenue of the days before stays', () => {
    fc.assert(
      fc.property(
        invoice,
        fc.array(step, { maxLength: 6 }),
        fc.nat({ max: 500 }),
        fc.boolean(),
        (of, steps, after, isNoted) => {
          const before = eventsOf(
            of,
            steps.filter((each) => each.after < after),
          );
          const on = addDays(of.issuedOn, after);
          const paid = sum(
            before.map(({ kind, amountMinor }) =>
              kind === 'payment' ? amountMinor : kind === 'refund' ? -amountMinor : 0,
            ),
          );
          fc.pre(paid > 0);
          const all = { on, amountMinor: paid, taxMinor: taxIn(paid, of.taxMinor, of.totalMinor) };
          const taken: MoneyEvent[] = isNoted
            ? [
                { ...all, kind: 'credit' },
                { ...all, kind: 'refund', isNoted },
              ]
            : [{ ...all, kind: 'refund' }];
          const [kept, lines] = [historiesOf(of, before), historiesOf(of, [...before, ...taken])];
          const yesterday = addDays(on, -1);
          for (const [at, line] of lines.entries()) {
            const old = kept[at];
            if (!old) throw new Error('a line is gone');
            expect(stateAt(line, yesterday)).toEqual(stateAt(old, yesterday));
            expect(stateAt(line, never).returned).toBe(sum(line.returned.map((each) => each.amountMinor)));
          }
        },
      ),
      { numRuns: runs(200) },
    );
  });

  it('pays every line when the invoice is paid, and none more than it asks for', () => {
    fc.assert(
      fc.property(invoice, fc.array(fc.nat({ max: 1000 }), { maxLength: 4 }), (of, parts) => {
        let left = of.totalMinor;
        const payments = [...parts, 1000].map((part, at): MoneyEvent => {
          const amountMinor = at === parts.length ? left : Math.floor((left / 1000) * part);
          left -= amountMinor;
          return { kind: 'payment', on: addDays(of.issuedOn, at), amountMinor, taxMinor: 0 };
        });
        for (const line of historiesOf(of, payments)) {
          expect(sum(line.received.map((each) => each.amountMinor))).toBe(line.service.amountMinor);
          const sign = line.service.amountMinor < 0 ? -1 : 1;
          for (const { amountMinor } of line.received) expect(sign * amountMinor).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: runs(300) },
    );
  });

  it('adds up the same by product, by month and over the whole time', () => {
    const months = fc.integer({ min: 0, max: 30 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(invoice, fc.array(step, { maxLength: 4 })), { maxLength: 3 }),
        months,
        months,
        (all, from, more) => {
          const first = periodStart('2024-01-01', 1, from).slice(0, 7);
          const last = periodStart('2024-01-01', 1, from + more).slice(0, 7);
          const today = '2034-12-31';
          const report = startReport(first, last, today);
          const lines = all.flatMap(([of, steps], n) =>
            historiesOf(of, eventsOf(of, steps)).map((history) => ({
              productId: String(n % 2),
              productName: '',
              currency: n === 1 ? 'USD' : 'EUR',
              history,
            })),
          );
          for (const line of lines) report.add(line);
          const { months: rows, totals, products } = report.done();
          const flows = ['earnedMinor', 'receivedMinor', 'refundedMinor', 'recognisedMinor', 'returnedMinor'] as const;
          for (const total of totals) {
            const own = rows.filter(({ currency }) => currency === total.currency);
            const ofProducts = products.filter(({ currency }) => currency === total.currency);
            for (const name of flows) expect(sum(own.map((row) => row[name]))).toBe(total[name]);
            for (const name of [...flows, 'deferredMinor', 'unpaidMinor'] as const)
              expect(sum(ofProducts.map((row) => row[name]))).toBe(total[name]);
            expect(own.at(-1)?.deferredMinor).toBe(total.deferredMinor);
          }
        },
      ),
      { numRuns: runs(100) },
    );
  });
});

describe('an amount that is shared', () => {
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
    expect(shares(60, [363, -242])).toEqual([180, -120]);
  });

  it('leaves lines without their tax that add up to the invoice without its tax', () => {
    fc.assert(
      fc.property(amounts, fc.nat({ max: 500 }), (lines, thousandths) => {
        const total = sum(lines);
        const tax = Math.floor(total / 1000) * thousandths;
        expect(sum(withoutTax(lines, total, tax))).toBe(total - tax);
        expect(withoutTax(lines, total + tax, tax)).toEqual(lines);
      }),
      { numRuns: runs(200) },
    );
  });
});
