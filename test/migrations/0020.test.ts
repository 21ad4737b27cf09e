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
const insert = (table: string, row: Record<string, string | number | null>): void => {
  const full = table === 'operation_event' ? row : { ...row, created_at: at, updated_at: at };
  const columns = Object.keys(full);
  db.prepare(`INSERT INTO ${table} (${columns.join()}) VALUES (${columns.map((name) => `@${name}`).join()})`).run(full);
};
const connection = (id: string, can: string): void =>
  insert('connection', {
    id,
    is_enabled: 1,
    name: id,
    provision_category: 'Software Licenses',
    is_category_default: 0,
    provider: 'ispmanager',
    is_provider_default: 0,
    username: 'a@example.test',
    api_address: 'https://vendor.example/billmgr',
    password_set_at: null,
    credentials_stopped: 0,
    last_test: null,
    can_suspend: can,
    deleted_at: null,
  });
const operation = (id: string, state: string): void => {
  insert('operation', {
    id,
    kind: 'create',
    state,
    connection_id: 'able',
    contract_product_id: 'contract',
    license_id: 'license',
    token: 'rc-1',
    attempt: 1,
    params: '{"pricelist":"55227"}',
    price_minor: 500,
    currency: 'EUR',
    vendor_id: '1001',
    error_code: null,
    vendor_message: null,
    absent_reads: 0,
    first_absent_at: null,
    next_check_at: null,
    asked_by: 'Olga',
    cause: 'staff',
    sent_at: at,
    settled_at: null,
  });
  insert('operation_event', { id: `event-${id}`, operation_id: id, at, state, code: 'queued', detail: 'staff' });
};

beforeEach(() => {
  folder = tempFolder();
  db = openDatabase(path.join(folder.path, 'console.db'));
  upTo(10);
  connection('able', 'yes');
  connection('unable', 'no');
  connection('unseen', 'unknown');
  insert('category', { id: 'category', parent_id: null, name: 'C', description: '', short_description: '' });
  insert('product', {
    id: 'product',
    category_id: 'category',
    type: 'single',
    is_active: 1,
    is_visible: 1,
    name: 'renamed since',
    description: '',
    connection_id: 'able',
    package_identifier: '55227',
  });
  insert('client', {
    id: 'client',
    first_name: 'A',
    last_name: 'S',
    email: 'a@b.test',
    company: '',
    language: 'en',
    notes: '',
  });
  insert('orders', {
    id: 'order',
    request_key: 'key',
    number: '1',
    client_id: 'client',
    placed_by: 'Olga',
    status: 'Active',
    notes: '',
    currency: 'EUR',
    total_minor: 500,
  });
  insert('order_item', {
    id: 'item',
    order_id: 'order',
    line_index: 0,
    product_id: 'product',
    product_name: 'ispmanager 6 lite',
    term_months: 1,
    unit_minor: 500,
    currency: 'EUR',
    ip: '192.0.2.7',
  });
  insert('contract_product', {
    id: 'contract',
    order_item_id: 'item',
    line_index: 0,
    order_id: 'order',
    client_id: 'client',
    product_id: 'product',
    status: 'Active',
    term_months: 1,
    currency: 'EUR',
    price_minor: 500,
    connection_id: 'able',
    package_identifier: '55227',
    ip: '192.0.2.7',
  });
  insert('license', {
    id: 'license',
    contract_product_id: 'contract',
    connection_id: 'able',
    vendor_id: '1001',
    license_key: '1001-KEY',
    status: 'active',
    ip: '192.0.2.7',
    licname: 'rc-1',
    package_identifier: '55227',
    created_on: '2026-03-10',
    expires_on: '2026-04-10',
    last_read_at: at,
  });
  operation('done', 'succeeded');
  operation('open', 'unknown');
});
afterEach(() => {
  db.close();
  folder.remove();
});

describe('migration 20', () => {
  it('keeps every operation with its history, and checks references again afterwards', () => {
    const before = db.prepare('SELECT id, kind, state, vendor_id, params FROM operation ORDER BY id').all();
    upTo(20);
    expect(db.pragma('user_version', { simple: true })).toBe(20);
    expect(db.prepare('SELECT id, kind, state, vendor_id, params FROM operation ORDER BY id').all()).toEqual(before);
    expect(db.prepare('SELECT count(*) AS n FROM operation_event').get()).toEqual({ n: 2 });
    expect(db.pragma('foreign_key_check')).toEqual([]);
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(() => db.prepare("DELETE FROM operation WHERE id = 'done'").run()).toThrow(/FOREIGN KEY/);
    expect(() => db.prepare("DELETE FROM operation_event WHERE id = 'event-done'").run()).toThrow(/append-only/);
  });

  it('still allows one open operation for a contract product, and now one for a license of the vendor', () => {
    upTo(20);
    expect(() => operation('second', 'queued')).toThrow(/UNIQUE/);
    const orphan = `INSERT INTO operation SELECT 'orphan', 'terminate', 'queued', connection_id, NULL, NULL, token, attempt,
      params, price_minor, currency, NULL, NULL, NULL, NULL, NULL, NULL, NULL, vendor_id, error_code, vendor_message,
      absent_reads, first_absent_at, next_check_at, asked_by, cause, sent_at, settled_at, created_at, updated_at
      FROM operation WHERE id = 'open'`;
    expect(() => db.prepare(orphan).run()).toThrow(/UNIQUE/);
    db.prepare("UPDATE operation SET state = 'abandoned' WHERE id = 'open'").run();
    db.prepare(orphan).run();
    // About nothing at all: neither a contract product nor a license.
    expect(() => db.prepare("UPDATE operation SET vendor_id = NULL WHERE id = 'orphan'").run()).toThrow(/CHECK/);
  });

  it('takes what was known of suspending over, and the name a contract product was sold under', () => {
    upTo(20);
    expect(
      db.prepare('SELECT connection_id, name, value, source FROM connection_capability ORDER BY id').all(),
    ).toEqual([
      { connection_id: 'able', name: 'suspend', value: 'yes', source: 'detected' },
      { connection_id: 'unable', name: 'suspend', value: 'no', source: 'detected' },
    ]);
    expect(db.prepare('SELECT product_name, manual_key, tracked_quantity FROM contract_product').get()).toEqual({
      product_name: 'ispmanager 6 lite',
      manual_key: '',
      tracked_quantity: null,
    });
    expect(db.prepare('SELECT period, autoprolong, ip_changed_on FROM license').get()).toEqual({
      period: null,
      autoprolong: null,
      ip_changed_on: '',
    });
  });

  it('finds a license by key and IP, and the operations of a license, by index', () => {
    upTo(20);
    const plan = (sql: string): string =>
      (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[]).map((row) => row.detail).join('; ');
    expect(plan("SELECT id FROM license WHERE license_key = '1001-KEY'")).toContain('license_key');
    expect(plan("SELECT id FROM license WHERE ip = '192.0.2.7'")).toContain('license_ip');
    expect(plan("SELECT id FROM operation WHERE connection_id = 'able' AND vendor_id = '1001'")).toContain(
      'operation_vendor',
    );
  });
});
