import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeShop, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
});
afterEach(() => opened.done());

const get = () => shop.call('dashboard', 'get', {});

describe('the first screen', () => {
  it('begins with nothing done', () => {
    expect(get()).toEqual({
      steps: { connection: false, category: false, product: false, client: false, order: false, license: false },
      attention: [],
      counts: {
        awaitingPayment: 0,
        cancellationRequests: 0,
        awaitingActivation: 0,
        awaitingDetails: 0,
        activeLicenses: 0,
        suspendedLicenses: 0,
        openOperations: 0,
      },
      balances: [],
      recentOrders: [],
    });
  });

  it('ticks each step when it is done; a product when one can be ordered', () => {
    const done = () =>
      Object.entries(get().steps)
        .filter(([, yes]) => yes)
        .map(([step]) => step);
    const connectionId = shop.make.connection();
    expect(done()).toEqual(['connection']);
    const categoryId = shop.make.category();
    shop.make.product({ categoryId, connectionId, prices: [] });
    expect(done()).toEqual(['connection', 'category']);
    const productId = shop.make.product({ categoryId, connectionId });
    expect(done()).toEqual(['connection', 'category', 'product']);
    const clientId = shop.make.client();
    const order = shop.make.order({ productId, clientId });
    expect(done()).toEqual(['connection', 'category', 'product', 'client', 'order']);
    shop.make.license(order.items[0]?.contractProductId ?? '');
    expect(done()).toHaveLength(6);
  });

  it('counts what waits and what runs', () => {
    const productId = shop.make.product();
    const orders = [1, 2, 3].map(() => shop.make.order({ productId }));
    shop.call('billing', 'recordPayment', shop.make.payment(orders[0]?.invoiceId ?? '', 500));
    shop.make.license(orders[0]?.items[0]?.contractProductId ?? '', { status: 'suspended' });
    expect(get().counts).toEqual({
      awaitingPayment: 2,
      cancellationRequests: 0,
      awaitingActivation: 1,
      awaitingDetails: 0,
      activeLicenses: 0,
      suspendedLicenses: 1,
      openOperations: 1,
    });
    expect(get().recentOrders.map((row) => row.number)).toEqual(['ORD-000003', 'ORD-000002', 'ORD-000001']);
  });

  it('counts what is paid and waits for its details, and the list can be narrowed down to it', () => {
    const waiting = shop.make.product({ deferMode: 'hidden' });
    const orders = [waiting, waiting, shop.make.product()].map((productId) => shop.make.order({ productId }));
    const list = () => shop.call('contractProducts', 'list', { awaitsDetails: true }).rows.map((row) => row.id);
    // Not paid yet: nobody is kept waiting.
    expect([get().counts.awaitingDetails, list()]).toEqual([0, []]);
    for (const { invoiceId } of orders.slice(1))
      shop.call('billing', 'recordPayment', shop.make.payment(invoiceId, 500));
    const id = orders[1]?.items[0]?.contractProductId ?? '';
    expect([get().counts.awaitingDetails, list()]).toEqual([1, [id]]);
    shop.call('contractProducts', 'confirmDetails', { id, ip: '192.0.2.7' });
    expect([get().counts.awaitingDetails, list()]).toEqual([0, []]);
  });

  it('shows operations that need a person, oldest first', () => {
    const productId = shop.make.product();
    for (let at = 0; at < 3; at += 1) {
      const order = shop.make.order({ productId });
      shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 500));
    }
    const ids = (opened.store.db.prepare('SELECT id FROM operation ORDER BY id').all() as { id: string }[]).map(
      (row) => row.id,
    );
    const set = opened.store.db.prepare('UPDATE operation SET state = ? WHERE id = ?');
    set.run('absent', ids[0]);
    set.run('reconciling', ids[1]);
    set.run('unknown', ids[2]);
    expect(get().attention.map((operation) => operation.id)).toEqual(ids);
  });

  it('shows the newest balance of enabled connections; unknown is not zero', () => {
    const at = '2026-03-10T11:00:00.000Z';
    const test = {
      at,
      outcome: 'ok',
      errorCode: null,
      vendorMessage: null,
      balance: { amountMinor: 1250, currency: 'EUR' },
    };
    shop.make.connection({ name: 'b', last_test: JSON.stringify(test) });
    shop.make.connection({ name: 'A' });
    shop.make.connection({ name: 'c', last_test: JSON.stringify({ from: 'another version' }) });
    shop.make.connection({ name: 'off', is_enabled: 0, last_test: JSON.stringify(test) });
    expect(get().balances).toEqual([
      { connectionName: 'A', balance: null, at: null },
      { connectionName: 'b', balance: { amountMinor: 1250, currency: 'EUR' }, at },
      { connectionName: 'c', balance: null, at: null },
    ]);
  });
});
