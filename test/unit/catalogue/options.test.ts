import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { row } from '../support/row.ts';
import { failure, key, makeShop, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
let productId: string;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
  productId = shop.make.product({ prices: [{ termMonths: 1, currency: 'EUR', amountMinor: 0 }] });
});
afterEach(() => opened.done());

const eur = (amountMinor: number) => [{ termMonths: 1 as const, currency: 'EUR', amountMinor }];
const purposes = ['personal use', 'development', 'commercial purposes'] as const;
const purposeOption = () =>
  shop.call('productOptions', 'create', {
    productId,
    name: 'Purpose',
    values: purposes.map((name, at) => ({ name, prices: eur([500, 600, 750][at] ?? 0) })),
  });
const get = () => shop.call('catalogue', 'getProduct', { id: productId });
const quote = (choices: { optionId: string; valueId: string }[], more: object = {}) =>
  shop.call('catalogue', 'quote', { productId, termMonths: 1, currency: 'EUR', choices, ...more });
type Change = Omit<Parameters<typeof shop.call<'productOptions', 'update'>>[2], 'id'>;

describe('options', () => {
  row(57, 'an option changes the total of a line', () => {
    const option = purposeOption();
    const [first, second] = option.values;
    const total = (valueId = '') => quote([{ optionId: option.id, valueId }], { quantity: 1 }).total?.amountMinor;
    expect([total(first?.id), total(second?.id)]).toEqual([500, 600]);
  });

  row(58, 'a base price of 0 with a mandatory option gives 5.00, 6.00, 7.50, and no choice blocks the order', () => {
    const option = purposeOption();
    expect(option.isRequired).toBe(true);
    const totals = option.values.map((value) => quote([{ optionId: option.id, valueId: value.id }]));
    expect(totals.map((each) => each.total)).toEqual([
      { amountMinor: 500, currency: 'EUR' },
      { amountMinor: 600, currency: 'EUR' },
      { amountMinor: 750, currency: 'EUR' },
    ]);
    expect(totals.map((each) => each.problems)).toEqual([[], [], []]);
    expect(quote([])).toMatchObject({
      problems: [{ code: 'option_required', optionId: option.id }],
      total: null,
      unit: null,
      base: { amountMinor: 0, currency: 'EUR' },
    });
    expect(get().notOrderable).toEqual([]);
    expect(failure(() => shop.make.order({ productId, expectedTotalMinor: 0 }))).toMatchObject({
      code: 'input.invalid',
      fields: { [`items.0.choices.${option.id}`]: { code: 'required' } },
    });
    shop.call('productOptions', 'update', { id: option.id, isRequired: false });
    expect(quote([])).toMatchObject({ problems: [], total: { amountMinor: 0 } });
    expect(get().notOrderable).toEqual([]);
  });

  row(59, 'an attribute leaves the total as it is', () => {
    const attribute = shop.call('productOptions', 'createAttribute', {
      productId,
      name: 'Purpose',
      values: purposes.map((name) => ({ name })),
    });
    shop.call('catalogue', 'updateProduct', { id: productId, prices: eur(500) });
    for (const value of attribute.values) {
      const line = quote([{ optionId: attribute.id, valueId: value.id }], { quantity: 1 });
      expect(line).toMatchObject({ problems: [], total: { amountMinor: 500 }, options: [] });
    }
    expect(quote([]).problems).toEqual([{ code: 'option_required', optionId: attribute.id }]);
    // It has nowhere to keep a price.
    const values = attribute.values.map(({ id, name }) => ({ id, name, prices: eur(1) }));
    expect(() => shop.call('productOptions', 'updateAttribute', { id: attribute.id, values })).toThrow('prices');
    expect(failure(() => shop.call('productOptions', 'update', { id: attribute.id, values }))?.code).toBe('not_found');
  });

  row(60, 'three values of an attribute: the price stays 5.00', () => {
    shop.call('catalogue', 'updateProduct', { id: productId, prices: eur(500) });
    const attribute = shop.call('productOptions', 'createAttribute', {
      productId,
      name: 'Purpose',
      isRequired: false,
      values: purposes.map((name) => ({ name })),
    });
    expect(attribute.values.map(({ name }) => name)).toEqual(purposes);
    expect(get().attributes).toEqual([attribute]);
    expect(quote([]).total).toEqual({ amountMinor: 500, currency: 'EUR' });
    expect(get().notOrderable).toEqual([]);
  });

  it('count times the quantity', () => {
    shop.call('catalogue', 'updateProduct', {
      id: productId,
      prices: eur(1000),
      quantity: { bulk: 'yes', step: 2, isLimited: false, min: null, max: null },
    });
    const option = purposeOption();
    const choices = [{ optionId: option.id, valueId: option.values[2]?.id ?? '' }];
    expect(quote(choices, { quantity: 3 })).toMatchObject({
      unit: { amountMinor: 1750 },
      total: { amountMinor: 5250 },
      options: [{ name: 'commercial purposes', price: { amountMinor: 750 } }],
    });
  });

  it('are not offered for a term and currency without a price, and never free', () => {
    shop.call('catalogue', 'updateProduct', {
      id: productId,
      prices: [...eur(100), { termMonths: 12, currency: 'EUR', amountMinor: 1000 }],
    });
    const option = purposeOption();
    const choices = [{ optionId: option.id, valueId: option.values[0]?.id ?? '' }];
    expect(quote(choices, { termMonths: 12 })).toMatchObject({
      problems: [{ code: 'option_not_offered', optionId: option.id }],
      total: null,
    });
    const [shown] = shop.call('catalogue', 'storeProduct', { slug: get().slug }).options;
    expect(shown?.values[0]?.offers.map(({ termMonths }) => termMonths)).toEqual([1]);
  });

  it('refuse choices that are none', () => {
    const option = purposeOption();
    const other = shop.call('productOptions', 'create', {
      productId,
      name: 'Support',
      isRequired: false,
      values: [{ name: 'yes', prices: eur(100) }],
    });
    const [value] = option.values;
    const good = { optionId: option.id, valueId: value?.id ?? '' };
    const codes = (choices: (typeof good)[]) => quote(choices).problems.map(({ code }) => code);
    expect(codes([good])).toEqual([]);
    expect(codes([good, good])).toEqual(['option_twice']);
    expect(codes([good, { ...good, optionId: key() }])).toEqual(['option_unknown']);
    expect(codes([{ ...good, valueId: other.values[0]?.id ?? '' }])).toEqual(['option_unknown']);
    expect(quote([good], { currency: 'USD' }).problems).toEqual([{ code: 'price_not_offered', why: 'omitted' }]);
    expect(quote([good], { termMonths: 6 }).problems.map(({ code }) => code)).toEqual([
      'price_not_offered',
      'option_not_offered',
    ]);
  });

  it('keep the rows of values that stay, in the order that is given', () => {
    const option = purposeOption();
    const [a, b, c] = option.values;
    const change = (input: Change) => shop.call('productOptions', 'update', { id: option.id, ...input });
    const changed = change({
      values: [
        { id: c?.id, name: 'business', prices: eur(750) },
        { name: 'charity', prices: [] },
        { id: a?.id, name: 'personal use', prices: eur(500) },
      ],
    });
    expect(changed.values.map(({ name }) => name)).toEqual(['business', 'charity', 'personal use']);
    expect(changed.values[0]?.id).toBe(c?.id);
    expect(changed.values[2]).toEqual(a);
    expect(shop.count('option_value')).toBe(3);
    expect(shop.count('option_price')).toBe(2);
    const audit = shop.count('audit_entry');
    change({ values: changed.values });
    expect(shop.count('audit_entry')).toBe(audit);
    expect(failure(() => change({ values: [{ id: b?.id, name: 'x', prices: [] }] }))?.fields).toEqual({
      'values.0.id': { code: 'not_found' },
    });
    expect(failure(() => change({ values: [...changed.values, { name: 'Business', prices: [] }] }))?.fields).toEqual({
      'values.3.name': { code: 'duplicate' },
    });
    const twice = [...eur(1), ...eur(2)];
    expect(failure(() => change({ values: [{ name: 'x', prices: twice }] }))?.fields).toEqual({
      'values.0.prices.1': { code: 'duplicate' },
    });
    const unknown = [{ termMonths: 1 as const, currency: 'QQQ', amountMinor: 1 }];
    expect(failure(() => change({ values: [{ name: 'x', prices: unknown }] }))?.fields).toEqual({
      'values.0.prices.0.currency': { code: 'invalid' },
    });
    expect(() => change({ values: [] })).toThrow('too_few');
    expect(change({ name: 'Use' })).toMatchObject({ name: 'Use', values: changed.values });
  });

  it('have an order, are deleted and taken back', () => {
    const names = () => get().options.map(({ name }) => name);
    const [a = '', b = '', c = ''] = ['a', 'b', 'c'].map(
      (name) => shop.call('productOptions', 'create', { productId, name, values: [{ name: 'v', prices: [] }] }).id,
    );
    const attribute = shop.call('productOptions', 'createAttribute', { productId, name: 'x', values: [{ name: 'v' }] });
    const move = (id: string, beforeId: string | null) => shop.call('productOptions', 'move', { id, beforeId });
    move(c, a);
    expect(names()).toEqual(['c', 'a', 'b']);
    move(c, null);
    move(b, b);
    expect(names()).toEqual(['a', 'b', 'c']);
    expect(failure(() => move(a, attribute.id))?.fields).toEqual({ beforeId: { code: 'not_found' } });
    shop.call('productOptions', 'delete', { id: b });
    expect(names()).toEqual(['a', 'c']);
    expect(failure(() => shop.call('productOptions', 'delete', { id: b }))?.code).toBe('not_found');
    shop.call('productOptions', 'restore', { id: b });
    expect(names()).toEqual(['a', 'b', 'c']);
    opened.store.db.prepare("UPDATE product_option SET position = 'a0'").run();
    const before = get().options.map(({ id }) => id);
    move(before[2] ?? '', before[1] ?? '');
    expect(get().options.map(({ id }) => id)).toEqual([before[0], before[2], before[1]]);
    expect(failure(() => shop.call('productOptions', 'restore', { id: key() }))?.code).toBe('not_found');
    expect(
      failure(() =>
        shop.call('productOptions', 'create', { productId: key(), name: 'o', values: [{ name: 'v', prices: [] }] }),
      )?.code,
    ).toBe('not_found');
  });
});
