import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { brandService, ensureBrand } from '../../../main/core/brand/index.ts';
import { failure, makeShop, staff, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
});
afterEach(() => opened.done());

const brand = { name: 'B', defaultLanguage: 'ru', defaultCurrency: 'EUR', timeZone: 'Europe/Berlin' } as const;

describe('the brand', () => {
  it('is made once and then left alone', () => {
    const before = shop.call('brand', 'get', {});
    ensureBrand(opened.store, staff, brand);
    expect(shop.call('brand', 'get', {})).toEqual(before);
    expect(shop.count('brand')).toBe(1);
  });

  it('is changed', () => {
    expect(shop.call('brand', 'update', brand)).toMatchObject(brand);
    expect(shop.call('brand', 'get', {})).toMatchObject(brand);
  });

  it('refuses a zone no dates can be computed in, and an invented currency', () => {
    for (const timeZone of ['Mars/Olympus', 'Europe', '../etc']) {
      expect(failure(() => shop.call('brand', 'update', { ...brand, timeZone }))?.fields).toEqual({
        timeZone: { code: 'invalid' },
      });
    }
    expect(failure(() => shop.call('brand', 'update', { ...brand, defaultCurrency: 'QQQ' }))?.fields).toEqual({
      defaultCurrency: { code: 'invalid' },
    });
  });

  it('starts in UTC where the system names a zone that is not known', () => {
    const other = temporaryStore();
    try {
      ensureBrand(other.store, staff, { ...brand, timeZone: 'Local/Unknown' });
      expect(brandService(other.store).get().timeZone).toBe('UTC');
    } finally {
      other.done();
    }
  });

  it.each([
    ['2026-03-29T00:30:00.000Z', 'Europe/Berlin', '2026-03-29'],
    ['2026-03-28T23:30:00.000Z', 'Europe/Berlin', '2026-03-29'],
    ['2026-01-01T04:59:59.999Z', 'America/New_York', '2025-12-31'],
    ['2026-01-01T10:00:00.000Z', 'Pacific/Kiritimati', '2026-01-02'],
  ])('tells the business date at %s in %s', (at, timeZone, date) => {
    shop.call('brand', 'update', { ...brand, timeZone });
    opened.clock.set(at);
    expect(shop.services.brand.businessDate()).toBe(date);
  });
});
