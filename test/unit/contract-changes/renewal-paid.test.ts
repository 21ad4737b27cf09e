import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runningShop, type RunningShop } from '../support/running.ts';
import { key, staff } from '../support/shop.ts';

let desk: RunningShop;
let id: string;
let pro: string;
beforeEach(async () => {
  desk = runningShop();
  id = desk.sell();
  const { connectionId } = desk.contract(id);
  const prices = [{ termMonths: 1 as const, currency: 'EUR', amountMinor: 750 }];
  pro = desk.make.product({ name: 'ispmanager 6 pro', packageIdentifier: '55228', connectionId, prices });
  // The renewal of 10 April is billed at the price of now, and nobody has paid it.
  await desk.until('2026-04-05');
});
afterEach(() => desk.done());

const quoted = () => desk.call('contractChanges', 'quote', { contractProductId: id, productId: pro });
const ask = () =>
  desk.call('contractChanges', 'confirm', {
    requestKey: key(),
    contractProductId: id,
    productId: pro,
    expectedDueMinor: quoted().due.amountMinor,
  });
const pay = (invoiceId: string | null): void => {
  const { due } = desk.call('billing', 'getInvoice', { id: invoiceId ?? '' });
  const receivedOn = desk.brand.businessDate();
  desk.call('billing', 'recordPayment', desk.make.payment(invoiceId ?? '', due.amountMinor, { receivedOn }));
};
const newest = () => desk.call('contractChanges', 'list', { contractProductId: id })[0];

describe('an upgrade that waits for its money while the next period is paid (spec 2.7)', () => {
  it('waits for a person: its sums know nothing of the period, which would run on at the old price', () => {
    const change = ask();
    desk.pay(id, 1);
    desk.vendor();
    pay(change.invoiceId);
    expect(newest()).toMatchObject({ status: 'Paid', errorCode: 'change.renewal_paid' });
    expect(desk.contract(id)).toMatchObject({ productName: 'ispmanager 6 lite', price: { amountMinor: 500 } });
    desk.call('contractChanges', 'giveBack', { id: change.id });
    // Asked for again it costs the difference of both.
    expect(quoted().parts.map(({ to }) => to)).toEqual(['2026-04-10', '2026-05-10']);
    expect(quoted().due.amountMinor).toBeGreaterThan(250);
    const { clientId } = desk.contract(id);
    expect(desk.call('billing', 'getBalance', { clientId }).balances).toMatchObject([
      { amountMinor: change.due.amountMinor },
    ]);
  });

  it('is told to whoever asks again, once: then it is theirs', () => {
    const change = ask();
    // The vendor is at something else when the money comes, and the renewal is paid after that.
    desk.store.transaction(staff, (writer) => desk.shop.provisioning.queue(writer, 'reissue', id, {}, 'staff/olga'));
    pay(change.invoiceId);
    expect(newest()).toMatchObject({ status: 'Paid', errorCode: 'license.operation_open' });
    desk.vendor();
    desk.pay(id, 1);
    desk.vendor();
    const again = () => desk.call('contractChanges', 'retry', { id: change.id });
    expect(again()).toMatchObject({ status: 'Paid', errorCode: 'change.renewal_paid' });
    expect(again()).toMatchObject({ status: 'At the vendor' });
  });

  it('has the period billed anew at its price where it is paid first', () => {
    pay(ask().invoiceId);
    desk.shop.settle(id, 'succeeded', { package_identifier: '55228' });
    expect(newest()).toMatchObject({ status: 'Done', errorCode: null });
    const { invoiceId } = desk.contract(id).periods.find(({ number }) => number === 1) ?? {};
    expect(desk.call('billing', 'getInvoice', { id: invoiceId ?? '' }).due.amountMinor).toBe(750);
  });
});
