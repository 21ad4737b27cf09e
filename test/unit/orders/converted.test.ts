import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { row } from '../support/row.ts';
import { failure } from '../support/shop.ts';
import { runningShop } from '../support/running.ts';

let world: ReturnType<typeof runningShop>;
let shop: ReturnType<typeof runningShop>['shop'];
beforeEach(() => {
  world = runningShop();
  ({ shop } = world);
  shop.call('brand', 'update', { currencies: ['EUR', 'USD', 'JPY'] });
  rate('USD', '1.25');
});
afterEach(() => world.done());

const rate = (currency: string, value: string, date = '2026-03-09') =>
  shop.call('rates', 'set', { currency, rate: value, date });
const usd = { from: 'EUR', to: 'USD', rate: '1.25', date: '2026-03-09', source: 'manual' };
/** 5.00 EUR for a month, its price converted where there is none. */
const product = (patch: Parameters<typeof shop.make.product>[0] = {}) =>
  shop.make.product({ multiCurrency: 'convert', ...patch });
const bulk = { bulk: 'yes' as const, step: 2, isLimited: false, min: null, max: null };

describe('orders at converted prices (spec 44, 2.14)', () => {
  row(
    44,
    '“Make available” is sold at the rate with date and source, kept on the order, the contract and the invoice',
    () => {
      const productId = product({ quantity: bulk });
      const items = [{ productId, termMonths: 1 as const, quantity: 3 }];
      const quote = shop.call('orders', 'quote', { clientId: null, currency: 'USD', items });
      expect(quote.lines[0]).toMatchObject({ quote: { rate: usd }, total: { amountMinor: 1875, currency: 'USD' } });
      const order = shop.make.order({ items, currency: 'USD', expectedTotalMinor: 1875 });
      expect(order).toMatchObject({
        total: { amountMinor: 1875, currency: 'USD' },
        items: [{ rate: usd, unitPrice: { amountMinor: 625 }, basePrice: { amountMinor: 625 } }],
      });
      const invoice = shop.call('billing', 'getInvoice', { id: order.invoiceId });
      expect(invoice.total).toEqual({ amountMinor: 1875, currency: 'USD' });
      expect(invoice.base).toEqual({
        total: { amountMinor: 1500, currency: 'EUR' },
        rate: '0.8',
        rateOn: '2026-03-09',
        rateSource: 'manual',
      });
      for (const { id } of shop.call('contractProducts', 'list', { orderId: order.id }).rows)
        expect(world.contract(id)).toMatchObject({ price: { amountMinor: 625, currency: 'USD' }, priceRate: usd });
    },
  );

  row(44, '“Omit product” is not sold in the currency, and an unknown rate sells nothing: each says so', () => {
    const place = (productId: string, currency: string) =>
      failure(() => shop.make.order({ productId, currency, expectedTotalMinor: 625 }));
    expect(place(product({ multiCurrency: 'omit' }), 'USD')).toEqual({
      code: 'order.not_in_currency',
      params: { currency: 'USD' },
    });
    expect(place(product(), 'JPY')).toEqual({ code: 'order.no_rate', params: { currency: 'JPY' } });
    // A term that was left out in a currency of its own is not converted.
    const own = product({
      prices: [
        { termMonths: 1, currency: 'EUR', amountMinor: 500 },
        { termMonths: 12, currency: 'USD', amountMinor: 6000 },
      ],
    });
    expect(place(own, 'USD')).toEqual({ code: 'order.no_price' });
    expect(shop.count('orders')).toBe(0);
  });

  it('offers the order form the prices of the currencies of the brand, converted where the rule says so', () => {
    const prices = [{ termMonths: 1 as const, currency: 'EUR', amountMinor: 500 }];
    const id = product({ prices });
    const omitted = product({ prices, multiCurrency: 'omit' });
    const pricesOf = (productId: string, converts: boolean) =>
      shop.call('catalogue', 'listOrderable', { converts }).rows.find((each) => each.id === productId)?.prices;
    const own = { termMonths: 1, currency: 'EUR', amountMinor: 500, rate: null };
    // JPY has no rate.
    expect(pricesOf(id, true)).toEqual([own, { termMonths: 1, currency: 'USD', amountMinor: 625, rate: usd }]);
    expect(pricesOf(id, false)).toEqual([own]);
    expect(pricesOf(omitted, true)).toEqual([own]);
  });

  it('refuses the order when the rate moved under it', () => {
    const productId = product();
    rate('USD', '1.3', '2026-03-10');
    expect(failure(() => shop.make.order({ productId, currency: 'USD', expectedTotalMinor: 625 }))).toEqual({
      code: 'order.price_changed',
      params: { old: '6.25 USD', new: '6.50 USD' },
    });
  });

  it('renews at the price that was agreed, whatever rate and catalogue say by then', async () => {
    const productId = product();
    const id = world.sell({ productId, currency: 'USD', expectedTotalMinor: 625 });
    rate('USD', '2', '2026-03-10');
    shop.call('catalogue', 'updateProduct', {
      id: productId,
      prices: [{ termMonths: 1, currency: 'EUR', amountMinor: 900 }],
    });
    await world.until('2026-04-05');
    const periods = world.contract(id).periods;
    expect(periods).toMatchObject([
      { number: 1, price: { amountMinor: 625, currency: 'USD' } },
      { number: 0, price: { amountMinor: 625, currency: 'USD' } },
    ]);
    const renewal = shop.call('billing', 'getInvoice', { id: periods[0]?.invoiceId ?? '' });
    // What it is worth in the brand's currency is of the day of its own issue.
    expect(renewal).toMatchObject({
      total: { amountMinor: 625, currency: 'USD' },
      base: { total: { amountMinor: 313, currency: 'EUR' }, rate: '0.5', rateOn: '2026-03-10' },
    });
    expect(world.contract(id).priceRate).toEqual(usd);
  });

  it('changes the product at the rate of the change, and keeps no rate with a price that a person sets', () => {
    const id = world.sell({ productId: product(), currency: 'USD', expectedTotalMinor: 625 });
    const account = world.contract(id).connectionId ?? '';
    const pro = product({
      connectionId: account,
      packageIdentifier: '55228',
      prices: [{ termMonths: 1, currency: 'EUR', amountMinor: 1000 }],
    });
    rate('USD', '1.5', '2026-03-10');
    const asked = { contractProductId: id, productId: pro };
    const quote = shop.call('contractChanges', 'quote', asked);
    expect(quote.newPrice).toEqual({ amountMinor: 1500, currency: 'USD' });
    const change = shop.call('contractChanges', 'confirm', {
      ...asked,
      requestKey: shop.store.makeId(),
      expectedDueMinor: quote.due.amountMinor,
      downgrade: 'none',
    });
    shop.call('billing', 'recordPayment', shop.make.payment(change.invoiceId ?? '', quote.due.amountMinor));
    shop.settle(id);
    expect(world.contract(id)).toMatchObject({
      price: { amountMinor: 1500, currency: 'USD' },
      priceRate: { from: 'EUR', to: 'USD', rate: '1.5', date: '2026-03-10', source: 'manual' },
    });
    shop.store.transaction({ principal: { kind: 'system', name: 'test' }, traceId: 't' }, (writer) =>
      shop.services.contractProducts.reprice(writer, id, 1400),
    );
    expect(world.contract(id)).toMatchObject({ price: { amountMinor: 1400 }, priceRate: null });
  });
});
