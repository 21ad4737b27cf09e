import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renewal } from '../support/money.ts';
import { row } from '../support/row.ts';
import { failure, makeShop, type Shop, staff } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
let friend: string;
let buyer: string;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
  shop.call('brand', 'update', { currencies: ['EUR', 'USD'] });
  friend = shop.make.client({ firstName: 'Fred', lastName: 'Friend' });
  buyer = shop.make.client();
});
afterEach(() => opened.done());

const settings = (patch: object = {}) =>
  shop.call('affiliates', 'saveSettings', {
    isEnabled: true,
    kind: 'percent',
    percent: '20',
    fixedMinor: 0,
    maturationDays: 30,
    thresholdMinor: 0,
    ...patch,
  });
/** Affiliates are on, Fred is one and brought the buyer. */
function begin(patch: object = {}): void {
  settings(patch);
  shop.call('affiliates', 'enroll', { clientId: friend });
  shop.call('affiliates', 'setReferrer', { clientId: buyer, code: 'fred-friend' });
}
const sell = (more: object = {}): string => {
  const { invoiceId, total } = shop.make.order({ clientId: buyer, ...more });
  shop.call('billing', 'recordPayment', shop.make.payment(invoiceId, total.amountMinor, { receivedOn: today() }));
  return invoiceId;
};
const today = (): string => shop.services.brand.businessDate();
const noon = (day: string): void => opened.clock.set(`${day}T12:00:00.000Z`);
const commissions = () => shop.call('affiliates', 'commissions', {}).rows;
const amounts = (): number[] => commissions().map(({ amount }) => amount.amountMinor);
const sums = () => shop.call('affiliates', 'ofClient', { id: friend }).affiliate?.sums ?? [];
const refunded = (invoiceId: string, amountMinor: number): void =>
  opened.store.transaction(staff, (writer) => shop.services.affiliates.refunded(writer, invoiceId, amountMinor));
/** What automation does on a day. */
function mature(asOf: string): number {
  noon(asOf);
  const { steps } = shop.services.affiliates;
  const due = steps.due(asOf, 100);
  for (const step of due) opened.store.transaction(staff, (writer) => steps.perform(writer, step));
  return due.length;
}
const balance = (): number =>
  (
    opened.store.db
      .prepare(
        "SELECT coalesce(sum(amount_minor), 0) AS n FROM balance_entry WHERE client_id = ? AND kind = 'commission'",
      )
      .get(friend) as { n: number }
  ).n;

describe('a commission', () => {
  row(
    46,
    'is earned by who brought the client, once for an invoice that is paid, and by nobody while affiliates are off',
    () => {
      begin();
      const invoiceId = sell();
      expect(commissions()).toMatchObject([
        {
          state: 'pending',
          affiliateName: 'Fred Friend',
          clientName: 'Anna Smith',
          base: { amountMinor: 500, currency: 'EUR' },
          amount: { amountMinor: 100, currency: 'EUR' },
          earnedOn: '2026-03-10',
          maturesOn: '2026-04-09',
        },
      ]);
      opened.store.transaction(staff, (writer) => shop.services.affiliates.invoicePaid(writer, invoiceId));
      expect(amounts()).toEqual([100]);
      settings({ isEnabled: false });
      sell();
      expect(amounts()).toEqual([100]);
    },
  );

  row(46, 'is not earned by products that do not take part: Allow affiliate? off on the product, or inherited', () => {
    begin();
    sell({ productId: shop.make.product({ allowAffiliate: false }) });
    expect(commissions()).toEqual([]);
    shop.call('brand', 'update', { allowAffiliate: false });
    sell({ productId: shop.make.product() });
    expect(commissions()).toEqual([]);
    sell({ productId: shop.make.product({ allowAffiliate: true }) });
    expect(amounts()).toEqual([100]);
  });

  it('is earned by renewals too, and not before they are paid', () => {
    begin();
    const order = shop.make.order({ clientId: buyer });
    expect(commissions()).toEqual([]);
    const contract = order.items[0]?.contractProductId ?? '';
    renewal(shop, contract, { amountMinor: 700, from: '2026-04-10', to: '2026-05-10' });
    expect(commissions()).toEqual([]);
    renewal(shop, contract, { amountMinor: 700, from: '2026-05-10', to: '2026-06-10', paidOn: '2026-03-10' });
    expect(amounts()).toEqual([140]);
  });

  it('is not earned on one’s own order, nor by one who is not active', () => {
    begin();
    const own = shop.make.order({ clientId: friend });
    expect(failure(() => shop.call('affiliates', 'setReferrer', { clientId: friend, code: 'FRED-FRIEND' }))).toEqual({
      code: 'input.invalid',
      fields: { code: { code: 'itself' } },
    });
    // Rows that say so all the same (two records of one person that were merged) earn nothing either.
    opened.store.transaction(staff, (writer) =>
      writer.insert('referral', {
        id: opened.store.makeId(),
        client_id: friend,
        affiliate_id: shop.call('affiliates', 'ofClient', { id: friend }).affiliate?.id ?? '',
        referred_on: '2026-03-10',
      }),
    );
    shop.call('billing', 'recordPayment', shop.make.payment(own.invoiceId, 500));
    expect(commissions()).toEqual([]);
    shop.call('affiliates', 'update', { clientId: friend, code: 'FRED', isActive: false });
    sell();
    expect(commissions()).toEqual([]);
  });

  it('of a fixed sum is that sum, and never more than what was paid', () => {
    begin({ kind: 'fixed', fixedMinor: 300 });
    sell();
    expect(amounts()).toEqual([300]);
    settings({ kind: 'fixed', fixedMinor: 900 });
    sell();
    expect(amounts()).toEqual([500, 300]);
  });

  it('of another currency is in the brand’s, at the rate frozen on the invoice, which is kept', () => {
    begin();
    const usd = shop.make.product({ prices: [{ termMonths: 1, currency: 'USD', amountMinor: 500 }] });
    const { invoiceId } = shop.make.order({ clientId: buyer, productId: usd, currency: 'USD' });
    opened.store.transaction(staff, (writer) =>
      writer.update('invoice', invoiceId, { base_currency: 'EUR', base_rate: '0.9', base_total_minor: 450 }),
    );
    shop.call('billing', 'recordPayment', shop.make.payment(invoiceId, 500));
    expect(commissions()).toMatchObject([
      { base: { amountMinor: 500, currency: 'USD' }, rate: '0.9', amount: { amountMinor: 90, currency: 'EUR' } },
    ]);
  });

  it('without a rate stays in the currency of the invoice; a fixed sum is not given then', () => {
    begin();
    const usd = shop.make.product({ prices: [{ termMonths: 1, currency: 'USD', amountMinor: 500 }] });
    sell({ productId: usd, currency: 'USD' });
    expect(commissions()).toMatchObject([{ rate: null, amount: { amountMinor: 100, currency: 'USD' } }]);
    settings({ kind: 'fixed', fixedMinor: 100 });
    sell({ productId: usd, currency: 'USD' });
    expect(amounts()).toEqual([100]);
  });
});

describe('a commission that matures', () => {
  it('is paid into the account balance on its day and not before, once', () => {
    begin();
    sell();
    expect(shop.services.affiliates.steps.ahead('2026-03-10', '2026-04-09', 10)).toHaveLength(1);
    expect(mature('2026-04-08')).toBe(0);
    expect(balance()).toBe(0);
    expect(mature('2026-04-09')).toBe(1);
    expect(balance()).toBe(100);
    expect(mature('2026-04-10')).toBe(0);
    expect(sums()).toEqual([{ currency: 'EUR', pendingMinor: 0, openMinor: 0, paidMinor: 100 }]);
    const [step] = commissions().map(({ id }) => ({ cause: `commission/${id}` }));
    const again = opened.store.transaction(staff, (writer) =>
      shop.services.affiliates.steps.perform(writer, {
        kind: 'commission.mature',
        cause: step?.cause ?? '',
        on: '2026-04-09',
        entity: 'client',
        entityId: friend,
        clientId: friend,
      }),
    );
    expect(again.did).toBe('skipped');
    expect(balance()).toBe(100);
  });

  it('waits below the threshold, and goes with what takes it there; a lower threshold lets it go at once', () => {
    begin({ thresholdMinor: 250 });
    sell();
    sell();
    mature('2026-04-09');
    expect([balance(), sums()[0]?.openMinor]).toEqual([0, 200]);
    sell();
    mature('2026-06-01');
    expect([balance(), sums()[0]?.openMinor]).toEqual([300, 0]);
    sell();
    mature('2026-08-01');
    expect(balance()).toBe(300);
    settings({ thresholdMinor: 100 });
    expect(balance()).toBe(400);
  });
});

describe('a refund', () => {
  it('takes the same part of the commission, to the cent over several refunds', () => {
    begin({ percent: '7' });
    const invoiceId = sell();
    expect(amounts()).toEqual([35]);
    for (const [part, reversed] of [
      [100, 7],
      [100, 14],
      [300, 35],
    ] as const) {
      refunded(invoiceId, part);
      expect(commissions()[0]?.reversed.amountMinor).toBe(reversed);
    }
    expect(commissions()[0]?.state).toBe('reversed');
    mature('2026-05-01');
    expect(balance()).toBe(0);
  });

  it('after the commission was paid out leaves a debt, which the next ones pay first', () => {
    begin();
    const invoiceId = sell();
    mature('2026-04-09');
    refunded(invoiceId, 500);
    expect([balance(), sums()[0]?.openMinor]).toEqual([100, -100]);
    sell();
    mature('2026-06-01');
    expect([balance(), sums()[0]?.openMinor]).toEqual([100, 0]);
    sell();
    mature('2026-08-01');
    expect([balance(), sums()[0]?.openMinor]).toEqual([200, 0]);
  });

  it('of more than the invoice, as books of before may have it, takes no more than the commission', () => {
    begin();
    const invoiceId = sell();
    refunded(invoiceId, 400);
    refunded(invoiceId, 400);
    expect(commissions()[0]?.reversed.amountMinor).toBe(100);
  });

  it('of an invoice without a commission is nobody’s', () => {
    begin();
    refunded(shop.make.order({ clientId: buyer }).invoiceId, 500);
    expect(commissions()).toEqual([]);
  });
});

describe('an affiliate', () => {
  it('has a code that nobody else has, in any case of its letters; without one it is made of the name', () => {
    settings();
    expect(shop.call('affiliates', 'enroll', { clientId: friend }).affiliate?.code).toBe('FRED-FRIEND');
    const other = shop.make.client({ firstName: 'Fred', lastName: 'Friend' });
    expect(shop.call('affiliates', 'enroll', { clientId: other }).affiliate?.code).toBe('FRED-FRIEND-2');
    expect(failure(() => shop.call('affiliates', 'enroll', { clientId: buyer, code: 'fred-friend' }))).toEqual({
      code: 'input.invalid',
      fields: { code: { code: 'duplicate' } },
    });
    const patch = { clientId: other, code: 'Fred-Friend', isActive: true };
    expect(failure(() => shop.call('affiliates', 'update', patch))?.fields).toEqual({ code: { code: 'duplicate' } });
    // Once more is the same affiliate.
    expect(shop.call('affiliates', 'enroll', { clientId: other, code: 'OTHER' }).affiliate?.code).toBe('FRED-FRIEND-2');
    expect(shop.call('affiliates', 'list', {}).rows.map(({ code }) => code)).toEqual(['FRED-FRIEND-2', 'FRED-FRIEND']);
  });

  it('is named by a client that they brought; a code that nobody has is refused at its field', () => {
    begin();
    expect(shop.call('affiliates', 'ofClient', { id: buyer }).referredBy).toEqual({
      clientId: friend,
      clientName: 'Fred Friend',
      code: 'FRED-FRIEND',
      on: '2026-03-10',
    });
    expect(shop.call('affiliates', 'ofClient', { id: friend }).affiliate?.referred).toBe(1);
    expect(failure(() => shop.call('affiliates', 'setReferrer', { clientId: buyer, code: 'NOBODY' }))?.fields).toEqual({
      code: { code: 'not_found' },
    });
    expect(shop.call('affiliates', 'setReferrer', { clientId: buyer, code: '' }).referredBy).toBeNull();
    expect(failure(() => shop.call('affiliates', 'ofClient', { id: opened.store.makeId() }))?.code).toBe('not_found');
  });

  it('earns and is paid nothing once the client is deleted', () => {
    begin();
    sell();
    opened.store.transaction(staff, (writer) => writer.update('client', friend, { deleted_at: opened.store.now() }));
    sell();
    expect(commissions()).toHaveLength(1);
    mature('2026-06-01');
    expect(balance()).toBe(0);
  });

  it('is one where two records of the person become one, with all that both earned', () => {
    begin();
    sell();
    mature('2026-04-09');
    const other = shop.make.client({ firstName: 'Frederick', lastName: 'Friend' });
    shop.call('affiliates', 'enroll', { clientId: other });
    const another = shop.make.client();
    shop.call('affiliates', 'setReferrer', { clientId: another, code: 'FREDERICK-FRIEND' });
    opened.store.transaction(staff, (writer) => shop.services.affiliates.clientsMerged(writer, friend, other));
    const told = shop.call('affiliates', 'ofClient', { id: other });
    expect(told.affiliate).toMatchObject({
      code: 'FREDERICK-FRIEND',
      referred: 2,
      sums: [{ currency: 'EUR', pendingMinor: 0, openMinor: 0, paidMinor: 100 }],
    });
    expect(shop.call('affiliates', 'ofClient', { id: friend }).affiliate).toBeNull();
    // The buyer becomes the affiliate: nobody is brought by themselves.
    opened.store.transaction(staff, (writer) => shop.services.affiliates.clientsMerged(writer, buyer, other));
    expect(shop.call('affiliates', 'ofClient', { id: other }).referredBy).toBeNull();
    expect(commissions()[0]?.clientId).toBe(other);
  });

  it('cannot be given more than all of it', () => {
    expect(failure(() => settings({ percent: '100.5' }))?.fields).toMatchObject({ percent: { code: 'too_big' } });
    expect(shop.call('affiliates', 'settings', {}).isEnabled).toBe(false);
  });
});
