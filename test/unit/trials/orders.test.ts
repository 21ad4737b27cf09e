import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { row } from '../support/row.ts';
import { failure, staff } from '../support/shop.ts';
import { terms, trialShop } from '../support/trial-shop.ts';

let world: ReturnType<typeof trialShop>;
beforeEach(() => {
  world = trialShop();
});
afterEach(() => world.done());

describe('an order with a trial (spec 47-49)', () => {
  it('costs nothing now, keeps its zero invoice, and queues the license', () => {
    const placed = world.order(world.withTrial());
    expect(placed).toMatchObject({ status: 'Active', total: { amountMinor: 0 }, due: { amountMinor: 0 } });
    const invoice = world.shop.call('billing', 'getInvoice', { id: placed.invoiceId });
    expect(invoice).toMatchObject({ status: 'Paid', total: { amountMinor: 0 } });
    expect(invoice.lines).toMatchObject([
      {
        text: 'ispmanager 6 lite, trial of 7 days',
        amount: { amountMinor: 0, currency: 'EUR' },
        periodFrom: '2026-03-10',
        periodTo: '2026-03-17',
      },
    ]);
    expect(world.shop.provisioning.open()).toBe(1);
    const id = placed.items[0]?.contractProductId ?? '';
    expect(world.stored(id)).toMatchObject({
      status: 'Awaiting Activation',
      price_minor: 500,
      anchor_date: null,
      billed_to: null,
      next_due_on: null,
      trial_ends_on: '2026-03-17',
    });
    expect(world.periods(id)).toEqual([]);
    expect(world.trial(id)).toMatchObject({ state: 'ordered', days: 7, endsOn: null, price: { amountMinor: 500 } });
    expect(world.fired()).toEqual([]);
  });

  it('begins when the license is there, and its days count from then (trigger 32)', () => {
    const id = world.order(world.withTrial()).items[0]?.contractProductId ?? '';
    world.on('2026-03-12');
    world.shop.settle(id, 'succeeded');
    expect(world.stored(id)).toMatchObject({ status: 'Active', trial_ends_on: '2026-03-19' });
    expect(world.trial(id)).toMatchObject({
      state: 'running',
      startsOn: '2026-03-12',
      endsOn: '2026-03-19',
      canEnd: true,
    });
    expect(world.fired()).toEqual([32]);
  });

  it('begins also with a license that was taken over instead of bought', () => {
    const id = world.order(world.withTrial()).items[0]?.contractProductId ?? '';
    world.store.transaction(staff, (writer) => writer.update('contract_product', id, { status: 'Active' }));
    world.shop.make.license(id);
    expect(world.run('2026-03-11')).toEqual(['trial.begin 2026-03-10 done']);
    expect(world.trial(id)).toMatchObject({ state: 'running', startsOn: '2026-03-11', endsOn: '2026-03-18' });
    expect(world.fired()).toEqual([32]);
    expect(world.run('2026-03-18')).toEqual(['trial.notice 2026-03-17 done', 'trial.end 2026-03-18 done']);
  });

  it('is one per client and product', () => {
    const productId = world.withTrial();
    expect(world.shop.call('trials', 'offer', { clientId: world.clientId, productId })).toMatchObject({
      days: 7,
      isUsed: false,
    });
    world.order(productId);
    expect(world.shop.call('trials', 'offer', { clientId: world.clientId, productId })).toMatchObject({ isUsed: true });
    expect(failure(() => world.order(productId))).toMatchObject({
      fields: { 'items.0.trial': { code: 'trial_used' } },
    });
    // Another client, and another product, are another trial.
    expect(world.order(productId, { clientId: world.shop.make.client() }).status).toBe('Active');
    expect(world.order(world.withTrial()).status).toBe('Active');
  });

  row(47, 'a trial is not one of a product without it, nor of several at once', () => {
    expect(world.shop.call('trials', 'offer', { clientId: world.clientId, productId: world.pro })).toBeNull();
    expect(failure(() => world.order(world.pro))).toMatchObject({
      fields: { 'items.0.trial': { code: 'not_offered' } },
    });
    const many = world.shop.make.product({
      connectionId: world.connectionId,
      trial: terms,
      quantity: { bulk: 'yes', step: 1, isLimited: false, min: null, max: null },
    });
    expect(failure(() => world.order(many, { quantity: 2 }))).toMatchObject({
      fields: { 'items.0.quantity': { code: 'quantity_one' } },
    });
  });

  row(48, 'a trial that is forced cannot be left out, but for a client who had it', () => {
    const productId = world.withTrial({ isForced: true });
    const plain = { trial: false, expectedTotalMinor: 500 };
    expect(failure(() => world.order(productId, plain))).toMatchObject({
      fields: { 'items.0.trial': { code: 'trial_forced' } },
    });
    world.order(productId);
    expect(world.order(productId, plain)).toMatchObject({ status: 'Awaiting payment', total: { amountMinor: 500 } });
  });

  it('of a product that is not sold one at a time says what to do, and is ordered when that is done (spec 34, 48)', () => {
    const multiples = { bulk: 'multiples', step: 2, isLimited: false, min: null, max: null } as const;
    const productId = world.withTrial({ isForced: true }, { quantity: multiples });
    const plain = { trial: false, quantity: 2, expectedTotalMinor: 1000 };
    const forced = { fields: { 'items.0.trial': { code: 'trial_forced_bulk' } } };
    expect(failure(() => world.order(productId, plain))).toMatchObject(forced);
    expect(failure(() => world.order(productId, { quantity: 2 }))).toMatchObject(forced);
    expect(failure(() => world.order(productId, { quantity: 1 }))).toMatchObject(forced);
    const basket = {
      clientId: world.clientId,
      currency: 'EUR',
      items: [{ productId, termMonths: 1 as const, quantity: 2 }],
    };
    expect(world.shop.call('orders', 'quote', basket).lines[0]?.trialProblem).toBe('trial_forced_bulk');
    world.shop.call('catalogue', 'updateProduct', { id: productId, trial: terms });
    expect(failure(() => world.order(productId, { quantity: 2 }))).toMatchObject({
      fields: { 'items.0.trial': { code: 'trial_bulk' } },
    });
    expect(world.order(productId, plain).status).toBe('Awaiting payment');
  });

  it('is placed once however often it is sent', () => {
    const form = world.shop.make.orderInput({
      clientId: world.clientId,
      productId: world.withTrial(),
      trial: true,
      expectedTotalMinor: 0,
    });
    const first = world.shop.call('orders', 'place', form);
    expect(world.shop.call('orders', 'place', form).id).toBe(first.id);
    expect(world.shop.count('trial')).toBe(1);
  });

  it('is held to nothing as its total', () => {
    expect(failure(() => world.order(world.withTrial(), { expectedTotalMinor: 500 }))).toMatchObject({
      code: 'order.price_changed',
    });
  });
});
