import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countryCodes } from '../../../preload/api/countries.ts';
import { confirmationCode, isConfirmed } from '../../../main/core/clients/confirm-rules.ts';
import { joinedNotes } from '../../../main/core/clients/rules.ts';
import { countryName } from '../../../renderer/i18n/format.ts';
import { failure, makeShop, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
});
afterEach(() => opened.done());

const taxed = {
  country: 'DE',
  region: 'Bayern',
  address: 'Marienplatz 1\n80331 München',
  taxNumber: 'DE123456789',
  isTaxExempt: true,
};

describe('a client’s record', () => {
  it('keeps tax data, and a change leaves alone what it does not name', () => {
    const id = shop.make.client(taxed);
    expect(shop.call('clients', 'get', { id })).toMatchObject(taxed);
    const changed = shop.call('clients', 'update', { id, taxNumber: 'DE987654321' });
    expect(changed).toMatchObject({ ...taxed, taxNumber: 'DE987654321', firstName: 'Anna' });
  });

  it('takes countries of ISO 3166-1 only', () => {
    for (const country of ['EU', 'ZZ', 'XK', 'de', 'Germany'])
      expect(() => shop.make.client({ country })).toThrow('invalid');
    expect(countryCodes).toHaveLength(249);
    expect(new Set(countryCodes).size).toBe(249);
    for (const code of countryCodes)
      for (const locale of ['en', 'ru'] as const) expect(countryName(code, locale), code).not.toBe(code);
  });

  it('pays in the brand’s currencies only; one that the brand took off its list stays', () => {
    const complaint = { code: 'input.invalid', fields: { currency: { code: 'currency_not_of_brand' } } };
    expect(failure(() => shop.make.client({ currency: 'USD' }))).toEqual(complaint);
    shop.call('brand', 'update', { currencies: ['EUR', 'USD'] });
    const id = shop.make.client({ currency: 'USD' });
    shop.call('brand', 'update', { currencies: ['EUR'] });
    expect(shop.call('clients', 'update', { id, currency: 'USD', lastName: 'Jones' }).currency).toBe('USD');
    expect(failure(() => shop.call('clients', 'update', { id, currency: 'GBP' }))).toEqual(complaint);
    expect(shop.call('clients', 'update', { id, currency: '' }).currency).toBe('');
  });

  it('is found by its tax number', () => {
    shop.make.client();
    shop.make.client({ ...taxed, firstName: 'Berta' });
    const found = shop.call('clients', 'list', { search: 'de12345' });
    expect(found.rows.map((row) => row.firstName)).toEqual(['Berta']);
  });

  it('freezes the buyer on the invoice, with address, country and tax number (spec 2.4)', () => {
    const clientId = shop.make.client(taxed);
    const order = shop.make.order({ clientId });
    shop.call('clients', 'update', { id: clientId, lastName: 'Jones', address: 'elsewhere', country: 'FR' });
    const { buyer } = shop.store.db.prepare('SELECT buyer FROM invoice WHERE id = ?').get(order.invoiceId) as {
      buyer: string;
    };
    const { isTaxExempt: _, ...frozen } = taxed;
    expect(JSON.parse(buyer)).toEqual({
      name: 'Anna Smith',
      company: '',
      email: expect.stringContaining('@example.test'),
      language: 'en',
      ...frozen,
    });
    expect(failure(() => shop.services.clients.buyerOf(order.id))?.code).toBe('not_found');
  });
});

describe('a confirmation code', () => {
  const at = fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });

  it('is good from when it was made until it says, and for no other act', () => {
    fc.assert(
      fc.property(
        at,
        fc.array(fc.string(), { minLength: 1 }),
        fc.integer({ min: 0, max: 3_600_000 }),
        (made, act, later) => {
          const { code, validUntil } = confirmationCode(act, made);
          expect(code).toMatch(/^\d{6}$/);
          const patience = Date.parse(validUntil) - made.getTime();
          expect(patience).toBeGreaterThanOrEqual(600_000);
          expect(patience).toBeLessThanOrEqual(1_200_000);
          const then = new Date(made.getTime() + later);
          if (later < patience) expect(isConfirmed(code, act, then)).toBe(true);
          expect(isConfirmed(` ${code.slice(0, 3)} ${code.slice(3)} `, act, made)).toBe(true);
          // By chance one in a million is good for another act too; so it is for three of them in a row hardly ever.
          const others = ['a', 'b', 'c'].map((more) => isConfirmed(code, [...act, more], made));
          expect(others).toContain(false);
        },
      ),
    );
  });

  it('ends: an hour later it is not the code any more', () => {
    const { code } = confirmationCode(['remove', 'x'], new Date('2026-03-10T12:00:00Z'));
    expect(isConfirmed(code, ['remove', 'x'], new Date('2026-03-10T12:19:59Z'))).toBe(true);
    expect(isConfirmed(code, ['remove', 'x'], new Date('2026-03-10T12:20:00Z'))).toBe(false);
    expect(isConfirmed('', ['remove', 'x'], new Date('2026-03-10T12:00:00Z'))).toBe(false);
  });
});

describe('notes of two records', () => {
  it('are both there, the remaining record’s first, none twice', () => {
    expect(joinedNotes('one', 'two')).toBe('one\n\ntwo');
    expect(joinedNotes('', 'two')).toBe('two');
    expect(joinedNotes('one', '')).toBe('one');
    expect(joinedNotes('one\ntwo', 'two')).toBe('one\ntwo');
    expect(joinedNotes('a'.repeat(19_999), 'bbb')).toHaveLength(20_000);
  });
});
