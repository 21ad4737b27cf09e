import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { row } from '../support/row.ts';
import { failure, key, makeShop, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
});
afterEach(() => opened.done());

const create = (name: string, parentId: string | null = null) =>
  shop.call('catalogue', 'createCategory', { name, parentId });
/** The tree as text: each category with its children in brackets, in their order. */
function tree(parentId: string | null = null): string {
  return shop
    .call('catalogue', 'listCategories', {})
    .filter((each) => each.parentId === parentId)
    .map((each) => {
      const below = tree(each.id);
      return below === '' ? each.name : `${each.name}(${below})`;
    })
    .join(' ');
}

describe('categories', () => {
  row(20, 'a category needs a name', () => {
    for (const name of ['', '   ']) expect(() => create(name)).toThrow('required');
    expect(create('  Licenses ispmanager 6 light, pro, host ').name).toBe('Licenses ispmanager 6 light, pro, host');
  });

  row(21, 'a category becomes a subcategory, never one of its own below', () => {
    const a = create('a');
    const b = create('b', a.id);
    const c = create('c', b.id);
    const under = (id: string, parentId: string | null) =>
      failure(() => shop.call('catalogue', 'updateCategory', { id, parentId }))?.code;
    const place = (id: string, parentId: string | null) =>
      failure(() => shop.call('catalogue', 'moveCategory', { id, parentId }))?.code;
    for (const parent of [a, b, c]) {
      expect(under(a.id, parent.id)).toBe('catalogue.category_cycle');
      expect(place(a.id, parent.id)).toBe('catalogue.category_cycle');
    }
    expect(tree()).toBe('a(b(c))');
    expect(under(c.id, null)).toBeUndefined();
    expect(tree()).toBe('a(b) c');
    expect(failure(() => create('d', key()))?.fields).toEqual({ parentId: { code: 'not_found' } });
    expect(under(key(), null)).toBe('not_found');
  });

  row(24, 'a product cannot be made while there is no category', () => {
    expect(failure(() => shop.make.product({ categoryId: key(), connectionId: null }))?.code).toBe(
      'catalogue.no_category',
    );
    create('first');
    expect(failure(() => shop.make.product({ categoryId: key(), connectionId: null }))?.fields).toEqual({
      categoryId: { code: 'not_found' },
    });
  });

  it('change in what is given and in nothing else', () => {
    const { id } = shop.call('catalogue', 'createCategory', {
      name: 'n',
      description: 'long',
      shortDescription: 'short',
      deferMode: 'hidden',
    });
    const changed = shop.call('catalogue', 'updateCategory', { id, shortDescription: '' });
    expect(changed).toMatchObject({ name: 'n', description: 'long', shortDescription: '', deferMode: 'hidden' });
    const before = shop.count('audit_entry');
    shop.call('catalogue', 'updateCategory', { id, name: 'n' });
    expect(shop.count('audit_entry')).toBe(before);
  });

  it('stand in the order in which they were made, and move between others and other parents', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((name) => create(name));
    const move = (id = '', parentId: string | null = null, beforeId: string | null = null) =>
      shop.call('catalogue', 'moveCategory', { id, parentId, beforeId });
    expect(tree()).toBe('a b c');
    move(c?.id, null, a?.id);
    expect(tree()).toBe('c a b');
    move(c?.id, null, b?.id);
    expect(tree()).toBe('a c b');
    move(a?.id);
    expect(tree()).toBe('c b a');
    move(a?.id, c?.id);
    move(b?.id, c?.id, a?.id);
    expect(tree()).toBe('c(b a)');
    // Before itself: where it is.
    move(b?.id, c?.id, b?.id === undefined ? null : a?.id);
    expect(tree()).toBe('c(b a)');
    expect(failure(() => move(a?.id, null, b?.id))?.fields).toEqual({ beforeId: { code: 'not_found' } });
  });

  it('write the moved one only, unless two desks left the same place', () => {
    const ids = ['a', 'b', 'c', 'd'].map((name) => create(name).id);
    const changes = () => shop.count('audit_entry');
    let before = changes();
    shop.call('catalogue', 'moveCategory', { id: ids[3] ?? '', parentId: null, beforeId: ids[1] ?? '' });
    expect(changes() - before).toBe(1);
    expect(tree()).toBe('a d b c');
    opened.store.db.prepare("UPDATE category SET position = 'a5' WHERE name IN ('a', 'b')").run();
    const [first, second] = shop
      .call('catalogue', 'listCategories', {})
      .filter(({ name }) => name === 'a' || name === 'b');
    before = changes();
    shop.call('catalogue', 'moveCategory', { id: ids[2] ?? '', parentId: null, beforeId: second?.id ?? '' });
    const names = tree().split(' ');
    expect(names.indexOf('c')).toBe(names.indexOf(second?.name ?? '') - 1);
    expect(names.indexOf(first?.name ?? '')).toBe(names.indexOf('c') - 1);
    expect(changes() - before).toBeGreaterThan(1);
  });

  it('are deleted when nothing is in them, and taken back where they were', () => {
    const parent = create('parent');
    const child = create('child', parent.id);
    const remove = (id: string) => failure(() => shop.call('catalogue', 'deleteCategory', { id }))?.code;
    expect(remove(parent.id)).toBe('catalogue.category_not_empty');
    expect(remove(child.id)).toBeUndefined();
    expect(remove(parent.id)).toBeUndefined();
    expect(remove(parent.id)).toBe('not_found');
    expect(tree()).toBe('');
    // Its parent is gone: it is not lost with it.
    shop.call('catalogue', 'restoreCategory', { id: child.id });
    expect(tree()).toBe('child');
    shop.call('catalogue', 'restoreCategory', { id: parent.id });
    shop.call('catalogue', 'restoreCategory', { id: parent.id });
    expect(tree()).toBe('parent child');
    const used = create('used');
    shop.make.product({ categoryId: used.id });
    expect(remove(used.id)).toBe('catalogue.category_not_empty');
    expect(failure(() => shop.call('catalogue', 'restoreCategory', { id: key() }))?.code).toBe('not_found');
  });

  it('tell how many products are in each', () => {
    const a = create('a');
    const b = create('b', a.id);
    shop.make.product({ categoryId: b.id });
    shop.call('catalogue', 'deleteProduct', { id: shop.make.product({ categoryId: b.id }) });
    expect(shop.call('catalogue', 'listCategories', {}).map((each) => each.productCount)).toEqual([0, 1]);
    expect(shop.call('catalogue', 'getCategory', { id: b.id }).productCount).toBe(1);
  });
});
