import { describe, expect, it } from 'vitest';
import { databases } from './database.ts';

const database = databases();
const at = '2026-03-10T12:00:00.000Z';

/** Two orders as they were before: one paid, whose contract product runs, and one that waits for its payment. */
function sellBefore(): void {
  const { db } = database;
  db.exec(`
    INSERT INTO client VALUES ('client', 'Anna', 'Smith', 'anna@example.test', '', 'en', '', NULL, '${at}', '${at}');
    INSERT INTO connection (id, is_enabled, name, provision_category, is_category_default, provider,
      is_provider_default, username, api_address, credentials_stopped, created_at, updated_at)
      VALUES ('account', 1, 'A', 'Software Licenses', 0, 'ispmanager', 0, 'a@example.test', 'sandbox:', 0, '${at}', '${at}');
    INSERT INTO category (id, name, description, short_description, created_at, updated_at)
      VALUES ('category', 'C', '', '', '${at}', '${at}');
    INSERT INTO product (id, category_id, type, is_active, is_visible, name, description, connection_id,
      package_identifier, created_at, updated_at)
      VALUES ('lite', 'category', 'single', 1, 1, 'lite', '', 'account', '55227', '${at}', '${at}');`);
  for (const [id, status, paid] of [
    ['paid', 'Active', 500],
    ['open', 'Awaiting payment', 0],
  ] as const)
    db.exec(`
      INSERT INTO orders (id, request_key, number, client_id, placed_by, status, notes, currency, total_minor, created_at,
        updated_at) VALUES ('${id}', '${id}', 'ORD-${id}', 'client', 'Olga', '${status}', '', 'EUR', 500, '${at}', '${at}');
      INSERT INTO order_item (id, order_id, line_index, product_id, product_name, term_months, unit_minor, base_minor, currency,
        ip, created_at, updated_at) VALUES ('item ${id}', '${id}', 0, 'lite', 'lite', 1, 500, 500, 'EUR', '', '${at}', '${at}');
      INSERT INTO invoice (id, number, order_id, client_id, status, currency, total_minor, paid_minor, issued_on, due_on,
        buyer, created_at, updated_at) VALUES ('invoice ${id}', 'INV-${id}', '${id}', 'client',
        '${paid ? 'Paid' : 'Unpaid'}', 'EUR', 500, ${paid}, '2026-03-10', '2026-03-17', '{}', '${at}', '${at}');
      INSERT INTO invoice_line (id, invoice_id, line_index, item_line, text, amount_minor, period_from, period_to,
        created_at, updated_at)
        VALUES ('line ${id}', 'invoice ${id}', 0, 0, 'lite', 500, '2026-03-10', '2026-04-10', '${at}', '${at}');
      INSERT INTO contract_product (id, order_item_id, line_index, order_id, client_id, product_id, status, term_months,
        currency, price_minor, anchor_date, billed_to, next_due_on, connection_id, package_identifier, ip, product_name,
        created_at, updated_at) VALUES ('contract ${id}', 'item ${id}', 0, '${id}', 'client', 'lite',
        '${paid ? 'Active' : 'Pending'}', 1, 'EUR', 500, ${paid ? "'2026-03-10', '2026-04-10', '2026-04-10'" : 'NULL, NULL, NULL'},
        'account', '55227', '', 'lite', '${at}', '${at}');`);
  db.exec(`INSERT INTO payment (id, request_key, invoice_id, amount_minor, currency, method, received_on, reference,
    recorded_by, created_at, updated_at)
    VALUES ('payment', 'k', 'invoice paid', 500, 'EUR', 'cash', '2026-03-10', '', 'Olga', '${at}', '${at}')`);
}

describe('migration 120', () => {
  it('keeps every invoice with its lines and payments, and gives what runs its first period', () => {
    database.upTo(119);
    sellBefore();
    const kept =
      'id, number, order_id, client_id, status, total_minor, paid_minor, issued_on, due_on, buyer, updated_at';
    const invoices = (): unknown[] => database.db.prepare(`SELECT ${kept} FROM invoice ORDER BY id`).all();
    const before = invoices();
    database.upTo(120);
    expect(invoices()).toEqual(before);
    expect(before).toHaveLength(2);
    expect(database.db.prepare('SELECT DISTINCT kind, tax_minor, credited_minor FROM invoice').all()).toEqual([
      { kind: 'order', tax_minor: 0, credited_minor: 0 },
    ]);
    expect(database.db.pragma('foreign_key_check')).toEqual([]);
    expect(
      database.db
        .prepare(
          'SELECT contract_product_id, number, starts_on, ends_on, invoice_id, state, price_minor FROM contract_period',
        )
        .all(),
    ).toEqual([
      {
        contract_product_id: 'contract paid',
        number: 0,
        starts_on: '2026-03-10',
        ends_on: '2026-04-10',
        invoice_id: 'invoice paid',
        state: 'paid',
        price_minor: 500,
      },
    ]);
  });

  it('finds invoices by their number as before, old and new ones', () => {
    database.upTo(119);
    sellBefore();
    database.upTo(120);
    database.db
      .exec(`INSERT INTO invoice (id, number, kind, client_id, status, currency, total_minor, paid_minor, issued_on,
      due_on, buyer, created_at, updated_at) VALUES ('new', 'INV-renewal', 'renewal', 'client', 'Unpaid', 'EUR', 1, 0,
      '2026-04-01', '2026-04-10', '{}', '${at}', '${at}')`);
    const found = (number: string): unknown =>
      database.db
        .prepare(
          `SELECT r.entity_id AS id FROM search_invoice s JOIN search_row r ON r.seq = s.rowid
            WHERE search_invoice MATCH '"${number}"'`,
        )
        .all();
    expect(found('INV-paid')).toEqual([{ id: 'invoice paid' }]);
    expect(found('INV-renewal')).toEqual([{ id: 'new' }]);
  });

  it('refuses a second renewal of a period, and a change of what is only added to', () => {
    database.upTo(119);
    sellBefore();
    database.upTo(120);
    const period = (id: string): unknown =>
      database.db
        .exec(`INSERT INTO contract_period (id, contract_product_id, number, starts_on, ends_on, state, currency,
        price_minor, created_at, updated_at)
        VALUES ('${id}', 'contract paid', 1, '2026-04-10', '2026-05-10', 'billed', 'EUR', 500, '${at}', '${at}')`);
    period('one');
    expect(() => period('two')).toThrow('UNIQUE');
    database.db.exec(
      `INSERT INTO status_change VALUES ('s', '${at}', 'Olga', 't', 'orders', 'paid', NULL, 'Active', '')`,
    );
    expect(() => database.db.exec("UPDATE status_change SET to_status = 'Cancelled'")).toThrow('append-only');
    expect(() => database.db.exec('DELETE FROM status_change')).toThrow('append-only');
  });
});
