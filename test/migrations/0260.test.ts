import { describe, expect, it } from 'vitest';
import { refusedHere } from '../../main/core/sync/outbox.ts';
import { databases } from './database.ts';

const database = databases();

const insertChange = (deskSeq: number, field: string, outcome: string | null): void =>
  void database.db
    .prepare(
      `INSERT INTO sync_outbox (desk_seq, change_set, entity, row_id, field, value, policy, base_rev, base_own, hlc, actor, resolves,
          schema, saved_at, outcome)
        VALUES (?, 'set', 'client', 'c1', ?, '"x"', 'review', 0, 0, '', 'Olga', 0, 1, '', ?)`,
    )
    .run(deskSeq, field, outcome);

describe('migration 260', () => {
  it('marks refused edits whose field was edited again, and no others', () => {
    database.upTo(259);
    insertChange(1, 'name', 'refused');
    insertChange(2, 'name', 'applied');
    insertChange(3, 'notes', 'refused');
    insertChange(4, 'notes', 'refused');
    insertChange(5, 'email', 'applied');
    database.upTo(260);
    expect(database.db.prepare('SELECT desk_seq FROM sync_outbox WHERE is_answered = 1').pluck().all()).toEqual([1, 3]);
    expect(database.db.prepare(`SELECT desk_seq FROM sync_outbox WHERE ${refusedHere}`).pluck().all()).toEqual([4]);
    expect(() => database.db.exec('UPDATE sync_outbox SET is_answered = 2')).toThrow(/CHECK/);
  });

  it('finds what is refused of a record without looking through all that was sent', () => {
    database.upTo(260);
    const plan = database.db
      .prepare(
        `EXPLAIN QUERY PLAN SELECT 1 FROM sync_outbox WHERE ${refusedHere} AND entity = ? AND row_id >= ? AND row_id < ?`,
      )
      .all('client', 'a', 'b') as { detail: string }[];
    expect(plan.map(({ detail }) => detail)).toEqual([expect.stringContaining('INDEX sync_outbox_refused')]);
  });
});
