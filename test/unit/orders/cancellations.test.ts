import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '../../../main/core/kernel/index.ts';
import { row } from '../support/row.ts';
import { failure, key, makeShop, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
});
afterEach(() => opened.done());

const as = (clientId: string): Context => ({
  principal: { kind: 'client', clientId, name: 'Anna Smith', actingStaffName: 'Olga Owner' },
  traceId: 't',
});
const paidOrder = () => {
  const order = shop.make.order();
  shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 500));
  shop.make.license(order.items[0]?.contractProductId ?? '');
  opened.store.db.exec("UPDATE operation SET state = 'succeeded' WHERE kind = 'create'");
  return order;
};
const ask = (order: { id: string; clientId: string }, more: object = {}) =>
  shop.call(
    'clientArea',
    'requestCancellation',
    { requestKey: key(), orderId: order.id, reason: 'Test', ...more },
    as(order.clientId),
  ).id;
const get = (id: string) => shop.call('cancellations', 'get', { id });
const orderOf = (id: string) => shop.call('orders', 'get', { id });
const fired = (no: number): number =>
  (opened.store.db.prepare('SELECT count(*) AS n FROM trigger_event WHERE trigger_no = ?').get(no) as { n: number }).n;

describe('requests to cancel (spec 2.11, 88)', () => {
  row(88, 'a client asks with a reason; staff see it, the order stays Active', () => {
    const order = paidOrder();
    const id = ask(order);
    expect(get(id)).toMatchObject({
      orderNumber: order.number,
      reason: 'Test',
      state: 'pending',
      askedBy: 'Anna Smith (client, opened by Olga Owner)',
    });
    expect(orderOf(order.id)).toMatchObject({ status: 'Active', pendingRequestId: id });
    expect(shop.call('dashboard', 'get', {}).counts.cancellationRequests).toBe(1);
    expect(shop.call('clientArea', 'orders', {}, as(order.clientId))[0]?.pendingRequestId).toBe(id);
    expect([fired(13), fired(12), fired(51)]).toEqual([1, 0, 0]);
  });

  row(88, 'staff approve it with immediate effects: the order ends for the reason, because of the request', () => {
    const order = paidOrder();
    const id = ask(order);
    const done = shop.call('cancellations', 'approve', {
      id,
      immediate: true,
      refund: 'original',
      expectedRefundMinor: 500,
    });
    expect(done).toMatchObject({ state: 'approved', ending: 'immediate', decidedBy: 'Olga Owner' });
    expect(orderOf(order.id)).toMatchObject({ status: 'Cancelled', endingReason: 'Test', pendingRequestId: null });
    expect(opened.store.db.prepare("SELECT cause FROM operation WHERE kind = 'terminate'").all()).toEqual([
      { cause: `cancellation_request/${id}` },
    ]);
    expect(shop.count('refund')).toBe(1);
    expect([fired(12), fired(51)]).toEqual([1, 1]);
    // Pressed twice it is done once.
    expect(
      shop.call('cancellations', 'approve', { id, immediate: true, refund: 'original', expectedRefundMinor: 500 }),
    ).toEqual(done);
    expect([shop.count('refund'), fired(12), fired(51)]).toEqual([1, 1, 1]);
    // With other money, or another end, it is not what was done.
    expect(failure(() => shop.call('cancellations', 'approve', { id, immediate: true }))?.code).toBe(
      'conflict.changed_meanwhile',
    );
    expect(failure(() => shop.call('cancellations', 'approve', { id, immediate: false }))?.code).toBe(
      'conflict.changed_meanwhile',
    );
  });

  it('88 staff do not approve a refund of another sum than the one they saw', () => {
    const id = ask(paidOrder());
    const approve = (expectedRefundMinor: number) =>
      shop.call('cancellations', 'approve', { id, immediate: true, refund: 'account_balance', expectedRefundMinor });
    expect(failure(() => approve(499))?.code).toBe('conflict.changed_meanwhile');
    expect([get(id).state, shop.count('refund')]).toEqual(['pending', 0]);
    approve(500);
    expect([get(id).state, shop.count('refund')]).toEqual(['approved', 1]);
  });

  row(88, 'staff approve it with the end of the term: the order stays Active and ends then', () => {
    const order = paidOrder();
    const id = ask(order);
    shop.call('cancellations', 'approve', { id, immediate: false });
    expect(orderOf(order.id)).toMatchObject({ status: 'Active', ending: 'end_of_term', endsOn: '2026-04-10' });
    expect(failure(() => ask(order))?.code).toBe('order.ending');
  });

  row(88, 'staff delete it, or the client withdraws it: the order stays as it was, and can be asked for again', () => {
    const order = paidOrder();
    const first = ask(order);
    expect(shop.call('cancellations', 'delete', { id: first }).state).toBe('deleted_by_user');
    const second = ask(order);
    shop.call('clientArea', 'withdrawCancellation', { id: second }, as(order.clientId));
    expect(get(second)).toMatchObject({ state: 'deleted_by_client', decidedBy: expect.stringContaining('Anna') });
    expect(orderOf(order.id)).toMatchObject({ status: 'Active', ending: null, pendingRequestId: null });
    expect([fired(13), fired(14), fired(15), fired(12)]).toEqual([2, 1, 1, 0]);
    expect(shop.call('cancellations', 'list', { orderId: order.id }).rows.map(({ state }) => state)).toEqual([
      'deleted_by_client',
      'deleted_by_user',
    ]);
    expect(shop.call('cancellations', 'list', { state: 'pending' }).rows).toEqual([]);
  });

  it('88 one waits at a time, and one key asks once', () => {
    const order = paidOrder();
    const requestKey = key();
    const id = ask(order, { requestKey });
    expect(ask(order, { requestKey })).toBe(id);
    expect(failure(() => ask(order, { requestKey, reason: 'other' }))?.code).toBe('conflict.changed_meanwhile');
    expect(failure(() => ask(order))?.code).toBe('order.request_pending');
    expect(shop.count('cancellation_request')).toBe(1);
  });

  it('88 whoever decides first decides', () => {
    const order = paidOrder();
    const id = ask(order);
    shop.call('clientArea', 'withdrawCancellation', { id }, as(order.clientId));
    expect(failure(() => shop.call('cancellations', 'approve', { id, immediate: true }))?.code).toBe(
      'order.request_decided',
    );
    expect(failure(() => shop.call('cancellations', 'delete', { id }))?.code).toBe('order.request_decided');
    expect(orderOf(order.id).status).toBe('Active');
  });

  it('88 a client reaches their own orders and requests only', () => {
    const order = paidOrder();
    const other = as(shop.make.client());
    const input = { requestKey: key(), orderId: order.id, reason: 'Test' };
    expect(failure(() => shop.call('clientArea', 'requestCancellation', input, other))?.code).toBe('not_found');
    const id = ask(order);
    expect(failure(() => shop.call('clientArea', 'withdrawCancellation', { id }, other))?.code).toBe('not_found');
    expect(get(id).state).toBe('pending');
  });

  it('88 needs a reason', () => {
    expect(() => ask(paidOrder(), { reason: '  ' })).toThrow('required');
    expect(shop.count('cancellation_request')).toBe(0);
  });

  it('88 opens a ticket where that is asked, in the same transaction', () => {
    const order = paidOrder();
    const { ticketId } = get(ask(order, { openTicket: true }));
    expect(shop.call('tickets', 'get', { id: ticketId ?? '' })).toMatchObject({
      subject: `Cancellation of ${order.number}`,
      clientId: order.clientId,
      messages: [{ text: 'Test' }],
    });
  });

  it('88 staff ask on a client’s behalf, also for an order that is not paid', () => {
    const order = shop.make.order();
    const { id } = shop.call('cancellations', 'request', { requestKey: key(), orderId: order.id, reason: 'Test' });
    expect(get(id).askedBy).toBe('Olga Owner');
    const done = shop.call('cancellations', 'approve', { id, immediate: false });
    expect(orderOf(order.id)).toMatchObject({ status: 'Cancelled', ending: 'immediate' });
    // It is over now, with no term: the request says so too, and once.
    expect(done).toMatchObject({ state: 'approved', ending: 'immediate' });
    expect(shop.call('cancellations', 'approve', { id, immediate: false })).toEqual(done);
    expect(fired(12)).toBe(1);
    expect(failure(() => ask(order))?.code).toBe('order.cancelled');
  });

  it('88 an order that staff cancel by themselves answers the request that waits', () => {
    const order = paidOrder();
    const id = ask(order);
    shop.call('orders', 'cancel', { requestKey: key(), id: order.id, immediate: true, reason: '' });
    expect(get(id)).toMatchObject({ state: 'approved', ending: 'immediate' });
    expect(fired(12)).toBe(1);
  });

  it('88 stays pending when the order cannot be ended', () => {
    const order = paidOrder();
    const id = ask(order);
    shop.provisioning.failWith = new Error('disk full');
    expect(() => shop.call('cancellations', 'approve', { id, immediate: true })).toThrow('disk full');
    expect(get(id).state).toBe('pending');
    expect(fired(12)).toBe(0);
  });
});
