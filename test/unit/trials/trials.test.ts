import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Trial } from '../../../preload/api/catalogue-product.ts';
import { row } from '../support/row.ts';
import { failure, key, makeShop, staff, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
let connectionId: string;
let clientId: string;
let pro: string;

beforeEach(() => {
  opened = temporaryStore();
  on('2026-03-10');
  shop = makeShop(opened.store);
  connectionId = shop.make.connection();
  clientId = shop.make.client();
  pro = shop.make.product({
    connectionId,
    name: 'ispmanager 6 pro',
    packageIdentifier: '55228',
    prices: [{ termMonths: 1, currency: 'EUR', amountMinor: 750 }],
  });
});
afterEach(() => opened.done());

const on = (day: string): void => opened.clock.set(`${day}T12:00:00.000Z`);
const terms: Trial = {
  isSupported: true,
  isForced: false,
  days: 7,
  noticeDays: 1,
  endAction: 'continue',
  migrateProductId: null,
};
const withTrial = (patch: Partial<Trial> = {}, more: Parameters<typeof shop.make.product>[0] = {}): string =>
  shop.make.product({ connectionId, trial: { ...terms, ...patch }, ...more });
const order = (productId: string, patch: object = {}) =>
  shop.make.order({ clientId, productId, trial: true, expectedTotalMinor: 0, ...patch });
/** A contract product in its trial, whose license was bought on the day of the order. */
function started(patch: Partial<Trial> = {}): string {
  const id = order(withTrial(patch)).items[0]?.contractProductId ?? '';
  shop.settle(id, 'succeeded');
  shop.make.license(id);
  return id;
}
const stored = (id: string) =>
  opened.store.db.prepare('SELECT * FROM contract_product WHERE id = ?').get(id) as Record<
    string,
    string | number | null
  >;
const trial = (contractProductId: string) => shop.call('trials', 'get', { contractProductId });
const fired = (): number[] =>
  (
    opened.store.db
      .prepare('SELECT trigger_no AS no FROM trigger_event WHERE trigger_no BETWEEN 28 AND 33 ORDER BY id')
      .all() as {
      no: number;
    }[]
  ).map(({ no }) => no);
const periods = (id: string) =>
  opened.store.db
    .prepare(
      'SELECT number, starts_on, ends_on, state, price_minor, invoice_id FROM contract_period WHERE contract_product_id = ?',
    )
    .all(id) as {
    number: number;
    starts_on: string;
    ends_on: string;
    state: string;
    price_minor: number;
    invoice_id: string;
  }[];

/** All that is due by a day, as automation does it: again and again until nothing is. */
function run(asOf: string): string[] {
  on(asOf);
  const { steps } = shop.services.trials;
  const did: string[] = [];
  for (let turn = 0; turn < 10; turn += 1) {
    const due = steps.due(asOf, 10);
    if (due.length === 0) return did;
    for (const step of due) {
      const outcome = opened.store.transaction(staff, (writer) => steps.perform(writer, step));
      did.push(`${step.kind} ${step.on} ${outcome.did}`);
    }
  }
  throw new Error(`does not end: ${did.join()}`);
}

describe('an order with a trial (spec 47-49)', () => {
  it('costs nothing now, keeps its zero invoice, and queues the license', () => {
    const placed = order(withTrial());
    expect(placed).toMatchObject({ status: 'Active', total: { amountMinor: 0 }, due: { amountMinor: 0 } });
    const invoice = shop.call('billing', 'getInvoice', { id: placed.invoiceId });
    expect(invoice).toMatchObject({ status: 'Paid', total: { amountMinor: 0 } });
    expect(invoice.lines).toMatchObject([
      {
        text: 'ispmanager 6 lite, trial of 7 days',
        amount: { amountMinor: 0, currency: 'EUR' },
        periodFrom: '2026-03-10',
        periodTo: '2026-03-17',
      },
    ]);
    expect(shop.provisioning.open()).toBe(1);
    const id = placed.items[0]?.contractProductId ?? '';
    expect(stored(id)).toMatchObject({
      status: 'Awaiting Activation',
      price_minor: 500,
      anchor_date: null,
      billed_to: null,
      next_due_on: null,
      trial_ends_on: '2026-03-17',
    });
    expect(periods(id)).toEqual([]);
    expect(trial(id)).toMatchObject({ state: 'ordered', days: 7, endsOn: null, price: { amountMinor: 500 } });
    expect(fired()).toEqual([]);
  });

  it('begins when the license is there, and its days count from then (trigger 32)', () => {
    const id = order(withTrial()).items[0]?.contractProductId ?? '';
    on('2026-03-12');
    shop.settle(id, 'succeeded');
    expect(stored(id)).toMatchObject({ status: 'Active', trial_ends_on: '2026-03-19' });
    expect(trial(id)).toMatchObject({ state: 'running', startsOn: '2026-03-12', endsOn: '2026-03-19', canEnd: true });
    expect(fired()).toEqual([32]);
  });

  it('begins also with a license that was taken over instead of bought', () => {
    const id = order(withTrial()).items[0]?.contractProductId ?? '';
    opened.store.transaction(staff, (writer) => writer.update('contract_product', id, { status: 'Active' }));
    shop.make.license(id);
    expect(run('2026-03-11')).toEqual(['trial.begin 2026-03-10 done']);
    expect(trial(id)).toMatchObject({ state: 'running', startsOn: '2026-03-11', endsOn: '2026-03-18' });
    expect(fired()).toEqual([32]);
    expect(run('2026-03-18')).toEqual(['trial.notice 2026-03-17 done', 'trial.end 2026-03-18 done']);
  });

  it('is one per client and product', () => {
    const productId = withTrial();
    expect(shop.call('trials', 'offer', { clientId, productId })).toMatchObject({ days: 7, isUsed: false });
    order(productId);
    expect(shop.call('trials', 'offer', { clientId, productId })).toMatchObject({ isUsed: true });
    expect(failure(() => order(productId))).toMatchObject({ fields: { 'items.0.trial': { code: 'trial_used' } } });
    // Another client, and another product, are another trial.
    expect(order(productId, { clientId: shop.make.client() }).status).toBe('Active');
    expect(order(withTrial()).status).toBe('Active');
  });

  row(47, 'a trial is not one of a product without it, nor of several at once', () => {
    expect(shop.call('trials', 'offer', { clientId, productId: pro })).toBeNull();
    expect(failure(() => order(pro))).toMatchObject({ fields: { 'items.0.trial': { code: 'not_offered' } } });
    const many = shop.make.product({
      connectionId,
      trial: terms,
      quantity: { bulk: 'yes', step: 1, isLimited: false, min: null, max: null },
    });
    expect(failure(() => order(many, { quantity: 2 }))).toMatchObject({
      fields: { 'items.0.quantity': { code: 'quantity_one' } },
    });
  });

  row(48, 'a trial that is forced cannot be left out, but for a client who had it', () => {
    const productId = withTrial({ isForced: true });
    const plain = { trial: false, expectedTotalMinor: 500 };
    expect(failure(() => order(productId, plain))).toMatchObject({
      fields: { 'items.0.trial': { code: 'trial_forced' } },
    });
    order(productId);
    expect(order(productId, plain)).toMatchObject({ status: 'Awaiting payment', total: { amountMinor: 500 } });
  });

  it('of a product that is not sold one at a time says what to do, and is ordered when that is done (spec 34, 48)', () => {
    const multiples = { bulk: 'multiples', step: 2, isLimited: false, min: null, max: null } as const;
    const productId = withTrial({ isForced: true }, { quantity: multiples });
    const plain = { trial: false, quantity: 2, expectedTotalMinor: 1000 };
    const forced = { fields: { 'items.0.trial': { code: 'trial_forced_bulk' } } };
    expect(failure(() => order(productId, plain))).toMatchObject(forced);
    expect(failure(() => order(productId, { quantity: 2 }))).toMatchObject(forced);
    expect(failure(() => order(productId, { quantity: 1 }))).toMatchObject(forced);
    const basket = { clientId, currency: 'EUR', items: [{ productId, termMonths: 1 as const, quantity: 2 }] };
    expect(shop.call('orders', 'quote', basket).lines[0]?.trialProblem).toBe('trial_forced_bulk');
    shop.call('catalogue', 'updateProduct', { id: productId, trial: terms });
    expect(failure(() => order(productId, { quantity: 2 }))).toMatchObject({
      fields: { 'items.0.trial': { code: 'trial_bulk' } },
    });
    expect(order(productId, plain).status).toBe('Awaiting payment');
  });

  it('is placed once however often it is sent', () => {
    const form = shop.make.orderInput({ clientId, productId: withTrial(), trial: true, expectedTotalMinor: 0 });
    const first = shop.call('orders', 'place', form);
    expect(shop.call('orders', 'place', form).id).toBe(first.id);
    expect(shop.count('trial')).toBe(1);
  });

  it('is held to nothing as its total', () => {
    expect(failure(() => order(withTrial(), { expectedTotalMinor: 500 }))).toMatchObject({
      code: 'order.price_changed',
    });
  });
});

describe('the end of a trial (spec 49-52, 1d script 8)', () => {
  row(50, 'a trial of seven days is told of on day 6, once (trigger 29)', () => {
    started();
    expect(run('2026-03-15')).toEqual([]);
    expect(run('2026-03-16')).toEqual(['trial.notice 2026-03-16 done']);
    expect(run('2026-03-16')).toEqual([]);
    expect(fired()).toEqual([32, 29]);
  });

  it('is seen ahead, without anything being written', () => {
    const id = started();
    const ahead = shop.services.trials.steps.ahead('2026-03-10', '2026-03-17', 10);
    expect(ahead.map(({ kind, on: day, entityId }) => [kind, day, entityId])).toEqual([
      ['trial.notice', '2026-03-16', id],
      ['trial.end', '2026-03-17', id],
    ]);
    expect(shop.services.trials.steps.ahead('2026-03-10', '2026-03-16', 10)).toHaveLength(1);
    expect(fired()).toEqual([32]);
  });

  row(51, 'Continue: a paid period anchored at its end, invoiced, once (trigger 28, 33)', () => {
    const id = started();
    expect(run('2026-03-17')).toEqual(['trial.notice 2026-03-16 done', 'trial.end 2026-03-17 done']);
    expect(fired()).toEqual([32, 29, 28, 33]);
    expect(trial(id)).toMatchObject({ state: 'continued', canEnd: false });
    expect(stored(id)).toMatchObject({
      status: 'Active',
      trial_ends_on: null,
      anchor_date: '2026-03-17',
      billed_to: '2026-03-17',
      next_due_on: '2026-03-17',
      period_no: -1,
    });
    const [first, ...others] = periods(id);
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      number: 0,
      starts_on: '2026-03-17',
      ends_on: '2026-04-17',
      state: 'billed',
      price_minor: 500,
    });
    const invoice = shop.call('billing', 'getInvoice', { id: first?.invoice_id ?? '' });
    expect(invoice).toMatchObject({ kind: 'renewal', status: 'Unpaid', total: { amountMinor: 500 } });
    expect(invoice.lines[0]).toMatchObject({
      text: 'ispmanager 6 lite, 1 month',
      periodFrom: '2026-03-17',
      periodTo: '2026-04-17',
    });
    shop.call('billing', 'recordPayment', shop.make.payment(invoice.id, 500, { receivedOn: '2026-03-17' }));
    expect(periods(id)[0]).toMatchObject({ state: 'paid' });
    expect(stored(id)).toMatchObject({ period_no: 0, billed_to: '2026-04-17', next_due_on: '2026-04-17' });
    expect(run('2026-12-31')).toEqual([]);
    expect(shop.count('invoice')).toBe(2);
  });

  row(49, 'on day 7 the trial ends, once, also where a step is taken again that was found before', () => {
    const id = started();
    const { steps } = shop.services.trials;
    const found = steps.ahead('2026-03-10', '2026-03-17', 10);
    on('2026-03-17');
    const take = () =>
      found.map((step) => opened.store.transaction(staff, (writer) => steps.perform(writer, step)).did);
    expect(take()).toEqual(['done', 'done']);
    expect(take()).toEqual(['skipped', 'skipped']);
    expect(fired()).toEqual([32, 29, 28, 33]);
    expect(periods(id)).toHaveLength(1);
  });

  it('is told once, also where that step is taken again', () => {
    started();
    const { steps } = shop.services.trials;
    on('2026-03-16');
    const [notice] = steps.due('2026-03-16', 10);
    const take = () => opened.store.transaction(staff, (writer) => steps.perform(writer, notice!)).did;
    expect([take(), take()]).toEqual(['done', 'skipped']);
  });

  it('comes at its own day also after the console was closed for a month', () => {
    const id = started();
    run('2026-04-20');
    expect(periods(id)[0]).toMatchObject({ starts_on: '2026-03-17', ends_on: '2026-04-17' });
    expect(fired()).toEqual([32, 29, 28, 33]);
  });

  row(51, 'Migrate: the vendor first, then the target’s price from the trial’s end (trigger 30)', () => {
    const id = started({ endAction: 'migrate', migrateProductId: pro });
    run('2026-03-17');
    expect(trial(id)?.state).toBe('migrating');
    expect(fired()).toEqual([32, 29, 28]);
    expect(periods(id)).toEqual([]);
    expect(stored(id)).toMatchObject({ price_minor: 500, package_identifier: '55227' });
    on('2026-03-18');
    shop.settle(id, 'succeeded');
    expect(fired()).toEqual([32, 29, 28, 30]);
    expect(trial(id)?.state).toBe('migrated');
    expect(stored(id)).toMatchObject({
      product_name: 'ispmanager 6 pro',
      package_identifier: '55228',
      price_minor: 750,
      anchor_date: '2026-03-17',
      trial_ends_on: null,
    });
    expect(periods(id)).toMatchObject([{ number: 0, starts_on: '2026-03-17', price_minor: 750, state: 'billed' }]);
    expect(run('2026-12-31')).toEqual([]);
  });

  row(52, 'Migrate to an inactive product changes nothing, and staff see it (trigger 31)', () => {
    const id = started({ endAction: 'migrate', migrateProductId: pro });
    const before = stored(id);
    shop.call('catalogue', 'updateProduct', { id: pro, isActive: false });
    run('2026-03-17');
    expect(fired()).toEqual([32, 29, 28, 31]);
    const { updated_at: _was, ...untouched } = before;
    expect(stored(id)).toMatchObject(untouched);
    expect(periods(id)).toEqual([]);
    expect(shop.provisioning.open()).toBe(0);
    expect(trial(id)).toMatchObject({
      state: 'failed',
      errorCode: 'order.product_unavailable',
      errorDetail: 'inactive',
      canEnd: true,
    });
    expect(run('2026-12-31')).toEqual([]);
    // A person decides: once it can be sold again, the same; it keeps the day on which it ended.
    shop.call('catalogue', 'updateProduct', { id: pro, isActive: true });
    expect(shop.call('trials', 'end', { contractProductId: id, action: 'migrate' })).toMatchObject({
      state: 'migrating',
    });
    shop.settle(id, 'succeeded');
    expect(periods(id)).toMatchObject([{ starts_on: '2026-03-17', price_minor: 750 }]);
    expect(fired()).toEqual([32, 29, 28, 31, 30]);
  });

  it('Migrate that the vendor refuses changes nothing (trigger 31)', () => {
    const id = started({ endAction: 'migrate', migrateProductId: pro });
    run('2026-03-17');
    shop.settle(id, 'refused', {}, 'vendor.refused');
    expect(fired()).toEqual([32, 29, 28, 31]);
    expect(trial(id)).toMatchObject({ state: 'failed', errorCode: 'vendor.refused' });
    expect(stored(id)).toMatchObject({ price_minor: 500, trial_ends_on: '2026-03-17', status: 'Active' });
    expect(shop.call('trials', 'end', { contractProductId: id, action: 'continue' })).toMatchObject({
      state: 'continued',
    });
    expect(periods(id)).toMatchObject([{ starts_on: '2026-03-17', price_minor: 500 }]);
  });

  row(51, 'Cancel: the license is terminated, then the contract is Cancelled; nothing is invoiced', () => {
    const id = started({ endAction: 'cancel' });
    run('2026-03-17');
    expect(trial(id)?.state).toBe('cancelling');
    expect(stored(id)['status']).toBe('Active');
    shop.settle(id, 'succeeded');
    expect(trial(id)?.state).toBe('cancelled');
    expect(stored(id)).toMatchObject({ status: 'Cancelled', trial_ends_on: null, next_due_on: null });
    expect(fired()).toEqual([32, 29, 28]);
    expect(shop.count('invoice')).toBe(1);
    expect(run('2026-12-31')).toEqual([]);
  });

  it('Cancel of what the vendor has no license of any more needs no vendor (trigger 2)', () => {
    const id = started({ endAction: 'cancel' });
    shop.provisioning.refuseWith('license.no_license');
    run('2026-03-17');
    expect(trial(id)?.state).toBe('cancelled');
    expect(stored(id)).toMatchObject({ status: 'Cancelled', trial_ends_on: null });
    expect(shop.store.get('t', 'SELECT count(*) AS n FROM trigger_event WHERE trigger_no = 2')).toEqual({ n: 1 });
  });

  it('Cancel that the vendor refuses is for a person', () => {
    const id = started({ endAction: 'cancel' });
    run('2026-03-17');
    shop.settle(id, 'refused', {}, 'vendor.refused');
    expect(trial(id)).toMatchObject({ state: 'failed', errorCode: 'vendor.refused', canEnd: true });
    expect(stored(id)).toMatchObject({ status: 'Active', trial_ends_on: '2026-03-17' });
  });

  it('waits for another operation of the license, and comes with the next run', () => {
    const id = started({ endAction: 'migrate', migrateProductId: pro });
    shop.provisioning.whyNotChange = 'license.operation_open';
    expect(failure(() => run('2026-03-17'))).toEqual({ code: 'license.operation_open' });
    expect(trial(id)?.state).toBe('running');
    expect(fired()).toEqual([32, 29]);
    shop.provisioning.whyNotChange = null;
    run('2026-03-18');
    expect(trial(id)?.state).toBe('migrating');
  });

  it('does not come for what was never bought, nor for what a person took over', () => {
    const id = order(withTrial()).items[0]?.contractProductId ?? '';
    expect(run('2026-12-31')).toEqual([]);
    on('2026-03-10');
    shop.settle(id, 'succeeded');
    opened.store.transaction(staff, (writer) => writer.update('contract_product', id, { is_manual_status: 1 }));
    expect(run('2026-12-31')).toEqual([]);
  });
});

describe('End trial now', () => {
  it('ends it today, as was agreed or otherwise, once', () => {
    const id = started();
    on('2026-03-12');
    expect(shop.call('trials', 'end', { contractProductId: id, action: 'continue' })).toMatchObject({
      state: 'continued',
      endsOn: '2026-03-12',
    });
    expect(periods(id)).toMatchObject([{ starts_on: '2026-03-12', ends_on: '2026-04-12' }]);
    expect(failure(() => shop.call('trials', 'end', { contractProductId: id, action: 'cancel' }))).toEqual({
      code: 'trial.wrong_state',
    });
    expect(run('2026-12-31')).toEqual([]);
    expect(fired()).toEqual([32, 28, 33]);
  });

  it('is refused where there is nothing to end or nothing to move to', () => {
    expect(failure(() => shop.call('trials', 'end', { contractProductId: key(), action: 'cancel' }))).toEqual({
      code: 'not_found',
    });
    const id = started();
    expect(failure(() => shop.call('trials', 'end', { contractProductId: id, action: 'cancel' }))).toEqual({
      code: 'license.confirmation_mismatch',
    });
    expect(trial(id)?.state).toBe('running');
    expect(failure(() => shop.call('trials', 'end', { contractProductId: id, action: 'migrate' }))).toMatchObject({
      fields: { action: { code: 'not_offered' } },
    });
  });
});

it('a plan change during a trial is refused (spec 2.6)', () => {
  const id = started();
  expect(failure(() => shop.call('contractChanges', 'quote', { contractProductId: id, productId: pro }))).toEqual({
    code: 'change.trial',
  });
});
