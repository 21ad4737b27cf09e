import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { CurrencyBooks } from '../../../preload/api/billing-books.ts';
import { fullBooks } from '../../unit/support/full-books.ts';
import { runs } from '../../unit/support/runs.ts';
import { history, stage } from './histories.ts';

/** Hundreds of histories, each of dozens of transactions. */
const patience = 180_000;

const on = stage();
afterAll(() => on.done());
const { shop } = on;
const { db } = shop.store;

const days = ['2026-03-05', '2026-03-10', '2026-03-14', '2026-04-02'];
/** What somebody does to the rows themselves: a bug, a hand in the database, another version. */
const columns: readonly (readonly [table: string, column: string, values: readonly (string | number | null)[]])[] = [
  ['invoice', 'issued_on', days],
  ['invoice', 'currency', ['EUR', 'USD']],
  ['invoice', 'total_minor', [0, 499, 700]],
  ['invoice', 'paid_minor', [0, 499]],
  ['invoice', 'status', ['Unpaid', 'Paid', 'Cancelled', 'Written off']],
  ['payment', 'received_on', days],
  ['payment', 'currency', ['EUR', 'USD']],
  ['payment', 'amount_minor', [1, 499]],
  ['payment', 'method', ['cash', 'account_balance']],
  ['credit_note', 'issued_on', days],
  ['credit_note', 'currency', ['EUR', 'USD']],
  ['credit_note', 'total_minor', [0, 499]],
  ['refund', 'refunded_on', days],
  ['refund', 'currency', ['EUR', 'USD']],
  ['refund', 'amount_minor', [1, 499]],
  ['refund', 'destination', ['original', 'account_balance']],
  ['balance_entry', 'entered_on', days],
  ['balance_entry', 'currency', ['EUR', 'USD']],
  ['balance_entry', 'amount_minor', [-5, 5]],
  ['balance_entry', 'kind', ['deposit', 'payment', 'refund', 'payout', 'commission']],
  ['balance_entry', 'payment_id', [null]],
  ['balance_entry', 'refund_id', [null]],
];
const damage = fc.oneof(
  fc.record({ of: fc.constantFrom(...columns), row: fc.nat({ max: 9 }), value: fc.nat({ max: 9 }) }),
  fc.record({
    of: fc.constantFrom('payment', 'credit_note', 'refund', 'balance_entry').map((table) => [table] as const),
    row: fc.nat({ max: 9 }),
    value: fc.constant(0),
  }),
);

function damaged({ of: [table, column, values], row, value }: typeof damage extends fc.Arbitrary<infer D> ? D : never) {
  const ids = db.prepare(`SELECT id FROM ${table} ORDER BY id`).pluck().all();
  if (ids.length === 0) return;
  const id = ids[row % ids.length];
  if (column === undefined || values === undefined) db.prepare(`DELETE FROM ${table} WHERE id = ?`).run(id);
  else db.prepare(`UPDATE ${table} SET ${column} = ? WHERE id = ?`).run(values[value % values.length], id);
}

const sorted = (books: readonly CurrencyBooks[]): unknown =>
  books.map(({ faults, ...each }) => ({ ...each, faults: faults.map((fault) => JSON.stringify(fault)).toSorted() }));

const documentDays = db
  .prepare(
    `SELECT issued_on FROM invoice UNION SELECT issued_on FROM credit_note UNION SELECT received_on FROM payment
      UNION SELECT refunded_on FROM refund UNION SELECT entered_on FROM balance_entry`,
  )
  .pluck();

/** On each day on which they change the books that triggers keep say what the documents say. */
function sameAsFull(): void {
  for (const day of documentDays.all() as string[])
    expect([day, sorted(shop.services.billing.books(day).currencies)]).toEqual([
      day,
      sorted(fullBooks(shop.store, day)),
    ]);
}

const property = (before: () => void = () => undefined) =>
  fc.property(history, fc.array(damage, { maxLength: 6 }), (steps, damages) => {
    db.pragma('foreign_keys = OFF');
    on.play(
      steps,
      () => {
        for (const each of damages) damaged(each);
        sameAsFull();
      },
      before,
    );
  });

const triggers = db
  .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'book_%' ORDER BY name")
  .pluck()
  .all() as string[];

describe('the books by day', () => {
  it(
    'say what all documents say on any day, whatever happened and whoever damaged them',
    () => {
      fc.assert(property(), { numRuns: runs(150), seed: 20260314 });
    },
    patience,
  );

  it.each(triggers.filter((name) => !/_(delete|ends)$/.test(name) || name === 'book_payment_delete'))(
    'finds a planted bug: nothing does the work of %s',
    (name) => {
      const found = fc.check(
        property(() => db.exec(`DROP TRIGGER ${name}`)),
        { numRuns: 300, seed: 20260315, endOnFailure: true },
      );
      expect(found.failed).toBe(true);
    },
    patience,
  );
});
