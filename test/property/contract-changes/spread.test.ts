import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parts } from '../../../main/core/contract-changes/rules.ts';
import {
  type BilledPeriod,
  type DoneChange,
  giveBack,
  takeOut,
  type Unused,
  unusedMoney,
} from '../../../main/core/contract-changes/spread.ts';
import { addDays, daysBetween, periodStart, portion, withTaxOf } from '../../../main/core/kernel/index.ts';

const price = fc.integer({ min: 0, max: 5_000_000 });
const share = fc.double({ min: 0, max: 0.999, noNaN: true });
const history = fc.record({
  from: fc.integer({ min: 0, max: 4000 }).map((days) => addDays('2024-01-01', days)),
  term: fc.constantFrom(1, 12),
  /** What was paid for each period; those after the first are paid ahead. */
  paid: fc.array(price, { minLength: 1, maxLength: 3 }),
  changes: fc.array(fc.record({ price, at: share, isGiven: fc.boolean() }), { maxLength: 5 }),
  end: share,
  /** Tax on top, in thousandths. */
  tax: fc.constantFrom(0, 77, 190, 333),
});
type History = typeof history extends fc.Arbitrary<infer Made> ? Made : never;

/** Lives through changes as the service does, and ends at a day: what was paid, and what came back at each step. */
function live({ from, term, paid, changes, end, tax }: History) {
  const periods = paid.map((priceMinor, at): BilledPeriod => ({
    from: periodStart(from, term, at),
    to: periodStart(from, term, at + 1),
    priceMinor,
    invoiceId: `period ${at}`,
  }));
  const until = periods[0]?.to ?? from;
  const length = daysBetween(from, until);
  const dayAt = (at: number): string => addDays(from, Math.floor(at * length));
  const books = new Map<string, { netMinor: number; totalMinor: number; leftMinor: number }>();
  const bill = (id: string, netMinor: number): void => {
    const totalMinor = netMinor + portion(netMinor, tax, 1000);
    books.set(id, { netMinor, totalMinor, leftMinor: totalMinor });
  };
  for (const { invoiceId, priceMinor } of periods) bill(invoiceId ?? '', priceMinor);
  const refund = (unused: readonly Unused[]): number => {
    const { given, shortMinor } = giveBack(unused, (id) => books.get(id));
    for (const { invoiceId, amountMinor } of given) {
      const book = books.get(invoiceId);
      if (!book) throw new Error('no such invoice');
      book.leftMinor -= amountMinor;
      expect(book.leftMinor).toBeGreaterThanOrEqual(0);
    }
    return shortMinor;
  };
  const done: DoneChange[] = [];
  let current = periods;
  const short: number[] = [];
  const ordered = changes.toSorted((a, b) => a.at - b.at).filter(({ at }) => dayAt(at) <= dayAt(end));
  ordered.forEach((change, index) => {
    const on = dayAt(change.at);
    const all = parts(current, change.price, on);
    const due = all.reduce((sum, part) => sum + part.chargeMinor - part.creditMinor, 0);
    const made: DoneChange = { invoiceId: due > 0 ? `change ${index}` : null, parts: all };
    if (due > 0) bill(`change ${index}`, due);
    if (due < 0 && change.isGiven) {
      const over = takeOut(unusedMoney(current, done, on), made, on);
      expect(over.reduce((sum, { netMinor }) => sum + netMinor, 0)).toBe(-due);
      short.push(refund(over));
    }
    done.push(made);
    current = current.map((period) => ({ ...period, priceMinor: change.price }));
  });
  const on = dayAt(end);
  const lying = [...unusedMoney(current, done, on).values()].flatMap(({ unused }) => unused);
  return { periods: current, books, lying, on, short, refund, changed: ordered.length };
}

/** The price in force for the days from `on` on, net. */
const worthOn = (periods: readonly BilledPeriod[], on: string): number =>
  periods.reduce(
    (sum, { from, to, priceMinor }) =>
      sum + portion(priceMinor, on <= from ? daysBetween(from, to) : daysBetween(on, to), daysBetween(from, to)),
    0,
  );

describe('what was paid, spread over the days that are not used (spec 2.1, 2.7)', () => {
  it('87 is the price in force for them, whatever changes there were', () => {
    fc.assert(
      fc.property(history, (each) => {
        const { periods, lying, on, changed } = live(each);
        const sum = lying.reduce((all, { netMinor }) => all + netMinor, 0);
        // A change rounds twice by half a cent for each period: by so much a price of nothing may be missed.
        expect(Math.abs(sum - worthOn(periods, on))).toBeLessThanOrEqual(changed * periods.length);
        for (const { netMinor } of lying) expect(netMinor).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('87 comes back to the invoices that were paid, to the cent, and never more than was paid on one', () => {
    fc.assert(
      fc.property(history, (each) => {
        const { lying, books, short, refund, changed, periods } = live(each);
        const before = [...books.values()].reduce((sum, { leftMinor }) => sum + leftMinor, 0);
        const missing = refund(lying);
        const after = [...books.values()].reduce((sum, { leftMinor }) => sum + leftMinor, 0);
        const net = lying.reduce((sum, { netMinor }) => sum + netMinor, 0);
        // Taxes round on each invoice, and on each credit before.
        const roundings = (changed + periods.length) * (changed + 2);
        expect(missing).toBeLessThanOrEqual(roundings);
        expect(Math.max(0, ...short)).toBeLessThanOrEqual(roundings);
        expect(Math.abs(before - after - (net + portion(net, each.tax, 1000)))).toBeLessThanOrEqual(roundings);
      }),
    );
  });

  it('87 is all that was paid on the first day, also of what was changed on that day', () => {
    fc.assert(
      fc.property(history, (each) => {
        const { lying, books, refund } = live({
          ...each,
          end: 0,
          changes: each.changes.map((change) => ({ ...change, at: 0, isGiven: true })),
        });
        refund(lying);
        const left = [...books.values()].reduce((sum, { leftMinor }) => sum + leftMinor, 0);
        expect(left).toBeLessThanOrEqual((each.changes.length + each.paid.length) * 2);
      }),
    );
  });

  it('87 gives nothing of what somebody gave back by hand', () => {
    const funds = { totalMinor: 1190, netMinor: 1000, leftMinor: 190 };
    expect(giveBack([{ invoiceId: 'a', netMinor: 500 }], () => funds)).toEqual({
      given: [{ invoiceId: 'a', amountMinor: 190 }],
      shortMinor: withTaxOf(500, 1190, 1000) - 190,
    });
    expect(giveBack([{ invoiceId: null, netMinor: 5 }], () => funds)).toEqual({ given: [], shortMinor: 5 });
    expect(giveBack([{ invoiceId: 'a', netMinor: 5 }], () => ({ ...funds, leftMinor: 0 })).given).toEqual([]);
  });

  it('87 is the example: Lite 5.00 to Pro 10.00 on the first day is 10.00 again, 5.00 of each invoice', () => {
    const march = { from: '2026-03-01', to: '2026-04-01', priceMinor: 1000, invoiceId: 'order' };
    const change = { invoiceId: 'change', parts: parts([{ ...march, priceMinor: 500 }], 1000, '2026-03-01') };
    expect(unusedMoney([march], [change], '2026-03-01').get('2026-04-01')?.unused).toEqual([
      { invoiceId: 'order', netMinor: 500 },
      { invoiceId: 'change', netMinor: 500 },
    ]);
    expect(unusedMoney([march], [change], '2026-03-17').get('2026-04-01')?.unused).toEqual([
      { invoiceId: 'order', netMinor: 242 },
      { invoiceId: 'change', netMinor: 242 },
    ]);
    expect(unusedMoney([march], [change], '2026-04-01').get('2026-04-01')?.unused).toEqual([
      { invoiceId: 'order', netMinor: 0 },
    ]);
  });
});
