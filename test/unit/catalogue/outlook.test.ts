import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PriceTerm } from '../../../preload/api/values.ts';
import { failure, key, makeShop, staff, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
let productId: string;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
  productId = shop.make.product();
});
afterEach(() => opened.done());

const schedule = (effectiveOn: string, amountMinor: number, termMonths: PriceTerm = 1, currency = 'EUR') =>
  shop.call('prices', 'schedule', { productId, termMonths, currency, amountMinor, effectiveOn });
const outlook = () => shop.call('prices', 'outlook', { productId });
const monthly = () => shop.call('catalogue', 'getProduct', { id: productId }).prices[0]?.amountMinor;
const complaint = (work: () => unknown) => failure(work)?.fields;
const due = (asOf: string) => shop.services.catalogue.prices.applyDuePrices(asOf, staff);
const day = (date: string) => opened.clock.set(`${date}T12:00:00.000Z`);

describe('margin', () => {
  it('is the price less what the vendor charges for that tariff and term', () => {
    const asked: unknown[] = [];
    shop.outside.costOf = (_, of) => {
      asked.push(of);
      return of.period === 1 ? { amountMinor: 395, currency: 'EUR' } : null;
    };
    expect(outlook()).toMatchObject([
      {
        termMonths: 1,
        cost: { amountMinor: 395, currency: 'EUR' },
        costRate: null,
        marginMinor: 105,
        marginPercent: '21.0',
      },
      { termMonths: 12, cost: null, marginMinor: null, marginPercent: null },
    ]);
    expect(asked).toEqual([
      { pricelist: '55227', period: 1 },
      { pricelist: '55227', period: 12 },
    ]);
  });

  it('converts a cost in another currency, and is unknown without a rate', () => {
    shop.outside.costOf = () => ({ amountMinor: 432, currency: 'USD' });
    expect(outlook()[0]).toMatchObject({ cost: { amountMinor: 432, currency: 'USD' }, marginMinor: null });
    shop.call('rates', 'set', { currency: 'USD', rate: '1.08', date: '2026-03-09' });
    expect(outlook()[0]).toMatchObject({
      marginMinor: 100,
      marginPercent: '20.0',
      costRate: { from: 'USD', to: 'EUR', date: '2026-03-09' },
    });
  });

  it('can be a loss, and has no per cent of nothing', () => {
    shop.outside.costOf = () => ({ amountMinor: 600, currency: 'EUR' });
    expect(outlook()[0]).toMatchObject({ marginMinor: -100, marginPercent: '-20.0' });
    shop.call('catalogue', 'updateProduct', {
      id: productId,
      prices: [{ termMonths: 1, currency: 'EUR', amountMinor: 0 }],
    });
    expect(outlook()).toMatchObject([{ marginMinor: -600, marginPercent: null }]);
  });

  it('is not asked for without a connection or a package', () => {
    shop.outside.costOf = () => {
      throw new Error('asked');
    };
    shop.call('catalogue', 'updateProduct', { id: productId, packageIdentifier: '' });
    expect(outlook()[0]?.cost).toBeNull();
  });
});

describe('a future price', () => {
  it('becomes the price on its day, in every answer, before any job ran', () => {
    schedule('2026-04-01', 600);
    schedule('2026-05-01', 700);
    expect(outlook()[0]?.future.map(({ effectiveOn, amountMinor }) => [effectiveOn, amountMinor])).toEqual([
      ['2026-04-01', 600],
      ['2026-05-01', 700],
    ]);
    day('2026-03-31');
    expect(monthly()).toBe(500);
    day('2026-04-01');
    expect(monthly()).toBe(600);
    expect(shop.call('catalogue', 'listProducts', {}).rows[0]?.firstPrice?.amountMinor).toBe(600);
    expect(shop.call('catalogue', 'listOrderable', {}).rows[0]?.prices[0]?.amountMinor).toBe(600);
    expect(shop.call('catalogue', 'quote', { productId, termMonths: 1, currency: 'EUR' }).total?.amountMinor).toBe(600);
    expect(failure(() => shop.make.order({ productId, expectedTotalMinor: 500 }))?.code).toBe('order.price_changed');
    expect(shop.make.order({ productId, expectedTotalMinor: 600 }).total.amountMinor).toBe(600);
    expect(outlook()[0]).toMatchObject({ amountMinor: 600, future: [{ effectiveOn: '2026-05-01' }] });
  });

  it('counts from the day of the brand’s zone', () => {
    shop.call('brand', 'update', { timeZone: 'Pacific/Auckland' });
    schedule('2026-04-01', 600);
    opened.clock.set('2026-03-31T10:59:00.000Z');
    expect(monthly()).toBe(500);
    opened.clock.set('2026-03-31T11:00:00.000Z');
    expect(monthly()).toBe(600);
  });

  it('is taken over by the job: the last of several that are due, once', () => {
    schedule('2026-04-01', 600);
    schedule('2026-05-01', 700);
    schedule('2026-06-01', 800);
    expect(due('2026-03-31')).toBe(0);
    expect(due('2026-05-15')).toBe(2);
    expect(due('2026-05-15')).toBe(0);
    expect(monthly()).toBe(700);
    expect(shop.count('future_price')).toBe(1);
    const row = opened.store.db.prepare('SELECT id FROM price WHERE term_months = 1').get() as { id: string };
    const changes = shop.call('audit', 'list', { entity: 'price', entityId: row.id }).rows.map((each) => each.changes);
    expect(changes.slice(0, 2)).toEqual([{ amount_minor: ['600', '700'] }, { amount_minor: ['500', '600'] }]);
  });

  it('gives way to a price that staff set later, and goes with a price that is removed', () => {
    schedule('2026-04-01', 600);
    schedule('2026-05-01', 700, 12);
    day('2026-04-02');
    const set = (amountMinor: number) =>
      shop.call('catalogue', 'updateProduct', {
        id: productId,
        prices: [{ termMonths: 1, currency: 'EUR', amountMinor }],
      });
    // What the form shows is the price in force: saving it as it is changes nothing.
    expect(set(600).prices[0]?.amountMinor).toBe(600);
    expect(set(550).prices[0]?.amountMinor).toBe(550);
    expect(shop.count('future_price')).toBe(0);
  });

  it('is one for each day, after today, of a price that is there', () => {
    expect(complaint(() => schedule('2026-03-10', 600))).toEqual({ effectiveOn: { code: 'in_past' } });
    expect(complaint(() => schedule('2026-04-01', 600, 3))).toEqual({ termMonths: { code: 'not_found' } });
    expect(complaint(() => schedule('2026-04-01', 600, 1, 'USD'))).toEqual({ termMonths: { code: 'not_found' } });
    const first = schedule('2026-04-01', 600);
    expect(schedule('2026-04-01', 650)).toEqual({ ...first, amountMinor: 650 });
    expect(shop.count('future_price')).toBe(1);
    shop.call('prices', 'unschedule', { id: first.id });
    expect(outlook()[0]?.future).toEqual([]);
    expect(failure(() => shop.call('prices', 'unschedule', { id: first.id }))?.code).toBe('not_found');
    const second = schedule('2026-04-01', 600);
    day('2026-04-01');
    expect(failure(() => shop.call('prices', 'unschedule', { id: second.id }))?.code).toBe('not_found');
    expect(
      failure(() =>
        shop.call('prices', 'schedule', {
          productId: key(),
          termMonths: 1,
          currency: 'EUR',
          amountMinor: 1,
          effectiveOn: '2027-01-01',
        }),
      )?.code,
    ).toBe('not_found');
  });
});

describe('what clients pay at their next renewal', () => {
  const sold = (count: number): string[] =>
    Array.from({ length: count }, () => {
      const order = shop.make.order({ productId });
      shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 500));
      return order.items[0]?.contractProductId ?? '';
    });
  const renewals = (more: object = {}) => shop.call('prices', 'renewals', { productId, ...more });
  const paid = (id: string) =>
    (
      opened.store.db.prepare('SELECT price_minor FROM contract_product WHERE id = ?').get(id) as {
        price_minor: number;
      }
    ).price_minor;

  it('is what was agreed, beside the price of the catalogue on that day', () => {
    const [id = ''] = sold(1);
    schedule('2026-04-10', 600);
    schedule('2026-04-11', 900);
    expect(renewals().rows).toMatchObject([
      {
        contractProductId: id,
        clientName: 'Anna Smith',
        termMonths: 1,
        nextDueOn: '2026-04-10',
        price: { amountMinor: 500, currency: 'EUR' },
        listPrice: { amountMinor: 600, currency: 'EUR' },
      },
    ]);
    shop.call('catalogue', 'updateProduct', { id: productId, prices: [] });
    expect(renewals().rows[0]?.listPrice).toBeNull();
    expect(paid(id)).toBe(500);
  });

  it('comes in pages, without those that have ended', () => {
    const ids = sold(5);
    opened.store.db.prepare("UPDATE contract_product SET status = 'Lapsed' WHERE id = ?").run(ids[1]);
    const first = renewals({ limit: 3 });
    const rest = renewals({ limit: 3, cursor: first.nextCursor ?? undefined });
    expect([...first.rows, ...rest.rows].map(({ contractProductId }) => contractProductId)).toEqual([
      ids[4],
      ids[3],
      ids[2],
      ids[0],
    ]);
    expect(rest.nextCursor).toBeNull();
  });

  it('changes for the chosen ones and for nobody else, and only to the price that was seen', () => {
    const [a = '', b = ''] = sold(2);
    const change = (contractProductId: string, amountMinor: number) => ({ contractProductId, amountMinor });
    const reprice = (list: ReturnType<typeof change>[]) =>
      shop.call('prices', 'reprice', { productId, renewals: list });
    const prices = [{ termMonths: 1 as const, currency: 'EUR', amountMinor: 600 }];
    shop.call('catalogue', 'updateProduct', { id: productId, prices });
    expect([paid(a), paid(b)]).toEqual([500, 500]);
    expect(failure(() => reprice([change(a, 600), change(b, 599)]))?.code).toBe('conflict.changed_meanwhile');
    expect([paid(a), paid(b)]).toEqual([500, 500]);
    reprice([change(a, 600)]);
    expect([paid(a), paid(b)]).toEqual([600, 500]);
    const [entry] = shop.call('audit', 'list', { entity: 'contract_product', entityId: a }).rows;
    expect(entry?.changes).toEqual({ price_minor: ['500', '600'] });
    opened.store.db.prepare("UPDATE contract_product SET status = 'Cancelled' WHERE id = ?").run(b);
    expect(failure(() => reprice([change(b, 600)]))?.code).toBe('not_found');
    const other = shop.make.product();
    expect(failure(() => shop.call('prices', 'reprice', { productId: other, renewals: [change(a, 500)] }))?.code).toBe(
      'not_found',
    );
  });
});
