import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { revenue as api, type RevenueReport } from '../../../preload/api/revenue.ts';
import { creditNote, refund, renewal } from '../support/money.ts';
import { row } from '../support/row.ts';
import { failure, makeShop, type Shop, staff } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
  shop.call('brand', 'update', { currencies: ['EUR', 'USD'] });
});
afterEach(() => opened.done());

/** ispmanager 6 lite for 5.00 a month and 50.00 a year, in both currencies. */
const lite = (patch: Parameters<Shop['make']['product']>[0] = {}): string =>
  shop.make.product({
    prices: ['EUR', 'USD'].flatMap((currency) => [
      { termMonths: 1 as const, currency, amountMinor: 500 },
      { termMonths: 12 as const, currency, amountMinor: 5000 },
    ]),
    ...patch,
  });
const sell = (productId: string, more: object = {}) => shop.make.order({ productId, currency: 'USD', ...more });
const pay = (invoiceId: string, amountMinor: number, receivedOn: string) =>
  shop.call('billing', 'recordPayment', shop.make.payment(invoiceId, amountMinor, { receivedOn }));
const report = async (from: string, to: string, currency?: string): Promise<RevenueReport> =>
  api.report.output.parse(
    await shop.services.revenue.report({ from, to, ...(currency === undefined ? {} : { currency }) }),
  );
const noon = (day: string): void => opened.clock.set(`${day}T12:00:00.000Z`);
const ofMonth = async (month: string) => {
  const { totals } = await report(month, month);
  return totals[0];
};

describe('the revenue report', () => {
  row(55, 'script 9: $5 paid are 5.00 of today', async () => {
    const { invoiceId } = sell(lite());
    pay(invoiceId, 500, '2026-03-10');
    expect(await ofMonth('2026-03')).toEqual({
      currency: 'USD',
      earnedMinor: 500,
      receivedMinor: 500,
      refundedMinor: 0,
      recognisedMinor: 500,
      returnedMinor: 0,
      deferredMinor: 0,
      unpaidMinor: 0,
    });
  });

  row(56, 'script 9: unpaid, the service is rendered and 0.00 are recognised', async () => {
    sell(lite());
    expect(await ofMonth('2026-03')).toMatchObject({
      earnedMinor: 500,
      receivedMinor: 0,
      recognisedMinor: 0,
      unpaidMinor: 500,
    });
  });

  row(54, 'script 9, spread: $5 from January 31 to February 28 are 0.18 and 4.82 (spec 2.13)', async () => {
    noon('2026-01-31');
    const { invoiceId } = sell(lite({ revenueRecognition: 'spread' }));
    pay(invoiceId, 500, '2026-01-31');
    expect(await ofMonth('2026-01')).toMatchObject({ recognisedMinor: 18, receivedMinor: 500, deferredMinor: 482 });
    expect((await report('2026-01', '2026-01')).schedule).toEqual([
      { month: '2026-02', currency: 'USD', amountMinor: 482 },
    ]);
    noon('2026-03-05');
    const { months, totals } = await report('2026-01', '2026-03');
    expect(months.map((each) => [each.month, each.recognisedMinor, each.deferredMinor])).toEqual([
      ['2026-01', 18, 482],
      ['2026-02', 482, 0],
      ['2026-03', 0, 0],
    ]);
    expect(totals[0]).toMatchObject({ recognisedMinor: 500, earnedMinor: 500, deferredMinor: 0 });
  });

  it('of a price of a year is the same price to the cent over thirteen months (spec 2.13)', async () => {
    const { invoiceId } = sell(lite({ revenueRecognition: 'spread' }), { termMonths: 12, expectedTotalMinor: 5000 });
    pay(invoiceId, 5000, '2026-03-10');
    noon('2027-04-01');
    const { months } = await report('2026-03', '2027-03');
    expect(months).toHaveLength(13);
    expect(months.reduce((sum, each) => sum + each.recognisedMinor, 0)).toBe(5000);
    expect(months[0]?.recognisedMinor).toBe(301);
    expect(months.at(-1)?.deferredMinor).toBe(0);
  });

  it('takes back only what was not recognised when a client leaves in the middle (spec 2.13)', async () => {
    const { invoiceId } = sell(lite({ revenueRecognition: 'spread' }));
    pay(invoiceId, 500, '2026-03-10');
    noon('2026-03-25');
    // 16 of 31 days are left, the day of the change with them.
    refund(shop, invoiceId, 258, '2026-03-25');
    expect(await ofMonth('2026-03')).toMatchObject({
      earnedMinor: 242,
      receivedMinor: 500,
      refundedMinor: 258,
      recognisedMinor: 242,
      returnedMinor: 0,
      deferredMinor: 0,
    });
    noon('2026-05-01');
    expect(await ofMonth('2026-04')).toBeUndefined();
    const [line] = shop.call('revenue', 'ofInvoice', { id: invoiceId }).lines;
    expect(line).toMatchObject({ reversed: { amountMinor: 258 }, recognised: { amountMinor: 242 } });
  });

  it('keeps the revenue of a month that is over when all is given back later, and shows what stands against it', async () => {
    const { invoiceId } = sell(lite());
    pay(invoiceId, 500, '2026-03-10');
    noon('2026-04-02');
    refund(shop, invoiceId, 500, '2026-04-02');
    expect(await ofMonth('2026-03')).toMatchObject({ recognisedMinor: 500, returnedMinor: 0 });
    expect(await ofMonth('2026-04')).toMatchObject({ recognisedMinor: 0, refundedMinor: 500, returnedMinor: 500 });
  });

  it('of an order that is cancelled unpaid is nothing: what was earned is taken back with the invoice', async () => {
    const { invoiceId } = sell(lite());
    creditNote(shop, invoiceId, 500, { on: '2026-04-02', reason: 'cancelled' });
    noon('2026-04-10');
    const { months } = await report('2026-03', '2026-04');
    expect(months.map((each) => [each.month, each.earnedMinor, each.unpaidMinor])).toEqual([
      ['2026-03', 500, 500],
      ['2026-04', -500, 0],
    ]);
  });

  it('has renewals too, each product by itself, and never adds two currencies', async () => {
    const [first, second] = [lite(), lite({ name: 'ispmanager 6 pro' })];
    const order = sell(first);
    pay(order.invoiceId, 500, '2026-03-10');
    pay(sell(second, { currency: 'EUR' }).invoiceId, 500, '2026-03-10');
    const contract = order.items[0]?.contractProductId ?? '';
    noon('2026-04-10');
    renewal(shop, contract, { amountMinor: 700, from: '2026-04-10', to: '2026-05-10', paidOn: '2026-04-10' });
    const all = await report('2026-03', '2026-04');
    expect(all.totals.map((each) => [each.currency, each.recognisedMinor])).toEqual([
      ['EUR', 500],
      ['USD', 1200],
    ]);
    expect(
      all.products.map((each) => [each.productName, each.currency, each.months.map((m) => m.recognisedMinor)]),
    ).toEqual([
      ['ispmanager 6 pro', 'EUR', [500, 0]],
      ['ispmanager 6 lite', 'USD', [500, 700]],
    ]);
    expect((await report('2026-03', '2026-04', 'EUR')).totals.map((each) => each.currency)).toEqual(['EUR']);
  });

  it('does not move when a policy changes, or when a contract product becomes another product', async () => {
    const product = lite();
    const order = sell(product);
    pay(order.invoiceId, 500, '2026-03-10');
    const before = await report('2026-03', '2026-03');
    shop.call('brand', 'update', { revenueRecognition: 'spread' });
    shop.call('catalogue', 'updateProduct', { id: product, revenueRecognition: 'spread' });
    const other = lite({ name: 'another one' });
    opened.store.transaction(staff, (writer) =>
      writer.update('contract_product', order.items[0]?.contractProductId ?? '', { product_id: other }),
    );
    expect(await report('2026-03', '2026-03')).toEqual(before);
  });

  it('is without tax, whether prices contain it or it comes on top', async () => {
    const tax = (invoiceId: string, patch: object): void =>
      opened.store.transaction(staff, (writer) => {
        writer.update('invoice', invoiceId, { ...patch });
      });
    const inside = sell(lite());
    tax(inside.invoiceId, { tax_minor: 83 });
    pay(inside.invoiceId, 500, '2026-03-10');
    expect((await report('2026-03', '2026-03')).totals[0]).toMatchObject({ recognisedMinor: 417, receivedMinor: 417 });
    const onTop = sell(lite());
    tax(onTop.invoiceId, { tax_minor: 100, total_minor: 600 });
    pay(onTop.invoiceId, 600, '2026-03-10');
    expect((await report('2026-03', '2026-03')).totals[0]).toMatchObject({ recognisedMinor: 917, receivedMinor: 917 });
  });

  it('knows what came before its time: deferred and unpaid are all there is', async () => {
    noon('2026-01-10');
    const paid = sell(lite({ revenueRecognition: 'spread' }), { termMonths: 12, expectedTotalMinor: 5000 });
    pay(paid.invoiceId, 5000, '2026-01-10');
    sell(lite());
    noon('2026-06-30');
    const june = await ofMonth('2026-06');
    expect(june).toMatchObject({ receivedMinor: 0, unpaidMinor: 500 });
    // 172 of 365 days by the end of June.
    expect(june?.deferredMinor).toBe(5000 - 2356);
  });

  it('refuses a time that ends before it begins, or is too long', async () => {
    const codes = async (from: string, to: string) =>
      shop.services.revenue.report({ from, to }).then(
        () => null,
        (error: unknown) =>
          failure(() => {
            throw error;
          }),
      );
    expect(await codes('2026-04', '2026-03')).toEqual({ code: 'input.invalid', fields: { to: { code: 'too_small' } } });
    expect(await codes('2020-01', '2026-03')).toMatchObject({ fields: { to: { code: 'too_big' } } });
  });
});
