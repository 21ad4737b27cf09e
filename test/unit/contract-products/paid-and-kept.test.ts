import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runningShop, type RunningShop } from '../support/running.ts';
import { failure, key } from '../support/shop.ts';

let desk: RunningShop;
let connectionId: string;
let clientId: string;
let orderId: string;
let invoiceId: string;
let one: string;
let other: string;

/** Two licenses on one invoice, 10.00 and 5.00, paid for the 31 days from the first of March. */
beforeEach(() => {
  desk = runningShop('2026-03-01');
  connectionId = desk.make.connection();
  clientId = desk.make.client();
  const order = desk.make.order({
    clientId,
    expectedTotalMinor: 1500,
    items: [
      { productId: product('pro', '55228', 1000), termMonths: 1 },
      { productId: product('lite', '55227', 500), termMonths: 1 },
    ],
  });
  ({ id: orderId, invoiceId } = order);
  desk.call('billing', 'recordPayment', desk.make.payment(invoiceId, 1500, { receivedOn: '2026-03-01' }));
  [one = '', other = ''] = order.items.map(({ contractProductId }) => contractProductId ?? '');
  for (const id of [one, other]) {
    desk.make.license(id, { package_identifier: id === one ? '55228' : '55227', expires_on: '2026-04-01' });
    desk.shop.settle(id);
  }
});
afterEach(() => desk.done());

function product(name: string, packageIdentifier: string, amountMinor: number): string {
  const prices = [{ termMonths: 1 as const, currency: 'EUR', amountMinor }];
  return desk.make.product({ name, packageIdentifier, connectionId, prices });
}
const end = (id: string) => desk.call('contractProducts', 'setStatus', { id, status: 'Cancelled' });
const bringBack = (id: string, renewsOn: string) =>
  failure(() => desk.call('contractProducts', 'reactivate', { requestKey: key(), id, renewsOn, priceMinor: 500 }));
const refund = (amountMinor: number) =>
  desk.call('billing', 'refund', { requestKey: key(), invoiceId, amountMinor, destination: 'original' });
const cancelOrder = () => {
  const { refundTotal } = desk.call('orders', 'previewCancel', { id: orderId });
  desk.call('orders', 'cancel', {
    requestKey: key(),
    id: orderId,
    immediate: true,
    reason: '',
    refund: 'original',
    expectedRefundMinor: refundTotal.amountMinor,
  });
  return refundTotal.amountMinor;
};
const stillPaid = (date: string) => ({
  code: 'input.invalid',
  fields: { renewsOn: { code: 'still_paid', params: { date } } },
});

describe('days count as paid by what was given back for them (2.16, invariant 1)', () => {
  it('a credit for the downgrade of another line leaves them paid', () => {
    desk.noon('2026-03-17');
    const input = { contractProductId: one, productId: product('light', '55227', 500) };
    const { due } = desk.call('contractChanges', 'quote', input);
    desk.call('contractChanges', 'confirm', {
      ...input,
      requestKey: key(),
      expectedDueMinor: due.amountMinor,
      downgrade: 'refund',
    });
    desk.shop.settle(one);
    expect(desk.call('billing', 'getInvoice', { id: invoiceId }).refunded.amountMinor).toBe(242);
    end(other);
    expect(bringBack(other, '2026-03-20')).toEqual(stillPaid('2026-04-01'));
    // The days of the line itself are paid too, only at less.
    end(one);
    expect(bringBack(one, '2026-03-20')).toEqual(stillPaid('2026-04-01'));
  });

  it('the end of the order gives back the days of what it ended, not of what had ended before', () => {
    desk.noon('2026-03-10');
    end(other);
    desk.noon('2026-03-17');
    // 15 of 31 days at 10.00.
    expect(cancelOrder()).toBe(484);
    desk.vendor();
    expect(bringBack(other, '2026-03-20')).toEqual(stillPaid('2026-04-01'));
    expect(bringBack(one, '2026-03-20')).toBeNull();
  });

  it('days that were given back are neither credited nor charged again by a change', () => {
    desk.noon('2026-03-17');
    cancelOrder();
    desk.vendor();
    expect(bringBack(one, '2026-03-20')).toBeNull();
    desk.make.license(one, { package_identifier: '55228' });
    desk.shop.settle(one);
    const input = { contractProductId: one, productId: product('light', '55227', 500) };
    expect(desk.call('contractChanges', 'quote', input).parts).toMatchObject([
      { from: '2026-03-17', to: '2026-03-20', credit: { amountMinor: 0 } },
    ]);
    expect(desk.contract(one).periods).toMatchObject([
      { from: '2026-03-17', to: '2026-03-20' },
      { from: '2026-03-01', to: '2026-03-17', price: { amountMinor: 516 } },
    ]);
  });

  it('what staff gave back by hand is of the line that ended, and of its last days', () => {
    desk.noon('2026-03-17');
    end(other);
    // Half of the line's money: half of its days, each day that is paid in part counting as paid.
    refund(250);
    expect(bringBack(other, '2026-03-18')).toBeNull();
    end(other);
    end(one);
    // The same money is not a second line's too.
    expect(bringBack(one, '2026-03-20')).toEqual(stillPaid('2026-04-01'));
  });

  it('a favour of some cents does not make a whole term free to be billed again', () => {
    desk.noon('2026-03-10');
    end(one);
    refund(50);
    expect(bringBack(one, '2026-03-20')).toEqual(stillPaid('2026-03-31'));
    refund(1450);
    expect(bringBack(one, '2026-03-20')).toBeNull();
  });
});
