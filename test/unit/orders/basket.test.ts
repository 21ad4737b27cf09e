import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { row } from '../support/row.ts';
import { failure, key, makeShop, staff, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
});
afterEach(() => opened.done());

const bulk = { bulk: 'yes' as const, step: 2, isLimited: false, min: null, max: null };
const two = () => {
  const [lite, pro] = [shop.make.product({ name: 'lite', quantity: bulk }), shop.make.product({ name: 'pro' })];
  return [
    { productId: lite, termMonths: 1 as const, quantity: 2, ip: '192.0.2.1' },
    { productId: pro, termMonths: 12 as const },
  ];
};

describe('an order of several lines (spec 81, 82)', () => {
  row(82, 'each with its product, term and quantity; one invoice with all lines, one payment for all', () => {
    const order = shop.make.order({ items: two(), expectedTotalMinor: 6000, notes: 'call first' });
    expect(order).toMatchObject({
      productNames: 'lite, pro',
      total: { amountMinor: 6000 },
      items: [
        { productName: 'lite', termMonths: 1, quantity: 2, totalPrice: { amountMinor: 1000 } },
        { productName: 'pro', termMonths: 12, quantity: 1, totalPrice: { amountMinor: 5000 } },
      ],
    });
    expect(shop.call('billing', 'getInvoice', { id: order.invoiceId }).lines).toMatchObject([
      { text: 'lite, 1 month × 2', amount: { amountMinor: 1000 }, periodTo: '2026-04-10' },
      { text: 'pro, 12 months', amount: { amountMinor: 5000 }, periodTo: '2027-03-10' },
    ]);
    shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 6000));
    expect(shop.provisioning.open()).toBe(3);
    // Newest first, and so in their order.
    const contracts = shop.call('contractProducts', 'list', { orderId: order.id }).rows;
    expect(contracts.map(({ productName, nextDueOn }) => [productName, nextDueOn])).toEqual([
      ['lite', '2026-04-10'],
      ['lite', '2026-04-10'],
      ['pro', '2027-03-10'],
    ]);
  });

  row(83, 'its notes are seen by staff and in the client area', () => {
    const order = shop.make.order({ notes: 'call first' });
    expect(shop.call('orders', 'get', { id: order.id }).notes).toBe('call first');
    const own = {
      principal: { kind: 'client' as const, clientId: order.clientId, name: 'A', actingStaffName: 'O' },
      traceId: 't',
    };
    expect(shop.call('clientArea', 'orders', {}, own)[0]?.notes).toBe('call first');
  });

  it('82 names the line that cannot be sold, and places nothing', () => {
    const [first, second] = two();
    if (!first || !second) throw new Error('two lines');
    const place = (items: object[]) =>
      failure(() => shop.make.order({ items: items as never, expectedTotalMinor: 6000 }));
    expect(place([first, { ...second, quantity: 2 }])?.fields).toEqual({
      'items.1.quantity': { code: 'quantity_one' },
    });
    expect(place([first, { ...second, productId: key() }])).toEqual({
      code: 'order.product_unavailable',
      params: { line: 2 },
    });
    expect(shop.count('orders')).toBe(0);
    expect(() => shop.make.order({ items: [] })).toThrow('required');
  });

  it('82 quotes what the invoice will say, and tells what has no price yet', () => {
    const items = two();
    const quote = (currency: string) =>
      shop.call('orders', 'quote', { clientId: null, currency, items, promoCode: 'NONE' });
    expect(quote('EUR')).toMatchObject({ subtotal: { amountMinor: 6000 }, total: { amountMinor: 6000 } });
    expect(quote('EUR').promo).toMatchObject({ isValid: false });
    expect(quote('USD')).toMatchObject({ subtotal: null, total: null, promo: null });
    const gone = shop.call('orders', 'quote', {
      clientId: null,
      currency: 'EUR',
      items: [{ productId: key(), termMonths: 1 }],
      promoCode: '',
    });
    expect(gone.lines).toMatchObject([{ isUnavailable: true, total: null }]);
  });
});

describe('an order that a client places (R8, X1)', () => {
  const as = (clientId: string) => ({
    principal: { kind: 'client' as const, clientId, name: 'Anna Smith', actingStaffName: 'Olga Owner' },
    traceId: 't',
  });
  const input = (productId: string) => ({
    requestKey: key(),
    currency: 'EUR',
    items: [{ productId, termMonths: 1 as const }],
    expectedTotalMinor: 500,
    notes: 'mine',
  });

  row(81, 'is theirs, names both, and waits for its payment; one key places one', () => {
    const clientId = shop.make.client();
    const mine = input(shop.make.product());
    const { items, currency } = mine;
    expect(shop.call('clientArea', 'quote', { items, currency }, as(clientId)).total?.amountMinor).toBe(500);
    const placed = shop.call('clientArea', 'placeOrder', mine, as(clientId));
    expect(shop.call('clientArea', 'placeOrder', mine, as(clientId))).toEqual(placed);
    expect(shop.call('orders', 'get', { id: placed.id })).toMatchObject({
      clientId,
      status: 'Awaiting payment',
      placedBy: 'Anna Smith (client, opened by Olga Owner)',
      notes: 'mine',
    });
    expect(shop.count('orders')).toBe(1);
  });

  it('29 is not of what clients cannot see, nor for somebody else', () => {
    const clientId = shop.make.client();
    const hidden = input(shop.make.product({ isVisible: false }));
    expect(failure(() => shop.call('clientArea', 'placeOrder', hidden, as(clientId)))).toEqual({
      code: 'order.product_unavailable',
      params: { reason: 'not_visible' },
    });
    const foreign = shop.make.orderInput({ clientId: shop.make.client() });
    expect(failure(() => shop.call('orders', 'place', foreign, as(clientId)))?.code).toBe('not_found');
    expect(shop.count('orders')).toBe(0);
  });
});

describe('paying with the order (spec 85, X3)', () => {
  const payment = { receivedOn: '2026-03-10', reference: 'SEPA 1' };

  row(85, 'Pay order & pay: Awaiting payment and Active in one act, pressed twice or not', () => {
    const input = shop.make.orderInput({ paymentMethod: 'card_terminal', payment });
    const order = shop.call('orders', 'place', input);
    expect(order).toMatchObject({ status: 'Active', paymentMethod: 'card_terminal', paid: { amountMinor: 500 } });
    expect(shop.call('orders', 'place', input)).toEqual(order);
    expect([shop.count('orders'), shop.count('payment'), shop.provisioning.open()]).toEqual([1, 1, 1]);
    const changes = opened.store.db
      .prepare("SELECT from_status, to_status FROM status_change WHERE entity = 'orders' ORDER BY id")
      .all();
    expect(changes).toEqual([
      { from_status: null, to_status: 'Awaiting payment' },
      { from_status: 'Awaiting payment', to_status: 'Active' },
    ]);
    expect(shop.call('billing', 'getInvoice', { id: order.invoiceId }).payments).toMatchObject([
      { method: 'card_terminal', reference: 'SEPA 1' },
    ]);
  });

  row(85, 'the method is kept with an order that is paid later', () => {
    const order = shop.make.order({ paymentMethod: 'cash' });
    expect(order).toMatchObject({ status: 'Awaiting payment', paymentMethod: 'cash' });
    expect(shop.count('payment')).toBe(0);
  });

  row(86, 'ways to pay are brand settings: renamed and switched off there, and one stays (X3)', () => {
    const list = () => shop.call('orders', 'paymentMethods', {});
    const set = (
      method: 'bank_transfer' | 'cash' | 'card_terminal' | 'account_balance',
      isEnabled: boolean,
      name = '',
    ) => shop.call('orders', 'setPaymentMethod', { method, isEnabled, name });
    expect(list().map(({ method, isEnabled }) => [method, isEnabled])).toEqual([
      ['bank_transfer', true],
      ['cash', true],
      ['card_terminal', true],
      ['account_balance', true],
    ]);
    set('cash', true, 'Till');
    set('bank_transfer', false);
    expect(list()[1]).toEqual({ method: 'cash', name: 'Till', isEnabled: true });
    expect(failure(() => shop.make.order())?.code).toBe('order.method_disabled');
    expect(shop.make.order({ paymentMethod: 'cash' }).paymentMethod).toBe('cash');
    set('cash', false);
    set('card_terminal', false);
    expect(failure(() => set('account_balance', false))?.code).toBe('order.last_method');
    expect(list().filter(({ isEnabled }) => isEnabled)).toHaveLength(1);
    set('bank_transfer', true);
    expect(shop.make.order().status).toBe('Awaiting payment');
  });

  it('85 places nothing where the payment is refused', () => {
    expect(failure(() => shop.make.order({ paymentMethod: 'account_balance', payment }))?.code).toBe(
      'billing.balance_too_low',
    );
    shop.provisioning.failWith = new Error('disk full');
    expect(() => shop.make.order({ payment })).toThrow('disk full');
    expect(['orders', 'invoice', 'payment', 'contract_product'].map(shop.count)).toEqual([0, 0, 0, 0]);
  });

  it('85 needs the right to record money; a key that placed without a payment does not pay later', () => {
    const viewer = { ...staff, principal: { ...staff.principal, role: 'viewer' as const } } as typeof staff;
    const input = shop.make.orderInput({ payment });
    expect(failure(() => shop.call('orders', 'place', input, viewer))?.code).toBe('call.forbidden');
    shop.call('orders', 'place', { ...input, payment: null });
    expect(failure(() => shop.call('orders', 'place', input))?.code).toBe('conflict.changed_meanwhile');
    expect(shop.count('payment')).toBe(0);
  });
});
