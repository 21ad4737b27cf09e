import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clientSaved, type ClientCalls } from '../../../renderer/features/clients/undo.ts';
import { promoCodeSaved, type PromoCalls } from '../../../renderer/features/promo-codes/undo.ts';
import { inputOf, valuesOf } from '../../../renderer/features/promo-codes/values.ts';
import { ChangedMeanwhile } from '../../../renderer/workbench/undo.ts';
import { makeShop, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
});
afterEach(() => opened.done());

const clientCalls: ClientCalls = {
  get: (input) => Promise.resolve(shop.call('clients', 'get', input)),
  update: (input) => Promise.resolve(shop.call('clients', 'update', input)),
};
const promoCalls: PromoCalls = {
  get: (input) => Promise.resolve(shop.call('promoCodes', 'get', input)),
  update: (input) => Promise.resolve(shop.call('promoCodes', 'update', input)),
};

describe('50 edits of records outside of the catalogue are taken back', () => {
  it('of a client: what was changed and nothing else, unless somebody changed it meanwhile', async () => {
    const id = shop.make.client({ firstName: 'Anna' });
    const before = shop.call('clients', 'get', { id });
    const after = shop.call('clients', 'update', { id, firstName: 'Anne' });
    const entry = clientSaved(clientCalls, 'x', before, after);
    shop.call('clients', 'update', { id, notes: 'of somebody else' });
    await entry?.undo();
    expect(shop.call('clients', 'get', { id })).toMatchObject({ firstName: 'Anna', notes: 'of somebody else' });
    await entry?.redo();
    shop.call('clients', 'update', { id, firstName: 'Annika' });
    await expect(entry?.undo()).rejects.toThrow(ChangedMeanwhile);
    expect(shop.call('clients', 'get', { id }).firstName).toBe('Annika');
    expect(clientSaved(clientCalls, 'x', before, before)).toBeNull();
  });

  it('of a promo code: as a whole, with its amounts and products', async () => {
    const productId = shop.make.product({ name: 'pro', slug: 'pro' });
    const before = shop.make.promoCode({ code: 'SPRING', kind: 'percent', percent: '10' });
    const fixed = {
      kind: 'fixed' as const,
      percent: null,
      amounts: [{ currency: 'EUR', amountMinor: 300 }],
      scope: 'selected' as const,
      products: [{ productId, percent: null, amounts: [] }],
    };
    const input = inputOf(valuesOf(before));
    const after = shop.call('promoCodes', 'update', { id: before.id, ...input, ...fixed });
    const entry = promoCodeSaved(promoCalls, 'x', before, after);
    await entry?.undo();
    expect(shop.call('promoCodes', 'get', { id: before.id })).toMatchObject({
      kind: 'percent',
      percent: '10',
      products: [],
    });
    await entry?.redo();
    expect(shop.call('promoCodes', 'get', { id: before.id })).toMatchObject({
      kind: 'fixed',
      amounts: [{ currency: 'EUR', amountMinor: 300 }],
    });
    shop.call('promoCodes', 'update', { id: before.id, ...input, name: 'of somebody else' });
    await expect(entry?.undo()).rejects.toThrow(ChangedMeanwhile);
  });
});
