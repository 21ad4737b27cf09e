import { describe, expect, it } from 'vitest';
import { databases } from './database.ts';

const database = databases();

describe('migration 210', () => {
  it('leaves what was there and lets a desk that never joined have nothing', () => {
    database.upTo(209);
    database.db.exec(
      `INSERT INTO client (id, first_name, last_name, email, company, language, notes, created_at, updated_at)
        VALUES ('client', 'Anna', 'Smith', 'anna@example.test', '', 'en', '', '', '')`,
    );
    database.upTo(210);
    expect(database.db.prepare('SELECT first_name FROM client').pluck().all()).toEqual(['Anna']);
    const made = database.db
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'sync_%'")
      .pluck();
    expect(new Set(made.all())).toEqual(
      new Set([
        'sync_conflict',
        'sync_deferred',
        'sync_grant',
        'sync_history',
        'sync_outbox',
        'sync_shadow',
        'sync_state',
      ]),
    );
    for (const table of made.all() as string[])
      expect(database.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(), table).toBe(0);
  });

  it('takes only outcomes and policies that there are', () => {
    database.upTo(210);
    const insert = (policy: string, outcome: string | null): void =>
      void database.db
        .prepare(
          `INSERT INTO sync_outbox (desk_seq, change_set, entity, row_id, field, value, policy, base_rev, base_own, hlc, actor,
            resolves, schema, saved_at, outcome) VALUES (NULL, '', 'client', 'c', 'notes', NULL, ?, 0, 0, '', '', 0, 1, '', ?)`,
        )
        .run(policy, outcome);
    insert('review', null);
    insert('text3', 'applied');
    expect(() => insert('whatever', null)).toThrow(/CHECK/);
    expect(() => insert('review', 'maybe')).toThrow(/CHECK/);
  });
});
