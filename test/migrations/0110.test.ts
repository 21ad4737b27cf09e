import { describe, expect, it } from 'vitest';
import { databases } from './database.ts';

const database = databases();

describe('migration 110', () => {
  it('gives lists saved views, and products an order by when they were changed', () => {
    database.upTo(109);
    const at = '2026-03-10T12:00:00.000Z';
    database.db.exec(`
      INSERT INTO category (id, name, description, short_description, position, created_at, updated_at)
        VALUES ('c', 'Licenses', '', '', 'a0', '${at}', '${at}');
      INSERT INTO product (id, category_id, type, is_active, is_visible, name, description, package_identifier, position,
        slug, created_at, updated_at) VALUES ('p', 'c', 'single', 1, 1, 'lite', '', '55227', 'a0', 'lite', '${at}', '${at}');
      INSERT INTO staff_member (id, name, role, is_active, created_at, updated_at) VALUES ('s', 'Olga', 'owner', 1, '${at}', '${at}');
    `);
    const before = database.db.prepare('SELECT * FROM product').all();
    database.upTo(110);
    expect(database.db.pragma('user_version', { simple: true })).toBe(110);
    expect(database.db.prepare('SELECT * FROM product').all()).toEqual(before);
    const add = (id: string, name: string): unknown =>
      database.db.exec(`INSERT INTO saved_view (id, list, name, staff_id, definition, created_at, updated_at)
        VALUES ('${id}', 'catalogue', '${name}', 's', '{}', '${at}', '${at}')`);
    add('one', 'Mine');
    expect(() => add('two', 'mine')).toThrow('UNIQUE');
    const plan = database.db
      .prepare(
        "EXPLAIN QUERY PLAN SELECT id FROM product WHERE deleted_at IS NULL AND updated_at >= '' ORDER BY updated_at, id",
      )
      .all() as { detail: string }[];
    expect(plan.map(({ detail }) => detail).join()).toContain('INDEX product_updated');
  });
});
