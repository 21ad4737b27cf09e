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

type Mode = 'inherit' | 'none' | 'optional' | 'hidden';
const bulk = { bulk: 'yes' as const, step: 2, isLimited: false, min: null, max: null };
const productOf = (deferMode: Mode) => shop.make.product({ deferMode, quantity: bulk });
const sold = (deferMode: Mode, more: object = {}) => {
  const order = shop.make.order({ productId: productOf(deferMode), ...more });
  shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, order.total.amountMinor));
  return { order, id: order.items[0]?.contractProductId ?? '' };
};
const get = (id: string) => shop.call('contractProducts', 'get', { id });
const confirm = (id: string, ip?: string) => shop.call('contractProducts', 'confirmDetails', { id, ip });

describe('when the details of a license are asked (X2)', () => {
  row(64, 'Inherit from category (None): nothing is asked, and the paid license is bought without', () => {
    const { id } = sold('inherit');
    expect(get(id)).toMatchObject({ status: 'Awaiting Activation', awaits: null, ip: '' });
    expect(shop.provisioning.open()).toBe(1);
  });

  row(64, 'a product inherits the mode of its category', () => {
    const categoryId = shop.call('catalogue', 'createCategory', { name: 'Asked later', deferMode: 'hidden' }).id;
    const order = shop.make.order({ productId: shop.make.product({ categoryId }) });
    shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 500));
    expect(get(order.items[0]?.contractProductId ?? '').awaits).toBe('details');
    expect(shop.provisioning.open()).toBe(0);
  });

  row(65, 'None: without an address nothing is ordered; of several licenses each needs its own', () => {
    const productId = productOf('none');
    expect(failure(() => shop.make.order({ productId }))?.fields).toEqual({ 'items.0.ip': { code: 'required' } });
    const two = { productId, quantity: 2, expectedTotalMinor: 1000 };
    expect(failure(() => shop.make.order({ ...two, ip: '192.0.2.1' }))?.fields).toEqual({
      'items.0.ip': { code: 'too_few_addresses', params: { minimum: 2 } },
    });
    expect(shop.count('orders')).toBe(0);
    const order = shop.make.order({ ...two, ip: '192.0.2.1 192.0.2.2' });
    shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 1000));
    expect(shop.provisioning.open()).toBe(2);
  });

  row(66, 'Optional: what was given waits for a confirmation after payment, and is bought once by it', () => {
    const { id, order } = sold('optional', { ip: '192.0.2.1' });
    expect(get(id)).toMatchObject({ status: 'Awaiting Activation', awaits: 'confirmation', ip: '192.0.2.1' });
    expect(shop.call('orders', 'get', { id: order.id }).status).toBe('Active');
    expect([shop.provisioning.open(), shop.count('operation')]).toEqual([0, 0]);
    const kicks = shop.provisioning.kicks;
    expect(confirm(id, '192.0.2.9')).toMatchObject({ awaits: null, ip: '192.0.2.9' });
    expect([shop.count('operation'), shop.provisioning.kicks]).toEqual([1, kicks + 1]);
    expect(failure(() => confirm(id, '192.0.2.9'))?.code).toBe('license.wrong_state');
    expect(shop.count('operation')).toBe(1);
  });

  row(66, 'Optional: what was not given may stay away', () => {
    const { id } = sold('optional');
    expect(confirm(id)).toMatchObject({ awaits: null, ip: '' });
    expect(shop.count('operation')).toBe(1);
  });

  row(67, 'Hidden: nothing is bought before the details are given, which are needed then', () => {
    const { id } = sold('hidden');
    expect(get(id)).toMatchObject({ status: 'Awaiting Activation', awaits: 'details', ip: '' });
    expect(shop.count('operation')).toBe(0);
    expect(failure(() => confirm(id))?.fields).toEqual({ ip: { code: 'required' } });
    expect(failure(() => confirm(id, '192.0.2'))?.fields).toEqual({ ip: { code: 'not_ip' } });
    expect(shop.count('operation')).toBe(0);
    expect(confirm(id, '192.0.2.4')).toMatchObject({ awaits: null, ip: '192.0.2.4' });
    expect(shop.count('operation')).toBe(1);
  });

  row(67, 'Hidden: the details are not taken before the payment', () => {
    const order = shop.make.order({ productId: productOf('hidden') });
    const id = order.items[0]?.contractProductId ?? '';
    expect(failure(() => confirm(id, '192.0.2.4'))?.code).toBe('license.wrong_state');
    expect(shop.count('operation')).toBe(0);
  });

  row(67, 'Hidden: of several licenses each waits for its own, the others go on', () => {
    const { order } = sold('hidden', { quantity: 3, expectedTotalMinor: 1500 });
    const [first, second] = shop.call('contractProducts', 'list', { orderId: order.id }).rows;
    confirm(first?.id ?? '', '192.0.2.1');
    expect(shop.call('contractProducts', 'list', { orderId: order.id }).rows.map(({ awaits }) => awaits)).toEqual([
      null,
      'details',
      'details',
    ]);
    confirm(second?.id ?? '', '192.0.2.2');
    expect(shop.count('operation')).toBe(2);
  });

  it('67 leaves the details waiting when the purchase cannot be queued', () => {
    const { id } = sold('hidden');
    shop.provisioning.failWith = new Error('disk full');
    expect(() => confirm(id, '192.0.2.4')).toThrow('disk full');
    expect(get(id)).toMatchObject({ awaits: 'details', ip: '' });
    shop.provisioning.failWith = undefined;
    confirm(id, '192.0.2.4');
    expect(shop.count('operation')).toBe(1);
  });
});
