import { describe, expect, it } from 'vitest';
import { databases } from './database.ts';

const database = databases();

const insertOperation = (id: string, heldFor: string | null): void =>
  void database.db
    .prepare(
      `INSERT INTO operation (id, kind, state, connection_id, contract_product_id, token, attempt, params, price_minor, currency,
          vendor_id, held_for, absent_reads, asked_by, cause, created_at, updated_at)
        VALUES (?, 'renew', 'queued', 'connection', NULL, '', 1, '{}', 0, 'EUR', ?, ?, 0, 'Olga', 'staff', '', '')`,
    )
    .run(id, `vendor ${id}`, heldFor);

describe('migration 240', () => {
  it('keeps what is held for its price, and lets one be held for another desk', () => {
    database.upTo(239);
    database.db.exec(
      `INSERT INTO connection (id, is_enabled, name, provision_category, is_category_default, provider, is_provider_default,
          username, api_address, credentials_stopped, created_at, updated_at)
        VALUES ('connection', 1, 'ispmanager', 'Software Licenses', 0, 'ispmanager', 0, 'a@example.test',
          'https://vendor.example/billmgr', 0, '', '')`,
    );
    insertOperation('free', null);
    insertOperation('held', 'price_changed');
    database.db.exec("INSERT INTO sync_grant VALUES ('r', 'operation', 'op', 0, 0, '2026-03-10T12:00:00.000Z')");
    database.upTo(240);
    insertOperation('other', 'other_desk');
    expect(database.db.prepare('SELECT id, held_for, other_desk FROM operation ORDER BY id').all()).toEqual([
      { id: 'free', held_for: null, other_desk: null },
      { id: 'held', held_for: 'price_changed', other_desk: null },
      { id: 'other', held_for: 'other_desk', other_desk: null },
    ]);
    expect(() => insertOperation('else', 'whatever')).toThrow(/CHECK/);
    expect(() => database.db.exec("UPDATE operation SET vendor_id = 'vendor held' WHERE id = 'free'")).toThrow(
      /UNIQUE/,
    );
    expect(database.db.prepare('SELECT state FROM sync_grant').pluck().all()).toEqual(['granted']);
  });

  it('gives these books an id of their own', () => {
    database.upTo(240);
    const ids = database.db.prepare("SELECT value FROM meta WHERE key = 'books'").pluck().all();
    expect(ids).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/)]);
  });
});
