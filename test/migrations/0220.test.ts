import { describe, expect, it } from 'vitest';
import { databases } from './database.ts';

const database = databases();
const at = '2026-03-10T12:00:00.000Z';

describe('migration 220', () => {
  it('leaves what was billed and credited as it was: one line, due with its invoice, a credit of all of it', () => {
    database.upTo(210);
    database.db.exec(`
      INSERT INTO client (id, first_name, last_name, email, company, language, notes, created_at, updated_at)
        VALUES ('client', 'Anna', 'Smith', 'anna@example.test', '', 'en', '', '${at}', '${at}');
      INSERT INTO connection (id, is_enabled, name, provision_category, is_category_default, provider,
        is_provider_default, username, api_address, credentials_stopped, created_at, updated_at)
        VALUES ('account', 1, 'A', 'Software Licenses', 0, 'ispmanager', 0, 'a@example.test', 'sandbox:', 0, '${at}', '${at}');
      INSERT INTO category (id, name, description, short_description, created_at, updated_at)
        VALUES ('category', 'C', '', '', '${at}', '${at}');
      INSERT INTO product (id, category_id, type, is_active, is_visible, name, description, connection_id,
        package_identifier, created_at, updated_at)
        VALUES ('lite', 'category', 'single', 1, 1, 'lite', '', 'account', '55227', '${at}', '${at}');
      INSERT INTO orders (id, request_key, number, client_id, placed_by, status, notes, currency, total_minor, created_at,
        updated_at) VALUES ('order', 'k', 'ORD-1', 'client', 'Olga', 'Active', '', 'EUR', 500, '${at}', '${at}');
      INSERT INTO order_item (id, order_id, line_index, product_id, product_name, term_months, unit_minor, base_minor,
        currency, ip, created_at, updated_at)
        VALUES ('item', 'order', 0, 'lite', 'lite', 1, 500, 500, 'EUR', '', '${at}', '${at}');
      INSERT INTO contract_product (id, order_item_id, line_index, order_id, client_id, product_id, status, term_months,
        currency, price_minor, connection_id, package_identifier, ip, product_name, created_at, updated_at)
        VALUES ('contract', 'item', 0, 'order', 'client', 'lite', 'Active', 1, 'EUR', 500, 'account', '55227', '', 'lite',
          '${at}', '${at}');
      INSERT INTO invoice (id, number, kind, order_id, client_id, status, currency, total_minor, paid_minor, credited_minor,
        issued_on, due_on, buyer, created_at, updated_at)
        VALUES ('invoice', 'INV-1', 'renewal', NULL, 'client', 'Cancelled', 'EUR', 500, 0, 500, '2026-03-10', '2026-03-17',
          '{}', '${at}', '${at}');
      INSERT INTO invoice_line (id, invoice_id, line_index, contract_product_id, text, amount_minor, created_at, updated_at)
        VALUES ('line', 'invoice', 0, 'contract', 'lite, renewal', 500, '${at}', '${at}');
      INSERT INTO credit_note (id, number, invoice_id, client_id, reason, note, currency, total_minor, tax_minor, issued_on,
        created_at, updated_at)
        VALUES ('note', 'CN-1', 'invoice', 'client', 'cancelled', '', 'EUR', 500, 0, '2026-03-11', '${at}', '${at}');
      INSERT INTO contract_period (id, contract_product_id, number, starts_on, ends_on, invoice_id, state, currency,
        price_minor, created_at, updated_at)
        VALUES ('period', 'contract', 1, '2026-03-17', '2026-04-17', 'invoice', 'cancelled', 'EUR', 500, '${at}', '${at}');`);
    const books = database.db.prepare('SELECT * FROM book_day ORDER BY term, day').all();
    database.upTo(220);
    const { db } = database;
    expect(db.prepare('SELECT invoice_id, invoice_line_id, due_on, price_minor FROM contract_period').all()).toEqual([
      { invoice_id: 'invoice', invoice_line_id: null, due_on: null, price_minor: 500 },
    ]);
    expect(db.prepare('SELECT total_minor, invoice_line_id FROM credit_note').all()).toEqual([
      { total_minor: 500, invoice_line_id: null },
    ]);
    // The triggers of the books live on, and see a credit of one line.
    expect(db.prepare('SELECT * FROM book_day ORDER BY term, day').all()).toEqual(books);
    db.exec(`UPDATE credit_note SET invoice_line_id = 'line', total_minor = 400`);
    expect(db.prepare("SELECT sum(minor) FROM book_day WHERE term = 'credited'").pluck().get()).toBe(400);
    expect(() => db.exec("UPDATE contract_period SET invoice_line_id = 'none'")).toThrow('FOREIGN KEY');
    expect(db.pragma('foreign_key_check')).toEqual([]);
  });
});
