import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Quantity } from '../../../preload/api/catalogue-product.ts';
import { quantityProblem } from '../../../main/core/catalogue/products/quantity.ts';
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

describe('Product details', () => {
  row(26, 'a product stands in a category that is there', () => {
    const id = shop.make.product();
    expect(complaint(() => update(id, { categoryId: key() }))).toEqual({ categoryId: { code: 'not_found' } });
    const other = shop.make.category('other');
    expect(update(id, { categoryId: other }).categoryName).toBe('other');
    shop.call('catalogue', 'deleteProduct', { id });
    shop.call('catalogue', 'deleteCategory', { id: other });
    expect(complaint(() => shop.make.product({ categoryId: other }))).toEqual({ categoryId: { code: 'not_found' } });
  });

  row(27, 'a bundle has two products or more, each single, none twice and not itself', () => {
    const categoryId = shop.make.category();
    const [lite, host] = ['lite', 'host'].map((name) => shop.make.product({ categoryId, name }));
    const bundle = (componentIds: string[]) =>
      shop.make.product({ categoryId, type: 'bundle', name: 'lite + host', componentIds, connectionId: null });
    const [a = '', b = ''] = [lite, host];
    expect(complaint(() => bundle([a]))).toEqual({ componentIds: { code: 'too_few', params: { minimum: 2 } } });
    expect(complaint(() => bundle([]))).toEqual({ componentIds: { code: 'too_few', params: { minimum: 2 } } });
    expect(complaint(() => bundle([a, a]))).toEqual({ 'componentIds.1': { code: 'duplicate' } });
    expect(complaint(() => bundle([a, key()]))).toEqual({ 'componentIds.1': { code: 'not_found' } });
    const id = bundle([b, a]);
    expect(get(id).components.map(({ name }) => name)).toEqual(['host', 'lite']);
    // No bundle in a bundle, in either direction, and not itself.
    expect(complaint(() => bundle([a, id]))).toEqual({ 'componentIds.1': { code: 'not_single' } });
    expect(complaint(() => update(id, { componentIds: [a, b, id] }))).toEqual({ 'componentIds.2': { code: 'itself' } });
    expect(failure(() => update(a, { type: 'bundle', componentIds: [b, shop.make.product()] }))?.code).toBe(
      'catalogue.product_in_bundle',
    );
    expect(complaint(() => update(b, { componentIds: [a] }))).toEqual({ componentIds: { code: 'invalid' } });
    expect(get(id).notOrderable).toEqual([]);
    expect(update(id, { componentIds: [a, b] }).components.map(({ name }) => name)).toEqual(['lite', 'host']);
    // A part of a bundle cannot go while the bundle is there.
    expect(failure(() => shop.call('catalogue', 'deleteProduct', { id: a }))?.code).toBe('catalogue.product_in_bundle');
    expect(update(id, { type: 'single' }).componentIds).toEqual([]);
    shop.call('catalogue', 'deleteProduct', { id: a });
  });

  row(28, 'an inactive product is not sold; contracts that exist go on', () => {
    const order = shop.make.order();
    const id = order.items[0]?.productId ?? '';
    shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 500));
    expect(update(id, { isActive: false }).notOrderable).toEqual(['inactive']);
    expect(failure(() => shop.make.order({ productId: id }))).toMatchObject({
      code: 'order.product_unavailable',
      params: { reason: 'inactive' },
    });
    expect(shop.call('catalogue', 'listOrderable', {}).rows).toEqual([]);
    const slug = get(id).slug;
    expect(shop.call('catalogue', 'storeProduct', { slug }).isListed).toBe(false);
    const [renewal] = shop.call('prices', 'renewals', { productId: id }).rows;
    expect(renewal).toMatchObject({ status: 'Awaiting Activation', nextDueOn: '2026-04-10' });
  });

  row(29, 'a product that clients do not see is ordered by staff only', () => {
    const id = shop.make.product({ isVisible: false });
    expect(shop.call('catalogue', 'storeProduct', { slug: get(id).slug }).isListed).toBe(false);
    expect(shop.call('catalogue', 'listOrderable', {}).rows.map((each) => each.id)).toEqual([id]);
    expect(shop.make.order({ productId: id }).status).toBe('Awaiting payment');
  });

  row(30, 'a product needs a name', () => {
    expect(() => shop.make.product({ name: ' ' })).toThrow('required');
    const id = shop.make.product();
    expect(() => update(id, { name: '' })).toThrow('required');
  });

  row(31, 'the description is on the product’s card', () => {
    const id = shop.make.product({ description: 'Up to ten sites.\nFor one server.' });
    expect(shop.call('catalogue', 'storeProduct', { slug: get(id).slug }).description).toBe(
      'Up to ten sites.\nFor one server.',
    );
  });

  row(33, 'the store link is unique, made of the name in any script, and shows a product that is not listed', () => {
    const categoryId = shop.make.category();
    const named = (name: string) => get(shop.make.product({ categoryId, name, isActive: false })).slug;
    expect([named('ispmanager 6 lite'), named('ispmanager 6 lite'), named('Ispmanager 6 LITE')]).toEqual([
      'ispmanager-6-lite',
      'ispmanager-6-lite-2',
      'ispmanager-6-lite-3',
    ]);
    expect(named('Лицензия «Щедрый хостинг»')).toBe('litsenziya-schedriy-khosting');
    expect(named('許可')).toBe('product');
    const id = shop.make.product({ categoryId, name: 'x', slug: 'my-own-link' });
    expect(complaint(() => update(id, { slug: 'ispmanager-6-lite' }))).toEqual({ slug: { code: 'duplicate' } });
    for (const slug of ['Has Space', 'кириллица', '-a', 'a--b', '']) {
      expect(() => update(id, { slug }), slug).toThrow('not_slug');
    }
    // A name that changes leaves links that were given away alone.
    expect(update(id, { name: 'renamed' }).slug).toBe('my-own-link');
    expect(shop.call('catalogue', 'storeProduct', { slug: 'ispmanager-6-lite' })).toMatchObject({ isListed: false });
    expect(failure(() => shop.call('catalogue', 'storeProduct', { slug: 'nothing' }))?.code).toBe('not_found');
    expect(shop.call('catalogue', 'suggestSlug', { name: 'Ispmanager 6 lite' }).slug).toBe('ispmanager-6-lite-4');
    expect(shop.call('catalogue', 'suggestSlug', { name: 'my own link', productId: id }).slug).toBe('my-own-link');
  });

  const rule = (patch: Partial<Quantity>): Quantity => ({
    bulk: 'yes',
    step: 2,
    isLimited: false,
    min: null,
    max: null,
    ...patch,
  });
  const codes = (of: Quantity, quantities: number[]) => quantities.map((q) => quantityProblem(of, q)?.code ?? 'ok');

  row(34, 'multiples of 2 take 2, 4, 6, 120 and refuse 3; without bulk it is one', () => {
    expect(codes(rule({ bulk: 'multiples' }), [2, 4, 6, 120, 3, 1])).toEqual([
      'ok',
      'ok',
      'ok',
      'ok',
      'not_multiple',
      'not_multiple',
    ]);
    expect(codes(rule({ bulk: 'no' }), [1, 2, 0])).toEqual(['ok', 'not_one', 'not_one']);
    expect(codes(rule({}), [1, 7, 0])).toEqual(['ok', 'ok', 'too_small']);
    const id = shop.make.product({ quantity: rule({ bulk: 'multiples' }) });
    const quote = (quantity: number) =>
      shop.call('catalogue', 'quote', { productId: id, termMonths: 1, currency: 'EUR', quantity });
    expect(quote(6)).toMatchObject({ problems: [], total: { amountMinor: 3000 } });
    expect(quote(3).problems).toEqual([{ code: 'quantity', quantity: 'not_multiple', limit: 2 }]);
    expect(get(id).notOrderable).toEqual([]);
    // More at once than one order takes.
    const many = rule({ isLimited: true, min: 1001 });
    expect(get(shop.make.product({ quantity: many })).notOrderable).toEqual(['needs_quantity']);
  });

  row(35, 'a limit has no effect where bulk orders are off or it is not limited', () => {
    const limits = { isLimited: true, min: 100, max: 1000 };
    expect(codes(rule({ ...limits, bulk: 'no' }), [1, 100])).toEqual(['ok', 'not_one']);
    expect(codes(rule({ ...limits, isLimited: false }), [1, 5000])).toEqual(['ok', 'ok']);
    const id = shop.make.product({ quantity: rule({ ...limits, bulk: 'no' }) });
    expect(get(id).notOrderable).toEqual([]);
  });

  row(36, 'a minimum of 100 refuses 99 and takes 100', () => {
    expect(codes(rule({ isLimited: true, min: 100 }), [99, 100])).toEqual(['too_small', 'ok']);
  });

  row(37, 'a maximum of 1000 takes 1000 and refuses 1001; limits that nothing fits are refused', () => {
    const both = rule({ bulk: 'multiples', isLimited: true, min: 100, max: 1000 });
    expect(codes(both, [98, 101, 1002, 100, 102, 1000])).toEqual([
      'too_small',
      'not_multiple',
      'too_big',
      'ok',
      'ok',
      'ok',
    ]);
    expect(codes(rule({ isLimited: true, max: 1000 }), [1000, 1001])).toEqual(['ok', 'too_big']);
    const save = (quantity: Quantity) => complaint(() => shop.make.product({ quantity }));
    expect(save(rule({ isLimited: true, min: 10, max: 9 }))).toEqual({
      'quantity.max': { code: 'too_small', params: { minimum: 10 } },
    });
    expect(save(rule({ bulk: 'multiples', step: 7, isLimited: true, min: 8, max: 13 }))).toEqual({
      'quantity.step': { code: 'no_multiple', params: { minimum: 8, maximum: 13 } },
    });
    expect(save(rule({ bulk: 'multiples', step: 7, isLimited: true, min: 8, max: 14 }))).toBeUndefined();
    expect(save(rule({ bulk: 'no', isLimited: true, min: 10, max: 9 }))).toBeUndefined();
  });

  row(38, 'two report codes are kept', () => {
    const id = shop.make.product({ reportCode1: 'test', reportCode2: '125' });
    expect(get(id)).toMatchObject({ reportCode1: 'test', reportCode2: '125' });
    expect(get(shop.make.product())).toMatchObject({ reportCode1: '', reportCode2: '' });
  });

  row(39, 'search keywords are not specified at first; with them the product is found', () => {
    const id = shop.make.product({ name: 'lite' });
    expect(get(id).keywords).toBeNull();
    expect(update(id, { keywords: 'панель управления, control panel' }).keywords).toBe(
      'панель управления, control panel',
    );
    const [hit] = shop.call('search', 'query', { text: 'УПРАВЛЕНИЯ' });
    expect(hit).toMatchObject({ kind: 'product', id, field: 'keywords' });
    expect(update(id, { keywords: '' }).keywords).toBeNull();
    expect(shop.call('search', 'query', { text: 'УПРАВЛЕНИЯ' })).toEqual([]);
  });
});

describe('a product', () => {
  it('changes in what is given and in nothing else', () => {
    const id = shop.make.product({ reportCode1: 'a', keywords: 'k', allowAffiliate: false });
    const before = get(id);
    const audit = shop.count('audit_entry');
    shop.call('catalogue', 'updateProduct', { id });
    expect(shop.count('audit_entry')).toBe(audit);
    opened.clock.advance(1000);
    const { updatedAt: _, ...after } = update(id, { reportCode2: 'b' });
    const { updatedAt: __, ...was } = before;
    expect(after).toEqual({ ...was, reportCode2: 'b' });
    expect(shop.count('audit_entry')).toBe(audit + 1);
  });

  it('is deleted when no contract is made of it, and taken back with all that belonged to it', () => {
    const order = shop.make.order();
    const sold = order.items[0]?.productId ?? '';
    expect(get(sold).isInUse).toBe(true);
    expect(failure(() => shop.call('catalogue', 'deleteProduct', { id: sold }))?.code).toBe('catalogue.product_in_use');
    expect(failure(() => update(sold, { type: 'bundle' }))?.code).toBe('catalogue.product_in_use');
    const categoryId = shop.make.category('c');
    const id = shop.make.product({ categoryId, name: 'lite' });
    shop.call('productOptions', 'create', { productId: id, name: 'o', values: [{ name: 'v', prices: [] }] });
    const before = get(id);
    shop.call('catalogue', 'deleteProduct', { id });
    expect(failure(() => get(id))?.code).toBe('not_found');
    expect(shop.call('catalogue', 'listProducts', { categoryId }).rows).toEqual([]);
    expect(shop.call('search', 'query', { text: 'lite', kinds: ['product'] }).map((hit) => hit.id)).not.toContain(id);
    expect(failure(() => shop.call('catalogue', 'deleteProduct', { id }))?.code).toBe('not_found');
    const taken = shop.make.product({ categoryId, name: 'other', slug: before.slug });
    const { updatedAt: _, slug, ...back } = shop.call('catalogue', 'restoreProduct', { id });
    const { updatedAt: __, slug: old, ...was } = before;
    expect(back).toEqual(was);
    expect(slug).toBe(`${old}-2`);
    expect(get(taken).slug).toBe(old);
    expect(shop.call('search', 'query', { text: 'lite', kinds: ['product'] }).map((hit) => hit.id)).toContain(id);
    shop.call('catalogue', 'deleteProduct', { id });
    shop.call('catalogue', 'deleteProduct', { id: taken });
    shop.call('catalogue', 'deleteCategory', { id: categoryId });
    expect(failure(() => shop.call('catalogue', 'restoreProduct', { id }))?.code).toBe('catalogue.category_deleted');
  });

  it('moves within its category and to another one', () => {
    const a = shop.make.category('a');
    const b = shop.make.category('b');
    const [one = '', two = '', three = ''] = ['1', '2', '3'].map((name) => shop.make.product({ categoryId: a, name }));
    const names = (categoryId: string) =>
      shop.call('catalogue', 'listProducts', { categoryId }).rows.map(({ name }) => name);
    const move = (id: string, categoryId: string, beforeId: string | null = null) =>
      shop.call('catalogue', 'moveProduct', { id, categoryId, beforeId });
    expect(names(a)).toEqual(['1', '2', '3']);
    move(three, a, one);
    expect(names(a)).toEqual(['3', '1', '2']);
    move(three, a, two);
    expect(names(a)).toEqual(['1', '3', '2']);
    move(one, a);
    expect(names(a)).toEqual(['3', '2', '1']);
    move(two, a, two);
    expect(names(a)).toEqual(['3', '2', '1']);
    move(two, b);
    move(one, b, two);
    expect([names(a), names(b)]).toEqual([['3'], ['1', '2']]);
    expect(failure(() => move(three, a, two))?.fields).toEqual({ beforeId: { code: 'not_found' } });
    expect(failure(() => move(three, key()))?.fields).toEqual({ categoryId: { code: 'not_found' } });
    expect(failure(() => move(key(), a))?.code).toBe('not_found');
    // Two desks left the same place: all are placed anew, in their order.
    opened.store.db.prepare("UPDATE product SET position = 'a1', category_id = ?").run(b);
    const before = names(b);
    const last = shop.call('catalogue', 'listProducts', { categoryId: b }).rows.at(-1)?.id ?? '';
    const second = shop.call('catalogue', 'listProducts', { categoryId: b }).rows[1]?.id ?? '';
    move(last, b, second);
    expect(names(b)).toEqual([before[0], before[2], before[1]]);
  });

  it('is listed in pages that miss none and repeat none, by place and by name', () => {
    const categoryId = shop.make.category('a');
    const names = Array.from({ length: 25 }, (_, n) => `Product ${String((n * 7) % 25).padStart(2, '0')}`);
    for (const name of names) shop.make.product({ categoryId, name, connectionId: null });
    shop.make.product({ categoryId: shop.make.category('b'), name: 'product 00', isActive: false, connectionId: null });
    const all = (filter: object): string[] => {
      const found: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page = shop.call('catalogue', 'listProducts', {
          ...filter,
          limit: 4,
          ...(cursor === '' ? {} : { cursor }),
        }) as { rows: { name: string }[]; nextCursor: string | null };
        found.push(...page.rows.map(({ name }) => name));
        cursor = page.nextCursor;
      }
      return found;
    };
    expect(all({ categoryId })).toEqual(names);
    const sorted = [...names, 'product 00'].toSorted((x, y) => (x.toLowerCase() < y.toLowerCase() ? -1 : 1));
    expect(all({}).map((name) => name.toLowerCase())).toEqual(sorted.map((name) => name.toLowerCase()));
    expect(all({ isActive: false })).toEqual(['product 00']);
    expect(all({ isActive: true })).toHaveLength(25);
    // A cursor of another time is a place to begin, never a fault.
    expect(shop.call('catalogue', 'listProducts', { cursor: 'nonsense' }).rows).toHaveLength(26);
    expect(shop.call('catalogue', 'listProducts', { cursor: '{"a":1}' }).rows).toHaveLength(26);
  });

  it('is offered to the order form when it can be ordered, found by any part of its name', () => {
    const categoryId = shop.make.category('a');
    const connectionId = shop.make.connection();
    for (let n = 0; n < 7; n += 1) shop.make.product({ categoryId, connectionId, name: `ispmanager Лайт ${n}` });
    shop.make.product({ categoryId, connectionId, name: 'ispmanager off', isActive: false });
    const find = (search: string, limit = 200) =>
      shop.call('catalogue', 'listOrderable', { search, limit }).rows.map(({ name }) => name);
    expect(find('')).toHaveLength(7);
    expect(find('лайт 3')).toEqual(['ispmanager Лайт 3']);
    expect(find('ЛАЙТ')).toHaveLength(7);
    expect(find('ЛАЙТ', 2)).toEqual(['ispmanager Лайт 0', 'ispmanager Лайт 1']);
    expect(find('6')).toEqual(['ispmanager Лайт 6']);
    expect(find('off')).toEqual([]);
    const first = shop.call('catalogue', 'listOrderable', { limit: 3 });
    const rest = shop.call('catalogue', 'listOrderable', { limit: 4, cursor: first.nextCursor ?? '' });
    expect([...first.rows, ...rest.rows].map(({ name }) => name.at(-1))).toEqual(['0', '1', '2', '3', '4', '5', '6']);
    expect(rest.nextCursor).toBeNull();
    expect(first.rows[0]?.prices).toEqual([
      { termMonths: 1, currency: 'EUR', amountMinor: 500, rate: null },
      { termMonths: 12, currency: 'EUR', amountMinor: 5000, rate: null },
    ]);
  });
});
