import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Trial } from '../../../preload/api/catalogue-product.ts';
import { failure, key, makeShop, staff, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
let connectionId: string;
let clientId: string;

beforeEach(() => {
  opened = temporaryStore();
  on('2026-03-10');
  shop = makeShop(opened.store);
  connectionId = shop.make.connection();
  clientId = shop.make.client();
});
afterEach(() => opened.done());

const on = (day: string): void => opened.clock.set(`${day}T12:00:00.000Z`);
const withTrial = (patch: Partial<Trial> = {}, name = 'ispmanager 6 lite'): string =>
  shop.make.product({
    connectionId,
    name,
    trial: {
      isSupported: true,
      isForced: false,
      days: 7,
      noticeDays: 1,
      endAction: 'continue',
      migrateProductId: null,
      ...patch,
    },
  });
const item = (productId: string, patch: object = {}) => ({ productId, termMonths: 1 as const, ...patch });
type Items = ReturnType<typeof item>[];
const quote = (items: Items, client: string | null = clientId) =>
  shop.call('orders', 'quote', { clientId: client, currency: 'EUR', items, promoCode: '' });
const place = (items: Items, expectedTotalMinor: number, patch: object = {}) =>
  shop.make.order({ clientId, items, expectedTotalMinor, ...patch });
const row = (id: string) =>
  opened.store.db.prepare('SELECT * FROM contract_product WHERE id = ?').get(id) as Record<
    string,
    string | number | null
  >;
/** A day of the console: everything that is due by it, all areas together. */
async function run(day: string): Promise<string[]> {
  on(day);
  const { id } = await shop.services.automation.run({ asOf: day }, staff);
  return (
    opened.store.db
      .prepare('SELECT kind, due_on, state FROM automation_step WHERE run_id = ? ORDER BY due_on, id')
      .all(id) as { kind: string; due_on: string; state: string }[]
  ).map(({ kind, due_on: due, state }) => `${kind} ${due} ${state}`);
}

describe('a trial in a basket (spec 47, 48, 2.6)', () => {
  it('costs nothing in its line and in the sum; other lines cost what they cost', () => {
    const tried = withTrial();
    const plain = shop.make.product({ connectionId });
    const basket = [item(tried, { trial: true }), item(plain)];
    const quoted = quote(basket);
    expect(quoted.lines).toMatchObject([
      { total: { amountMinor: 0 }, trial: { days: 7 }, trialProblem: null },
      { total: { amountMinor: 500 }, trial: null, trialProblem: null },
    ]);
    expect(quoted.total).toEqual({ amountMinor: 500, currency: 'EUR' });
    const placed = place(basket, 500);
    expect(placed).toMatchObject({ status: 'Awaiting payment', total: { amountMinor: 500 } });
    expect(shop.call('billing', 'getInvoice', { id: placed.invoiceId }).lines).toMatchObject([
      { text: 'ispmanager 6 lite, trial of 7 days', amount: { amountMinor: 0 } },
      { amount: { amountMinor: 500 } },
    ]);
    // Of one order is one payment: nothing of it is bought before.
    expect(shop.provisioning.open()).toBe(0);
    shop.call('billing', 'recordPayment', shop.make.payment(placed.invoiceId, 500));
    expect(shop.provisioning.open()).toBe(2);
    const [first, second] = placed.items.map(({ contractProductId }) => row(contractProductId));
    expect(first).toMatchObject({ trial_ends_on: '2026-03-17', next_due_on: null, price_minor: 500 });
    expect(second).toMatchObject({ trial_ends_on: null, next_due_on: '2026-04-10' });
  });

  it('is one of a product in an order, whatever the lines’ order', () => {
    const tried = withTrial({ isForced: true });
    expect(quote([item(tried, { trial: true }), item(tried, { trial: true })]).lines).toMatchObject([
      { trialProblem: null },
      { trialProblem: 'trial_used', total: null },
    ]);
    expect(failure(() => place([item(tried, { trial: true }), item(tried, { trial: true })], 0))).toMatchObject({
      fields: { 'items.1.trial': { code: 'trial_used' } },
    });
    // Forced on one of them, not on each.
    expect(quote([item(tried), item(tried, { trial: true })]).total?.amountMinor).toBe(500);
    expect(place([item(tried), item(tried, { trial: true })], 500).status).toBe('Awaiting payment');
  });

  it('that is forced cannot be left out, and says so while the basket is filled', () => {
    const tried = withTrial({ isForced: true });
    expect(quote([item(tried)], null)).toMatchObject({
      lines: [{ trialProblem: 'trial_forced', total: null }],
      total: null,
    });
    expect(quote([item(tried, { trial: true, quantity: 2 })]).lines[0]?.trialProblem).toBe('quantity_one');
    place([item(tried, { trial: true })], 0);
    // The client had it: nothing is forced, and it is not offered again.
    expect(quote([item(tried)]).total?.amountMinor).toBe(500);
    expect(quote([item(tried, { trial: true })]).lines[0]?.trialProblem).toBe('trial_used');
  });

  it('takes no discount, and what a code takes off the other lines is no more for it', () => {
    const { code } = shop.make.promoCode();
    const basket = [item(withTrial(), { trial: true }), item(shop.make.product({ connectionId }))];
    const placed = place(basket, 450, { promoCode: code });
    expect(placed.items.map(({ discount }) => discount.amountMinor)).toEqual([0, 50]);
    expect(row(placed.items[0]?.contractProductId ?? '')['price_minor']).toBe(500);
  });
});

describe('a trial and the other sources of automation', () => {
  const started = (patch: Partial<Trial> = {}): string => {
    const id = place([item(withTrial(patch), { trial: true })], 0).items[0]?.contractProductId ?? '';
    shop.settle(id);
    shop.make.license(id);
    return id;
  };
  const invoices = (): number => shop.count('invoice');

  it('is neither renewed nor dunned before its end; then its first period is, once, and the next one follows on', async () => {
    const id = started({ days: 40 });
    const before = invoices();
    // The license was bought for a month and ends within the trial: the vendor is asked once for the rest of it.
    expect(await run('2026-04-15')).toEqual(['trial.vendor 2026-04-07 done']);
    expect(shop.settle(id, 'succeeded', { expires_on: '2026-05-10' })).not.toBe('');
    expect(await run('2026-04-16')).toEqual([]);
    expect(invoices()).toBe(before);
    expect(await run('2026-04-19')).toEqual(['trial.notice 2026-04-18 done', 'trial.end 2026-04-19 done']);
    expect(invoices()).toBe(before + 1);
    expect(row(id)).toMatchObject({ status: 'Active', period_no: -1, next_due_on: '2026-04-19' });
    // Nobody pays: it is dunned as any renewal, counted from the invoice, and no second one is made for these days.
    const license = opened.store.db.prepare('SELECT id FROM license').get() as { id: string };
    shop.provisioning.refreshed = () =>
      opened.store.transaction(staff, (writer) =>
        writer.update('license', license.id, { last_read_at: opened.store.now() }),
      );
    await run('2026-05-20');
    const periods = opened.store.db
      .prepare('SELECT number, starts_on FROM contract_period WHERE contract_product_id = ? ORDER BY number')
      .all(id);
    expect(periods).toMatchObject([
      { number: 0, starts_on: '2026-04-19' },
      { number: 1, starts_on: '2026-05-19' },
    ]);
    expect(shop.provisioning.openOf(id)?.kind).toBe('suspend');
    const twice = opened.store.db
      .prepare("SELECT cause FROM automation_step WHERE state = 'done' GROUP BY cause HAVING count(*) > 1")
      .all();
    expect(twice).toEqual([]);
  });

  it('that is paid at its end is renewed at the vendor, and by its period from then on', async () => {
    const id = started();
    await run('2026-03-17');
    const { invoice_id: invoiceId } = opened.store.db
      .prepare('SELECT invoice_id FROM contract_period WHERE contract_product_id = ?')
      .get(id) as { invoice_id: string };
    shop.call('billing', 'recordPayment', shop.make.payment(invoiceId, 500, { receivedOn: '2026-03-17' }));
    expect(row(id)).toMatchObject({ period_no: 0, billed_to: '2026-04-17', next_due_on: '2026-04-17' });
    expect(shop.provisioning.openOf(id)?.kind).toBe('renew');
    shop.settle(id);
    const done = await run('2026-04-17');
    expect(done.filter((step) => step.startsWith('renewal.invoice'))).toHaveLength(1);
    expect(done.some((step) => step.startsWith('trial'))).toBe(false);
  });

  it.each([
    ['auto-renewal off', (id: string) => shop.call('contractProducts', 'setAutoRenew', { id, autoRenew: false })],
    [
      'a service end',
      (id: string) => shop.call('contractProducts', 'setServiceEnd', { id, serviceEndsOn: '2026-03-17' }),
    ],
  ])('with %s ends its license instead of being invoiced', async (_what, act) => {
    const id = started();
    act(id);
    const before = invoices();
    expect(await run('2026-03-17')).toEqual(['trial.notice 2026-03-16 done', 'trial.end 2026-03-17 done']);
    expect(shop.provisioning.openOf(id)?.kind).toBe('terminate');
    shop.settle(id);
    expect(row(id)).toMatchObject({ status: 'Cancelled', trial_ends_on: null });
    expect(await run('2026-06-01')).toEqual([]);
    expect(invoices()).toBe(before);
  });

  it('ends on the day of a service end that comes before its own', async () => {
    const id = started();
    shop.call('contractProducts', 'setServiceEnd', { id, serviceEndsOn: '2026-03-13' });
    expect(await run('2026-03-13')).toEqual(['trial.end 2026-03-13 done']);
    expect(shop.provisioning.openOf(id)?.kind).toBe('terminate');
  });

  it('of an order that is cancelled at the end of its term ends with the trial', async () => {
    const id = started();
    const { order_id: orderId } = row(id);
    expect(shop.call('orders', 'previewCancel', { id: String(orderId) }).endsOn).toBe('2026-03-17');
    shop.call('orders', 'cancel', { requestKey: key(), id: String(orderId), immediate: false, reason: '' });
    expect(row(id)).toMatchObject({ status: 'Active', service_ends_on: '2026-03-17' });
    await run('2026-03-17');
    shop.settle(id);
    expect(row(id)['status']).toBe('Cancelled');
  });

  it('of an order that was cancelled before its license was bought is no trial when it is brought back', () => {
    const placed = place([item(withTrial(), { trial: true })], 0);
    const id = placed.items[0]?.contractProductId ?? '';
    shop.call('orders', 'cancel', { requestKey: key(), id: placed.id, immediate: true, reason: '' });
    expect(row(id)).toMatchObject({ status: 'Cancelled', trial_ends_on: null });
    shop.call('contractProducts', 'reactivate', { id, requestKey: key(), renewsOn: '2026-04-10', priceMinor: 500 });
    shop.settle(id);
    expect(row(id)).toMatchObject({ status: 'Active', trial_ends_on: null, next_due_on: '2026-04-10' });
    expect(shop.call('trials', 'get', { contractProductId: id })).toMatchObject({ state: 'ordered', canEnd: false });
  });
});
