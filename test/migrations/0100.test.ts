import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../main/core/kernel/index.ts';
import { type Db, migrate, migrations, openDatabase } from '../../main/core/store/index.ts';
import { tempFolder } from '../unit/support/store.ts';

let folder: ReturnType<typeof tempFolder>;
let db: Db;
const at = '2026-03-10T12:00:00.000Z';
const upTo = (number: number): void =>
  migrate(
    db,
    migrations.filter((migration) => migration.number <= number),
    { backups: path.join(folder.path, 'backups'), log: silentLog },
  );
const all = (sql: string): unknown[] => db.prepare(sql).all();

beforeEach(() => {
  folder = tempFolder();
  db = openDatabase(path.join(folder.path, 'console.db'));
});
afterEach(() => {
  db.close();
  folder.remove();
});

/** An order as it was before: one product at 5.00, awaiting payment, with one line on its invoice. */
function sellBefore(): void {
  db.pragma('foreign_keys = OFF');
  db.exec(`
    INSERT INTO client VALUES ('client', 'Anna', 'Smith', 'anna@example.test', '', 'en', '', NULL, '${at}', '${at}');
    INSERT INTO connection (id, is_enabled, name, provision_category, is_category_default, provider,
      is_provider_default, username, api_address, credentials_stopped, created_at, updated_at)
      VALUES ('account', 1, 'A', 'Software Licenses', 0, 'ispmanager', 0, 'a@example.test', 'sandbox:', 0, '${at}', '${at}');
    INSERT INTO category (id, name, description, short_description, created_at, updated_at)
      VALUES ('category', 'C', '', '', '${at}', '${at}');
    INSERT INTO product (id, category_id, type, is_active, is_visible, name, description, connection_id,
      package_identifier, created_at, updated_at)
      VALUES ('lite', 'category', 'single', 1, 1, 'lite', '', 'account', '55227', '${at}', '${at}');
    INSERT INTO orders (id, request_key, number, client_id, placed_by, status, notes, currency, total_minor, created_at,
      updated_at) VALUES ('order', 'key', 'ORD-000001', 'client', 'Olga', 'Awaiting payment', '', 'EUR', 500, '${at}', '${at}');
    INSERT INTO order_item (id, order_id, line_index, product_id, product_name, term_months, unit_minor, currency, ip,
      created_at, updated_at) VALUES ('item', 'order', 0, 'lite', 'lite', 1, 500, 'EUR', '192.0.2.7', '${at}', '${at}');
    INSERT INTO invoice (id, number, order_id, client_id, status, currency, total_minor, paid_minor, issued_on, due_on,
      buyer, created_at, updated_at)
      VALUES ('invoice', 'INV-000001', 'order', 'client', 'Unpaid', 'EUR', 500, 0, '2026-03-10', '2026-03-17', '{}', '${at}', '${at}');
    INSERT INTO invoice_line (id, invoice_id, line_index, text, amount_minor, period_from, period_to, created_at, updated_at)
      VALUES ('line', 'invoice', 0, 'lite, 1 month', 500, '2026-03-10', '2026-04-10', '${at}', '${at}'),
        ('other', 'invoice', 1, 'without a period', 0, NULL, NULL, '${at}', '${at}');
    INSERT INTO contract_product (id, order_item_id, line_index, order_id, client_id, product_id, status, term_months,
      currency, price_minor, connection_id, package_identifier, ip, product_name, manual_key, created_at, updated_at)
      VALUES ('contract', 'item', 0, 'order', 'client', 'lite', 'Pending', 1, 'EUR', 500, 'account', '55227',
        '192.0.2.7', 'lite', '', '${at}', '${at}');
  `);
  db.pragma('foreign_keys = ON');
}

describe('migration 100', () => {
  it('takes orders of one without choices over as they are, and lets nothing wait for details', () => {
    upTo(99);
    sellBefore();
    const before = all('SELECT id, total_minor, status FROM orders');
    upTo(100);
    expect(db.pragma('user_version', { simple: true })).toBe(100);
    expect(db.pragma('foreign_key_check')).toEqual([]);
    expect(all('SELECT id, total_minor, status FROM orders')).toEqual(before);
    expect(all('SELECT quantity, base_minor, unit_minor, ip FROM order_item')).toEqual([
      { quantity: 1, base_minor: 500, unit_minor: 500, ip: '192.0.2.7' },
    ]);
    // What was invoiced before begins with its payment as well: its line is known by the order's line.
    expect(all('SELECT id, item_line FROM invoice_line ORDER BY id')).toEqual([
      { id: 'line', item_line: 0 },
      { id: 'other', item_line: null },
    ]);
    expect(all('SELECT awaits FROM contract_product')).toEqual([{ awaits: '' }]);
  });

  it('holds choices to their kind, and an option to one choice of an order line', () => {
    upTo(99);
    sellBefore();
    upTo(100);
    const choose = (id: string, position: number, kind: string, option: string, amount: number | null) =>
      db
        .prepare(
          `INSERT INTO order_choice (id, order_item_id, position, kind, option_id, value_id, name, value, amount_minor,
            created_at, updated_at) VALUES (?, 'item', ?, ?, ?, 'value', 'Purpose', 'home', ?, '${at}', '${at}')`,
        )
        .run(id, position, kind, option, amount);
    choose('a', 0, 'option', 'o1', 500);
    choose('b', 1, 'attribute', 'o2', null);
    expect(() => choose('c', 2, 'option', 'o1', 1)).toThrow('UNIQUE');
    expect(() => choose('d', 3, 'attribute', 'o3', 1)).toThrow('CHECK');
    expect(() => choose('e', 4, 'option', 'o4', null)).toThrow('CHECK');
    expect(() => db.exec("UPDATE order_item SET quantity = 0 WHERE id = 'item'")).toThrow('CHECK');
    expect(() => db.exec("UPDATE contract_product SET awaits = 'rain'")).toThrow('CHECK');
  });
});
