import { describe, expect, it } from 'vitest';
import { databases } from './database.ts';

const database = databases();
const at = '2026-03-10T12:00:00.000Z';

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
      updated_at) VALUES ('order', 'order', 'ORD-1', 'client', 'Olga', 'Active', '', 'EUR', 500, '${at}', '${at}');
    INSERT INTO order_item (id, order_id, line_index, product_id, product_name, term_months, unit_minor, base_minor, currency,
      ip, created_at, updated_at) VALUES ('item', 'order', 0, 'lite', 'lite', 1, 500, 500, 'EUR', '', '${at}', '${at}');
    INSERT INTO contract_product (id, order_item_id, line_index, order_id, client_id, product_id, status, term_months,
      currency, price_minor, anchor_date, billed_to, next_due_on, connection_id, package_identifier, ip, product_name,
      created_at, updated_at) VALUES ('contract', 'item', 0, 'order', 'client', 'lite', 'Active', 1, 'EUR', 500,
      '2026-03-10', '2026-04-10', '2026-04-10', 'account', '55227', '', 'lite', '${at}', '${at}');
    INSERT INTO contract_period (id, contract_product_id, number, starts_on, ends_on, state, currency, price_minor,
      created_at, updated_at)
      VALUES ('period', 'contract', 0, '2026-03-10', '2026-04-10', 'paid', 'EUR', 500, '${at}', '${at}');`);
}

describe('migration 150', () => {
  it('keeps what runs as it is: counted from its anchor, and nothing is owed by the vendor', () => {
    database.upTo(149);
    sellBefore();
    database.upTo(150);
    expect(database.db.prepare('SELECT anchor_date, anchor_period, billed_to FROM contract_product').all()).toEqual([
      { anchor_date: '2026-03-10', anchor_period: 0, billed_to: '2026-04-10' },
    ]);
    expect(
      database.db.prepare('SELECT number, state, vendor_renewal, operation_id FROM contract_period').all(),
    ).toEqual([{ number: 0, state: 'paid', vendor_renewal: '', operation_id: null }]);
    expect(database.db.pragma('foreign_key_check')).toEqual([]);
  });

  it('refuses a second row of a cause, of a hold and of a reminder', () => {
    database.upTo(150);
    const step = (id: string): unknown =>
      database.db
        .exec(`INSERT INTO automation_step VALUES ('${id}', 'run', 'renewal.invoice', 'renewal/x/1', '2026-04-03',
        'contract_product', 'x', NULL, 'done', '', 1, '${at}', '${at}')`);
    database.db
      .exec(`INSERT INTO automation_run VALUES ('run', 'running', '2026-04-03', '2026-04-03', 'test', '${at}', NULL,
      0, 0, 0, 0, '${at}', '${at}')`);
    step('one');
    expect(() => step('two')).toThrow('UNIQUE');
    const hold = (id: string): unknown =>
      database.db.exec(
        `INSERT INTO automation_hold VALUES ('${id}', 'renewal/x/1', 'why', 'Olga', '${at}', NULL, '', '${at}', '${at}')`,
      );
    hold('one');
    expect(() => hold('two')).toThrow('UNIQUE');
  });
});
