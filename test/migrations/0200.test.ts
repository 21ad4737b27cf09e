import { describe, expect, it } from 'vitest';
import { databases } from './database.ts';

const database = databases();
const at = '2026-03-10T12:00:00.000Z';

/** An invoice that was paid, one that was cancelled, one whose sums say what its rows do not; a deposit and what it paid. */
function liveBefore(): void {
  database.db.exec(`
    INSERT INTO client (id, first_name, last_name, email, company, language, notes, created_at, updated_at)
      VALUES ('client', 'Anna', 'Smith', 'anna@example.test', '', 'en', '', '${at}', '${at}');
    ${['paid', 'cancelled', 'wrong']
      .map(
        (
          id,
          n,
        ) => `INSERT INTO orders (id, request_key, number, client_id, placed_by, status, notes, currency, total_minor,
          created_at, updated_at) VALUES ('order ${id}', 'k${n}', 'ORD-${n}', 'client', 'Olga', 'Active', '', 'EUR', 500, '${at}', '${at}');`,
      )
      .join('')}
    INSERT INTO invoice (id, number, kind, order_id, client_id, status, currency, total_minor, paid_minor, credited_minor,
      issued_on, due_on, buyer, created_at, updated_at) VALUES
      ('paid', 'INV-1', 'order', 'order paid', 'client', 'Paid', 'EUR', 500, 500, 0, '2026-03-10', '2026-03-17', '{}', '${at}', '${at}'),
      ('cancelled', 'INV-2', 'order', 'order cancelled', 'client', 'Cancelled', 'EUR', 700, 0, 700, '2026-03-11', '2026-03-18', '{}',
        '${at}', '${at}'),
      ('wrong', 'INV-3', 'order', 'order wrong', 'client', 'Paid', 'EUR', 900, 900, 0, '2026-03-11', '2026-03-18', '{}', '${at}', '${at}');
    INSERT INTO credit_note (id, number, invoice_id, client_id, reason, note, currency, total_minor, tax_minor, issued_on,
      created_at, updated_at) VALUES ('note', 'CN-1', 'cancelled', 'client', 'cancelled', '', 'EUR', 700, 0, '2026-03-12',
      '${at}', '${at}');
    INSERT INTO payment (id, request_key, invoice_id, amount_minor, currency, method, received_on, reference, recorded_by,
      created_at, updated_at) VALUES
      ('cash', 'kc', 'paid', 200, 'EUR', 'cash', '2026-03-05', '', 'Olga', '${at}', '${at}'),
      ('balance', 'kb', 'paid', 300, 'EUR', 'account_balance', '2026-03-12', '', 'Olga', '${at}', '${at}');
    INSERT INTO balance_entry (id, client_id, currency, amount_minor, kind, payment_id, entered_on, reference, recorded_by,
      created_at, updated_at) VALUES
      ('deposit', 'client', 'EUR', 300, 'deposit', NULL, '2026-03-12', '', 'Olga', '${at}', '${at}'),
      ('out', 'client', 'EUR', -300, 'payment', 'balance', '2026-03-12', '', 'Olga', '${at}', '${at}');`);
}

const days = () =>
  (
    database.db.prepare("SELECT term || ' ' || day || ' ' || minor || ' ' || count AS line FROM book_day").all() as {
      line: string;
    }[]
  ).map(({ line }) => line);
const doubts = () => database.db.prepare("SELECT kind || ' ' || id FROM book_doubt").pluck().all();

describe('migration 200', () => {
  it('adds up by day what was booked before, and finds what may not fit together', () => {
    database.upTo(180);
    liveBefore();
    database.upTo(200);
    expect(days()).toEqual([
      'balances 2026-03-12 0 2',
      'credited 2026-03-12 700 1',
      'invoiced 2026-03-10 500 1',
      'invoiced 2026-03-11 1600 2',
      // Received before there was anything to pay.
      'receivables 2026-03-10 300 0',
      'receivables 2026-03-11 1600 0',
      'receivables 2026-03-12 -1000 0',
      'received 2026-03-10 200 1',
      'received 2026-03-12 300 1',
    ]);
    expect(doubts()).toEqual(['invoice wrong']);
  });

  it('goes on with it: the same rows written after it come to the same', () => {
    database.upTo(180);
    liveBefore();
    database.upTo(200);
    const [before, inDoubt] = [days(), doubts()];
    for (const table of ['balance_entry', 'payment', 'credit_note', 'invoice', 'orders', 'client_event', 'client'])
      database.db.exec(`DELETE FROM ${table}`);
    expect(days().every((line) => line.endsWith(' 0 0'))).toBe(true);
    expect(doubts()).toEqual([]);
    liveBefore();
    expect([days(), doubts()]).toEqual([before, inDoubt]);
  });

  it('finds what ends, and what is not renewed, by indexes of what runs alone', () => {
    database.upTo(200);
    const plan = (from: string, where: string): string =>
      (
        database.db
          .prepare(`EXPLAIN QUERY PLAN SELECT id FROM contract_product INDEXED BY ${from} WHERE ${where}`)
          .all() as {
          detail: string;
        }[]
      )
        .map(({ detail }) => detail)
        .join();
    // SQLite refuses an index that it is told to use and cannot.
    const runs = "status IN ('Awaiting Activation', 'Active', 'Suspended')";
    expect(plan('contract_product_ends', `service_ends_on <= '2026-03-10' AND ${runs}`)).toContain('service_ends_on<?');
    expect(plan('contract_product_not_renewed', "next_due_on <= '2026-03-10' AND auto_renew = 0")).toContain(
      'next_due_on<?',
    );
    expect(() => plan('contract_product_ends', "service_ends_on <= '2026-03-10'")).toThrow('no query solution');
  });
});
