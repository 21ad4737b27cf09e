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

const names = (search: string) => shop.call('clients', 'list', { search }).rows.map((row) => row.firstName);

describe('clients', () => {
  it('are made with the defaults and changed', () => {
    const made = shop.call('clients', 'create', { firstName: 'Anna', lastName: 'Smith', email: 'anna@example.test' });
    expect(made).toMatchObject({ language: 'en', company: '', notes: '', orderCount: 0, licenseCount: 0 });
    const { id } = made;
    const changed = shop.call('clients', 'update', {
      id,
      firstName: 'Anna',
      lastName: 'Jones',
      email: 'ANNA@example.test',
    });
    expect(changed).toMatchObject({ lastName: 'Jones', email: 'ANNA@example.test' });
    expect(failure(() => shop.call('clients', 'get', { id: key() }))?.code).toBe('not_found');
  });

  it('refuse an e-mail that another client has, in any case of its letters (spec item 79)', () => {
    shop.make.client({ email: 'anna@example.test' });
    const other = shop.make.client({ email: 'boris@example.test' });
    const duplicate = { code: 'input.invalid', fields: { email: { code: 'duplicate' } } };
    expect(failure(() => shop.make.client({ email: 'Anna@Example.TEST' }))).toEqual(duplicate);
    const taken = { id: other, firstName: 'B', lastName: 'B', email: 'ANNA@example.test' };
    expect(failure(() => shop.call('clients', 'update', taken))).toEqual(duplicate);
    expect(shop.count('client')).toBe(2);
  });

  it('count orders and live licenses', () => {
    const clientId = shop.make.client();
    const productId = shop.make.product();
    const [first, second] = [shop.make.order({ clientId, productId }), shop.make.order({ clientId, productId })];
    shop.make.license(first?.items[0]?.contractProductId ?? '');
    shop.make.license(second?.items[0]?.contractProductId ?? '', { status: 'deleted' });
    expect(shop.call('clients', 'get', { id: clientId })).toMatchObject({ orderCount: 2, licenseCount: 1 });
  });
});

describe('search', () => {
  beforeEach(() => {
    shop.make.client({ firstName: 'Anna', lastName: 'Smith', company: 'Blue_Sky 100%' });
    shop.make.client({ firstName: 'Иван', lastName: 'Петров', email: 'ivan@example.test', company: 'ООО Ромашка' });
    shop.make.client({ firstName: 'Blueness', lastName: 'Sky', email: 'blue@example.test' });
  });

  it.each([
    ['anna', ['Anna']],
    ['ANNA SMITH', ['Anna']],
    ['smith anna', ['Anna']],
    ['иван', ['Иван']],
    ['ИВАН ПЕТРОВ', ['Иван']],
    ['петров иван', ['Иван']],
    ['ромашка', ['Иван']],
    ['ivan@', ['Иван']],
    ['IVAN@EXAMPLE', ['Иван']],
    ['nobody', []],
  ])('finds %j', (search, found) => expect(names(search)).toEqual(found));

  it('takes wildcards as they are written', () => {
    expect(names('%')).toEqual(['Anna']);
    expect(names('100%')).toEqual(['Anna']);
    expect(names('blue_s')).toEqual(['Anna']);
    expect(names('\\')).toEqual([]);
    expect(names("' OR 1=1 --")).toEqual([]);
  });

  it('shows all, newest first, in pages', () => {
    expect(names('')).toEqual(['Blueness', 'Иван', 'Anna']);
    const first = shop.call('clients', 'list', { search: 'sky', limit: 1 });
    expect(first.rows.map((row) => row.firstName)).toEqual(['Blueness']);
    const next = shop.call('clients', 'list', { search: 'sky', limit: 1, cursor: first.nextCursor ?? '' });
    expect([next.rows.map((row) => row.firstName), next.nextCursor]).toEqual([['Anna'], null]);
  });
});
