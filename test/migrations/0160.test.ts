import { describe, expect, it } from 'vitest';
import { databases } from './database.ts';

const database = databases();
const at = '2026-03-10T12:00:00.000Z';

/** A contract product that runs, as it was before. */
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
      currency, price_minor, connection_id, package_identifier, ip, product_name, created_at, updated_at)
      VALUES ('contract', 'item', 0, 'order', 'client', 'lite', 'Active', 1, 'EUR', 500, 'account', '55227', '', 'lite',
      '${at}', '${at}');`);
}

const change = (id: string, status: string): string => `INSERT INTO contract_change (id, request_key,
    contract_product_id, kind, status, from_product_id, from_product_name, from_package, to_product_id, to_product_name,
    to_package, currency, from_price_minor, to_price_minor, changed_on, period_ends_on, parts, credit_minor, charge_minor,
    downgrade, asked_by, created_at, updated_at)
  VALUES ('${id}', '${id}', 'contract', 'change', '${status}', 'lite', 'lite', '55227', 'lite', 'lite', '55227', 'EUR',
    500, 750, '2026-03-17', '2026-04-01', '[]', 242, 363, 'none', 'Olga', '${at}', '${at}')`;

describe('migration 160', () => {
  it('leaves what runs as it is, and takes one open change and one trial of each', () => {
    database.upTo(159);
    sellBefore();
    const contracts = (): unknown[] => database.db.prepare('SELECT * FROM contract_product').all();
    const before = contracts();
    database.upTo(160);
    expect(contracts()).toEqual(before);
    expect(database.db.pragma('foreign_key_check')).toEqual([]);

    database.db.exec(change('one', 'Awaiting payment'));
    for (const status of ['Awaiting payment', 'Paid', 'At the vendor'])
      expect(() => database.db.exec(change('two', status))).toThrow('UNIQUE');
    for (const status of ['Done', 'Refused', 'Cancelled']) database.db.exec(change(status, status));
    expect(() => database.db.exec(change('three', 'Lost'))).toThrow('CHECK');

    const trial = (id: string): unknown =>
      database.db.exec(`INSERT INTO trial (id, contract_product_id, client_id, product_id, state, days, notice_days,
        end_action, created_at, updated_at)
        VALUES ('${id}', 'contract', 'client', 'lite', 'ordered', 7, 1, 'continue', '${at}', '${at}')`);
    trial('first');
    expect(() => trial('second')).toThrow('UNIQUE');
  });

  it('finds trials that end by their day', () => {
    database.upTo(160);
    const plan = database.db
      .prepare(
        "EXPLAIN QUERY PLAN SELECT id FROM trial WHERE state = 'running' AND ends_on <= '2026-03-17' ORDER BY ends_on, id",
      )
      .all() as { detail: string }[];
    expect(plan.map(({ detail }) => detail).join()).toContain('INDEX trial_ends');
  });
});
