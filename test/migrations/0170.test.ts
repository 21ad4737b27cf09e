import { describe, expect, it } from 'vitest';
import { databases } from './database.ts';

const database = databases();
const at = '2026-03-10T12:00:00.000Z';

/** A brand that spreads, and a line of each way to a product: by the order, by the contract product, of none. */
function sellBefore(): void {
  const { db } = database;
  db.exec(`
    INSERT INTO brand (id, name, default_language, default_currency, time_zone, revenue_recognition, created_at, updated_at)
      VALUES ('brand', 'B', 'en', 'EUR', 'UTC', 'spread', '${at}', '${at}');
    INSERT INTO client (id, first_name, last_name, email, company, language, notes, created_at, updated_at)
      VALUES ('client', 'Anna', 'Smith', 'anna@example.test', '', 'en', '', '${at}', '${at}');
    INSERT INTO connection (id, is_enabled, name, provision_category, is_category_default, provider,
      is_provider_default, username, api_address, credentials_stopped, created_at, updated_at)
      VALUES ('account', 1, 'A', 'Software Licenses', 0, 'ispmanager', 0, 'a@example.test', 'sandbox:', 0, '${at}', '${at}');
    INSERT INTO category (id, name, description, short_description, created_at, updated_at)
      VALUES ('category', 'C', '', '', '${at}', '${at}');
    INSERT INTO product (id, category_id, type, is_active, is_visible, name, description, connection_id,
      package_identifier, revenue_recognition, created_at, updated_at)
      VALUES ('lite', 'category', 'single', 1, 1, 'lite', '', 'account', '55227', 'inherit', '${at}', '${at}'),
        ('pro', 'category', 'single', 1, 1, 'pro', '', 'account', '55228', 'immediate', '${at}', '${at}');
    INSERT INTO orders (id, request_key, number, client_id, placed_by, status, notes, currency, total_minor, created_at,
      updated_at) VALUES ('order', 'k', 'ORD-1', 'client', 'Olga', 'Active', '', 'EUR', 500, '${at}', '${at}');
    INSERT INTO order_item (id, order_id, line_index, product_id, product_name, term_months, unit_minor, base_minor,
      currency, ip, created_at, updated_at)
      VALUES ('item', 'order', 0, 'lite', 'lite', 1, 500, 500, 'EUR', '', '${at}', '${at}');
    INSERT INTO contract_product (id, order_item_id, line_index, order_id, client_id, product_id, status, term_months,
      currency, price_minor, connection_id, package_identifier, ip, product_name, created_at, updated_at)
      VALUES ('contract', 'item', 0, 'order', 'client', 'pro', 'Active', 1, 'EUR', 500, 'account', '55228', '', 'pro',
        '${at}', '${at}');
    INSERT INTO invoice (id, number, kind, order_id, client_id, status, currency, total_minor, paid_minor, issued_on,
      due_on, buyer, created_at, updated_at)
      VALUES ('first', 'INV-1', 'order', 'order', 'client', 'Paid', 'EUR', 500, 500, '2026-03-10', '2026-03-17', '{}', '${at}', '${at}'),
        ('second', 'INV-2', 'renewal', NULL, 'client', 'Unpaid', 'EUR', 700, 0, '2026-04-10', '2026-04-17', '{}', '${at}', '${at}');
    INSERT INTO invoice_line (id, invoice_id, line_index, item_line, contract_product_id, text, amount_minor, period_from,
      period_to, created_at, updated_at)
      VALUES ('of order', 'first', 0, 0, NULL, 'lite', 500, '2026-03-10', '2026-04-10', '${at}', '${at}'),
        ('of contract', 'second', 0, NULL, 'contract', 'pro', 600, '2026-04-10', '2026-05-10', '${at}', '${at}'),
        ('of nothing', 'second', 1, NULL, NULL, 'by hand', 100, NULL, NULL, '${at}', '${at}');`);
}

describe('migration 170', () => {
  it('freezes on old lines the product they are of and the policy that is in force', () => {
    database.upTo(169);
    sellBefore();
    const kept = 'id, invoice_id, text, amount_minor, period_from, period_to, updated_at';
    const lines = (): unknown[] => database.db.prepare(`SELECT ${kept} FROM invoice_line ORDER BY id`).all();
    const before = lines();
    database.upTo(170);
    expect(lines()).toEqual(before);
    expect(
      database.db.prepare('SELECT id, product_id, revenue_policy, revenue_source FROM invoice_line ORDER BY id').all(),
    ).toEqual([
      { id: 'of contract', product_id: 'pro', revenue_policy: 'immediate', revenue_source: 'product' },
      { id: 'of nothing', product_id: null, revenue_policy: 'spread', revenue_source: 'brand' },
      { id: 'of order', product_id: 'lite', revenue_policy: 'spread', revenue_source: 'brand' },
    ]);
    expect(database.db.pragma('foreign_key_check')).toEqual([]);
  });

  it('refuses a second commission for an invoice, and more taken back than there was', () => {
    database.upTo(169);
    sellBefore();
    database.upTo(170);
    const { db } = database;
    db.exec(`INSERT INTO affiliate VALUES ('affiliate', 'client', 'ANNA', 1, '${at}', '${at}')`);
    expect(() => db.exec(`INSERT INTO affiliate VALUES ('b', 'client', 'anna', 1, '${at}', '${at}')`)).toThrow(
      'UNIQUE',
    );
    const commission = (id: string, reversed: number): unknown =>
      db.exec(`INSERT INTO commission VALUES ('${id}', 'affiliate', 'client', 'first', 500, 'EUR', NULL, 50, 'EUR',
        '2026-03-10', '2026-04-09', NULL, 0, ${reversed}, '${at}', '${at}')`);
    expect(() => commission('too much', 51)).toThrow('CHECK');
    commission('one', 50);
    expect(() => commission('two', 0)).toThrow('UNIQUE');
  });
});
