import { expect } from 'vitest';
import { runningShop } from './running.ts';

const eur = (amountMinor: number, termMonths: 1 | 12 = 1) => ({ termMonths, currency: 'EUR', amountMinor });

/** A shop with automation that sells bundles, in memory; whoever makes it ends it with `world.done`. */
export function bundleShop() {
  const world = runningShop();
  const { shop } = world;
  const connectionId = shop.make.connection();
  const single = (name: string, amountMinor: number, packageIdentifier = '55227') =>
    shop.make.product({ name, connectionId, packageIdentifier, prices: [eur(amountMinor)] });
  /** lite for 5.00 and host for 15.00, together for 16.00: lite's part is 4.00, host's 12.00. */
  function bundle(patch: Parameters<typeof shop.make.product>[0] = {}): string {
    const componentIds = [single('lite', 500), single('host', 1500, '55229')];
    return shop.make.product({
      type: 'bundle',
      name: 'lite + host',
      connectionId: null,
      packageIdentifier: '',
      prices: [eur(1600)],
      componentIds,
      ...patch,
    });
  }
  const contractsOf = (orderId: string) =>
    shop
      .call('contractProducts', 'list', { orderId })
      .rows.toReversed()
      .toSorted((a, b) => (a.id < b.id ? 1 : -1))
      .map(({ id }) => world.contract(id));
  /** Sells a bundle, pays for it and has the vendor make all of it: its contract products in their order. */
  function sold(productId = bundle(), patch: object = {}): string[] {
    const order = shop.make.order({ productId, expectedTotalMinor: 1600, ...patch });
    shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, order.due.amountMinor));
    const ids = contractsOf(order.id).map(({ id }) => id);
    for (const id of ids) {
      shop.make.license(id, { created_on: '2026-03-10', expires_on: '2026-04-10' });
      shop.settle(id);
    }
    return ids;
  }
  /** Ends a part of a bundle at once, at the price that it has. */
  const cancelPart = (id: string, patch: object = {}) =>
    world.call('contractProducts', 'cancelPart', {
      id,
      immediate: true,
      bundlePriceMinor: world.contract(id).bundle?.price.amountMinor ?? 0,
      expectedPriceMinor: world.contract(id).bundle?.price.amountMinor ?? 0,
      ...patch,
    });
  /** What is due of the open renewals of a contract product. */
  const openOf = (id: string): number[] =>
    world
      .contract(id)
      .periods.filter(({ state }) => state === 'billed')
      .map(({ number }) => invoiceOf(id, number).due.amountMinor)
      .toReversed();
  const agree = () =>
    expect(shop.call('billing', 'books', {}).currencies.map(({ agrees, faults }) => [agrees, faults.length])).toEqual([
      [true, 0],
    ]);
  const invoiceOf = (id: string, number: number) =>
    shop.call('billing', 'getInvoice', {
      id: world.contract(id).periods.find((period) => period.number === number)?.invoiceId ?? '',
    });

  return { world, shop, connectionId, single, bundle, contractsOf, sold, cancelPart, openOf, agree, invoiceOf };
}
export type BundleShop = ReturnType<typeof bundleShop>;
