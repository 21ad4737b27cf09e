import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { maxStoreCards } from '../../../preload/api/catalogue-store.ts';
import { lowestOffer } from '../../../main/core/catalogue/pricing/rules.ts';
import type { PriceTerm } from '../../../preload/api/values.ts';
import { pictures, upload } from '../support/pictures.ts';
import { row } from '../support/row.ts';
import { failure, key, makeShop, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
let categoryId: string;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
  categoryId = shop.make.category();
  shop.call('brand', 'update', { languages: ['en', 'ru'], currencies: ['EUR', 'JPY'] });
});
afterEach(() => opened.done());

const price = (termMonths: PriceTerm, amountMinor: number, currency = 'EUR') => ({ termMonths, currency, amountMinor });
const shelf = (input: { language?: string; currency?: string; previewId?: string } = {}) =>
  shop.call('catalogue', 'storeCategory', { id: categoryId, ...input });
const names = (input: Parameters<typeof shelf>[0] = {}) => shelf(input).products.map(({ name }) => name);
const product = (name: string, patch: Parameters<typeof shop.make.product>[0] = {}) =>
  shop.make.product({ categoryId, connectionId: null, name, ...patch });

describe('a category of the store', () => {
  row(23, 'shows the short description where both are filled, in each language', () => {
    shop.call('catalogue', 'updateCategory', { id: categoryId, description: 'Long text' });
    expect(shelf().text).toBe('Long text');
    shop.call('catalogue', 'updateCategory', { id: categoryId, shortDescription: 'Short text' });
    expect(shelf().text).toBe('Short text');
    // A translation of the long one alone does not come before the short one.
    const save = (field: 'description' | 'shortDescription' | 'name', text: string) =>
      shop.call('translations', 'save', {
        entity: 'category',
        id: categoryId,
        texts: [{ field, language: 'ru', text }],
      });
    save('description', 'Длинный текст');
    expect(shelf({ language: 'ru' }).text).toBe('Short text');
    save('shortDescription', 'Краткий текст');
    save('name', 'Лицензии');
    expect(shelf({ language: 'ru' })).toMatchObject({ name: 'Лицензии', text: 'Краткий текст' });
    expect(shelf({ language: 'en' }).text).toBe('Short text');
  });

  row(28, 'has no inactive product, but the one that is previewed', () => {
    const lite = product('lite');
    const pro = product('pro', { isActive: false });
    product('host');
    expect(names()).toEqual(['lite', 'host']);
    expect(names({ previewId: pro })).toEqual(['lite', 'pro', 'host']);
    expect(shelf({ previewId: pro }).products[1]?.isListed).toBe(false);
    expect(names({ previewId: lite })).toEqual(['lite', 'host']);
    // One of another category does not come in.
    expect(names({ previewId: shop.make.product({ isActive: false }) })).toEqual(['lite', 'host']);
  });

  row(29, 'has no product that is hidden from clients', () => {
    product('lite', { isVisible: false });
    expect(names()).toEqual([]);
  });

  row(31, 'shows each product with its description and its first picture', () => {
    const id = product('lite', { description: 'Up to ten sites.' });
    expect(shelf().products[0]).toMatchObject({ id, description: 'Up to ten sites.', image: null });
    const image = shop.call('catalogue', 'addImage', { productId: id, file: upload(pictures.png), alt: 'Logo' });
    expect(shelf().products[0]?.image).toEqual({ assetId: image.assetId, alt: 'Logo' });
  });

  row(44, 'omit: a product is absent in a currency it has no price in; convert: it is there', () => {
    const id = product('lite', { prices: [price(1, 500)] });
    expect(names({ currency: 'JPY' })).toEqual([]);
    expect(shelf({ currency: 'JPY', previewId: id }).products).toMatchObject([{ from: null, notOffered: 'omitted' }]);
    shop.call('rates', 'set', { currency: 'JPY', rate: '161.37', date: '2026-03-06' });
    shop.call('catalogue', 'updateProduct', { id, multiCurrency: 'convert' });
    expect(shelf({ currency: 'JPY' }).products[0]?.from).toMatchObject({
      price: { amountMinor: 807, currency: 'JPY' },
      rate: { rate: '161.37', date: '2026-03-06' },
    });
  });

  row(45, 'shows the lowest price, and the one of the term that comes first', () => {
    const id = product('lite', { prices: [price(1, 500), price(3, 1200), price(12, 5000)], defaultTerm: 'highest' });
    expect(shelf().products[0]).toMatchObject({ from: { termMonths: 1 }, first: { termMonths: 12 } });
    shop.call('catalogue', 'updateProduct', { id, defaultTerm: 'lowest_monthly' });
    expect(shelf().products[0]).toMatchObject({ from: { termMonths: 1 }, first: { termMonths: 3 } });
    const offer = (termMonths: PriceTerm, amountMinor: number) => ({
      termMonths,
      price: { amountMinor, currency: 'EUR' },
      rate: null,
    });
    expect(lowestOffer([offer(12, 500), offer(1, 500), offer(3, 600)])?.termMonths).toBe(1);
    expect(lowestOffer([])).toBeNull();
  });

  it('shows so many cards and no more, with room for the one that is previewed', () => {
    const ids = Array.from({ length: maxStoreCards + 3 }, (_, n) => product(`product ${n}`));
    expect(names()).toHaveLength(maxStoreCards);
    const last = ids.at(-1) ?? '';
    const shown = shelf({ previewId: last }).products;
    expect(shown).toHaveLength(maxStoreCards);
    expect(shown.at(-1)?.id).toBe(last);
    expect(shown[0]?.id).toBe(ids[0]);
  });

  it('is not found when it is not there', () => {
    expect(failure(() => shop.call('catalogue', 'storeCategory', { id: key() }))?.code).toBe('not_found');
    shop.call('catalogue', 'deleteCategory', { id: categoryId });
    expect(failure(() => shelf())?.code).toBe('not_found');
  });

  row(37, 'an order begins with the smallest quantity that can be ordered', () => {
    const id = product('lite', { quantity: { bulk: 'multiples', step: 7, isLimited: true, min: 100, max: 1000 } });
    const { slug } = shop.call('catalogue', 'getProduct', { id });
    const first = () => shop.call('catalogue', 'storeProduct', { slug }).firstQuantity;
    expect(first()).toBe(105);
    shop.call('catalogue', 'updateProduct', {
      id,
      quantity: { bulk: 'no', step: 7, isLimited: true, min: 100, max: 1000 },
    });
    expect(first()).toBe(1);
  });
});
