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
const tables = ['invoice', 'payment', 'credit_note', 'refund', 'balance_entry'];

interface Damage {
  readonly table: string;
  /** A column that is set; else: the row is gone, or another one like it is there. */
  readonly set: readonly [column: string, value: string | number | null] | 'gone' | 'again';
  readonly row: number;
}
/** Damages of some tables. An invoice is never gone: all that belongs to it would be of no invoice. */
const damageOf = (some: readonly string[]): fc.Arbitrary<Damage> =>
  fc
    .record({
      row: fc.nat({ max: 9 }),
      what: fc.oneof(
        {
          weight: 4,
          arbitrary: fc
            .constantFrom(...columns.filter(([table]) => some.includes(table)))
            .chain(([table, column, values]) =>
              fc.constantFrom(...values).map((value) => ({ table, set: [column, value] as const })),
            ),
        },
        {
          weight: 1,
          arbitrary: fc.constantFrom(...some).map((table) => ({
            table,
            set: table === 'invoice' ? ('again' as const) : ('gone' as const),
          })),
        },
      ),
    })
    .map(({ row, what }) => ({ row, ...what }));

function damaged({ table, set, row }: Damage): void {
  const ids = db.prepare(`SELECT id FROM ${table} ORDER BY id`).pluck().all() as string[];
  const id = ids[row % Math.max(1, ids.length)];
  if (id === undefined) return;
  if (set === 'gone') db.prepare(`DELETE FROM ${table} WHERE id = ?`).run(id);
  else if (set === 'again') {
    const { number, ...rest } = db.prepare(`SELECT * FROM ${table} WHERE id = ?`).get(id) as Record<string, string>;
    const again = { ...rest, id: shop.store.makeId(), number: `${number} ${ids.length}` };
    const names = Object.keys(again);
    db.prepare(`INSERT INTO ${table} (${names.join()}) VALUES (${names.map((name) => `@${name}`).join()})`).run(again);
  } else db.prepare(`UPDATE ${table} SET ${set[0]} = ? WHERE id = ?`).run(set[1], id);
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

const property = (damages: fc.Arbitrary<Damage[]>, before: () => void = () => undefined) =>
  fc.property(history, damages, (steps, all) => {
    db.pragma('foreign_keys = OFF');
    on.play(
      steps,
      () => {
        for (const each of all) damaged(each);
        sameAsFull();
      },
      before,
    );
  });

const triggers = db
  .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'book\\_%' ESCAPE '\\' ORDER BY name")
  .pluck()
  .all() as string[];

describe('the books by day', () => {
  it(
    'say what all documents say on any day, whatever happened and whoever damaged them',
    () => {
      fc.assert(property(fc.array(damageOf(tables), { maxLength: 6 })), { numRuns: runs(500), seed: 20260314 });
    },
    patience,
  );

  it.each(triggers.filter((name) => !/^book_invoice_(delete|ends)$/.test(name)))(
    'finds a planted bug: nothing does the work of %s',
    (name) => {
      const table = tables.find((each) => name.startsWith(`book_${each}_`)) ?? '';
      const damages = fc.array(damageOf([table]), { minLength: 3, maxLength: 9 });
      const found = fc.check(
        property(damages, () => db.exec(`DROP TRIGGER ${name}`)),
        { numRuns: 500, seed: 20260315, endOnFailure: true },
      );
      expect(found.failed).toBe(true);
    },
    patience,
  );
});
