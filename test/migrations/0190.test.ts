import { describe, expect, it } from 'vitest';
import { databases } from './database.ts';

const database = databases();
const at = '2026-03-10T12:00:00.000Z';

/** A sold license with its invoice, as they were before prices were converted. */
function sellBefore(): void {
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
    INSERT INTO invoice (id, number, kind, order_id, client_id, status, currency, total_minor, paid_minor, issued_on,
      due_on, buyer, base_currency, base_rate, base_total_minor, created_at, updated_at)
      VALUES ('invoice', 'INV-1', 'order', 'order', 'client', 'Paid', 'EUR', 500, 500, '2026-03-10', '2026-03-17', '{}',
        'USD', '1.25', 625, '${at}', '${at}');`);
}

describe('migration 190', () => {
  it('leaves what was sold at its own price, and a rate without a day as it was', () => {
    database.upTo(180);
    sellBefore();
    database.upTo(190);
    const { db } = database;
    expect(db.prepare('SELECT price_minor, price_rate FROM contract_product').all()).toEqual([
      { price_minor: 500, price_rate: null },
    ]);
    expect(db.prepare('SELECT unit_minor, price_rate FROM order_item').all()).toEqual([
      { unit_minor: 500, price_rate: null },
    ]);
    expect(db.prepare('SELECT base_rate, base_rate_on, base_rate_source FROM invoice').all()).toEqual([
      { base_rate: '1.25', base_rate_on: null, base_rate_source: null },
    ]);
    expect(() => db.exec("UPDATE contract_product SET price_rate = 'by hand'")).toThrow('CHECK');
    expect(() => db.exec("UPDATE invoice SET base_rate_source = 'heard'")).toThrow('CHECK');
    expect(db.pragma('foreign_key_check')).toEqual([]);
  });

  it('leaves what was sold by itself alone, and lets a unit of a line be one bundle only', () => {
    database.upTo(180);
    sellBefore();
    database.upTo(190);
    const { db } = database;
    expect(db.prepare('SELECT bundle_id FROM contract_product').all()).toEqual([{ bundle_id: null }]);
    const bundle = (id: string): string =>
      `INSERT INTO contract_bundle VALUES ('${id}', 'item', 0, 'lite', 'lite + host', '${at}', '${at}')`;
    db.exec(bundle('one'));
    expect(() => db.exec(bundle('two'))).toThrow('UNIQUE');
    expect(() => db.exec("UPDATE contract_product SET bundle_id = 'none'")).toThrow('FOREIGN KEY');
  });
});
