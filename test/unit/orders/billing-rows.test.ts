import { afterEach, beforeEach, describe, expect } from 'vitest';
import type { PriceTerm } from '../../../preload/api/values.ts';
import { row } from '../support/row.ts';
import { failure, makeShop, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

// What the rows of Product billing come to once something is ordered; test/unit/catalogue/billing.test.ts has their fields.

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
let clientId: string;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
  clientId = shop.make.client();
});
afterEach(() => opened.done());

const price = (termMonths: PriceTerm, amountMinor: number, currency = 'EUR') => ({ termMonths, currency, amountMinor });
type OrderOf = { termMonths?: 1 | 12; currency?: string; trial?: boolean; expectedTotalMinor?: number };
const place = (productId: string, more: OrderOf = {}) => shop.make.order({ clientId, productId, ...more });
const quote = (productId: string, { termMonths = 1, currency = 'EUR' }: OrderOf = {}) =>
  shop.call('orders', 'quote', { clientId, currency, items: [{ productId, termMonths }], promoCode: '' });
const page = (id: string) =>
  shop.call('catalogue', 'storeProduct', { slug: shop.call('catalogue', 'getProduct', { id }).slug });
const contractOf = (order: ReturnType<typeof place>) =>
  shop.call('contractProducts', 'get', { id: order.items[0]?.contractProductId ?? '' });
const pay = (order: ReturnType<typeof place>) =>
  shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, order.total.amountMinor));
const orders = (): number => shop.count('orders');

describe('what is set under Product billing, in an order', () => {
  row(40, 'a subscription is ordered for one of its periods and renews; a one-off payment has none to order', () => {
    const order = place(shop.make.product());
    pay(order);
    expect(contractOf(order)).toMatchObject({ termMonths: 1, nextDueOn: '2026-04-10', periods: [{ number: 0 }] });
    const once = shop.make.product({ purchaseType: 'one_off', prices: [price(0, 500)] });
    expect(page(once)).toMatchObject({ offers: [{ termMonths: 0 }], trial: null });
    // The vendor sells by the month and the year: the product says why it is not sold, and nothing is placed for a period.
    expect(failure(() => place(once))).toEqual({
      code: 'order.product_unavailable',
      params: { reason: 'no_sellable_term' },
    });
    expect(quote(once)).toMatchObject({ total: null, lines: [{ isUnavailable: true }] });
    expect(orders()).toBe(1);
  });

  row(41, 'what is ordered of a product with copied prices costs the same in every term and currency', () => {
    shop.call('brand', 'update', { currencies: ['EUR', 'USD'] });
    const prices = [price(1, 500), price(12, 5000), price(1, 650, 'USD'), price(12, 6100, 'USD')];
    const from = shop.make.product({ prices });
    const to = shop.make.product({ prices: [price(1, 1)] });
    shop.call('catalogue', 'copyPrices', { id: to, fromId: from });
    for (const { termMonths, currency, amountMinor } of prices) {
      const as = { termMonths: termMonths as 1 | 12, currency, expectedTotalMinor: amountMinor };
      const [first, second] = [place(from, as), place(to, as)];
      expect(second.total).toEqual({ amountMinor, currency });
      expect(second.total).toEqual(first.total);
    }
    expect(orders()).toBe(8);
  });

  row(
    42,
    'in an added currency the order, its invoice and its payment are in it; in one without a price is none',
    () => {
      const productId = shop.make.product();
      expect(failure(() => place(productId, { currency: 'USD', expectedTotalMinor: 650 }))?.code).toBe(
        'order.not_in_currency',
      );
      shop.call('brand', 'update', { currencies: ['EUR', 'USD'] });
      expect(failure(() => place(productId, { currency: 'USD', expectedTotalMinor: 650 }))?.code).toBe(
        'order.not_in_currency',
      );
      shop.call('catalogue', 'updateProduct', { id: productId, prices: [price(1, 500), price(1, 650, 'USD')] });
      const order = place(productId, { currency: 'USD', expectedTotalMinor: 650 });
      pay(order);
      const invoice = shop.call('billing', 'getInvoice', { id: order.invoiceId });
      const paid = { amountMinor: 650, currency: 'USD' };
      expect(invoice).toMatchObject({
        status: 'Paid',
        total: paid,
        lines: [{ amount: paid }],
        payments: [{ amount: paid }],
      });
      expect(contractOf(order).price).toEqual(paid);
      expect(orders()).toBe(1);
    },
  );

  row(43, 'a price for each period, in whole minor units; tax too is whole units of the currency', () => {
    shop.call('brand', 'createTaxRate', { name: 'VAT', country: '', percent: '19' });
    // 500 yen and 95 of tax; half a dinar has three decimals, and a half of the third goes up.
    const cases = [
      ['JPY', 1, 503, 96, 599],
      ['KWD', 1, 500, 95, 595],
      ['KWD', 12, 4950, 941, 5891],
    ] as const;
    const prices = cases.map(([currency, term, amount]) => price(term, amount, currency));
    shop.call('brand', 'update', { currencies: ['EUR', 'JPY', 'KWD'] });
    const productId = shop.make.product({ prices });
    for (const [currency, termMonths, net, tax, total] of cases) {
      const order = place(productId, { currency, termMonths, expectedTotalMinor: total });
      const invoice = shop.call('billing', 'getInvoice', { id: order.invoiceId });
      expect([invoice.lines[0]?.amount, invoice.tax, invoice.total]).toEqual(
        [net, tax, total].map((amountMinor) => ({ amountMinor, currency })),
      );
    }
    expect(failure(() => place(productId, { currency: 'JPY', termMonths: 12, expectedTotalMinor: 0 }))?.code).toBe(
      'order.no_price',
    );
  });

  row(
    44,
    'omitted, it cannot be ordered in another currency; converted, it is sold at the rate of the day, which is kept',
    () => {
      shop.call('brand', 'update', { currencies: ['EUR', 'JPY'] });
      shop.call('rates', 'set', { currency: 'JPY', rate: '161.37', date: '2026-03-06' });
      const productId = shop.make.product({ multiCurrency: 'omit' });
      const inYen = { currency: 'JPY', expectedTotalMinor: 807 };
      expect(quote(productId, { currency: 'JPY' })).toMatchObject({
        total: null,
        lines: [{ quote: { base: null, problems: [{ code: 'price_not_offered' }] } }],
      });
      expect(failure(() => place(productId, inYen))?.code).toBe('order.not_in_currency');
      expect(orders()).toBe(0);
      shop.call('catalogue', 'updateProduct', { id: productId, multiCurrency: 'convert' });
      const rate = { from: 'EUR', to: 'JPY', rate: '161.37', date: '2026-03-06', source: 'manual' };
      const total = { amountMinor: 807, currency: 'JPY' };
      expect(quote(productId, { currency: 'JPY' })).toMatchObject({
        total,
        lines: [{ quote: { base: { amountMinor: 500, currency: 'EUR' }, total, rate } }],
      });
      const order = place(productId, inYen);
      // What the rate becomes later changes nothing of what was sold.
      shop.call('rates', 'set', { currency: 'JPY', rate: '170', date: '2026-03-06' });
      expect(shop.call('orders', 'get', { id: order.id })).toMatchObject({ total, items: [{ rate }] });
      expect(shop.call('billing', 'getInvoice', { id: order.invoiceId }).total).toEqual(total);
    },
  );

  row(45, 'the term that is offered first is the one that is ordered when nothing else is chosen', () => {
    const productId = shop.make.product({ prices: [price(1, 500), price(12, 5000)] });
    const ordered = (defaultTerm: 'lowest' | 'lowest_monthly' | 'highest' | 'inherit') => {
      shop.call('catalogue', 'updateProduct', { id: productId, defaultTerm });
      const termMonths = page(productId).defaultTermMonths as 1 | 12;
      const { total } = quote(productId, { termMonths });
      const order = place(productId, { termMonths, expectedTotalMinor: total?.amountMinor ?? 0 });
      return [order.items[0]?.termMonths, order.total.amountMinor];
    };
    expect(ordered('lowest')).toEqual([1, 500]);
    // 50 a year are 4.17 a month.
    expect(ordered('lowest_monthly')).toEqual([12, 5000]);
    expect(ordered('highest')).toEqual([12, 5000]);
    expect(ordered('inherit')).toEqual([1, 500]);
    shop.call('brand', 'update', { defaultTermMonths: 12 });
    expect(ordered('inherit')).toEqual([12, 5000]);
  });

  row(47, 'a trial is offered with an order only where the product has one and is a subscription', () => {
    const trial = {
      isSupported: true,
      isForced: false,
      days: 7,
      noticeDays: 1,
      endAction: 'continue' as const,
      migrateProductId: null,
    };
    const offer = (productId: string) => shop.call('trials', 'offer', { clientId, productId });
    const [tried, plain] = [shop.make.product({ trial }), shop.make.product()];
    expect(offer(tried)).toMatchObject({ days: 7, isUsed: false });
    expect(offer(plain)).toBeNull();
    expect(failure(() => place(plain, { trial: true, expectedTotalMinor: 0 }))?.fields).toEqual({
      'items.0.trial': { code: 'not_offered' },
    });
    // Made a one-off payment, it has no trial to offer any more.
    shop.call('catalogue', 'updateProduct', {
      id: tried,
      purchaseType: 'one_off',
      prices: [price(0, 500)],
      trial: { ...trial, isSupported: false },
    });
    expect(offer(tried)).toBeNull();
    expect(orders()).toBe(0);
  });

  row(53, 'an order takes the brand’s way to recognise revenue as it was when it was sold', () => {
    const productId = shop.make.product();
    const source = (order: ReturnType<typeof place>) => {
      const [line] = shop.call('revenue', 'ofInvoice', { id: order.invoiceId }).lines;
      return [line?.policy, line?.source];
    };
    const before = place(productId);
    shop.call('brand', 'update', { revenueRecognition: 'spread' });
    const after = place(productId);
    expect([source(before), source(after)]).toEqual([
      ['immediate', 'brand'],
      ['spread', 'brand'],
    ]);
    // Unchecked, the product's own is what counts.
    shop.call('catalogue', 'updateProduct', { id: productId, revenueRecognition: 'immediate' });
    expect(source(place(productId))).toEqual(['immediate', 'product']);
  });
});
