import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { row } from '../support/row.ts';
import { failure, key, staff } from '../support/shop.ts';
import { trialShop } from '../support/trial-shop.ts';

let world: ReturnType<typeof trialShop>;
beforeEach(() => {
  world = trialShop();
});
afterEach(() => world.done());

describe('the end of a trial (spec 49-52, 1d script 8)', () => {
  row(50, 'a trial of seven days is told of on day 6, once (trigger 29)', () => {
    world.started();
    expect(world.run('2026-03-15')).toEqual([]);
    expect(world.run('2026-03-16')).toEqual(['trial.notice 2026-03-16 done']);
    expect(world.run('2026-03-16')).toEqual([]);
    expect(world.fired()).toEqual([32, 29]);
  });

  it('is seen ahead, without anything being written', () => {
    const id = world.started();
    const ahead = world.shop.services.trials.steps.ahead('2026-03-10', '2026-03-17', 10);
    expect(ahead.map(({ kind, on: day, entityId }) => [kind, day, entityId])).toEqual([
      ['trial.notice', '2026-03-16', id],
      ['trial.end', '2026-03-17', id],
    ]);
    expect(world.shop.services.trials.steps.ahead('2026-03-10', '2026-03-16', 10)).toHaveLength(1);
    expect(world.fired()).toEqual([32]);
  });

  row(51, 'Continue: a paid period anchored at its end, invoiced, once (trigger 28, 33)', () => {
    const id = world.started();
    expect(world.run('2026-03-17')).toEqual(['trial.notice 2026-03-16 done', 'trial.end 2026-03-17 done']);
    expect(world.fired()).toEqual([32, 29, 28, 33]);
    expect(world.trial(id)).toMatchObject({ state: 'continued', canEnd: false });
    expect(world.stored(id)).toMatchObject({
      status: 'Active',
      trial_ends_on: null,
      anchor_date: '2026-03-17',
      billed_to: '2026-03-17',
      next_due_on: '2026-03-17',
      period_no: -1,
    });
    const [first, ...others] = world.periods(id);
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      number: 0,
      starts_on: '2026-03-17',
      ends_on: '2026-04-17',
      state: 'billed',
      price_minor: 500,
    });
    const invoice = world.shop.call('billing', 'getInvoice', { id: first?.invoice_id ?? '' });
    expect(invoice).toMatchObject({ kind: 'renewal', status: 'Unpaid', total: { amountMinor: 500 } });
    expect(invoice.lines[0]).toMatchObject({
      text: 'ispmanager 6 lite, 1 month',
      periodFrom: '2026-03-17',
      periodTo: '2026-04-17',
    });
    world.shop.call('billing', 'recordPayment', world.shop.make.payment(invoice.id, 500, { receivedOn: '2026-03-17' }));
    expect(world.periods(id)[0]).toMatchObject({ state: 'paid' });
    expect(world.stored(id)).toMatchObject({ period_no: 0, billed_to: '2026-04-17', next_due_on: '2026-04-17' });
    expect(world.run('2026-12-31')).toEqual([]);
    expect(world.shop.count('invoice')).toBe(2);
  });

  row(49, 'on day 7 the trial ends, once, also where a step is taken again that was found before', () => {
    const id = world.started();
    const { steps } = world.shop.services.trials;
    const found = steps.ahead('2026-03-10', '2026-03-17', 10);
    world.on('2026-03-17');
    const take = () => found.map((step) => world.store.transaction(staff, (writer) => steps.perform(writer, step)).did);
    expect(take()).toEqual(['done', 'done']);
    expect(take()).toEqual(['skipped', 'skipped']);
    expect(world.fired()).toEqual([32, 29, 28, 33]);
    expect(world.periods(id)).toHaveLength(1);
  });

  it('is told once, also where that step is taken again', () => {
    world.started();
    const { steps } = world.shop.services.trials;
    world.on('2026-03-16');
    const [notice] = steps.due('2026-03-16', 10);
    const take = () => world.store.transaction(staff, (writer) => steps.perform(writer, notice!)).did;
    expect([take(), take()]).toEqual(['done', 'skipped']);
  });

  it('comes at its own day also after the console was closed for a month', () => {
    const id = world.started();
    world.run('2026-04-20');
    expect(world.periods(id)[0]).toMatchObject({ starts_on: '2026-03-17', ends_on: '2026-04-17' });
    expect(world.fired()).toEqual([32, 29, 28, 33]);
  });

  row(51, 'Migrate: the vendor first, then the target’s price from the trial’s end (trigger 30)', () => {
    const id = world.started({ endAction: 'migrate', migrateProductId: world.pro });
    world.run('2026-03-17');
    expect(world.trial(id)?.state).toBe('migrating');
    expect(world.fired()).toEqual([32, 29, 28]);
    expect(world.periods(id)).toEqual([]);
    expect(world.stored(id)).toMatchObject({ price_minor: 500, package_identifier: '55227' });
    world.on('2026-03-18');
    world.shop.settle(id, 'succeeded');
    expect(world.fired()).toEqual([32, 29, 28, 30]);
    expect(world.trial(id)?.state).toBe('migrated');
    expect(world.stored(id)).toMatchObject({
      product_name: 'ispmanager 6 pro',
      package_identifier: '55228',
      price_minor: 750,
      anchor_date: '2026-03-17',
      trial_ends_on: null,
    });
    expect(world.periods(id)).toMatchObject([
      { number: 0, starts_on: '2026-03-17', price_minor: 750, state: 'billed' },
    ]);
    expect(world.run('2026-12-31')).toEqual([]);
  });

  row(52, 'Migrate to an inactive product changes nothing, and staff see it (trigger 31)', () => {
    const id = world.started({ endAction: 'migrate', migrateProductId: world.pro });
    const before = world.stored(id);
    world.shop.call('catalogue', 'updateProduct', { id: world.pro, isActive: false });
    world.run('2026-03-17');
    expect(world.fired()).toEqual([32, 29, 28, 31]);
    const { updated_at: _was, ...untouched } = before;
    expect(world.stored(id)).toMatchObject(untouched);
    expect(world.periods(id)).toEqual([]);
    expect(world.shop.provisioning.open()).toBe(0);
    expect(world.trial(id)).toMatchObject({
      state: 'failed',
      errorCode: 'order.product_unavailable',
      errorDetail: 'inactive',
      canEnd: true,
    });
    expect(world.run('2026-12-31')).toEqual([]);
    // A person decides: once it can be sold again, the same; it keeps the day on which it ended.
    world.shop.call('catalogue', 'updateProduct', { id: world.pro, isActive: true });
    expect(world.shop.call('trials', 'end', { contractProductId: id, action: 'migrate' })).toMatchObject({
      state: 'migrating',
    });
    world.shop.settle(id, 'succeeded');
    expect(world.periods(id)).toMatchObject([{ starts_on: '2026-03-17', price_minor: 750 }]);
    expect(world.fired()).toEqual([32, 29, 28, 31, 30]);
  });

  it('Migrate that the vendor refuses changes nothing (trigger 31)', () => {
    const id = world.started({ endAction: 'migrate', migrateProductId: world.pro });
    world.run('2026-03-17');
    world.shop.settle(id, 'refused', {}, 'vendor.refused');
    expect(world.fired()).toEqual([32, 29, 28, 31]);
    expect(world.trial(id)).toMatchObject({ state: 'failed', errorCode: 'vendor.refused' });
    expect(world.stored(id)).toMatchObject({ price_minor: 500, trial_ends_on: '2026-03-17', status: 'Active' });
    expect(world.shop.call('trials', 'end', { contractProductId: id, action: 'continue' })).toMatchObject({
      state: 'continued',
    });
    expect(world.periods(id)).toMatchObject([{ starts_on: '2026-03-17', price_minor: 500 }]);
  });

  row(51, 'Cancel: the license is terminated, then the contract is Cancelled; nothing is invoiced', () => {
    const id = world.started({ endAction: 'cancel' });
    world.run('2026-03-17');
    expect(world.trial(id)?.state).toBe('cancelling');
    expect(world.stored(id)['status']).toBe('Active');
    world.shop.settle(id, 'succeeded');
    expect(world.trial(id)?.state).toBe('cancelled');
    expect(world.stored(id)).toMatchObject({ status: 'Cancelled', trial_ends_on: null, next_due_on: null });
    expect(world.fired()).toEqual([32, 29, 28]);
    expect(world.shop.count('invoice')).toBe(1);
    expect(world.run('2026-12-31')).toEqual([]);
  });

  it('Cancel of what the vendor has no license of any more needs no vendor (trigger 2)', () => {
    const id = world.started({ endAction: 'cancel' });
    world.shop.provisioning.refuseWith('license.no_license');
    world.run('2026-03-17');
    expect(world.trial(id)?.state).toBe('cancelled');
    expect(world.stored(id)).toMatchObject({ status: 'Cancelled', trial_ends_on: null });
    expect(world.shop.store.get('t', 'SELECT count(*) AS n FROM trigger_event WHERE trigger_no = 2')).toEqual({ n: 1 });
  });

  it('Cancel that the vendor refuses is for a person', () => {
    const id = world.started({ endAction: 'cancel' });
    world.run('2026-03-17');
    world.shop.settle(id, 'refused', {}, 'vendor.refused');
    expect(world.trial(id)).toMatchObject({ state: 'failed', errorCode: 'vendor.refused', canEnd: true });
    expect(world.stored(id)).toMatchObject({ status: 'Active', trial_ends_on: '2026-03-17' });
  });

  it('waits for another operation of the license, and comes with the next run', () => {
    const id = world.started({ endAction: 'migrate', migrateProductId: world.pro });
    world.shop.provisioning.whyNotChange = 'license.operation_open';
    expect(failure(() => world.run('2026-03-17'))).toEqual({ code: 'license.operation_open' });
    expect(world.trial(id)?.state).toBe('running');
    expect(world.fired()).toEqual([32, 29]);
    world.shop.provisioning.whyNotChange = null;
    world.run('2026-03-18');
    expect(world.trial(id)?.state).toBe('migrating');
  });

  it('does not come for what was never bought, nor for what a person took over', () => {
    const id = world.order(world.withTrial()).items[0]?.contractProductId ?? '';
    expect(world.run('2026-12-31')).toEqual([]);
    world.on('2026-03-10');
    world.shop.settle(id, 'succeeded');
    world.store.transaction(staff, (writer) => writer.update('contract_product', id, { is_manual_status: 1 }));
    expect(world.run('2026-12-31')).toEqual([]);
  });
});

describe('End trial now', () => {
  it('ends it today, as was agreed or otherwise, once', () => {
    const id = world.started();
    world.on('2026-03-12');
    expect(world.shop.call('trials', 'end', { contractProductId: id, action: 'continue' })).toMatchObject({
      state: 'continued',
      endsOn: '2026-03-12',
    });
    expect(world.periods(id)).toMatchObject([{ starts_on: '2026-03-12', ends_on: '2026-04-12' }]);
    expect(failure(() => world.shop.call('trials', 'end', { contractProductId: id, action: 'cancel' }))).toEqual({
      code: 'trial.wrong_state',
    });
    expect(world.run('2026-12-31')).toEqual([]);
    expect(world.fired()).toEqual([32, 28, 33]);
  });

  it('is refused where there is nothing to end or nothing to move to', () => {
    expect(failure(() => world.shop.call('trials', 'end', { contractProductId: key(), action: 'cancel' }))).toEqual({
      code: 'not_found',
    });
    const id = world.started();
    expect(failure(() => world.shop.call('trials', 'end', { contractProductId: id, action: 'cancel' }))).toEqual({
      code: 'license.confirmation_mismatch',
    });
    expect(world.trial(id)?.state).toBe('running');
    expect(failure(() => world.shop.call('trials', 'end', { contractProductId: id, action: 'migrate' }))).toMatchObject(
      {
        fields: { action: { code: 'not_offered' } },
      },
    );
  });
});

it('a plan change during a trial is refused (spec 2.6)', () => {
  const id = world.started();
  expect(
    failure(() => world.shop.call('contractChanges', 'quote', { contractProductId: id, productId: world.pro })),
  ).toEqual({
    code: 'change.trial',
  });
});
