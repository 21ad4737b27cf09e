import { describe, expect, it } from 'vitest';
import { databases } from './database.ts';

const database = databases();
const at = '2026-03-10T12:00:00.000Z';

/** An order as it was before, with its line. */
function sellBefore(): void {
  database.db.exec(`
    INSERT INTO client (id, first_name, last_name, email, company, language, notes, created_at, updated_at)
      VALUES ('client', 'Anna', 'Smith', 'anna@example.test', '', 'en', '', '${at}', '${at}');
    INSERT INTO category (id, name, description, short_description, created_at, updated_at)
      VALUES ('category', 'C', '', '', '${at}', '${at}');
    INSERT INTO product (id, category_id, type, is_active, is_visible, name, description, package_identifier, created_at,
      updated_at) VALUES ('lite', 'category', 'single', 1, 1, 'lite', '', '55227', '${at}', '${at}');
    INSERT INTO orders (id, request_key, number, client_id, placed_by, status, notes, currency, total_minor, created_at,
      updated_at) VALUES ('order', 'key', 'ORD-1', 'client', 'Olga', 'Active', 'n', 'EUR', 500, '${at}', '${at}');
    INSERT INTO order_item (id, order_id, line_index, product_id, product_name, term_months, unit_minor, base_minor,
      currency, ip, created_at, updated_at)
      VALUES ('item', 'order', 0, 'lite', 'lite', 1, 500, 500, 'EUR', '', '${at}', '${at}');`);
}

describe('migration 130', () => {
  it('keeps orders as they are: no discount, no way to pay, no end', () => {
    database.upTo(129);
    sellBefore();
    database.upTo(130);
    expect(
      database.db
        .prepare(
          `SELECT number, status, notes, total_minor, discount_minor, tax_minor, payment_method, ending, ending_key,
            ending_immediate, ending_refund, request_digest FROM orders`,
        )
        .all(),
    ).toEqual([
      {
        number: 'ORD-1',
        status: 'Active',
        notes: 'n',
        total_minor: 500,
        discount_minor: 0,
        tax_minor: 0,
        payment_method: '',
        ending: '',
        ending_key: null,
        ending_immediate: 0,
        ending_refund: '',
        request_digest: '',
      },
    ]);
    expect(database.db.prepare('SELECT discount_minor FROM order_item').all()).toEqual([{ discount_minor: 0 }]);
    expect(database.db.pragma('foreign_key_check')).toEqual([]);
  });

  it('takes one use of a code for an order, and one request to cancel that waits', () => {
    database.upTo(129);
    sellBefore();
    database.upTo(130);
    const { db } = database;
    const code = (id: string): unknown =>
      db.exec(`INSERT INTO promo_code (id, is_active, name, description, code, code_key, name_key, kind, percent, scope,
        is_recurring, created_at, updated_at)
        VALUES ('${id}', 1, 'n', '', 'SPRING', 'spring', 'n', 'percent', '10', 'all', 0, '${at}', '${at}')`);
    code('one');
    expect(() => code('two')).toThrow('UNIQUE');
    db.exec(`UPDATE promo_code SET deleted_at = '${at}'`);
    code('two');
    const use = (id: string): unknown =>
      db.exec(`INSERT INTO promo_redemption VALUES ('${id}', 'two', 'order', 'client', 'reserved', 'EUR', 50, '${at}',
        '${at}')`);
    use('a');
    expect(() => use('b')).toThrow('UNIQUE');
    const ask = (id: string, state: string): unknown =>
      db.exec(`INSERT INTO cancellation_request VALUES ('${id}', '${id}', 'order', 'client', 'Test', 'Anna', '${state}',
        NULL, NULL, '', NULL, '${at}', '${at}')`);
    ask('first', 'deleted_by_client');
    ask('second', 'pending');
    expect(() => ask('third', 'pending')).toThrow('UNIQUE');
  });
});
