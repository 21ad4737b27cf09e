import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { addDays } from '../../../main/core/kernel/index.ts';
import type { Row } from '../../../main/core/store/index.ts';
import { figure } from '../../unit/support/figures.ts';
import { runs } from '../../unit/support/runs.ts';
import { history, plant, stage } from './histories.ts';

/** Hundreds of histories, each of dozens of transactions. */
const patience = 180_000;

const on = stage();
afterAll(() => on.done());
const { shop } = on;
const { db } = shop.store;

/** The books of a history: they agree at the end and at the end of each day before, and no balance is below nothing. */
function agree(): void {
  const today = shop.services.brand.businessDate();
  for (let day = '2026-03-09'; day <= today; day = addDays(day, 1)) {
    const { currencies } = shop.services.billing.books(day);
    for (const each of currencies) {
      expect([day, each.differenceMinor, each.faults], 'invariant 4').toEqual([day, 0, []]);
      expect(each.receivablesMinor).toBeGreaterThanOrEqual(0);
    }
  }
  expect(
    db.prepare('SELECT client_id FROM balance_entry GROUP BY client_id, currency HAVING sum(amount_minor) < 0').all(),
  ).toEqual([]);
}

const numRuns = runs(500);
/** What came of each planted bug. */
const caught: boolean[] = [];

/** A row that is not written where a column has this value. */
const lost = (column: string, value: string) => (row: Row) => (row[column] === value ? null : row);

describe('any history of money', () => {
  it(
    'keeps the book equation at any instant (spec 2.16, invariant 4)',
    () => {
      fc.assert(
        fc.property(history, (steps) => on.play(steps, agree)),
        { numRuns, seed: 20260310 },
      );
      figure('histories:books', numRuns);
    },
    patience,
  );

  it(
    'leaves invoices whose sums fit: nothing below nothing, credit and refunds within bounds, status by the sums',
    () => {
      fc.assert(
        fc.property(history, (steps) =>
          on.play(steps, ({ invoices }) => {
            for (const id of invoices) {
              const { status, total, paid, refunded, credited, due, creditNotes } =
                shop.services.billing.getInvoice(id);
              const [t, p, r, c] = [total, paid, refunded, credited].map(({ amountMinor }) => amountMinor) as [
                number,
                number,
                number,
                number,
              ];
              expect(r).toBeLessThanOrEqual(p);
              expect(p).toBeLessThanOrEqual(t);
              expect(c).toBeLessThanOrEqual(t);
              expect(due.amountMinor).toBe(t - c - p + r);
              if (status === 'Refunded') expect(r).toBe(p);
              if (status === 'Cancelled' || status === 'Written off') expect(due.amountMinor).toBe(0);
              for (const note of creditNotes) expect(note.tax.amountMinor).toBeLessThanOrEqual(note.total.amountMinor);
            }
          }),
        ),
        { numRuns: 200, seed: 20260311 },
      );
    },
    patience,
  );

  it(
    'numbers credit notes without gaps, and takes back all tax of what is credited in full (spec 2.14)',
    () => {
      fc.assert(
        fc.property(history, (steps) =>
          on.play(steps, ({ invoices }) => {
            const numbers = db.prepare('SELECT number FROM credit_note ORDER BY id').all() as { number: string }[];
            expect(numbers.map(({ number }) => number)).toEqual(
              numbers.map((_, at) => `CN-${String(at + 1).padStart(6, '0')}`),
            );
            for (const id of invoices) {
              const { total, tax, credited, creditNotes } = shop.services.billing.getInvoice(id);
              const back = creditNotes.reduce((sum, note) => sum + note.tax.amountMinor, 0);
              expect(back).toBeLessThanOrEqual(tax.amountMinor);
              if (credited.amountMinor === total.amountMinor) expect(back).toBe(tax.amountMinor);
            }
          }),
        ),
        { numRuns: 200, seed: 20260312 },
      );
    },
    patience,
  );

  const plants = [
    ['a refund without its balance entry', 'balance_entry', lost('kind', 'refund')],
    ['a payment from the balance without its entry', 'balance_entry', lost('kind', 'payment')],
    ['a cancelled invoice without its credit note', 'credit_note', lost('reason', 'cancelled')],
    ['a written-off invoice without its credit note', 'credit_note', lost('reason', 'write_off')],
    ['a payment that only changes the sums of its invoice', 'payment', () => null],
    ['a refund that only changes the sums of its invoice', 'refund', () => null],
  ] as const;
  afterAll(() => figure('planted:4', caught.length === plants.length && caught.every(Boolean)));

  it.each(plants)(
    'finds a planted bug: %s',
    (_, table, change) => {
      db.pragma('foreign_keys = OFF');
      const takeOut = plant(table, change);
      try {
        const found = fc.check(
          fc.property(history, (steps) => on.play(steps, agree)),
          { numRuns: 300, seed: 20260313, endOnFailure: true },
        );
        const error: unknown = found.errorInstance;
        caught.push(error instanceof Error && error.message.includes('invariant 4'));
        expect(caught.at(-1), String(error)).toBe(true);
      } finally {
        takeOut();
        db.pragma('foreign_keys = ON');
      }
    },
    patience,
  );
});
