import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { row } from '../support/row.ts';
import { failure, makeShop, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
});
afterEach(() => opened.done());

const bulk = (rule: object = {}) => ({
  bulk: 'yes' as const,
  step: 2,
  isLimited: false,
  min: null,
  max: null,
  ...rule,
});
const guide = bulk({ bulk: 'multiples', isLimited: true, min: 100, max: 1000 });
const complaint = (productId: string, quantity: number) =>
  failure(() => shop.make.order({ productId, quantity, expectedTotalMinor: 500 * quantity }))?.fields;
const contractsOf = (orderId: string) => shop.call('contractProducts', 'list', { orderId, limit: 200 }).rows;

describe('quantities of an order', () => {
  row(34, 'multiples of 2 from 100 to 1000 refuse 98, 101 and 1002 at the quantity and take 100, 102 and 1000', () => {
    const productId = shop.make.product({ quantity: guide });
    expect([98, 101].map((quantity) => complaint(productId, quantity))).toEqual([
      { 'items.0.quantity': { code: 'quantity_small', params: { minimum: 100 } } },
      { 'items.0.quantity': { code: 'quantity_multiple', params: { multiple: 2 } } },
    ]);
    const clientId = shop.make.client();
    const place = (quantity: number) =>
      shop.make.order({ productId, clientId, quantity, expectedTotalMinor: 500 * quantity }).items[0]?.quantity;
    expect([100, 102, 1000].map(place)).toEqual([100, 102, 1000]);
    expect(shop.count('contract_product')).toBe(1202);
    // The call itself takes no more than an order can have.
    expect(() => place(1002)).toThrow('quantity_big');
  });

  row(34, 'a product that is not sold in bulk is ordered one at a time', () => {
    expect(complaint(shop.make.product(), 2)).toEqual({ 'items.0.quantity': { code: 'quantity_one' } });
  });

  row(36, 'a minimum of 100 refuses 99; the fields say it together with what else is wrong', () => {
    const productId = shop.make.product({ quantity: bulk({ isLimited: true, min: 100 }), deferMode: 'none' });
    const input = { productId, quantity: 99, expectedTotalMinor: 49_500, ip: '192.0.2.1 nonsense' };
    expect(failure(() => shop.make.order(input))?.fields).toEqual({
      'items.0.quantity': { code: 'quantity_small', params: { minimum: 100 } },
      'items.0.ip': { code: 'not_ip_in_list', params: { address: 'nonsense' } },
    });
  });

  row(37, 'a maximum of 10 takes 10 and refuses 11', () => {
    const productId = shop.make.product({ quantity: bulk({ isLimited: true, max: 10 }) });
    expect(complaint(productId, 11)).toEqual({ 'items.0.quantity': { code: 'quantity_big', params: { maximum: 10 } } });
    expect(complaint(productId, 10)).toBeUndefined();
  });

  it('34 is (base + options) × quantity in the order, on the invoice and on each contract product (2.9)', () => {
    const productId = shop.make.product({ quantity: bulk() });
    const option = shop.call('productOptions', 'create', {
      productId,
      name: 'Support',
      values: [{ name: 'night', prices: [{ termMonths: 1, currency: 'EUR', amountMinor: 125 }] }],
    });
    const choices = [{ optionId: option.id, valueId: option.values[0]?.id ?? '' }];
    const order = shop.make.order({ productId, quantity: 3, choices, expectedTotalMinor: 1875 });
    expect(order).toMatchObject({
      total: { amountMinor: 1875 },
      items: [{ quantity: 3, totalPrice: { amountMinor: 1875 } }],
    });
    expect(shop.call('billing', 'getInvoice', { id: order.invoiceId })).toMatchObject({
      total: { amountMinor: 1875 },
      lines: [
        { text: 'ispmanager 6 lite, 1 month × 3', amount: { amountMinor: 1500 } },
        { text: 'ispmanager 6 lite, Support: night × 3', amount: { amountMinor: 375 } },
      ],
    });
    expect(contractsOf(order.id).map(({ price }) => price.amountMinor)).toEqual([625, 625, 625]);
  });

  it('34 gives each license the address in its place, and leaves the rest without', () => {
    const productId = shop.make.product({ quantity: bulk() });
    const place = (ip: string) => shop.make.order({ productId, quantity: 3, expectedTotalMinor: 1500, ip });
    const order = place('192.0.2.1, 2001:db8::2\n');
    expect(contractsOf(order.id).map(({ ip }) => ip)).toEqual(['192.0.2.1', '2001:db8::2', '']);
    expect(order.items[0]?.ip).toBe('192.0.2.1 2001:db8::2');
    const fields = (ip: string) => failure(() => place(ip))?.fields;
    expect(fields('192.0.2.1 192.0.2.2 192.0.2.3 192.0.2.4')).toEqual({
      'items.0.ip': { code: 'too_many_addresses', params: { maximum: 3 } },
    });
    expect(fields('2001:db8::A 2001:DB8::a')).toEqual({
      'items.0.ip': { code: 'duplicate_address', params: { address: '2001:DB8::a' } },
    });
    expect(shop.count('orders')).toBe(1);
  });

  it('63 takes the money once and queues one purchase for each license, pressed twice or not', () => {
    const productId = shop.make.product({ quantity: bulk() });
    const order = shop.make.order({ productId, quantity: 5, expectedTotalMinor: 2500 });
    expect(shop.provisioning.open()).toBe(0);
    const payment = shop.make.payment(order.invoiceId, 2500);
    shop.call('billing', 'recordPayment', payment);
    shop.call('billing', 'recordPayment', payment);
    expect(failure(() => shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 2500)))?.code).toBe(
      'billing.invoice_settled',
    );
    expect([shop.count('payment'), shop.provisioning.open()]).toEqual([1, 5]);
    const per = opened.store.db.prepare('SELECT count(*) AS n FROM operation GROUP BY contract_product_id').all() as {
      n: number;
    }[];
    expect(per.map(({ n }) => n)).toEqual([1, 1, 1, 1, 1]);
    expect(shop.call('orders', 'get', { id: order.id }).items[0]?.statuses).toEqual([
      { status: 'Awaiting Activation', count: 5 },
    ]);
  });

  it('34 shows how far each is: some bought, some not (2.9)', () => {
    const productId = shop.make.product({ quantity: bulk() });
    const order = shop.make.order({ productId, quantity: 3, expectedTotalMinor: 1500 });
    shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 1500));
    const [first] = contractsOf(order.id);
    opened.store.db.prepare("UPDATE contract_product SET status = 'Active' WHERE id = ?").run(first?.id);
    expect(shop.call('orders', 'get', { id: order.id }).items[0]?.statuses).toEqual([
      { status: 'Active', count: 1 },
      { status: 'Awaiting Activation', count: 2 },
    ]);
    expect(contractsOf(order.id).map(({ status }) => status)).toEqual([
      'Active',
      'Awaiting Activation',
      'Awaiting Activation',
    ]);
  });

  it('34 refuses one key with another quantity, also at the same total', () => {
    const productId = shop.make.product({
      quantity: bulk(),
      prices: [{ termMonths: 1, currency: 'EUR', amountMinor: 0 }],
    });
    const input = shop.make.orderInput({ productId, quantity: 2, expectedTotalMinor: 0 });
    const order = shop.call('orders', 'place', input);
    expect(shop.call('orders', 'place', input)).toEqual(order);
    expect(
      failure(() =>
        shop.call('orders', 'place', { ...input, items: input.items.map((item) => ({ ...item, quantity: 3 })) }),
      )?.code,
    ).toBe('conflict.changed_meanwhile');
    expect([shop.count('contract_product'), shop.provisioning.open()]).toEqual([2, 2]);
  });

  it('34 leaves no license behind when one of them cannot be queued', () => {
    const productId = shop.make.product({ quantity: bulk() });
    const order = shop.make.order({ productId, quantity: 3, expectedTotalMinor: 1500 });
    shop.provisioning.failWith = new Error('disk full');
    const payment = shop.make.payment(order.invoiceId, 1500);
    expect(() => shop.call('billing', 'recordPayment', payment)).toThrow('disk full');
    expect([shop.count('payment'), shop.provisioning.open()]).toEqual([0, 0]);
    expect(new Set(contractsOf(order.id).map(({ status }) => status))).toEqual(new Set(['Pending']));
    shop.provisioning.failWith = undefined;
    shop.call('billing', 'recordPayment', payment);
    expect([shop.count('payment'), shop.provisioning.open()]).toEqual([1, 3]);
  });
});
