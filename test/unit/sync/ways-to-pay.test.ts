import { expect, it } from 'vitest';
import type { CheckoutMethod } from '../../../preload/api/orders.ts';
import { meet, meeting, type TestDesk } from '../support/desks.ts';
import { MemoryHub } from '../support/memory-hub.ts';
import { failure, makeShop, type Shop } from '../support/shop.ts';

const set = (shop: Shop, method: CheckoutMethod, isEnabled: boolean) =>
  shop.call('orders', 'setPaymentMethod', { method, isEnabled, name: '' });
const offered = (shop: Shop): CheckoutMethod[] =>
  shop
    .call('orders', 'paymentMethods', {})
    .filter(({ isEnabled }) => isEnabled)
    .map(({ method }) => method);

it('two desks that each switch off another way to pay sell nothing until a person has switched one on', async () => {
  const hub = new MemoryHub();
  const [a, b] = (await meeting(hub, 'A', 'B')) as [TestDesk, TestDesk];
  const [front, back] = [makeShop(a.store), makeShop(b.store)];
  await meet(a, b);
  for (const method of ['card_terminal', 'account_balance'] as const) set(front, method, false);
  await meet(a, b);
  expect(offered(back)).toEqual(['bank_transfer', 'cash']);
  // Apart: each leaves one on.
  set(front, 'cash', false);
  set(back, 'bank_transfer', false);
  expect([offered(front), offered(back)]).toEqual([['bank_transfer'], ['cash']]);
  await meet(a, b);

  for (const shop of [front, back]) {
    expect(offered(shop)).toEqual([]);
    for (const paymentMethod of ['bank_transfer', 'cash', 'card_terminal'] as const)
      expect(failure(() => shop.make.order({ paymentMethod }))?.code).toBe('order.no_method');
    expect(shop.count('orders')).toBe(0);
  }
  // Nobody's choice was taken back, and nothing is asked twice.
  expect(a.service.status()).toMatchObject({ conflicts: 0, checksum: 'equal' });
  set(back, 'cash', true);
  await meet(a, b);
  expect(offered(front)).toEqual(['cash']);
  expect(front.make.order({ paymentMethod: 'cash' }).paymentMethod).toBe('cash');
  expect(failure(() => front.make.order({ paymentMethod: 'bank_transfer' }))?.code).toBe('order.method_disabled');
});
