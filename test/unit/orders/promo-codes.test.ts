import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { row } from '../support/row.ts';
import { failure, key, makeShop, type OrderPatch, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
});
afterEach(() => opened.done());

const bulk = { bulk: 'yes' as const, step: 2, isLimited: false, min: null, max: null };
const line = (productId: string, quantity = 1) => ({ productId, termMonths: 1 as const, quantity });
const quote = (items: ReturnType<typeof line>[], promoCode: string, clientId: string | null = null) =>
  shop.call('orders', 'quote', { clientId, currency: 'EUR', items, promoCode });
const refusal = (items: ReturnType<typeof line>[], promoCode = 'SPRING', clientId: string | null = null) => {
  const { promo } = quote(items, promoCode, clientId);
  return promo?.isValid === false ? promo.refusal : promo;
};
const place = (patch: OrderPatch) => shop.make.order({ promoCode: 'SPRING', ...patch });
const uses = (id: string) => {
  const { reserved, committed } = shop.call('promoCodes', 'get', { id });
  return [reserved, committed];
};

describe('a discount code on a basket (spec 84, 2.8)', () => {
  row(84, 'an invalid code says why; a valid one lowers each line, and cart = order = invoice', () => {
    shop.make.promoCode();
    const productId = shop.make.product({ quantity: bulk });
    expect(refusal([line(productId)], 'AUTUMN')).toEqual({ code: 'promo.unknown', params: {} });
    const items = [line(productId), line(productId, 3)];
    // Written in any case, with spaces around it.
    const shown = quote(items, ' spring ');
    expect(shown).toMatchObject({
      promo: { isValid: true, code: 'SPRING', name: 'Spring' },
      lines: [
        { total: { amountMinor: 500 }, discount: { amountMinor: 50 } },
        { total: { amountMinor: 1500 }, discount: { amountMinor: 150 } },
      ],
      subtotal: { amountMinor: 2000 },
      discount: { amountMinor: 200 },
      total: { amountMinor: 1800 },
    });
    const order = place({ items, expectedTotalMinor: 1800, promoCode: 'spring' });
    expect(order).toMatchObject({
      total: { amountMinor: 1800 },
      discount: { amountMinor: 200 },
      promoCode: 'SPRING',
      items: [{ discount: { amountMinor: 50 } }, { discount: { amountMinor: 150 } }],
    });
    const invoice = shop.call('billing', 'getInvoice', { id: order.invoiceId });
    expect(invoice.total.amountMinor).toBe(1800);
    expect(invoice.lines).toMatchObject([
      { text: 'ispmanager 6 lite, 1 month, discount SPRING −0.50 EUR', amount: { amountMinor: 450 } },
      { text: 'ispmanager 6 lite, 1 month × 3, discount SPRING −1.50 EUR', amount: { amountMinor: 1350 } },
    ]);
  });

  it('84 rounds a percentage half up line by line, and takes all at 100 %', () => {
    shop.make.promoCode({ percent: '12.5' });
    const productId = shop.make.product({ prices: [{ termMonths: 1, currency: 'EUR', amountMinor: 4 }] });
    expect(quote([line(productId)], 'SPRING').discount.amountMinor).toBe(1);
    shop.make.promoCode({ code: 'FREE', percent: '100' });
    expect(quote([line(productId)], 'FREE').total?.amountMinor).toBe(0);
    const order = place({ items: [line(productId)], promoCode: 'FREE', expectedTotalMinor: 0 });
    expect(order.status).toBe('Active');
  });

  it('84 takes a fixed amount once for an order, split by largest remainder, and never below nothing', () => {
    const amounts = [{ currency: 'EUR', amountMinor: 100 }];
    shop.make.promoCode({ kind: 'fixed', amounts });
    const productId = shop.make.product();
    const cheap = shop.make.product({ prices: [{ termMonths: 1, currency: 'EUR', amountMinor: 30 }] });
    const three = quote([line(productId), line(productId), line(productId)], 'SPRING');
    expect(three.lines.map(({ discount }) => discount.amountMinor)).toEqual([34, 33, 33]);
    const little = quote([line(cheap), line(cheap)], 'SPRING');
    expect(little.lines.map(({ discount }) => discount.amountMinor)).toEqual([30, 30]);
    expect(little.total?.amountMinor).toBe(0);
  });

  it('84 takes it from selected products only, each with its own amount where it has one', () => {
    const [lite, pro, host] = [shop.make.product(), shop.make.product(), shop.make.product()];
    shop.make.promoCode({
      scope: 'selected',
      products: [
        { productId: lite, percent: null, amounts: [] },
        { productId: pro, percent: '50', amounts: [] },
      ],
    });
    const shown = quote([line(lite), line(pro), line(host)], 'SPRING');
    expect(shown.lines.map(({ discount }) => discount.amountMinor)).toEqual([50, 250, 0]);
    shop.make.promoCode({
      code: 'FIXED',
      kind: 'fixed',
      amounts: [{ currency: 'EUR', amountMinor: 90 }],
      scope: 'selected',
      products: [
        { productId: lite, percent: null, amounts: [] },
        { productId: pro, percent: null, amounts: [{ currency: 'EUR', amountMinor: 200 }] },
      ],
    });
    expect(quote([line(pro), line(lite), line(host)], 'FIXED').lines.map((each) => each.discount.amountMinor)).toEqual([
      200, 90, 0,
    ]);
  });

  it.each([
    ['promo.inactive', { isActive: false }, {}],
    ['promo.not_started', { startsOn: '2026-03-11' }, { date: '2026-03-11' }],
    ['promo.ended', { endsOn: '2026-03-09' }, { date: '2026-03-09' }],
    ['promo.quantity_small', { minQuantity: 3 }, { minimum: 3 }],
    ['promo.quantity_big', { maxQuantity: 1 }, { maximum: 1 }],
  ] as const)('84 says %s by a code of its own, on the quote and on the order', (code, patch, params) => {
    shop.make.promoCode(patch);
    const items = [line(shop.make.product({ quantity: bulk }), 2)];
    expect(refusal(items)).toEqual({ code, params });
    expect(failure(() => place({ items, expectedTotalMinor: 1000 }))).toEqual({ code, params });
    expect(shop.count('orders')).toBe(0);
  });

  it('84 is valid on its first and on its last day', () => {
    shop.make.promoCode({ startsOn: '2026-03-10', endsOn: '2026-03-10' });
    const items = [line(shop.make.product())];
    expect(quote(items, 'SPRING').promo?.isValid).toBe(true);
    opened.clock.set('2026-03-11T00:00:00.000Z');
    expect(refusal(items)).toMatchObject({ code: 'promo.ended' });
  });

  it('84 counts the quantity of what is discounted only', () => {
    const [lite, pro] = [shop.make.product({ quantity: bulk }), shop.make.product({ quantity: bulk })];
    const products = [{ productId: lite, percent: null, amounts: [] }];
    shop.make.promoCode({ scope: 'selected', products, minQuantity: 2, maxQuantity: 3 });
    expect(refusal([line(lite), line(pro, 5)])).toMatchObject({ code: 'promo.quantity_small' });
    expect(refusal([line(lite, 4)])).toMatchObject({ code: 'promo.quantity_big' });
    expect(quote([line(lite, 2), line(lite), line(pro, 9)], 'SPRING').promo?.isValid).toBe(true);
  });

  it('84 needs the mandatory products, a product of its scope and an amount in the currency', () => {
    const lite = shop.make.product();
    const host = shop.make.product({ name: 'ispmanager 6 host' });
    shop.make.promoCode({ mandatoryProductIds: [host] });
    expect(refusal([line(lite)])).toEqual({ code: 'promo.product_missing', params: { name: 'ispmanager 6 host' } });
    expect(quote([line(lite), line(host)], 'SPRING').promo?.isValid).toBe(true);
    shop.make.promoCode({
      code: 'HOST',
      scope: 'selected',
      products: [{ productId: host, percent: null, amounts: [] }],
    });
    expect(refusal([line(lite)], 'HOST')).toEqual({ code: 'promo.no_product', params: {} });
    shop.make.promoCode({ code: 'USD', kind: 'fixed', amounts: [{ currency: 'USD', amountMinor: 100 }] });
    expect(refusal([line(lite)], 'USD')).toEqual({ code: 'promo.currency', params: { currency: 'EUR' } });
    const free = shop.make.product({ prices: [{ termMonths: 1, currency: 'EUR', amountMinor: 0 }] });
    shop.make.promoCode({ code: 'NOTHING' });
    expect(refusal([line(free)], 'NOTHING')).toEqual({ code: 'promo.nothing_to_discount', params: {} });
  });
});

describe('uses of a discount code (spec 2.8)', () => {
  it('84 reserves with the order, commits with its payment, releases with its cancellation', () => {
    const { id } = shop.make.promoCode({ maxUses: 1 });
    const items = [line(shop.make.product())];
    const first = place({ items, expectedTotalMinor: 450 });
    expect(uses(id)).toEqual([1, 0]);
    expect(refusal(items)).toEqual({ code: 'promo.used_up', params: { maximum: 1 } });
    expect(failure(() => place({ items, expectedTotalMinor: 450 }))?.code).toBe('promo.used_up');
    shop.call('orders', 'cancel', { requestKey: key(), id: first.id, immediate: false, reason: '' });
    expect(uses(id)).toEqual([0, 0]);
    const second = place({ items, expectedTotalMinor: 450 });
    shop.call('billing', 'recordPayment', shop.make.payment(second.invoiceId, 450));
    expect(uses(id)).toEqual([0, 1]);
    // A paid use stays used, also when the order ends.
    shop.call('orders', 'cancel', { requestKey: key(), id: second.id, immediate: true, reason: '' });
    expect(uses(id)).toEqual([0, 1]);
    expect(refusal(items)).toMatchObject({ code: 'promo.used_up' });
    expect(shop.call('promoCodes', 'uses', { id }).rows).toMatchObject([
      { orderNumber: second.number, state: 'committed', discount: { amountMinor: 50 } },
      { orderNumber: first.number, state: 'released' },
    ]);
  });

  it('84 limits each client by itself, and does not ask before the client is known', () => {
    shop.make.promoCode({ maxUsesPerClient: 1 });
    const items = [line(shop.make.product())];
    const [anna, boris] = [shop.make.client(), shop.make.client()];
    place({ items, clientId: anna, expectedTotalMinor: 450 });
    expect(refusal(items, 'SPRING', anna)).toEqual({ code: 'promo.client_used_up', params: { maximum: 1 } });
    expect(quote(items, 'SPRING', boris).promo?.isValid).toBe(true);
    expect(quote(items, 'SPRING').promo?.isValid).toBe(true);
    expect(failure(() => place({ items, clientId: anna, expectedTotalMinor: 450 }))?.code).toBe('promo.client_used_up');
    place({ items, clientId: boris, expectedTotalMinor: 450 });
  });

  it('84 counts one use for one key, however often it is sent', () => {
    const { id } = shop.make.promoCode({ maxUses: 1 });
    const input = shop.make.orderInput({ promoCode: 'SPRING', expectedTotalMinor: 450 });
    const order = shop.call('orders', 'place', input);
    expect(shop.call('orders', 'place', input)).toEqual(order);
    expect(uses(id)).toEqual([1, 0]);
  });

  it('84 lowers the first period only, or each one where it is recurring', () => {
    const productId = shop.make.product({ quantity: bulk });
    const items = [line(productId, 3)];
    const contractsOf = (patch: { isRecurring: boolean; code: string }) => {
      const amounts = [{ currency: 'EUR', amountMinor: 100 }];
      shop.make.promoCode({ kind: 'fixed', amounts, ...patch });
      const order = place({ items, promoCode: patch.code, expectedTotalMinor: 1400 });
      shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 1400));
      const paid = opened.store.db
        .prepare(
          `SELECT q.price_minor FROM contract_period q JOIN contract_product p ON p.id = q.contract_product_id
            WHERE p.order_id = ? ORDER BY p.line_index`,
        )
        .all(order.id) as { price_minor: number }[];
      return [
        shop.call('contractProducts', 'list', { orderId: order.id }).rows.map(({ price }) => price.amountMinor),
        paid.map(({ price_minor: minor }) => minor),
      ];
    };
    expect(contractsOf({ isRecurring: false, code: 'ONCE' })).toEqual([
      [500, 500, 500],
      [466, 467, 467],
    ]);
    expect(contractsOf({ isRecurring: true, code: 'ALWAYS' })).toEqual([
      [466, 467, 467],
      [466, 467, 467],
    ]);
  });
});

describe('promo codes as records', () => {
  it('refuses a second code of the same letters, whatever their case, until the first is deleted', () => {
    const { id } = shop.make.promoCode();
    expect(failure(() => shop.make.promoCode({ code: 'spring' }))?.fields).toEqual({ code: { code: 'duplicate' } });
    shop.call('promoCodes', 'delete', { id });
    expect(failure(() => shop.call('promoCodes', 'get', { id }))?.code).toBe('not_found');
    expect(shop.make.promoCode({ code: 'spring' }).code).toBe('spring');
  });

  it('keeps one that was used', () => {
    const { id } = shop.make.promoCode();
    place({ expectedTotalMinor: 450 });
    expect(failure(() => shop.call('promoCodes', 'delete', { id }))?.code).toBe('promo.in_use');
  });

  it('names each field that does not fit the others', () => {
    const fields = (patch: Parameters<typeof shop.make.promoCode>[0]) =>
      failure(() => shop.make.promoCode(patch))?.fields;
    expect(fields({ percent: null })).toEqual({ percent: { code: 'required' } });
    expect(fields({ kind: 'fixed' })).toEqual({ amounts: { code: 'required' } });
    expect(fields({ scope: 'selected' })).toEqual({ products: { code: 'required' } });
    expect(fields({ mandatoryProductIds: [key()] })).toEqual({ mandatoryProductIds: { code: 'not_found' } });
    expect(fields({ minQuantity: 5, maxQuantity: 4 })).toEqual({ maxQuantity: { code: 'too_small' } });
    expect(fields({ startsOn: '2026-04-02', endsOn: '2026-04-01' })).toEqual({ endsOn: { code: 'invalid' } });
    expect(shop.count('promo_code')).toBe(0);
  });

  it('gives back what was saved, and changes it as a whole', () => {
    const [lite, host] = [shop.make.product({ name: 'lite' }), shop.make.product({ name: 'host' })];
    const saved = shop.make.promoCode({
      kind: 'fixed',
      amounts: [{ currency: 'EUR', amountMinor: 100 }],
      scope: 'selected',
      products: [{ productId: lite, percent: null, amounts: [{ currency: 'USD', amountMinor: 70 }] }],
      mandatoryProductIds: [host],
      maxUses: 5,
    });
    expect(saved).toMatchObject({
      products: [{ productName: 'lite', amounts: [{ currency: 'USD', amountMinor: 70 }] }],
      mandatoryProducts: [{ productName: 'host' }],
      maxUses: 5,
    });
    const { id } = saved;
    const { name, description, code, minQuantity, maxQuantity, startsOn, endsOn, maxUsesPerClient } = saved;
    const changed = shop.call('promoCodes', 'update', {
      id,
      name,
      description,
      code,
      minQuantity,
      maxQuantity,
      startsOn,
      endsOn,
      maxUsesPerClient,
      isActive: false,
      kind: 'percent',
      percent: '5',
      amounts: [],
      scope: 'all',
      products: [],
      mandatoryProductIds: [],
      maxUses: null,
      isRecurring: true,
    });
    expect(changed).toMatchObject({ isActive: false, percent: '5', products: [], maxUses: null, isRecurring: true });
    expect([shop.count('promo_amount'), shop.count('promo_product')]).toEqual([0, 0]);
    expect(shop.call('promoCodes', 'list', { search: 'SPR', isActive: false }).rows).toHaveLength(1);
    expect(shop.call('promoCodes', 'list', { isActive: true }).rows).toHaveLength(0);
    shop.make.promoCode({ code: 'ВЕСНА', name: 'Весенняя акция' });
    const found = (search: string) => shop.call('promoCodes', 'list', { search }).rows.map((each) => each.code);
    expect([found('весна'), found('АКЦИЯ'), found('осень')]).toEqual([['ВЕСНА'], ['ВЕСНА'], []]);
  });
});
