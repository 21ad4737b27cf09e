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
  const full = { ...row, created_at: at, updated_at: at };
  const columns = Object.keys(full);
  db.prepare(`INSERT INTO ${table} (${columns.join()}) VALUES (${columns.map((name) => `@${name}`).join()})`).run(full);
};

const operation = (id: string, cause: string, state: string): void =>
  insert('operation', {
    id,
    kind: 'suspend',
    state,
    connection_id: 'main',
    contract_product_id: 'contract',
    license_id: null,
    token: id,
    attempt: 1,
    params: '{}',
    price_minor: 0,
    currency: 'EUR',
    vendor_id: '1001',
    absent_reads: 0,
    asked_by: 'Olga',
    cause,
  });
const row = (id: string, patch: Record<string, string | number | null> = {}): void =>
  insert('bulk_row', {
    id,
    run_id: 'run',
    position: 0,
    contract_product_id: 'contract',
    connection_id: 'main',
    state: 'waiting',
    operation_id: null,
    ...patch,
  });

beforeEach(() => {
  folder = tempFolder();
  db = openDatabase(path.join(folder.path, 'console.db'));
  // Parents of the rows at hand are of no interest here.
  upTo(migrations.filter(({ number }) => number < 40).at(-1)?.number ?? 0);
  db.pragma('foreign_keys = OFF');
});
afterEach(() => {
  db.close();
  folder.remove();
});

/** A connection and a license of before. */
function before(): void {
  insert('connection', {
    id: 'main',
    is_enabled: 1,
    name: 'main',
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
}

describe('migration 40', () => {
  it('keeps what was there, and finds licenses by status in the order of their contracts', () => {
    before();
    db.pragma('foreign_keys = ON');
    upTo(40);
    expect(db.prepare('SELECT name FROM connection').all()).toEqual([{ name: 'main' }]);
    const plan = db
      .prepare(
        `EXPLAIN QUERY PLAN SELECT contract_product_id FROM license WHERE status = 'active' AND contract_product_id < '~'
          ORDER BY contract_product_id DESC LIMIT 10`,
      )
      .all() as { detail: string }[];
    expect(plan.map(({ detail }) => detail)).toEqual([
      expect.stringContaining('USING COVERING INDEX license_status (status=? AND contract_product_id<?)'),
    ]);
  });

  it('holds a contract product once in a run, and an operation in one row', () => {
    before();
    upTo(40);
    db.pragma('foreign_keys = OFF');
    row('one');
    expect(() => row('two', { position: 1 })).toThrow('UNIQUE');
    expect(() => row('two', { contract_product_id: 'other' })).toThrow('UNIQUE');
    expect(() => row('two', { position: 1, contract_product_id: 'other', state: 'queued' })).toThrow('CHECK');
    const queued = { state: 'queued', operation_id: 'operation' };
    row('two', { position: 1, contract_product_id: 'other', ...queued });
    expect(() => row('three', { position: 2, contract_product_id: 'third', ...queued })).toThrow('UNIQUE');
    expect(() => row('three', { position: 2, contract_product_id: 'third', state: 'lost' })).toThrow('CHECK');
  });

  it('lets a run ask for a contract product once, unless it took the first one back unsent', () => {
    before();
    upTo(40);
    db.pragma('foreign_keys = OFF');
    operation('first', 'bulk/run', 'abandoned');
    operation('second', 'bulk/run', 'succeeded');
    expect(() => operation('third', 'bulk/run', 'succeeded')).toThrow('UNIQUE');
    operation('other run', 'bulk/other', 'succeeded');
    operation('staff', 'staff', 'succeeded');
    operation('staff again', 'staff', 'succeeded');
  });

  it('keeps names of selections apart, whatever their letters', () => {
    before();
    upTo(40);
    insert('saved_selection', { id: 'one', name: 'Berlin', filter: null, row_count: 0 });
    expect(() => insert('saved_selection', { id: 'two', name: 'BERLIN', filter: null, row_count: 0 })).toThrow(
      'UNIQUE',
    );
  });
});
