import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { row } from '../support/row.ts';
import { failure, key, makeShop, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
});
afterEach(() => opened.done());

const eur = (amountMinor: number, termMonths: 1 | 12 = 1) => [{ termMonths, currency: 'EUR', amountMinor }];
const purposes = ['personal use', 'development', 'commercial purposes'];
const prices = [500, 600, 750];

/** Lite for nothing, whose purpose decides the price (spec 58). */
function priced(base = 0) {
  const productId = shop.make.product({ prices: eur(base) });
  const option = shop.call('productOptions', 'create', {
    productId,
    name: 'Purpose',
    values: purposes.map((name, at) => ({ name, prices: eur(prices[at] ?? 0) })),
  });
  const choice = (at: number) => [{ optionId: option.id, valueId: option.values[at]?.id ?? '' }];
  return { productId, option, choice };
}
/** Lite for 5.00, whose purpose is only told (spec 60). */
function told() {
  const productId = shop.make.product({ prices: eur(500) });
  const attribute = shop.call('productOptions', 'createAttribute', {
    productId,
    name: 'Purpose',
    values: purposes.map((name) => ({ name })),
  });
  const choice = (at: number) => [{ optionId: attribute.id, valueId: attribute.values[at]?.id ?? '' }];
  return { productId, attribute, choice };
}
const invoiceOf = (order: { invoiceId: string }) => shop.call('billing', 'getInvoice', { id: order.invoiceId });

describe('options of an order', () => {
  row(58, 'three mandatory choices over a base of 0 cost 5.00, 6.00 and 7.50; without one nothing is ordered', () => {
    const { productId, option, choice } = priced();
    const totals = prices.map((expectedTotalMinor, at) => {
      const order = shop.make.order({ productId, choices: choice(at), expectedTotalMinor });
      expect(order.items[0]).toMatchObject({
        basePrice: { amountMinor: 0 },
        unitPrice: { amountMinor: expectedTotalMinor },
        choices: [{ kind: 'option', name: 'Purpose', value: purposes[at], price: { amountMinor: expectedTotalMinor } }],
      });
      return [order.total.amountMinor, invoiceOf(order).total.amountMinor];
    });
    expect(totals).toEqual([
      [500, 500],
      [600, 600],
      [750, 750],
    ]);
    const before = shop.count('orders');
    expect(failure(() => shop.make.order({ productId, expectedTotalMinor: 0 }))).toEqual({
      code: 'input.invalid',
      fields: { [`items.0.choices.${option.id}`]: { code: 'required' } },
    });
    expect(shop.count('orders')).toBe(before);
  });

  row(57, 'a line of the invoice for the product and one for each priced option, together the total', () => {
    const { productId, choice } = priced(250);
    const order = shop.make.order({ productId, choices: choice(1), expectedTotalMinor: 850 });
    expect(invoiceOf(order).lines).toMatchObject([
      {
        text: 'ispmanager 6 lite, 1 month',
        amount: { amountMinor: 250 },
        periodFrom: '2026-03-10',
        periodTo: '2026-04-10',
      },
      {
        text: 'ispmanager 6 lite, Purpose: development',
        amount: { amountMinor: 600 },
        periodFrom: '2026-03-10',
        periodTo: '2026-04-10',
      },
    ]);
    // Paid later, both cover what was really bought.
    opened.clock.set('2026-03-12T12:00:00.000Z');
    shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 850));
    expect(invoiceOf(order).lines.map((line) => [line.periodFrom, line.periodTo])).toEqual([
      ['2026-03-12', '2026-04-12'],
      ['2026-03-12', '2026-04-12'],
    ]);
  });

  row(57, 'what was sold stays as it was called and cost then, also when the value is gone', () => {
    const { productId, option, choice } = priced();
    const order = shop.make.order({ productId, choices: choice(2), expectedTotalMinor: 750 });
    const sold = shop.call('orders', 'get', { id: order.id });
    const [first] = option.values;
    shop.call('productOptions', 'update', {
      id: option.id,
      name: 'Use',
      values: [{ id: first?.id, name: 'home', prices: eur(999) }],
    });
    expect(shop.call('orders', 'get', { id: order.id })).toEqual(sold);
    expect(shop.call('contractProducts', 'get', { id: sold.items[0]?.contractProductId ?? '' })).toMatchObject({
      price: { amountMinor: 750 },
      choices: [{ name: 'Purpose', value: 'commercial purposes', price: { amountMinor: 750 } }],
    });
  });

  row(57, 'another price of an option than the person saw is refused, and both totals are said', () => {
    const { productId, option, choice } = priced();
    const [first] = option.values;
    shop.call('productOptions', 'update', {
      id: option.id,
      values: [{ id: first?.id, name: 'personal use', prices: eur(520) }],
    });
    expect(failure(() => shop.make.order({ productId, choices: choice(0), expectedTotalMinor: 500 }))).toEqual({
      code: 'order.price_changed',
      params: { old: '5.00 EUR', new: '5.20 EUR' },
    });
    expect(shop.count('orders')).toBe(0);
  });

  row(57, 'each wrong choice is refused at its own field', () => {
    const { productId, option, choice } = priced();
    const foreign = priced();
    const place = (choices: { optionId: string; valueId: string }[], termMonths: 1 | 12 = 1) =>
      failure(() => shop.make.order({ productId, choices, termMonths }))?.fields;
    const field = `items.0.choices.${option.id}`;
    expect(place([{ optionId: option.id, valueId: key() }])).toEqual({ [field]: { code: 'not_found' } });
    expect(place([...choice(0), ...choice(1)])).toEqual({ [field]: { code: 'duplicate' } });
    expect(place([...choice(0), ...foreign.choice(0)])).toEqual({
      [`items.0.choices.${foreign.option.id}`]: { code: 'not_found' },
    });
    // A value without a price for the term is not offered, never free.
    shop.call('catalogue', 'updateProduct', { id: productId, prices: [...eur(0), ...eur(0, 12)] });
    expect(place(choice(0), 12)).toEqual({ [field]: { code: 'not_offered' } });
    expect(shop.count('orders')).toBe(0);
  });

  it('one key with other choices is told so, and the order stays', () => {
    const { productId, choice } = priced();
    const input = shop.make.orderInput({ productId, choices: choice(0), expectedTotalMinor: 500 });
    const order = shop.call('orders', 'place', input);
    expect(shop.call('orders', 'place', input)).toEqual(order);
    const { attribute, productId: other, choice: of } = told();
    const second = shop.make.orderInput({ productId: other, choices: of(0) });
    shop.call('orders', 'place', second);
    expect(attribute.values).toHaveLength(3);
    // The same total, another purpose.
    expect(
      failure(() =>
        shop.call('orders', 'place', { ...second, items: second.items.map((item) => ({ ...item, choices: of(1) })) }),
      )?.code,
    ).toBe('conflict.changed_meanwhile');
    expect(shop.count('orders')).toBe(2);
  });

  it('41 the renewal that a price change would ask for keeps the options in it', () => {
    const { productId, option, choice } = priced(100);
    const order = shop.make.order({ productId, choices: choice(2), expectedTotalMinor: 850 });
    shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 850));
    const [row] = shop.call('prices', 'renewals', { productId }).rows;
    expect([row?.price.amountMinor, row?.listPrice?.amountMinor]).toEqual([850, 850]);
    shop.call('catalogue', 'updateProduct', { id: productId, prices: eur(200) });
    const [, , third] = option.values;
    shop.call('productOptions', 'update', {
      id: option.id,
      values: [{ id: third?.id, name: 'commercial purposes', prices: eur(800) }],
    });
    expect(shop.call('prices', 'renewals', { productId }).rows[0]?.listPrice?.amountMinor).toBe(1000);
    const contractProductId = order.items[0]?.contractProductId ?? '';
    shop.call('prices', 'reprice', { productId, renewals: [{ contractProductId, amountMinor: 1000 }] });
    expect(shop.call('contractProducts', 'get', { id: contractProductId }).price.amountMinor).toBe(1000);
  });
});

describe('attributes of an order', () => {
  row(59, 'the total stays 5.00 whatever is told, and only what must be told blocks the order', () => {
    const { productId, attribute, choice } = told();
    const totals = purposes.map((_, at) => shop.make.order({ productId, choices: choice(at) }).total.amountMinor);
    expect(totals).toEqual([500, 500, 500]);
    expect(failure(() => shop.make.order({ productId }))?.fields).toEqual({
      [`items.0.choices.${attribute.id}`]: { code: 'required' },
    });
    shop.call('productOptions', 'updateAttribute', { id: attribute.id, isRequired: false });
    expect(shop.make.order({ productId }).items[0]?.choices).toEqual([]);
  });

  row(60, 'the order and its contract product show the purpose, without a price; the invoice has no line of it', () => {
    const { productId, choice } = told();
    const clientId = shop.make.client();
    const order = shop.make.order({ productId, clientId, choices: choice(1) });
    const purpose = [{ kind: 'attribute', name: 'Purpose', value: 'development', price: null }];
    expect(shop.call('orders', 'get', { id: order.id }).items[0]?.choices).toEqual(purpose);
    expect(shop.call('contractProducts', 'get', { id: order.items[0]?.contractProductId ?? '' }).choices).toEqual(
      purpose,
    );
    expect(invoiceOf(order).lines).toHaveLength(1);
    const own = { principal: { kind: 'client' as const, clientId, name: 'A', actingStaffName: 'O' }, traceId: 't' };
    expect(shop.call('clientArea', 'orders', {}, own)[0]?.items).toEqual([
      { productName: 'ispmanager 6 lite', quantity: 1, choices: [{ name: 'Purpose', value: 'development' }] },
    ]);
  });

  it('a mandatory option without a price for any term that can be sold keeps the product from being offered', () => {
    const productId = shop.make.product();
    const why = () => shop.call('catalogue', 'getProduct', { id: productId }).notOrderable;
    const priced = (termMonths: 1 | 3, currency: string) => [
      { name: 'Personal', prices: [{ termMonths, currency, amountMinor: 500 }] },
    ];
    const option = shop.call('productOptions', 'create', {
      productId,
      name: 'Purpose',
      isRequired: true,
      values: priced(3, 'EUR'),
    });
    expect(why()).toEqual(['unpriced_option']);
    shop.call('productOptions', 'update', { id: option.id, isRequired: false });
    expect(why()).toEqual([]);
    shop.call('productOptions', 'update', { id: option.id, isRequired: true, values: priced(1, 'EUR') });
    expect(why()).toEqual([]);
    expect(shop.call('catalogue', 'listOrderable', { search: '' }).rows.map((row) => row.id)).toContain(productId);
  });
});
