import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeShop, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
let categoryId: string;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
  categoryId = shop.call('catalogue', 'createCategory', { name: 'Licenses' }).id;
});
afterEach(() => opened.done());

const add = (name: string, more: object = {}): string =>
  shop.call('catalogue', 'createProduct', { name, categoryId, prices: [], ...more }).id;
const names = (filter: object): string[] => shop.call('catalogue', 'listProducts', filter).rows.map((row) => row.name);
const count = (filter: object): number => shop.call('catalogue', 'countProducts', filter).count;

describe('the list of all products', () => {
  it('finds words in name, package, store link and keywords, in any case, also Cyrillic and short ones', () => {
    add('ispmanager Лайт', { slug: 'isp-lite', keywords: 'хостинг панель' });
    add('ispmanager Про', { slug: 'isp-pro', packageIdentifier: '55228' });
    add('Другое');
    expect(names({ search: 'ЛАЙТ' })).toEqual(['ispmanager Лайт']);
    expect(names({ search: 'isp-pro' })).toEqual(['ispmanager Про']);
    expect(names({ search: '55228' })).toEqual(['ispmanager Про']);
    expect(names({ search: 'хостинг isp' })).toEqual(['ispmanager Лайт']);
    // Too short for the index: looked for in the texts themselves.
    expect(names({ search: 'ру' })).toEqual(['Другое']);
    expect(names({ search: 'пр ispmanager' })).toEqual(['ispmanager Про']);
    expect(names({ search: 'ispmanager нет' })).toEqual([]);
    expect(count({ search: 'ispmanager' })).toBe(2);
  });

  it('narrows down by each filter, and by several at once', () => {
    const below = shop.call('catalogue', 'createCategory', { name: 'Below', parentId: categoryId }).id;
    const other = shop.call('catalogue', 'createCategory', { name: 'Other' }).id;
    add('a', { reportCode1: 'R1' });
    add('b', { categoryId: below, isActive: false, reportCode2: 'R1' });
    add('c', { categoryId: other, isVisible: false, purchaseType: 'one_off', packageIdentifier: '55227' });
    expect(names({ categoryId })).toEqual(['a']);
    expect(names({ underCategoryId: categoryId })).toEqual(['a', 'b']);
    expect(names({ isActive: false })).toEqual(['b']);
    expect(names({ isVisible: false })).toEqual(['c']);
    expect(names({ purchaseType: 'one_off' })).toEqual(['c']);
    expect(names({ packageIdentifier: '55227' })).toEqual(['c']);
    expect(names({ reportCode: 'R1' })).toEqual(['a', 'b']);
    expect(names({ reportCode: 'R1', isActive: true })).toEqual(['a']);
    expect(names({ type: 'bundle' })).toEqual([]);
    expect([count({}), count({ reportCode: 'R1' }), count({ underCategoryId: categoryId, isActive: false })]).toEqual([
      3, 2, 1,
    ]);
  });

  it.each(['name', 'createdAt', 'updatedAt'] as const)('reads every page of the order by %s once, both ways', (by) => {
    const made = ['d', 'a', 'c', 'b', 'a'].map((name) => add(name));
    for (const isDescending of [false, true]) {
      const read: string[] = [];
      let cursor: string | null | undefined;
      do {
        const page = shop.call('catalogue', 'listProducts', {
          sort: { by, isDescending },
          limit: 2,
          ...(cursor ? { cursor } : {}),
        });
        read.push(...page.rows.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor);
      expect(read.toSorted()).toEqual(made.toSorted());
      const [first] = shop.call('catalogue', 'listProducts', { sort: { by, isDescending } }).rows;
      expect(read[0]).toBe(first?.id);
      if (by === 'name') expect(first?.name).toBe(isDescending ? 'd' : 'a');
      if (by === 'createdAt') expect(first?.id).toBe(isDescending ? made.at(-1) : made[0]);
    }
  });

  it('leaves deleted products out', () => {
    const id = add('gone soon');
    shop.call('catalogue', 'deleteProduct', { id });
    expect([names({}), names({ search: 'gone' }), names({ search: 'go' }), count({})]).toEqual([[], [], [], 0]);
  });
});
