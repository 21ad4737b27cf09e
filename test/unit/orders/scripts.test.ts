import { afterEach, beforeEach, describe, expect } from 'vitest';
import { script } from '../support/row.ts';
import { failure, makeShop, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

// Scripts of spec 1d that need no vendor, each from its beginning to its end; those with one are in test/integration/orders.

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
});
afterEach(() => opened.done());

const eur = (amountMinor: number) => [{ termMonths: 1 as const, currency: 'EUR', amountMinor }];
const purposes = ['personal use', 'development', 'commercial purposes'];
const pay = (order: { invoiceId: string; total: { amountMinor: number } }) =>
  shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, order.total.amountMinor));

describe('what a tester runs from the guide (spec 1d)', () => {
  script(
    3,
    'lite for 0 with three mandatory options is 5.00, 6.00, 7.50; for 5 with three attributes always 5.00',
    () => {
      const free = shop.make.product({ prices: eur(0) });
      const option = shop.call('productOptions', 'create', {
        productId: free,
        name: 'Purpose',
        values: purposes.map((name, at) => ({ name, prices: eur([500, 600, 750][at] ?? 0) })),
      });
      expect(failure(() => shop.make.order({ productId: free, expectedTotalMinor: 0 }))?.fields).toEqual({
        [`items.0.choices.${option.id}`]: { code: 'required' },
      });
      const totals = option.values.map(({ id }, at) => {
        const choices = [{ optionId: option.id, valueId: id }];
        const order = shop.make.order({ productId: free, choices, expectedTotalMinor: [500, 600, 750][at] ?? 0 });
        return shop.call('billing', 'getInvoice', { id: order.invoiceId }).total.amountMinor;
      });
      expect(totals).toEqual([500, 600, 750]);

      const told = shop.make.product({ prices: eur(500) });
      const attribute = shop.call('productOptions', 'createAttribute', {
        productId: told,
        name: 'Purpose',
        values: purposes.map((name) => ({ name })),
      });
      const details = attribute.values.map(({ id }) => {
        const order = shop.make.order({ productId: told, choices: [{ optionId: attribute.id, valueId: id }] });
        const { items, total } = shop.call('orders', 'get', { id: order.id });
        return [total.amountMinor, ...(items[0]?.choices ?? []).map(({ name, value }) => `${name}: ${value}`)];
      });
      expect(details).toEqual(purposes.map((purpose) => [500, `Purpose: ${purpose}`]));
    },
  );

  script(4, 'multiples of 2 from 100 to 1000: 98, 101 and 1002 are refused, 100, 102 and 1000 are ordered', () => {
    const productId = shop.make.product({
      quantity: { bulk: 'multiples', step: 2, isLimited: true, min: 100, max: 1000 },
    });
    const clientId = shop.make.client();
    const place = (quantity: number) =>
      shop.make.order({ productId, clientId, quantity, expectedTotalMinor: 500 * quantity });
    for (const quantity of [98, 101])
      expect(failure(() => place(quantity))?.fields).toHaveProperty(['items.0.quantity']);
    expect(() => place(1002)).toThrow('quantity_big');
    expect(shop.count('orders')).toBe(0);
    for (const quantity of [100, 102, 1000]) expect(place(quantity).items[0]?.quantity).toBe(quantity);
    expect(shop.count('contract_product')).toBe(1202);
  });

  script(7, 'each defer mode: when the fields are asked for, and when the license is created', () => {
    const sold = (deferMode: 'inherit' | 'none' | 'optional' | 'hidden', ip?: string) => {
      const order = shop.make.order({
        productId: shop.make.product({ deferMode }),
        ...(ip === undefined ? {} : { ip }),
      });
      const before = shop.count('operation');
      pay(order);
      const id = order.items[0]?.contractProductId ?? '';
      const { awaits } = shop.call('contractProducts', 'get', { id });
      return { id, awaits, bought: shop.count('operation') - before };
    };
    const confirm = (id: string, ip?: string): number => {
      const before = shop.count('operation');
      shop.call('contractProducts', 'confirmDetails', { id, ip });
      return shop.count('operation') - before;
    };
    // Inherit: the category's own, which asks for nothing.
    expect(sold('inherit')).toMatchObject({ awaits: null, bought: 1 });
    // None: all of it before the payment.
    expect(failure(() => shop.make.order({ productId: shop.make.product({ deferMode: 'none' }) }))?.fields).toEqual({
      'items.0.ip': { code: 'required' },
    });
    expect(sold('none', '192.0.2.1')).toMatchObject({ awaits: null, bought: 1 });
    // Optional: with the order if the client wants to, confirmed after the payment.
    const optional = sold('optional', '192.0.2.2');
    expect(optional).toMatchObject({ awaits: 'confirmation', bought: 0 });
    expect(confirm(optional.id, '192.0.2.2')).toBe(1);
    // Hidden: after the payment, and not without them.
    const hidden = sold('hidden');
    expect(hidden).toMatchObject({ awaits: 'details', bought: 0 });
    expect(failure(() => confirm(hidden.id))?.fields).toEqual({ ip: { code: 'required' } });
    expect(confirm(hidden.id, '192.0.2.3')).toBe(1);
  });

  script(9, 'revenue: $5 paid are 5.00 today, unpaid 0.00; spread they are the schedule of 2.13', async () => {
    shop.call('brand', 'update', { currencies: ['EUR', 'USD'] });
    const usd = [{ termMonths: 1 as const, currency: 'USD', amountMinor: 500 }];
    const sell = (productId: string) => shop.make.order({ productId, currency: 'USD' });
    const recognised = async (month: string): Promise<number | undefined> =>
      (await shop.services.revenue.report({ from: month, to: month })).totals[0]?.recognisedMinor;
    const productId = shop.make.product({ prices: usd });
    const order = sell(productId);
    expect(await recognised('2026-03')).toBe(0);
    pay(order);
    expect(await recognised('2026-03')).toBe(500);
    // Another brand, as it were: what was sold before stays as it is.
    shop.call('brand', 'update', { revenueRecognition: 'spread' });
    opened.clock.set('2027-01-31T12:00:00.000Z');
    const later = sell(productId);
    shop.call('billing', 'recordPayment', shop.make.payment(later.invoiceId, 500, { receivedOn: '2027-01-31' }));
    expect(await recognised('2027-01')).toBe(18);
    opened.clock.set('2027-03-05T12:00:00.000Z');
    expect(await recognised('2027-02')).toBe(482);
    expect(await recognised('2026-03')).toBe(500);
  });
});
