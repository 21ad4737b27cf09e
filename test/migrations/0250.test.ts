import { describe, expect, it } from 'vitest';
import { databases } from './database.ts';

const database = databases();

describe('migration 250', () => {
  it('finds the numbers that the hub gave among all that it granted', () => {
    database.upTo(249);
    database.db.exec(`INSERT INTO sync_grant (request_id, kind, key, amount, value, at, state) VALUES
      ('r1', 'operation', 'series/order', 0, 0, '', 'kept'), ('r2', 'number', 'series/order', 1, 7, '', 'kept')`);
    database.upTo(250);
    const sql = "SELECT request_id FROM sync_grant WHERE kind = 'number' AND key = 'series/order' AND state = 'kept'";
    expect(database.db.prepare(sql).pluck().all()).toEqual(['r2']);
    expect(database.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all()).toEqual([
      expect.objectContaining({ detail: expect.stringContaining('sync_grant_number') as string }),
    ]);
  });
});
