import { describe, expect, it } from 'vitest';
import { databases } from './database.ts';

const database = databases();

describe('migration 90', () => {
  it('keeps what an import did to each product, once a row, and leaves products as they are', () => {
    database.upTo(89);
    const at = '2026-03-10T12:00:00.000Z';
    database.db.exec(`
      INSERT INTO category (id, name, description, short_description, created_at, updated_at)
        VALUES ('c', 'Licenses', '', '', '${at}', '${at}');
      INSERT INTO product (id, category_id, type, is_active, is_visible, name, description, package_identifier, slug, created_at,
        updated_at) VALUES ('p', 'c', 'single', 1, 1, 'lite', '', '55227', 'lite', '${at}', '${at}');
    `);
    const before = database.db.prepare('SELECT * FROM product').all();
    database.upTo(90);
    expect(database.db.pragma('user_version', { simple: true })).toBe(90);
    expect(database.db.prepare('SELECT * FROM product').all()).toEqual(before);
    const plan = (sql: string): string =>
      (database.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[])
        .map((step) => step.detail)
        .join();
    expect(plan("SELECT 1 FROM product WHERE trial_migrate_product_id = 'p'")).toContain('INDEX product_trial_migrate');
    expect(plan("SELECT 1 FROM recommendation WHERE recommended_product_id = 'p'")).toContain(
      'INDEX recommendation_product',
    );
    const run = (id: string, state: string): unknown =>
      database.db
        .prepare(
          `INSERT INTO catalogue_run (id, kind, state, title, asked_by, total, done, source, created_at, updated_at)
            VALUES (?, 'file', ?, 'x.csv', 'Olga', 1, 0, '{}', '${at}', '${at}')`,
        )
        .run(id, state);
    run('r', 'running');
    expect(() => run('r2', 'lost')).toThrow('CHECK');
    const edit = (id: string, product: string): unknown =>
      database.db.prepare(`INSERT INTO catalogue_run_edit VALUES (?, 'r', 0, ?, '{}', 'done', NULL)`).run(id, product);
    edit('e', 'p');
    expect(() => edit('e2', 'p')).toThrow('UNIQUE');
    database.db.exec('DELETE FROM catalogue_run_edit');
    expect(() => edit('e', 'nothing')).toThrow('FOREIGN KEY');
  });
});
