import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { row } from '../support/row.ts';
import { failure, makeShop, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
  shop.call('brand', 'update', { currencies: ['EUR', 'USD'] });
});
afterEach(() => opened.done());

const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' });
/** ispmanager 6 lite for 5.00 USD a month and 50.00 USD a year. */
const lite = (patch: Parameters<Shop['make']['product']>[0] = {}): string =>
  shop.make.product({
    prices: [
      { termMonths: 1, currency: 'USD', amountMinor: 500 },
      { termMonths: 12, currency: 'USD', amountMinor: 5000 },
    ],
    ...patch,
  });
const order = (productId: string, more: object = {}) => shop.make.order({ productId, currency: 'USD', ...more });
const pay = (invoiceId: string, amountMinor: number, receivedOn = '2026-03-10') =>
  shop.call('billing', 'recordPayment', shop.make.payment(invoiceId, amountMinor, { receivedOn }));
const revenue = (invoiceId: string) => shop.call('revenue', 'ofInvoice', { id: invoiceId });
const recognised = (invoiceId: string): number | undefined => revenue(invoiceId).lines[0]?.recognised.amountMinor;
const byMonth = (invoiceId: string) =>
  revenue(invoiceId).lines[0]?.months.map(({ month, earned, recognised: counted }) => [
    month,
    earned.amountMinor,
    counted.amountMinor,
  ]);

describe('revenue that is recognised immediately', () => {
  row(55, 'monthly ispmanager 6 lite, $5, ordered and paid: $5 are recognised the same day', () => {
    const { invoiceId } = order(lite());
    pay(invoiceId, 500);
    expect(revenue(invoiceId)).toEqual({
      asOf: '2026-03-10',
      lines: [
        {
          text: 'ispmanager 6 lite, 1 month',
          policy: 'immediate',
          source: 'brand',
          amount: usd(500),
          paid: usd(500),
          reversed: usd(0),
          returned: usd(0),
          recognised: usd(500),
          months: [{ month: '2026-03', earned: usd(500), recognised: usd(500) }],
        },
      ],
    });
  });

  row(56, 'the same, ordered and not paid: the service is rendered the same day, $0 are recognised', () => {
    const { invoiceId } = order(lite());
    expect(revenue(invoiceId).lines).toMatchObject([
      {
        amount: usd(500),
        paid: usd(0),
        recognised: usd(0),
        months: [{ month: '2026-03', earned: usd(500), recognised: usd(0) }],
      },
    ]);
    opened.clock.set('2026-06-01T12:00:00.000Z');
    expect(recognised(invoiceId)).toBe(0);
  });

  row(56, 'what is paid later is recognised on the day of the payment, and never more than was paid', () => {
    const { invoiceId } = order(lite());
    pay(invoiceId, 200);
    expect(recognised(invoiceId)).toBe(200);
    opened.clock.set('2026-04-02T12:00:00.000Z');
    pay(invoiceId, 300, '2026-04-02');
    // The service begins with the payment that settles it: what came before counts from then.
    expect(byMonth(invoiceId)).toEqual([['2026-04', 500, 500]]);
    expect(recognised(invoiceId)).toBe(500);
  });

  it('of an invoice that does not exist is none', () => {
    expect(failure(() => revenue(opened.store.makeId()))?.code).toBe('not_found');
  });
});

describe('revenue that is spread', () => {
  it('54 follows the product, else the brand, as they were at the sale, and says which', () => {
    const product = lite();
    const policyOf = (invoiceId: string) => revenue(invoiceId).lines.map((line) => [line.policy, line.source]);
    const first = order(product).invoiceId;
    expect(policyOf(first)).toEqual([['immediate', 'brand']]);
    shop.call('brand', 'update', { revenueRecognition: 'spread' });
    expect(policyOf(first)).toEqual([['immediate', 'brand']]);
    expect(policyOf(order(product).invoiceId)).toEqual([['spread', 'brand']]);
    shop.call('catalogue', 'updateProduct', { id: product, revenueRecognition: 'immediate' });
    const third = order(product).invoiceId;
    shop.call('catalogue', 'updateProduct', { id: product, revenueRecognition: 'spread' });
    expect(policyOf(third)).toEqual([['immediate', 'product']]);
    expect(policyOf(order(product).invoiceId)).toEqual([['spread', 'product']]);
  });

  it('54 comes by the day: $5 from January 31 to February 28 are 0.18 and 4.82', () => {
    opened.clock.set('2026-01-31T12:00:00.000Z');
    const { invoiceId } = order(lite({ revenueRecognition: 'spread' }));
    pay(invoiceId, 500, '2026-01-31');
    expect(byMonth(invoiceId)).toEqual([
      ['2026-01', 18, 18],
      ['2026-02', 482, 0],
    ]);
    opened.clock.set('2026-02-14T12:00:00.000Z');
    expect(byMonth(invoiceId)?.[1]).toEqual(['2026-02', 482, 250]);
    opened.clock.set('2026-02-27T12:00:00.000Z');
    expect(recognised(invoiceId)).toBe(500);
    opened.clock.set('2026-12-01T12:00:00.000Z');
    expect(byMonth(invoiceId)).toEqual([
      ['2026-01', 18, 18],
      ['2026-02', 482, 482],
    ]);
  });

  it('54 of a year adds up to the cent over its thirteen calendar months', () => {
    const { invoiceId } = order(lite({ revenueRecognition: 'spread' }), { termMonths: 12, expectedTotalMinor: 5000 });
    pay(invoiceId, 5000);
    const months = byMonth(invoiceId) ?? [];
    expect(months).toHaveLength(13);
    expect(months.reduce((sum, [, earned]) => sum + Number(earned), 0)).toBe(5000);
    expect(months[0]).toEqual(['2026-03', 301, 14]);
    expect(recognised(invoiceId)).toBe(14);
  });

  it('54 is no more than what was paid: a part that is paid counts until it is used up', () => {
    opened.clock.set('2026-03-01T12:00:00.000Z');
    const { invoiceId } = order(lite({ revenueRecognition: 'spread' }));
    pay(invoiceId, 100, '2026-03-01');
    expect(recognised(invoiceId)).toBe(16);
    opened.clock.set('2026-03-20T12:00:00.000Z');
    expect(byMonth(invoiceId)).toEqual([['2026-03', 500, 100]]);
  });
});

describe('revenue of a line for a priced option', () => {
  it('follows the product that it belongs to', () => {
    const productId = lite({ revenueRecognition: 'spread' });
    const option = shop.call('productOptions', 'create', {
      productId,
      name: 'Purpose',
      isRequired: true,
      values: [{ name: 'Commercial', prices: [{ termMonths: 1, currency: 'USD', amountMinor: 200 }] }],
    });
    const [value] = option.values;
    const { invoiceId } = order(productId, {
      choices: [{ optionId: option.id, valueId: value?.id ?? '' }],
      expectedTotalMinor: 700,
    });
    expect(revenue(invoiceId).lines.map(({ policy, source }) => [policy, source])).toEqual([
      ['spread', 'product'],
      ['spread', 'product'],
    ]);
  });
});
