import { describe, expect, it } from 'vitest';
import { databases } from './database.ts';

const database = databases();
const plan = (sql: string): string =>
  (database.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[]).map((step) => step.detail).join();

describe('migration 70', () => {
  it('gives lists and their search the indexes they lacked, and a capability the operation it was seen in', () => {
    database.upTo(69);
    const at = '2026-03-10T12:00:00.000Z';
    database.db.exec(`
      INSERT INTO connection (id, is_enabled, name, provision_category, is_category_default, provider,
        is_provider_default, username, api_address, credentials_stopped, created_at, updated_at)
        VALUES ('account', 1, 'A', 'Software Licenses', 0, 'ispmanager', 0, 'a@example.test', 'sandbox:', 0, '${at}', '${at}');
      INSERT INTO operation (id, kind, state, connection_id, token, attempt, params, price_minor, currency, vendor_id,
        absent_reads, asked_by, cause, created_at, updated_at)
        VALUES ('one', 'renew', 'unknown', 'account', 'rc-1', 1, '{}', 0, 'EUR', '1001', 0, 'Olga', 'staff', '${at}', '${at}');
    `);
    const capability = (name: string, source: string, evidence: string): unknown =>
      database.db
        .exec(`INSERT INTO connection_capability (id, connection_id, name, value, source, evidence, seen_at, created_at,
        updated_at) VALUES ('${name}', 'account', '${name}', 'yes', '${source}', '${evidence}', '${at}', '${at}', '${at}')`);
    capability('suspend', 'detected', 'one');
    capability('reissue', 'detected', 'words of the vendor');
    capability('edit', 'staff', 'one');
    const before = database.db.prepare('SELECT * FROM operation').all();
    const byKind = "SELECT id FROM operation WHERE kind = 'renew' AND state = 'unknown' ORDER BY id DESC";
    const byAccount = "SELECT id FROM operation WHERE connection_id = 'account' AND state = 'unknown' ORDER BY id DESC";
    const byAddress = "SELECT id FROM contract_product WHERE ip >= '192.0.2.' AND ip < '192.0.2/'";
    const byProduct = "SELECT id FROM contract_product WHERE product_id = 'x' ORDER BY id DESC";
    expect(plan(byAddress)).toBe('SCAN contract_product');
    database.upTo(70);
    expect(database.db.pragma('user_version', { simple: true })).toBe(70);
    expect(database.db.prepare('SELECT * FROM operation').all()).toEqual(before);
    expect(database.db.prepare(byKind).all()).toEqual([{ id: 'one' }]);
    expect(
      database.db.prepare('SELECT id, operation_id, evidence FROM connection_capability ORDER BY id').all(),
    ).toEqual([
      { id: 'edit', operation_id: null, evidence: 'one' },
      { id: 'reissue', operation_id: null, evidence: 'words of the vendor' },
      { id: 'suspend', operation_id: 'one', evidence: '' },
    ]);
    expect(plan(byKind)).toContain('COVERING INDEX operation_kind (kind=? AND state=?)');
    expect(plan(byAccount)).toContain('COVERING INDEX operation_connection (connection_id=? AND state=?)');
    expect(plan(byAddress)).toContain('INDEX contract_product_ip (ip>? AND ip<?)');
    expect(plan(byProduct)).toContain('COVERING INDEX contract_product_product (product_id=?)');
  });
});
