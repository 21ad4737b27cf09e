import { describe, expect, it } from 'vitest';
import { databases } from './database.ts';

const database = databases();
const at = '2026-03-10T12:00:00.000Z';

describe('migration 270', () => {
  it('lets a credit note take back a part of a line; those of before take back all of theirs', () => {
    database.upTo(269);
    const { db } = database;
    db.exec(`
      INSERT INTO client (id, first_name, last_name, email, company, language, notes, created_at, updated_at)
        VALUES ('client', 'Anna', 'Smith', 'anna@example.test', '', 'en', '', '${at}', '${at}');
      INSERT INTO invoice (id, number, kind, order_id, client_id, status, currency, total_minor, paid_minor, credited_minor,
        issued_on, due_on, buyer, created_at, updated_at)
        VALUES ('invoice', 'INV-1', 'renewal', NULL, 'client', 'Unpaid', 'EUR', 900, 0, 400, '2026-03-10', '2026-03-17',
          '{}', '${at}', '${at}');
      INSERT INTO invoice_line (id, invoice_id, line_index, contract_product_id, text, amount_minor, created_at, updated_at)
        VALUES ('line', 'invoice', 0, NULL, 'lite, renewal', 400, '${at}', '${at}');
      INSERT INTO credit_note (id, number, invoice_id, client_id, reason, note, currency, total_minor, tax_minor, issued_on,
        invoice_line_id, created_at, updated_at)
        VALUES ('note', 'CN-1', 'invoice', 'client', 'cancelled', '', 'EUR', 400, 0, '2026-03-11', 'line', '${at}', '${at}')`);
    database.upTo(270);
    expect(db.prepare('SELECT total_minor, invoice_line_id, line_minor FROM credit_note').all()).toEqual([
      { total_minor: 400, invoice_line_id: 'line', line_minor: null },
    ]);
    expect(() => db.exec('UPDATE credit_note SET line_minor = -1')).toThrow('CHECK');
  });
});
