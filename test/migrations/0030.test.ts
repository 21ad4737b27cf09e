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
  const full: Record<string, string | number | null> = { ...row, created_at: at, updated_at: at };
  const columns = Object.keys(full);
  db.prepare(`INSERT INTO ${table} (${columns.join()}) VALUES (${columns.map((name) => `@${name}`).join()})`).run(full);
};
const run = (id: string, state = 'done'): void =>
  insert('reconciliation_run', {
    id,
    account: 'a',
    connection_id: 'connection',
    is_deep: 0,
    state,
    asked_by: 'Olga',
    started_at: at,
    matched: 1,
    drifted: 0,
    orphan: 0,
    missing: 0,
    under_way: 0,
    not_asked: 0,
    keys_compared: 0,
    keys_left: 0,
    opened: 0,
    closed: 0,
  });
const finding = (id: string, patch: Record<string, string | null> = {}): void =>
  insert('reconciliation_finding', {
    id,
    account: 'a',
    connection_id: 'connection',
    run_id: 'run',
    subject: 'license/1',
    class: 'drifted',
    field: 'ip',
    problem: '',
    vendor_id: '1001',
    ours: '192.0.2.7',
    theirs: '192.0.2.8',
    ...patch,
  });

beforeEach(() => {
  folder = tempFolder();
  db = openDatabase(path.join(folder.path, 'console.db'));
  upTo(20);
  insert('connection', {
    id: 'connection',
    is_enabled: 1,
    name: 'Main account',
    provision_category: 'Software Licenses',
    is_category_default: 0,
    provider: 'ispmanager',
    is_provider_default: 0,
    username: 'a@example.test',
    api_address: 'https://vendor.example/billmgr',
    credentials_stopped: 0,
  });
  insert('operation', {
    id: 'operation',
    kind: 'terminate',
    state: 'succeeded',
    connection_id: 'connection',
    token: 'rc-1',
    attempt: 1,
    params: '{}',
    price_minor: 0,
    currency: 'EUR',
    vendor_id: '1001',
    absent_reads: 0,
    asked_by: 'Olga',
    cause: 'staff',
    sent_at: at,
    settled_at: at,
  });
});
afterEach(() => {
  db.close();
  folder.remove();
});

describe('migration 30', () => {
  it('keeps what was there, and adds tables that begin empty', () => {
    const before = db.prepare('SELECT * FROM operation').all();
    upTo(30);
    expect(db.pragma('user_version', { simple: true })).toBe(30);
    expect(db.prepare('SELECT * FROM operation').all()).toEqual(before);
    for (const table of ['reconciliation_run', 'reconciliation_finding', 'vendor_license', 'vendor_movement'])
      expect(db.prepare(`SELECT count(*) AS n FROM ${table}`).get(), table).toEqual({ n: 0 });
    expect(db.pragma('foreign_key_check')).toEqual([]);
  });

  it('allows one open finding for one thing, and a new one after it was resolved', () => {
    upTo(30);
    run('run');
    finding('first');
    expect(() => finding('second')).toThrow(/UNIQUE/);
    expect(() => finding('other field', { field: 'tariff' })).not.toThrow();
    expect(() => finding('other account', { account: 'b' })).not.toThrow();
    db.prepare("UPDATE reconciliation_finding SET resolved_at = ?, resolution = 'gone' WHERE id = 'first'").run(at);
    expect(() => finding('second')).not.toThrow();
  });

  it('refuses words that no run writes', () => {
    upTo(30);
    run('run');
    expect(() => run('odd', 'perhaps')).toThrow(/CHECK/);
    expect(() => finding('class', { class: 'matched' })).toThrow(/CHECK/);
    expect(() => finding('field', { field: 'colour' })).toThrow(/CHECK/);
    expect(() => finding('of no run', { run_id: 'none' })).toThrow(/FOREIGN KEY/);
  });

  it('finds what was settled and sent in a time by index', () => {
    upTo(30);
    const plan = (sql: string): string =>
      (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[]).map((row) => row.detail).join('; ');
    expect(plan("SELECT id FROM operation WHERE settled_at > '2026-03-01'")).toContain('operation_settled');
    expect(plan("SELECT id FROM operation WHERE sent_at >= '2026-03-01'")).toContain('operation_sent');
    expect(plan("SELECT id FROM vendor_license WHERE account = 'a' AND expires_on >= '2026-03-01'")).toContain(
      'vendor_license_expires',
    );
    expect(plan("SELECT id FROM vendor_movement WHERE account = 'a' AND day >= '2026-03-01'")).toContain(
      'vendor_movement_day',
    );
  });
});
