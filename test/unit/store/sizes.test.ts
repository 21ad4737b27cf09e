import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { staff } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
beforeEach(() => {
  opened = temporaryStore();
});
afterEach(() => opened.done());

const addCategories = (count: number): void =>
  opened.store.transaction(staff, (writer) => {
    for (let n = 0; n < count; n += 1)
      writer.insert('category', {
        id: opened.store.makeId(),
        parent_id: null,
        name: `Category ${n}`,
        description: '',
        short_description: '',
        deleted_at: null,
      });
  });

const plan = (): string[] =>
  (
    opened.store.db
      .prepare('EXPLAIN QUERY PLAN SELECT c.name FROM product p CROSS JOIN category c ON c.id = p.category_id')
      .all() as { detail: string }[]
  ).map(({ detail }) => detail);

describe('what the planner knows of the sizes', () => {
  it('is learned again after a flood of rows, in the same run', async () => {
    addCategories(1);
    opened.store.db.pragma('optimize=0x10002');
    expect(plan()).toContain('SCAN c');
    addCategories(2100);
    await turn();
    expect(plan()).toContain('SEARCH c USING INDEX sqlite_autoindex_category_1 (id=?)');
  });
});
