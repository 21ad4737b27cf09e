import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../main/core/kernel/index.ts';
import { type Db, migrate, migrations, openDatabase, verifiedCopy } from '../../main/core/store/index.ts';
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
const insert = (table: string, row: Record<string, string | number | null>): void => {
  const full = { ...row, created_at: at, updated_at: at };
  const columns = Object.keys(full);
  db.prepare(`INSERT INTO ${table} (${columns.join()}) VALUES (${columns.map((name) => `@${name}`).join()})`).run(full);
};
const all = <T = Record<string, unknown>>(sql: string): T[] => db.prepare(sql).all() as T[];
const category = (id: string, name: string, parent: string | null = null, deleted: string | null = null): void =>
  insert('category', {
    id,
    parent_id: parent,
    name,
    description: '',
    short_description: '',
    deleted_at: deleted,
  });
const product = (id: string, name: string, categoryId = 'c1', deleted: string | null = null): void =>
  insert('product', {
    id,
    category_id: categoryId,
    type: 'single',
    is_active: 1,
    is_visible: 1,
    name,
    description: '',
    connection_id: 'connection',
    package_identifier: '55227',
    deleted_at: deleted,
  });
const found = (index: string, text: string): string[] =>
  (
    db
      .prepare(
        `SELECT s.entity_id AS id FROM ${index} x JOIN search_row s ON s.seq = x.rowid WHERE ${index} MATCH ?
          ORDER BY x.rowid DESC`,
      )
      .all(`"${text}"`) as { id: string }[]
  ).map((row) => row.id);

beforeEach(() => {
  folder = tempFolder();
  db = openDatabase(path.join(folder.path, 'console.db'));
  upTo(30);
  insert('brand', { id: 'brand', name: 'B', default_language: 'ru', default_currency: 'RUB', time_zone: 'UTC' });
  insert('connection', {
    id: 'connection',
    is_enabled: 1,
    name: 'A',
    provision_category: 'Software Licenses',
    is_category_default: 0,
    provider: 'ispmanager',
    is_provider_default: 0,
    username: 'a@example.test',
    api_address: 'https://vendor.example/billmgr',
    password_set_at: null,
    credentials_stopped: 0,
    last_test: null,
    deleted_at: null,
  });
  category('c2', 'Zeta');
  category('c1', 'alpha');
  category('c3', 'Under', 'c1');
  category('c4', 'Gone', null, at);
  product('p1', 'Лайт');
  product('p2', 'ispmanager 6 lite');
  product('p3', 'ispmanager 6 lite', 'c2');
  product('p4', '許可', 'c1', at);
  insert('price', { id: 'price', product_id: 'p1', term_months: 1, currency: 'RUB', amount_minor: 49_900 });
  insert('client', {
    id: 'client',
    first_name: 'Анна',
    last_name: 'Смит',
    email: 'anna@client.example',
    company: '',
    language: 'ru',
    notes: '',
  });
  insert('orders', {
    id: 'order',
    request_key: 'key',
    number: 'ORD-000001',
    client_id: 'client',
    placed_by: 'Olga',
    status: 'Active',
    notes: '',
    currency: 'RUB',
    total_minor: 1,
  });
  insert('order_item', {
    id: 'item',
    order_id: 'order',
    line_index: 0,
    product_id: 'p1',
    product_name: 'Лайт',
    term_months: 1,
    unit_minor: 1,
    currency: 'RUB',
    ip: '192.0.2.7',
  });
  insert('invoice', {
    id: 'invoice',
    number: 'INV-000001',
    order_id: 'order',
    client_id: 'client',
    status: 'Paid',
    currency: 'RUB',
    total_minor: 1,
    paid_minor: 1,
    issued_on: '2026-03-10',
    due_on: '2026-03-17',
    buyer: '{}',
  });
  insert('contract_product', {
    id: 'contract',
    order_item_id: 'item',
    line_index: 0,
    order_id: 'order',
    client_id: 'client',
    product_id: 'p1',
    status: 'Active',
    term_months: 1,
    currency: 'RUB',
    price_minor: 1,
    connection_id: 'connection',
    package_identifier: '55227',
    ip: '192.0.2.7',
    product_name: 'Лайт',
    manual_key: '',
  });
  insert('license', {
    id: 'license',
    contract_product_id: 'contract',
    connection_id: 'connection',
    vendor_id: '1001',
    license_key: '1001-NEWKEY',
    status: 'active',
    ip: '192.0.2.7',
    licname: 'rc-1',
    package_identifier: '55227',
    created_on: '2026-03-10',
    expires_on: '2026-04-10',
    last_read_at: at,
  });
  insert('old_license_key', {
    id: 'old',
    license_id: 'license',
    license_key: '1001-OLDKEY',
    reason: 'reissue',
    replaced_by: 'Olga',
  });
});
afterEach(() => {
  db.close();
  folder.remove();
});

describe('migration 80', () => {
  it('keeps what is there and gives it the defaults of the specification', () => {
    const before = all('SELECT id, name, category_id, package_identifier, is_active FROM product ORDER BY id');
    upTo(80);
    expect(all('SELECT id, name, category_id, package_identifier, is_active FROM product ORDER BY id')).toEqual(before);
    expect(all('SELECT id, term_months, currency, amount_minor FROM price')).toEqual([
      { id: 'price', term_months: 1, currency: 'RUB', amount_minor: 49_900 },
    ]);
    expect(db.pragma('foreign_key_check')).toEqual([]);
    expect(all("SELECT * FROM product WHERE id = 'p1'")).toMatchObject([
      {
        bulk: 'no',
        keywords: null,
        purchase_type: 'recurring',
        multi_currency: 'inherit',
        default_term: 'inherit',
        allow_affiliate: null,
        trial_supported: 0,
        trial_days: 7,
        trial_notice_days: 1,
        trial_end_action: 'continue',
        revenue_recognition: 'inherit',
        blueprint: 'Software Licenses',
        setup_function: 'Create license',
        defer_mode: 'inherit',
      },
    ]);
    expect(all("SELECT defer_mode FROM category WHERE id = 'c1'")).toEqual([{ defer_mode: 'not_asked' }]);
    expect(all('SELECT languages, currencies, default_term_months, order_prefix, invoice_padding FROM brand')).toEqual([
      { languages: '["ru"]', currencies: '["RUB"]', default_term_months: 1, order_prefix: 'ORD-', invoice_padding: 6 },
    ]);
  });

  it('lists in the order of before: by name, within each parent and category', () => {
    upTo(80);
    const ids = (sql: string): unknown[] => all<{ id: string }>(sql).map((row) => row.id);
    expect(ids('SELECT id FROM category WHERE parent_id IS NULL AND deleted_at IS NULL ORDER BY position, id')).toEqual(
      ['c1', 'c2'],
    );
    expect(ids("SELECT id FROM product WHERE category_id = 'c1' AND deleted_at IS NULL ORDER BY position, id")).toEqual(
      ['p2', 'p1'],
    );
    expect(all("SELECT id FROM category WHERE position = ''")).toEqual([]);
    expect(all("SELECT id FROM product WHERE position = ''")).toEqual([]);
  });

  it('names a store link for every product, each one once', () => {
    upTo(80);
    expect(all('SELECT id, slug FROM product ORDER BY id')).toEqual([
      { id: 'p1', slug: 'layt' },
      { id: 'p2', slug: 'ispmanager-6-lite' },
      { id: 'p3', slug: 'ispmanager-6-lite-2' },
      { id: 'p4', slug: 'product' },
    ]);
    expect(() => db.exec("UPDATE product SET slug = 'layt' WHERE id = 'p2'")).toThrow('UNIQUE');
    // What was deleted holds nothing.
    db.exec("UPDATE product SET slug = 'product' WHERE id = 'p2'");
  });

  it('finds what was there before, without what was deleted, and all that is written since', () => {
    upTo(80);
    expect(found('search_product', 'ЛАЙТ')).toEqual(['p1']);
    expect(found('search_product', 'ispmanager')).toEqual(['p3', 'p2']);
    expect(found('search_product', '許可')).toEqual([]);
    expect(found('search_category', 'alpha')).toEqual(['c1']);
    expect(found('search_category', 'gone')).toEqual([]);
    expect(found('search_client', 'смит анна')).toEqual(['client']);
    expect(found('search_order', 'ord-000001')).toEqual(['order']);
    expect(found('search_invoice', 'inv-000001')).toEqual(['invoice']);
    expect(found('search_contract_product', '192.0.2.7')).toEqual(['contract']);
    expect(found('search_license', 'oldkey')).toEqual(['license']);
    expect(found('search_license', '1001-newkey')).toEqual(['license']);
    product('p5', 'pro');
    expect(found('search_product', 'pro')).toEqual(['p5']);
    db.exec("UPDATE product SET name = 'host' WHERE id = 'p5'");
    expect([found('search_product', 'host'), found('search_product', 'pro')]).toEqual([['p5'], []]);
    db.exec("DELETE FROM product WHERE id = 'p5'");
    expect(found('search_product', 'host')).toEqual([]);
    expect(all("SELECT * FROM search_row WHERE entity_id = 'p5'")).toEqual([]);
  });

  it('finds the same in a backup: what a record is found by does not hang on its hidden number', () => {
    upTo(80);
    // Numbers with gaps, which VACUUM would close.
    db.exec("DELETE FROM product WHERE id = 'p2'");
    const target = path.join(folder.path, 'copy.db');
    verifiedCopy(db, target);
    db.close();
    db = openDatabase(target);
    expect(found('search_product', 'ispmanager')).toEqual(['p3']);
    expect(found('search_license', 'oldkey')).toEqual(['license']);
    db.exec("UPDATE client SET last_name = 'Браун' WHERE id = 'client'");
    expect(found('search_client', 'браун')).toEqual(['client']);
    expect(found('search_client', 'смит')).toEqual([]);
  });

  it('counts the products of every category, whatever happens to them', () => {
    upTo(80);
    const sizes = () => {
      const counted = all(
        'SELECT category_id, count(*) AS products FROM product WHERE deleted_at IS NULL GROUP BY category_id',
      );
      const kept = all('SELECT category_id, products FROM category_size WHERE products <> 0');
      expect(kept).toEqual(counted);
      return kept;
    };
    expect(sizes()).toEqual([
      { category_id: 'c1', products: 2 },
      { category_id: 'c2', products: 1 },
    ]);
    product('p5', 'pro', 'c3');
    product('p6', 'gone', 'c3', at);
    db.exec("UPDATE product SET slug = id WHERE slug = ''");
    for (const sql of [
      "UPDATE product SET category_id = 'c2' WHERE id = 'p1'",
      `UPDATE product SET deleted_at = '${at}' WHERE id = 'p2'`,
      "UPDATE product SET deleted_at = NULL, category_id = 'c3' WHERE id = 'p2'",
      "UPDATE product SET category_id = 'c1' WHERE id = 'p6'",
      "UPDATE product SET deleted_at = NULL WHERE id = 'p6'",
      "UPDATE product SET name = 'x'",
      "DELETE FROM product WHERE id IN ('p3', 'p4', 'p5')",
    ]) {
      db.exec(sql);
      sizes();
    }
    expect(sizes()).toHaveLength(3);
  });

  it('refuses values that mean nothing', () => {
    upTo(80);
    const set = (sql: string) => () => db.exec(sql);
    expect(set("UPDATE product SET bulk = 'maybe'")).toThrow('CHECK');
    expect(set("UPDATE product SET purchase_type = 'rent'")).toThrow('CHECK');
    expect(set('UPDATE product SET bulk_step = 0')).toThrow('CHECK');
    expect(set("UPDATE category SET defer_mode = 'inherit'")).toThrow('CHECK');
    expect(set("UPDATE brand SET multi_currency = 'inherit'")).toThrow('CHECK');
    expect(() => insert('bundle_component', { id: 'b', bundle_id: 'p1', product_id: 'p1', position: 0 })).toThrow(
      'CHECK',
    );
    const rec = { product_id: 'p1', recommended_product_id: null, recommended_category_id: null, position: 0 };
    expect(() => insert('recommendation', { id: 'r', ...rec })).toThrow('CHECK');
    expect(() => insert('recommendation', { id: 'r', ...rec, recommended_category_id: 'nothing' })).toThrow(
      'FOREIGN KEY',
    );
  });

  it('lists by index', () => {
    upTo(80);
    const plan = (sql: string): string =>
      all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .map((row) => row.detail)
        .join('; ');
    expect(
      plan(
        "SELECT id FROM product WHERE category_id = 'c1' AND deleted_at IS NULL AND (position, id) > ('', '') ORDER BY position, id LIMIT 9",
      ),
    ).toBe('SEARCH product USING INDEX product_place (category_id=? AND (position,id)>(?,?))');
    expect(
      plan(
        "SELECT id FROM product WHERE deleted_at IS NULL AND name COLLATE NOCASE >= 'a' AND (name COLLATE NOCASE, id) > ('a', '') ORDER BY name COLLATE NOCASE, id LIMIT 9",
      ),
    ).toContain('INDEX product_by_name (name>?');
  });
});
