import { afterEach, beforeEach, describe, expect } from 'vitest';
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

const get = (id: string) => shop.call('catalogue', 'getProduct', { id });
type Change = Parameters<typeof shop.call<'catalogue', 'updateProduct'>>[2];
const update = (id: string, change: Omit<Change, 'id'>) => shop.call('catalogue', 'updateProduct', { id, ...change });
const complaint = (work: () => unknown) => failure(work)?.fields;
const page = (id: string) => shop.call('catalogue', 'storeProduct', { slug: get(id).slug });

describe('Provisioning', () => {
  row(61, 'a provider needs the blueprint', () => {
    const connectionId = shop.make.connection();
    expect(get(shop.make.product()).blueprint).toBe('Software Licenses');
    expect(complaint(() => shop.make.product({ blueprint: null, connectionId }))).toEqual({
      blueprint: { code: 'required' },
    });
    const id = shop.make.product({ blueprint: null, connectionId: null });
    expect(complaint(() => update(id, { connectionId }))).toEqual({ blueprint: { code: 'required' } });
    expect(update(id, { connectionId, blueprint: 'Software Licenses' }).provider).toBe('ispmanager');
    expect(complaint(() => update(id, { blueprint: null }))).toEqual({ blueprint: { code: 'required' } });
  });

  row(62, 'a disabled provider configuration cannot be chosen; a product that has it keeps it', () => {
    const disabled = shop.make.connection({ is_enabled: 0 });
    expect(failure(() => shop.make.product({ connectionId: disabled }))?.code).toBe('connection.disabled');
    expect(complaint(() => shop.make.product({ connectionId: key() }))).toEqual({
      connectionId: { code: 'not_found' },
    });
    const id = shop.make.product();
    opened.store.db.prepare('UPDATE connection SET is_enabled = 0').run();
    expect(get(id).notOrderable).toEqual(['connection_disabled']);
    expect(update(id, { name: 'renamed', connectionId: get(id).connectionId }).name).toBe('renamed');
    expect(failure(() => update(id, { connectionId: disabled }))?.code).toBe('connection.disabled');
    opened.store.db.prepare("UPDATE connection SET deleted_at = '2026-03-10T12:00:00.000Z'").run();
    expect(get(id)).toMatchObject({ connectionId: null, connectionName: null, notOrderable: ['no_connection'] });
    expect(update(id, { name: 'again' }).name).toBe('again');
    const kept = opened.store.db.prepare('SELECT connection_id FROM product WHERE id = ?').get(id) as object;
    expect(kept).not.toEqual({ connection_id: null });
  });

  row(63, 'the setup function is Create license: a paid order calls it once', () => {
    const order = shop.make.order();
    expect(get(order.items[0]?.productId ?? '').setupFunction).toBe('Create license');
    shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 500));
    expect(shop.provisioning.open()).toBe(1);
  });

  row(64, 'the defer mode is inherited from the category, whose own default asks for nothing', () => {
    const categoryId = shop.make.category();
    const id = shop.make.product({ categoryId });
    expect(get(id).effective.deferMode).toEqual({ value: 'inherit', effective: 'not_asked', source: 'category' });
    shop.call('catalogue', 'updateCategory', { id: categoryId, deferMode: 'optional' });
    expect(get(id).effective.deferMode).toEqual({ value: 'inherit', effective: 'optional', source: 'category' });
    expect(page(id).deferMode).toBe('optional');
  });

  for (const [n, mode] of [
    [65, 'none'],
    [66, 'optional'],
    [67, 'hidden'],
  ] as const) {
    row(n, `a product can have the defer mode ${mode} of its own`, () => {
      const id = shop.make.product({ deferMode: mode });
      expect(get(id).effective.deferMode).toEqual({ value: mode, effective: mode, source: 'product' });
      expect(page(id).deferMode).toBe(mode);
    });
  }

  row(68, 'a package is named by its number or by its name', () => {
    const stored = (packageIdentifier: string) => get(shop.make.product({ packageIdentifier })).packageIdentifier;
    expect(['55227', '55228', '55229'].map(stored)).toEqual(['55227', '55228', '55229']);
    expect(['ispmanager 6 lite', ' ISPmanager 6  PRO', 'ispmanager 6 host'].map(stored)).toEqual([
      '55227',
      '55228',
      '55229',
    ]);
    expect(stored('77001')).toBe('77001');
    expect(complaint(() => stored('ispmanager 5 lite'))).toEqual({ packageIdentifier: { code: 'not_package' } });
    const trial = shop.make.product({ packageIdentifier: 'ispmanager 6 trial' });
    expect(get(trial)).toMatchObject({ packageIdentifier: '55239', notOrderable: ['no_package'] });
  });
});

describe('Recommendations', () => {
  row(
    69,
    'the cart recommends products and categories, not what is in it, inactive, hidden or not sold in its currency',
    () => {
      const categoryId = shop.make.category('a');
      const connectionId = shop.make.connection();
      const make = (name: string, patch: object = {}) =>
        shop.make.product({ categoryId, connectionId, name, ...patch });
      const other = shop.make.category('b');
      const inOther = [
        make('b1', { categoryId: other }),
        make('b2', { categoryId: other, isActive: false }),
        make('b3', { categoryId: other }),
      ];
      const [first, inactive, hidden] = [
        make('first'),
        make('inactive', { isActive: false }),
        make('hidden', { isVisible: false }),
      ];
      const dollars = make('dollars', { prices: [{ termMonths: 1, currency: 'USD', amountMinor: 100 }] });
      const id = make('bought');
      const all = [first, inactive, hidden, dollars].map((each) => ({ kind: 'product' as const, id: each }));
      const product = update(id, { recommendations: [...all, { kind: 'category', id: other }] });
      expect(product.recommended.map(({ name, isHidden }) => (isHidden ? `(${name})` : name))).toEqual([
        'first',
        '(inactive)',
        '(hidden)',
        'dollars',
        'b',
      ]);
      const cart = (productIds: string[], currency = 'EUR', limit = 10) =>
        shop.call('catalogue', 'recommended', { productIds, currency, limit }).map(({ name }) => name);
      expect(cart([id])).toEqual(['first', 'b1', 'b3']);
      expect(cart([id, first ?? '', inOther[0] ?? ''])).toEqual(['b3']);
      expect(cart([id], 'EUR', 1)).toEqual(['first']);
      expect(cart([id], 'USD')).toEqual(['dollars']);
      expect(cart([first ?? ''])).toEqual([]);
      expect(shop.call('catalogue', 'recommended', { productIds: [id], currency: 'EUR' })[0]).toMatchObject({
        slug: 'first',
        offer: { termMonths: 1, price: { amountMinor: 500, currency: 'EUR' }, rate: null },
      });
      const refused = (each: { kind: 'product' | 'category'; id: string }[]) =>
        complaint(() => update(id, { recommendations: each }));
      expect(refused([{ kind: 'product', id }])).toEqual({ 'recommendations.0': { code: 'itself' } });
      expect(refused([...all.slice(0, 1), ...all.slice(0, 1)])).toEqual({ 'recommendations.1': { code: 'duplicate' } });
      expect(refused([{ kind: 'product', id: key() }])).toEqual({ 'recommendations.0': { code: 'not_found' } });
      expect(refused([{ kind: 'category', id: first ?? '' }])).toEqual({ 'recommendations.0': { code: 'not_found' } });
      expect(update(id, { recommendations: all.slice(2, 4).toReversed() }).recommended.map(({ name }) => name)).toEqual(
        ['dollars', 'hidden'],
      );
      expect(shop.count('recommendation')).toBe(2);
      shop.call('catalogue', 'deleteProduct', { id: dollars });
      expect(get(id).recommended[0]).toMatchObject({ name: 'dollars', isHidden: true });
      // What was deleted stays until it is taken out, and does not keep the rest from being saved.
      const { recommendations } = update(id, { name: 'renamed' });
      expect(update(id, { recommendations }).recommended).toHaveLength(2);
      const without = update(id, { recommendations: recommendations.slice(1) });
      expect(without.recommended.map(({ name }) => name)).toEqual(['hidden']);
    },
  );
});
