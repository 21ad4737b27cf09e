import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failure, key, makeShop, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
});
afterEach(() => opened.done());

const createCategory = (name: string, parentId: string | null = null) =>
  shop.call('catalogue', 'createCategory', { name, parentId });

describe('categories', () => {
  it('are made, changed and listed in order with the number of their products', () => {
    const licenses = createCategory('Licenses ispmanager 6 light, pro, host');
    createCategory('addons');
    shop.make.product({ categoryId: licenses.id });
    const changed = shop.call('catalogue', 'updateCategory', {
      id: licenses.id,
      name: 'Licenses',
      description: '<p>long</p>',
      shortDescription: 'short',
    });
    expect(changed).toMatchObject({ name: 'Licenses', shortDescription: 'short', productCount: 1 });
    expect(shop.call('catalogue', 'listCategories', {}).map((each) => each.name)).toEqual(['Licenses', 'addons']);
  });

  it('refuse a cycle of any length and a parent that is not there (spec item 21)', () => {
    const a = createCategory('a');
    const b = createCategory('b', a.id);
    const c = createCategory('c', b.id);
    const move = (id: string, parentId: string) =>
      failure(() => shop.call('catalogue', 'updateCategory', { id, parentId, name: 'x' }));
    for (const parent of [a, b, c]) expect(move(a.id, parent.id)?.code).toBe('catalogue.category_cycle');
    expect(move(c.id, a.id)).toBeNull();
    expect(move(c.id, key())?.fields).toEqual({ parentId: { code: 'not_found' } });
    expect(move(key(), a.id)?.code).toBe('not_found');
  });

  it('are deleted only when nothing is in them', () => {
    const parent = createCategory('parent');
    const child = createCategory('child', parent.id);
    const remove = (id: string) => failure(() => shop.call('catalogue', 'deleteCategory', { id }))?.code;
    expect(remove(parent.id)).toBe('catalogue.category_not_empty');
    expect(remove(child.id)).toBeUndefined();
    expect(remove(parent.id)).toBeUndefined();
    expect(remove(parent.id)).toBe('not_found');
    expect(shop.count('category')).toBe(2);
    expect(shop.call('catalogue', 'listCategories', {})).toEqual([]);
    const used = createCategory('used');
    shop.make.product({ categoryId: used.id });
    expect(remove(used.id)).toBe('catalogue.category_not_empty');
  });
});

describe('products', () => {
  it('need a category (spec items 24, 26)', () => {
    const connectionId = shop.make.connection();
    expect(failure(() => shop.make.product({ categoryId: key(), connectionId }))?.code).toBe('catalogue.no_category');
    shop.make.category();
    expect(failure(() => shop.make.product({ categoryId: key(), connectionId }))?.fields).toEqual({
      categoryId: { code: 'not_found' },
    });
  });

  it('have the defaults of the specification', () => {
    const categoryId = shop.make.category();
    const made = shop.call('catalogue', 'createProduct', { categoryId, name: 'lite', prices: [] });
    expect(made).toMatchObject({ type: 'single', isActive: true, isVisible: true, packageIdentifier: '' });
    expect(made.notOrderable).toEqual(['no_price', 'no_connection', 'no_package']);
  });

  it.each([
    ['55227', '55227', 'ispmanager 6 lite'],
    ['  ISPmanager 6   Lite ', '55227', 'ispmanager 6 lite'],
    ['ispmanager 6 host', '55229', 'ispmanager 6 host'],
    ['055228', '55228', 'ispmanager 6 pro'],
    ['77001', '77001', null],
    ['', '', null],
  ])('take %j as the package and store %j (spec item 68)', (packageIdentifier, code, packageName) => {
    const id = shop.make.product({ packageIdentifier });
    expect(shop.call('catalogue', 'getProduct', { id })).toMatchObject({ packageIdentifier: code, packageName });
  });

  it.each(['ispmanager 7', 'lite', '55227x', '-1', '0', '5522.7'])('refuse %j as the package', (packageIdentifier) => {
    expect(failure(() => shop.make.product({ packageIdentifier }))?.fields).toEqual({
      packageIdentifier: { code: 'not_package' },
    });
  });

  it('can hold a trial tariff but cannot be ordered with it: there is no trial term', () => {
    const id = shop.make.product({ packageIdentifier: 'ispmanager 6 trial' });
    expect(shop.call('catalogue', 'getProduct', { id })).toMatchObject({
      packageIdentifier: '55239',
      packageName: 'ispmanager 6 trial',
      notOrderable: ['no_package'],
    });
    expect(shop.call('catalogue', 'listPackages', {}).map((each) => each.code)).toEqual([
      '55227',
      '55228',
      '55229',
      '55230',
      '55239',
      '55240',
    ]);
  });

  it('refuse two prices of one term and currency, naming the second, and a currency that does not exist', () => {
    const price = { termMonths: 1 as const, currency: 'EUR', amountMinor: 500 };
    expect(
      failure(() => shop.make.product({ prices: [price, { ...price, termMonths: 12 }, { ...price, amountMinor: 1 }] }))
        ?.fields,
    ).toEqual({ 'prices.2': { code: 'duplicate' } });
    expect(failure(() => shop.make.product({ prices: [price, { ...price, currency: 'QQQ' }] }))?.fields).toEqual({
      'prices.1.currency': { code: 'invalid' },
    });
    expect(shop.count('product')).toBe(0);
  });

  it('keep the row of a price that stays, change its amount, add and remove the others, with history', () => {
    const id = shop.make.product();
    const rows = () =>
      opened.store.db.prepare('SELECT id, term_months, currency, amount_minor FROM price ORDER BY id').all() as {
        id: string;
        term_months: number;
      }[];
    const monthly = rows().find((row) => row.term_months === 1)?.id;
    const { categoryId, connectionId, name, packageIdentifier } = shop.call('catalogue', 'getProduct', { id });
    const changed = shop.call('catalogue', 'updateProduct', {
      id,
      categoryId,
      connectionId,
      name,
      packageIdentifier,
      prices: [
        { termMonths: 1, currency: 'USD', amountMinor: 650 },
        { termMonths: 1, currency: 'EUR', amountMinor: 600 },
      ],
    });
    expect(changed.prices).toEqual([
      { termMonths: 1, currency: 'EUR', amountMinor: 600 },
      { termMonths: 1, currency: 'USD', amountMinor: 650 },
    ]);
    expect(rows()).toHaveLength(2);
    const [priceChange] = shop.call('audit', 'list', { entity: 'price', entityId: monthly ?? '' }).rows;
    expect(priceChange?.changes).toEqual({ amount_minor: ['500', '600'] });
    const history = shop.call('audit', 'list', { entity: 'product', entityId: id }).rows;
    expect(history[0]?.changes).toEqual({ 'price 12 × EUR': ['50.00 EUR', null] });
  });

  it('refuse a connection that is not there or disabled, but keep one that was disabled later', () => {
    const connectionId = shop.make.connection();
    const disabled = shop.make.connection({ is_enabled: 0 });
    expect(failure(() => shop.make.product({ connectionId: key() }))?.fields).toEqual({
      connectionId: { code: 'not_found' },
    });
    expect(failure(() => shop.make.product({ connectionId: disabled }))?.code).toBe('connection.disabled');
    const id = shop.make.product({ connectionId });
    opened.store.db.prepare('UPDATE connection SET is_enabled = 0').run();
    const product = shop.call('catalogue', 'getProduct', { id });
    expect(product.notOrderable).toEqual(['connection_disabled']);
    const save = (to: string) =>
      failure(() =>
        shop.call('catalogue', 'updateProduct', {
          id,
          categoryId: product.categoryId,
          name: 'renamed',
          prices: product.prices,
          packageIdentifier: '55227',
          connectionId: to,
        }),
      )?.code;
    expect(save(connectionId)).toBeUndefined();
    expect(save(disabled)).toBe('connection.disabled');
    opened.store.db.prepare("UPDATE connection SET deleted_at = '2026-03-10T12:00:00.000Z'").run();
    expect(shop.call('catalogue', 'getProduct', { id })).toMatchObject({
      connectionId: null,
      connectionName: null,
      notOrderable: ['no_connection'],
    });
  });

  it('are listed by category, and only those that can be ordered where asked', () => {
    const categoryId = shop.make.category('A');
    const good = shop.make.product({ categoryId });
    shop.make.product({ categoryId, isActive: false });
    shop.make.product();
    const ids = (filter: object) => shop.call('catalogue', 'listProducts', filter).rows.map((each) => each.id);
    expect(ids({})).toHaveLength(3);
    expect(ids({ categoryId })).toHaveLength(2);
    expect(
      shop
        .call('catalogue', 'listOrderable', {})
        .rows.map((each) => each.id)
        .toSorted(),
    ).toHaveLength(2);
    expect(shop.call('catalogue', 'listOrderable', {}).rows.map((each) => each.id)).toContain(good);
    expect(failure(() => shop.call('catalogue', 'getProduct', { id: key() }))?.code).toBe('not_found');
  });

  it('tell the screens which product changed', () => {
    const id = shop.make.product();
    const seen: string[] = [];
    opened.store.onChanged((change) => seen.push(...change.ids));
    const { categoryId, connectionId } = shop.call('catalogue', 'getProduct', { id });
    shop.call('catalogue', 'updateProduct', {
      id,
      categoryId,
      connectionId,
      name: 'ispmanager 6 lite',
      prices: [],
      packageIdentifier: '55227',
    });
    expect(seen).toContain(id);
  });
});
