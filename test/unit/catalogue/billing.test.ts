import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PriceTerm } from '../../../preload/api/values.ts';
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
const price = (termMonths: PriceTerm, amountMinor: number, currency = 'EUR') => ({ termMonths, currency, amountMinor });
const page = (id: string, currency?: string) =>
  shop.call('catalogue', 'storeProduct', { slug: get(id).slug, ...(currency === undefined ? {} : { currency }) });

describe('Product billing', () => {
  row(40, 'a one-off payment has no terms and no trial', () => {
    const id = shop.make.product({ purchaseType: 'one_off', prices: [price(0, 1900)] });
    expect(get(id)).toMatchObject({
      purchaseType: 'one_off',
      unsellableTerms: [0],
      notOrderable: ['no_sellable_term'],
    });
    expect(complaint(() => update(id, { prices: [price(0, 1900), price(1, 500)] }))).toEqual({
      'prices.1.termMonths': { code: 'wrong_term' },
    });
    expect(complaint(() => update(id, { purchaseType: 'recurring' }))).toEqual({
      'prices.0.termMonths': { code: 'wrong_term' },
    });
    const recurring = shop.make.product();
    expect(complaint(() => update(recurring, { prices: [price(0, 1900)] }))).toEqual({
      'prices.0.termMonths': { code: 'wrong_term' },
    });
    const terms = ([1, 2, 3, 6, 12, 24, 36] as const).map((term) => price(term, term * 100));
    expect(update(recurring, { prices: terms })).toMatchObject({
      notOrderable: [],
      unsellableTerms: [2, 3, 6, 24, 36],
      priceCount: 7,
    });
    expect(update(recurring, { prices: [price(3, 1200)] }).notOrderable).toEqual(['no_sellable_term']);
    expect(() => update(recurring, { prices: [{ ...price(1, 1), termMonths: 4 as never }] })).toThrow('termMonths');
  });

  row(41, 'copied prices are those of the other product, every term and currency', () => {
    const from = shop.make.product({
      prices: [price(1, 500), price(12, 5000), price(1, 650, 'USD'), price(3, 90_000, 'JPY')],
    });
    const to = shop.make.product({ prices: [price(1, 1), price(6, 2)] });
    expect(shop.call('catalogue', 'copyPrices', { id: to, fromId: from }).prices).toEqual(get(from).prices);
    const once = shop.make.product({ purchaseType: 'one_off', prices: [price(0, 900)] });
    expect(shop.call('catalogue', 'copyPrices', { id: to, fromId: once })).toMatchObject({
      purchaseType: 'one_off',
      prices: [price(0, 900)],
    });
    expect(complaint(() => shop.call('catalogue', 'copyPrices', { id: to, fromId: key() }))).toEqual({
      fromId: { code: 'not_found' },
    });
  });

  row(42, 'a currency is one of ISO 4217, and no term and currency has two prices', () => {
    const id = shop.make.product();
    expect(complaint(() => update(id, { prices: [price(1, 1, 'QQQ')] }))).toEqual({
      'prices.0.currency': { code: 'invalid' },
    });
    expect(complaint(() => update(id, { prices: [price(1, 1), price(12, 1), price(1, 2)] }))).toEqual({
      'prices.2': { code: 'duplicate' },
    });
    expect(() => update(id, { prices: [price(1, 1, 'eur')] })).toThrow('currency');
    expect(update(id, { prices: [price(1, 1), price(1, 1, 'USD')] }).priceCount).toBe(2);
  });

  row(43, 'prices are whole minor units of their currency', () => {
    const id = shop.make.product();
    for (const amount of [5.5, -1, Number.NaN, 1e15]) {
      expect(() => update(id, { prices: [price(1, amount)] })).toThrow('amountMinor');
    }
    // 500: five euros, five hundred yen, half a Kuwaiti dinar.
    const prices = ['EUR', 'JPY', 'KWD'].map((currency) => price(1, 500, currency));
    expect(update(id, { prices }).prices).toEqual(prices);
    const history = shop.call('audit', 'list', { entity: 'product', entityId: id }).rows;
    update(id, { prices: [price(1, 500)] });
    const after = shop.call('audit', 'list', { entity: 'product', entityId: id }).rows;
    expect(after.slice(0, after.length - history.length).map(({ changes }) => changes)).toEqual([
      { 'price 1 × KWD': ['0.500 KWD', null] },
      { 'price 1 × JPY': ['500 JPY', null] },
    ]);
  });

  row(44, 'omit: the product is absent in a currency it has no price in; convert: present, with rate and date', () => {
    const id = shop.make.product();
    expect(get(id).effective.multiCurrency).toEqual({ value: 'inherit', effective: 'omit', source: 'brand' });
    expect(page(id, 'JPY')).toMatchObject({ offers: [], notOffered: 'omitted', defaultTermMonths: null });
    update(id, { multiCurrency: 'convert' });
    expect(page(id, 'JPY')).toMatchObject({ offers: [], notOffered: 'no_rate' });
    shop.call('rates', 'set', { currency: 'JPY', rate: '161.37', date: '2026-03-06' });
    const rate = { from: 'EUR', to: 'JPY', rate: '161.37', date: '2026-03-06', source: 'manual' };
    expect(page(id, 'JPY')).toMatchObject({
      notOffered: null,
      offers: [
        { termMonths: 1, price: { amountMinor: 807, currency: 'JPY' }, rate },
        { termMonths: 12, price: { amountMinor: 8069, currency: 'JPY' }, rate },
      ],
    });
    // Of the product's own price there is nothing to convert, and only its terms are offered.
    update(id, { prices: [price(1, 500), price(12, 5000), price(1, 900, 'JPY')] });
    expect(page(id, 'JPY').offers).toEqual([
      { termMonths: 1, price: { amountMinor: 900, currency: 'JPY' }, rate: null },
    ]);
    update(id, { prices: [] });
    expect(page(id, 'JPY').notOffered).toBe('no_price');
    shop.call('brand', 'update', { multiCurrency: 'convert' });
    update(id, { multiCurrency: 'inherit' });
    expect(get(id).effective.multiCurrency).toEqual({ value: 'inherit', effective: 'convert', source: 'brand' });
  });

  row(
    45,
    'with 5 a month, 12 for three months, 50 a year: lowest is the month, lowest monthly three, highest the year',
    () => {
      const id = shop.make.product({ prices: [price(1, 500), price(3, 1200), price(12, 5000)] });
      const first = (defaultTerm: 'lowest' | 'lowest_monthly' | 'highest' | 'inherit') => {
        update(id, { defaultTerm });
        return page(id).defaultTermMonths;
      };
      expect(first('lowest')).toBe(1);
      expect(first('lowest_monthly')).toBe(3);
      expect(first('highest')).toBe(12);
      expect(first('inherit')).toBe(1);
      expect(get(id).effective.defaultTerm).toEqual({
        value: 'inherit',
        effective: { termMonths: 1 },
        source: 'brand',
      });
      shop.call('brand', 'update', { defaultTermMonths: 12 });
      expect(page(id).defaultTermMonths).toBe(12);
      // The brand's term is not offered: the shortest one.
      update(id, { prices: [price(6, 100), price(3, 400)] });
      expect(page(id).defaultTermMonths).toBe(3);
      expect(() => shop.call('brand', 'update', { defaultTermMonths: 0 })).toThrow('invalid');
    },
  );

  row(46, 'a product takes part in affiliate payouts unless it or the brand says otherwise', () => {
    const id = shop.make.product();
    const effective = () => get(id).effective.allowAffiliate;
    expect(effective()).toEqual({ value: null, effective: true, source: 'brand' });
    shop.call('brand', 'update', { allowAffiliate: false });
    expect(effective()).toEqual({ value: null, effective: false, source: 'brand' });
    update(id, { allowAffiliate: true });
    expect(effective()).toEqual({ value: true, effective: true, source: 'product' });
  });

  const trial = {
    isSupported: true,
    isForced: false,
    days: 7,
    noticeDays: 1,
    endAction: 'continue' as const,
    migrateProductId: null,
  };

  row(47, 'a trial is for recurring products only, and off at first', () => {
    const id = shop.make.product();
    expect(get(id).trial.isSupported).toBe(false);
    expect(page(id).trial).toBeNull();
    expect(update(id, { trial }).trial.isSupported).toBe(true);
    expect(page(id).trial).toMatchObject({ days: 7 });
    expect(complaint(() => update(id, { purchaseType: 'one_off', prices: [price(0, 1)] }))).toEqual({
      'trial.isSupported': { code: 'only_recurring' },
    });
    update(id, { purchaseType: 'one_off', prices: [price(0, 1)], trial: { ...trial, isSupported: false } });
    expect(page(id).trial).toBeNull();
  });

  row(48, 'a forced trial cannot be left out, and has no effect without a trial', () => {
    const id = shop.make.product({ trial: { ...trial, isForced: true } });
    expect(page(id).trial).toMatchObject({ isForced: true });
    expect(get(id).notOrderable).toEqual([]);
    update(id, { trial: { ...trial, isForced: true, isSupported: false } });
    expect(page(id).trial).toBeNull();
    expect(get(id).notOrderable).toEqual([]);
  });

  row(49, 'a trial lasts seven days unless it says otherwise', () => {
    const id = shop.make.product();
    expect(get(id).trial.days).toBe(7);
    for (const days of [0, 366, 1.5]) expect(() => update(id, { trial: { ...trial, days } })).toThrow('days');
    expect(update(id, { trial: { ...trial, days: 30 } }).trial.days).toBe(30);
  });

  row(50, 'the notice comes before the end of the trial', () => {
    const id = shop.make.product();
    expect(get(id).trial.noticeDays).toBe(1);
    expect(complaint(() => update(id, { trial: { ...trial, noticeDays: 7 } }))).toEqual({
      'trial.noticeDays': { code: 'too_big', params: { maximum: 6 } },
    });
    expect(update(id, { trial: { ...trial, noticeDays: 6 } }).trial.noticeDays).toBe(6);
  });

  row(51, 'a trial ends by continuing, migrating or cancelling', () => {
    const id = shop.make.product();
    expect(get(id).trial.endAction).toBe('continue');
    for (const endAction of ['continue', 'cancel'] as const) {
      expect(update(id, { trial: { ...trial, endAction } }).trial.endAction).toBe(endAction);
    }
    expect(() => update(id, { trial: { ...trial, endAction: 'pause' as never } })).toThrow('endAction');
  });

  row(52, 'migrating needs a product to migrate to, also an inactive one, never itself', () => {
    const id = shop.make.product();
    const to = (migrateProductId: string | null) =>
      complaint(() => update(id, { trial: { ...trial, endAction: 'migrate', migrateProductId } }));
    expect(to(null)).toEqual({ 'trial.migrateProductId': { code: 'required' } });
    expect(to(id)).toEqual({ 'trial.migrateProductId': { code: 'itself' } });
    expect(to(key())).toEqual({ 'trial.migrateProductId': { code: 'not_found' } });
    expect(to(shop.make.product({ isActive: false }))).toBeUndefined();
  });

  row(53, 'revenue is recognised as the brand says, at first', () => {
    const id = shop.make.product();
    expect(get(id).effective.revenueRecognition).toEqual({ value: 'inherit', effective: 'immediate', source: 'brand' });
    shop.call('brand', 'update', { revenueRecognition: 'spread' });
    expect(get(id).effective.revenueRecognition).toEqual({ value: 'inherit', effective: 'spread', source: 'brand' });
  });

  row(54, 'a product can recognise revenue in its own way', () => {
    const id = shop.make.product({ revenueRecognition: 'spread' });
    expect(get(id).effective.revenueRecognition).toEqual({ value: 'spread', effective: 'spread', source: 'product' });
    expect(update(id, { revenueRecognition: 'immediate' }).effective.revenueRecognition.effective).toBe('immediate');
  });

  it('shows one price for all in a list: the shortest term, in the brand’s currency where there is one', () => {
    const id = shop.make.product({ prices: [price(12, 5000), price(3, 1200), price(1, 650, 'USD')] });
    const first = () => shop.call('catalogue', 'listProducts', {}).rows[0]?.firstPrice;
    expect(first()).toEqual(price(3, 1200));
    shop.call('brand', 'update', { defaultCurrency: 'USD' });
    expect(first()).toEqual(price(1, 650, 'USD'));
    update(id, { prices: [] });
    expect(first()).toBeNull();
  });
});
