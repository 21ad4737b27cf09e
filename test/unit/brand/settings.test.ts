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

type Change = Parameters<typeof shop.call<'brand', 'update'>>[2];
const update = (change: Change) => shop.call('brand', 'update', change);
const complaint = (change: Change) => failure(() => update(change))?.fields;

describe('settings of the brand', () => {
  it('change in what is given and in nothing else', () => {
    const before = shop.call('brand', 'get', {});
    expect(update({})).toEqual(before);
    expect(update({ name: 'Hosters' })).toEqual({ ...before, name: 'Hosters' });
    expect(before).toMatchObject({
      languages: ['en'],
      currencies: ['EUR'],
      defaultTermMonths: 1,
      multiCurrency: 'omit',
      revenueRecognition: 'immediate',
      allowAffiliate: true,
    });
  });

  it('keep the default language and currency among those that are offered', () => {
    expect(update({ defaultLanguage: 'ru', defaultCurrency: 'USD' })).toMatchObject({
      languages: ['en', 'ru'],
      currencies: ['EUR', 'USD'],
    });
    expect(complaint({ currencies: ['EUR'] })).toEqual({ defaultCurrency: { code: 'not_listed' } });
    expect(complaint({ currencies: ['USD', 'QQQ'] })).toEqual({ 'currencies.1': { code: 'invalid' } });
    expect(complaint({ currencies: ['USD', 'USD'] })).toEqual({ 'currencies.1': { code: 'duplicate' } });
    expect(update({ currencies: ['USD', 'RUB'] }).currencies).toEqual(['USD', 'RUB']);
  });

  it.each([
    ['#ffffff', '#000000', true],
    ['#3b57d0', '#ffffff', true],
    ['#767676', '#ffffff', true],
    ['#777777', '#ffffff', false],
    ['#ffdd00', '#ffffff', false],
    ['#ffdd00', '#000000', true],
  ])('take %s with text %s only where it can be read: %s', (fill, text, isReadable) => {
    for (const [color, on] of [
      ['accentColor', 'onAccentColor'],
      ['headerColor', 'onHeaderColor'],
    ] as const) {
      const found = complaint({ [color]: fill.toUpperCase(), [on]: text });
      if (isReadable) expect(shop.call('brand', 'get', {})).toMatchObject({ [color]: fill, [on]: text });
      else expect(found).toEqual({ [on]: { code: 'low_contrast', params: { minimum: 4.5 } } });
    }
  });

  it('take a colour alone, a text colour only on one, and nothing that is no colour', () => {
    expect(update({ accentColor: '#ffdd00' })).toMatchObject({ accentColor: '#ffdd00', onAccentColor: null });
    expect(complaint({ headerColor: null, onHeaderColor: '#000000' })).toEqual({
      onHeaderColor: { code: 'needs_fill' },
    });
    for (const accentColor of ['red', '#fff', '#12345g', 'url(x)'])
      expect(() => update({ accentColor })).toThrow('invalid');
    expect(update({ accentColor: null }).accentColor).toBeNull();
  });

  it('take web addresses over https, without credentials', () => {
    expect(complaint({ adminUrl: 'panel.example' })).toEqual({ adminUrl: { code: 'not_url' } });
    expect(complaint({ clientUrl: 'http://panel.example/login' })).toEqual({ clientUrl: { code: 'https_required' } });
    expect(complaint({ clientUrl: 'https://me:pw@panel.example' })).toEqual({ clientUrl: { code: 'not_url' } });
    expect(complaint({ adminUrl: 'javascript:alert(1)' })).toEqual({ adminUrl: { code: 'https_required' } });
    const urls = { adminUrl: 'https://panel.example/admin/auth/login', clientUrl: 'https://panel.example/login' };
    expect(update(urls)).toMatchObject(urls);
    expect(update({ adminUrl: '' }).adminUrl).toBe('');
  });

  it('name documents in their format, without gaps, also when an order fails', () => {
    const order = () => shop.make.order();
    expect(shop.call('brand', 'get', {})).toMatchObject({
      nextOrderNumber: 'ORD-000001',
      nextInvoiceNumber: 'INV-000001',
    });
    expect(order()).toMatchObject({ number: 'ORD-000001', invoiceNumber: 'INV-000001' });
    expect(failure(() => shop.make.order({ expectedTotalMinor: 1 }))?.code).toBe('order.price_changed');
    const format = { orderNumber: { prefix: '2026/', padding: 3 }, invoiceNumber: { prefix: '', padding: 1 } };
    expect(update(format)).toMatchObject({ nextOrderNumber: '2026/002', nextInvoiceNumber: '2' });
    expect(order()).toMatchObject({ number: '2026/002', invoiceNumber: '2' });
    for (const prefix of ['A1', '9', 'a<b>', 'x'.repeat(21)]) {
      expect(() => update({ orderNumber: { prefix, padding: 3 } }), prefix).toThrow('prefix');
    }
    for (const padding of [0, 13, 1.5])
      expect(() => update({ orderNumber: { prefix: '', padding } })).toThrow('padding');
  });

  it('tell the history who changed what', () => {
    update({ name: 'Hosters', multiCurrency: 'convert' });
    const { id } = opened.store.db.prepare('SELECT id FROM brand').get() as { id: string };
    const [entry] = shop.call('audit', 'list', { entity: 'brand', entityId: id }).rows;
    expect(entry?.changes).toEqual({ name: ['Hosting House', 'Hosters'], multi_currency: ['omit', 'convert'] });
  });
});

describe('tax rates', () => {
  const create = (change: object = {}) =>
    shop.call('brand', 'createTaxRate', { name: 'VAT', country: 'DE', percent: '19', ...change });

  it('are made, changed and deleted; one at most is the default', () => {
    const [vat] = create({ isDefault: true }).taxRates;
    expect(vat).toMatchObject({ region: '', isInclusive: false, isDefault: true, percent: '19' });
    const both = create({ name: 'Sales tax', country: 'US', region: 'California', percent: '7.25', isDefault: true });
    expect(both.taxRates.map(({ name, isDefault }) => [name, isDefault])).toEqual([
      ['Sales tax', true],
      ['VAT', false],
    ]);
    const change = shop.call('brand', 'updateTaxRate', { id: vat?.id ?? '', isDefault: true, isInclusive: true });
    expect(change.taxRates.map(({ isDefault }) => isDefault)).toEqual([false, true]);
    expect(change.taxRates[1]).toMatchObject({ name: 'VAT', isInclusive: true, percent: '19' });
    expect(shop.call('brand', 'deleteTaxRate', { id: vat?.id ?? '' }).taxRates).toHaveLength(1);
    expect(failure(() => shop.call('brand', 'deleteTaxRate', { id: vat?.id ?? '' }))?.code).toBe('not_found');
    expect(failure(() => shop.call('brand', 'updateTaxRate', { id: key(), name: 'x' }))?.code).toBe('not_found');
  });

  it('are exact per cents of a country that exists', () => {
    for (const percent of ['0', '100', '100.000', '8.875', '0.0001']) {
      expect(create({ percent }).taxRates.some((rate) => rate.percent === percent)).toBe(true);
    }
    expect(failure(() => create({ percent: '100.01' }))?.fields).toEqual({
      percent: { code: 'too_big', params: { maximum: 100 } },
    });
    for (const percent of ['-1', '1e2', '7,7', '', '.5']) expect(() => create({ percent })).toThrow('percent');
    expect(failure(() => create({ country: 'ZZ' }))?.fields).toEqual({ country: { code: 'invalid' } });
    expect(failure(() => create({ country: '', region: 'x' }))?.fields).toEqual({ country: { code: 'required' } });
    expect(create({ name: 'Everywhere', country: '' }).taxRates[0]?.country).toBe('');
  });
});
