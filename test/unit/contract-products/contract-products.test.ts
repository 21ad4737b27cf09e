import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OperationKind, OperationState } from '../../../preload/api/operations.ts';
import { failure, key, makeShop, staff, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
let id: string;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
  const order = shop.make.order();
  shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 500));
  id = order.items[0]?.contractProductId ?? '';
});
afterEach(() => opened.done());

const made = { pricelist: '55227', ip: '' };
const status = () => shop.call('contractProducts', 'get', { id }).status;
const settle = (kind: OperationKind, state: OperationState = 'succeeded', params: object = {}) =>
  opened.store.transaction(staff, (writer) =>
    shop.effects.settled(writer, {
      id: key(),
      kind,
      state,
      contractProductId: id,
      params: { ...made, ...params },
    }),
  );

describe('effects of license operations', () => {
  it('move the contract product as the vendor did (spec 2.2)', () => {
    expect(status()).toBe('Awaiting Activation');
    settle('create');
    expect(status()).toBe('Active');
    settle('suspend');
    expect(status()).toBe('Suspended');
    settle('unsuspend');
    expect(status()).toBe('Active');
    settle('terminate');
    expect(status()).toBe('Cancelled');
    expect(shop.call('contractProducts', 'get', { id }).nextDueOn).toBeNull();
    const row = opened.store.db.prepare('SELECT billed_to FROM contract_product WHERE id = ?').get(id);
    expect(row).toEqual({ billed_to: '2026-04-10' });
  });

  it.each(['refused', 'abandoned', 'unknown', 'absent', 'accepted'] as const)('do nothing while %s', (state) => {
    settle('create', state);
    expect(status()).toBe('Awaiting Activation');
    settle('create');
    settle('suspend', state);
    expect(status()).toBe('Active');
  });

  it('note an outcome that does not fit the status and keep the rest of the transaction', () => {
    settle('create');
    settle('terminate');
    opened.store.transaction(staff, (writer) => {
      shop.effects.settled(writer, {
        id: key(),
        kind: 'create',
        state: 'succeeded',
        contractProductId: id,
        params: made,
      });
      writer.update('contract_product', id, { ip: '192.0.2.9' });
    });
    expect(status()).toBe('Cancelled');
    const history = shop.call('audit', 'list', { entity: 'contract_product', entityId: id }).rows;
    expect(history[1]).toMatchObject({ action: 'event', changes: { 'create succeeded while': [null, 'Cancelled'] } });
    expect(history[0]?.changes).toEqual({ ip: ['', '192.0.2.9'] });
  });

  it('take an outcome that changes nothing as that: no status, no note', () => {
    settle('create');
    const before = shop.count('audit_entry');
    settle('create');
    expect(status()).toBe('Active');
    settle('terminate');
    settle('terminate');
    expect(shop.count('audit_entry')).toBe(before + 1);
  });

  it('tell the screens of orders and of contract products', () => {
    const seen: string[] = [];
    opened.store.onChanged((change) => seen.push(change.area));
    settle('create');
    expect(seen.toSorted()).toEqual(['contractProducts', 'orders', 'triggers']);
  });

  it('are recorded with actor, cause and time (invariant 7)', () => {
    settle('create');
    const [last] = shop.call('audit', 'list', { entity: 'contract_product', entityId: id }).rows;
    expect(last).toMatchObject({
      actor: 'Olga Owner',
      at: '2026-03-10T12:00:00.000Z',
      changes: { status: ['Awaiting Activation', 'Active'] },
    });
  });
});

describe('reading contract products', () => {
  it('shows license, operations and what can be done', () => {
    shop.make.license(id);
    settle('create');
    const detail = shop.call('contractProducts', 'get', { id });
    expect(detail).toMatchObject({
      license: { key: '1001-ABCDEF', status: 'active', expiresOn: '2026-04-10' },
      licenseKey: '1001-ABCDEF',
      ip: '192.0.2.7',
      openOperationState: 'queued',
      operations: [{ kind: 'create', state: 'queued' }],
      actions: { create: null, suspend: null },
      connectionName: 'Main account',
    });
  });

  it('shows the live license before a deleted one, and the deleted one when there is no other', () => {
    const dead = shop.make.license(id, { status: 'deleted', license_key: 'old' });
    expect(shop.call('contractProducts', 'get', { id }).license).toMatchObject({ id: dead, status: 'deleted' });
    const live = shop.make.license(id, { license_key: 'new' });
    shop.make.license(id, { status: 'deleted', license_key: 'older' });
    expect(shop.call('contractProducts', 'get', { id }).license?.id).toBe(live);
    expect(shop.call('contractProducts', 'list', {}).rows).toMatchObject([{ licenseKey: 'new' }]);
  });

  it('lists by client and status, newest first, in pages', () => {
    const productId = shop.make.product();
    const clientId = shop.make.client();
    const made = [1, 2, 3].map(() => shop.make.order({ productId, clientId }).items[0]?.contractProductId);
    const first = shop.call('contractProducts', 'list', { clientId, limit: 2 });
    expect(first.rows.map((row) => row.id)).toEqual([made[2], made[1]]);
    const second = shop.call('contractProducts', 'list', { clientId, limit: 2, cursor: first.nextCursor ?? '' });
    expect([second.rows.map((row) => row.id), second.nextCursor]).toEqual([[made[0]], null]);
    expect(shop.call('contractProducts', 'list', { status: 'Awaiting Activation' }).rows.map((row) => row.id)).toEqual([
      id,
    ]);
    expect(shop.call('contractProducts', 'list', { status: 'Pending', clientId }).rows).toHaveLength(3);
    expect(shop.call('contractProducts', 'list', { status: 'Active', clientId }).rows).toHaveLength(0);
  });

  it('keeps what was sold when the product changes', () => {
    const { productId } = opened.store.db.prepare('SELECT product_id AS productId FROM contract_product').get() as {
      productId: string;
    };
    const product = shop.call('catalogue', 'getProduct', { id: productId });
    shop.call('catalogue', 'updateProduct', {
      id: productId,
      categoryId: product.categoryId,
      connectionId: product.connectionId,
      name: 'renamed',
      packageIdentifier: '55229',
      prices: [{ termMonths: 1, currency: 'EUR', amountMinor: 900 }],
    });
    expect(shop.call('contractProducts', 'get', { id })).toMatchObject({
      productName: 'ispmanager 6 lite',
      packageIdentifier: '55227',
      price: { amountMinor: 500 },
    });
  });

  it('answers not_found for one that is not there', () => {
    expect(failure(() => shop.call('contractProducts', 'get', { id: key() }))?.code).toBe('not_found');
  });
});

describe('the list of contract products', () => {
  it('counts the days to the end of a license from today in the time zone of the brand', () => {
    shop.make.license(id, { expires_on: '2026-03-12' });
    shop.call('brand', 'update', { timeZone: 'Asia/Vladivostok' });
    // It is the 11th there, and still the 10th in UTC.
    opened.clock.set('2026-03-10T20:00:00.000Z');
    expect(shop.services.brand.businessDate()).toBe('2026-03-11');
    expect(shop.call('contractProducts', 'list', { expiresWithinDays: 1 }).rows).toHaveLength(1);
  });
});
