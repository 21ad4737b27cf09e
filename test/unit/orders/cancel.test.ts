import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { row } from '../support/row.ts';
import { failure, key, makeShop, staff, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
});
afterEach(() => opened.done());

const cancel = (id: string, more: object = {}) =>
  shop.call('orders', 'cancel', { requestKey: key(), id, immediate: true, reason: '', ...more });
const preview = (id: string) => shop.call('orders', 'previewCancel', { id });
const contractOf = (order: { items: { contractProductId: string }[] }) => order.items[0]?.contractProductId ?? '';
const contract = (id: string) => shop.call('contractProducts', 'get', { id });
const operations = (kind: string): unknown[] =>
  opened.store.db.prepare('SELECT contract_product_id, cause FROM operation WHERE kind = ?').all(kind);

/** A paid order whose license is there. */
function running(amountMinor = 500) {
  const order = shop.make.order();
  shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, amountMinor));
  const id = contractOf(order);
  shop.make.license(id);
  opened.store.db.exec("UPDATE operation SET state = 'succeeded' WHERE kind = 'create'");
  return { order, id };
}

describe('cancelling an order (spec 2.1, 87)', () => {
  row(87, 'an unpaid order is Cancelled at once: its invoice, its contract products and its code with it', () => {
    const promo = shop.make.promoCode();
    const order = shop.make.order({ promoCode: 'SPRING', expectedTotalMinor: 450 });
    expect(preview(order.id)).toMatchObject({
      status: 'Awaiting payment',
      contracts: [{ productName: 'ispmanager 6 lite', status: 'Pending', paidUntil: null }],
      openInvoice: { number: order.invoiceNumber, due: { amountMinor: 450 } },
      refunds: [],
      promoCode: 'SPRING',
    });
    const done = cancel(order.id, { immediate: false, reason: 'ordered twice' });
    expect(done).toMatchObject({ status: 'Cancelled', endingReason: 'ordered twice', due: { amountMinor: 0 } });
    expect(shop.call('billing', 'getInvoice', { id: order.invoiceId }).status).toBe('Cancelled');
    expect(contract(contractOf(order)).status).toBe('Cancelled');
    expect(shop.call('promoCodes', 'get', { id: promo.id }).reserved).toBe(0);
    expect(operations('terminate')).toEqual([]);
    expect(failure(() => shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 450)))?.code).toBe(
      'billing.invoice_settled',
    );
  });

  row(87, 'checked: a running order is Cancelled now and each license gets one terminate operation', () => {
    const { order, id } = running();
    const kicks = shop.provisioning.kicks;
    expect(cancel(order.id).status).toBe('Cancelled');
    expect(operations('terminate')).toEqual([{ contract_product_id: id, cause: `order/${order.id}` }]);
    expect(shop.provisioning.kicks).toBe(kicks + 1);
    // The license is there until the vendor says otherwise.
    expect(contract(id).status).not.toBe('Cancelled');
  });

  it('87 an order whose end is taken back goes on, says so, and can be ended again', () => {
    const { order, id } = running();
    cancel(order.id, { immediate: false });
    shop.call('contractProducts', 'setAutoRenew', { id, autoRenew: true });
    expect(contract(id).serviceEndsOn).toBeNull();
    expect(shop.call('orders', 'get', { id: order.id })).toMatchObject({
      status: 'Active',
      ending: null,
      endsOn: null,
    });
    expect(cancel(order.id, { immediate: false })).toMatchObject({ ending: 'end_of_term', endsOn: '2026-04-10' });
    expect(contract(id).serviceEndsOn).toBe('2026-04-10');
    shop.call('contractProducts', 'setServiceEnd', { id, serviceEndsOn: null });
    expect(shop.call('orders', 'get', { id: order.id }).ending).toBeNull();
    // Another day is an end too.
    cancel(order.id, { immediate: false });
    shop.call('contractProducts', 'setServiceEnd', { id, serviceEndsOn: '2026-04-20' });
    expect(shop.call('orders', 'get', { id: order.id }).ending).toBe('end_of_term');
  });

  row(87, 'unchecked: the order stays Active and ends with the term that is paid for', () => {
    const { order, id } = running();
    expect(preview(order.id)).toMatchObject({ endsOn: '2026-04-10', openInvoice: null });
    const done = cancel(order.id, { immediate: false });
    expect(done).toMatchObject({ status: 'Active', ending: 'end_of_term', endsOn: '2026-04-10' });
    expect(operations('terminate')).toEqual([]);
    expect(contract(id).status).toBe('Awaiting Activation');
    expect(failure(() => cancel(order.id, { immediate: false }))?.code).toBe('order.ending');
    // It can still be ended now.
    expect(cancel(order.id).status).toBe('Cancelled');
  });

  it('87 does once for one key, and refuses the key for another act', () => {
    const { order } = running();
    const input = {
      requestKey: key(),
      id: order.id,
      immediate: true,
      reason: 'x',
      refund: 'original' as const,
      expectedRefundMinor: 500,
    };
    const done = shop.call('orders', 'cancel', input);
    expect(shop.call('orders', 'cancel', input)).toEqual(done);
    expect([operations('terminate').length, shop.count('refund')]).toEqual([1, 1]);
    expect(failure(() => shop.call('orders', 'cancel', { ...input, reason: 'y' }))?.code).toBe(
      'conflict.changed_meanwhile',
    );
    expect(failure(() => shop.call('orders', 'cancel', { ...input, refund: 'account_balance' }))?.code).toBe(
      'conflict.changed_meanwhile',
    );
    expect(failure(() => shop.call('orders', 'cancel', { ...input, immediate: false, refund: 'none' }))?.code).toBe(
      'conflict.changed_meanwhile',
    );
    expect(failure(() => cancel(order.id))?.code).toBe('order.cancelled');
    expect(failure(() => preview(order.id))?.code).toBe('order.cancelled');
  });

  it('87 refunds what was paid for days that are not used, as it was said before', () => {
    const { order } = running();
    expect(preview(order.id).refundTotal.amountMinor).toBe(500);
    // 15 of 31 days are left on the 26th.
    opened.clock.set('2026-03-26T12:00:00.000Z');
    const amount = { amountMinor: 242, currency: 'EUR' };
    expect(preview(order.id)).toMatchObject({
      endedInvoices: [],
      refunds: [
        {
          invoiceId: order.invoiceId,
          invoiceNumber: order.invoiceNumber,
          why: 'unused_days',
          amount,
          refundable: { original: amount, account_balance: amount },
        },
      ],
      notBegunTotal: { amountMinor: 0 },
    });
    cancel(order.id, { refund: 'original', expectedRefundMinor: 242 });
    expect(opened.store.db.prepare('SELECT amount_minor, destination FROM refund').all()).toEqual([
      { amount_minor: 242, destination: 'original' },
    ]);
  });

  it('87 gives back the sum that was seen, or nothing: what changed meanwhile is looked at first', () => {
    const { order } = running();
    const seen = preview(order.id).refundTotal.amountMinor;
    // The dialog stayed open overnight.
    opened.clock.set('2026-03-11T12:00:00.000Z');
    expect(failure(() => cancel(order.id, { refund: 'original', expectedRefundMinor: seen }))?.code).toBe(
      'conflict.changed_meanwhile',
    );
    expect(shop.call('orders', 'get', { id: order.id }).status).toBe('Active');
    expect([shop.count('refund'), operations('terminate').length]).toEqual([0, 0]);
    const now = preview(order.id).refundTotal.amountMinor;
    expect(now).toBe(484);
    expect(cancel(order.id, { refund: 'original', expectedRefundMinor: now }).status).toBe('Cancelled');
  });

  it('87 gives nothing back where nothing is chosen, and says so where there is nothing to give', () => {
    const { order } = running();
    cancel(order.id);
    expect(shop.count('refund')).toBe(0);
    const open = shop.make.order();
    expect(failure(() => cancel(open.id, { refund: 'original' }))?.code).toBe('order.nothing_to_refund');
    expect(shop.call('orders', 'get', { id: open.id }).status).toBe('Awaiting payment');
    const { order: other } = running();
    expect(failure(() => cancel(other.id, { immediate: false, refund: 'original' }))?.fields).toEqual({
      refund: { code: 'invalid' },
    });
  });

  it('87 gives back the part that was paid of an invoice that is cancelled', () => {
    const order = shop.make.order();
    shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 200));
    expect(preview(order.id)).toMatchObject({
      openInvoice: { due: { amountMinor: 300 } },
      refundTotal: { amountMinor: 200 },
    });
    cancel(order.id, { refund: 'original', expectedRefundMinor: 200 });
    expect(opened.store.db.prepare('SELECT amount_minor FROM refund').all()).toEqual([{ amount_minor: 200 }]);
  });

  it('87 leaves nothing behind when a license cannot be terminated', () => {
    const { order } = running();
    shop.provisioning.failWith = new Error('disk full');
    expect(() => cancel(order.id, { refund: 'original', expectedRefundMinor: 500 })).toThrow('disk full');
    expect(shop.call('orders', 'get', { id: order.id }).status).toBe('Active');
    expect(shop.count('refund')).toBe(0);
  });

  it('87 needs the right to cancel, and to move money for a refund', () => {
    const { order } = running();
    const viewer = { ...staff, principal: { ...staff.principal, role: 'viewer' as const } } as typeof staff;
    const input = { requestKey: key(), id: order.id, immediate: true, reason: '', refund: 'original' as const };
    expect(failure(() => shop.call('orders', 'cancel', input, viewer))?.code).toBe('call.forbidden');
    expect(shop.count('refund')).toBe(0);
  });

  it('51 tells of a reason once for each contract product, and of none without a reason', () => {
    const fired = () => opened.store.db.prepare('SELECT entity_id FROM trigger_event WHERE trigger_no = 51').all();
    cancel(running().order.id);
    expect(fired()).toEqual([]);
    const { order, id } = running();
    cancel(order.id, { reason: 'Test' });
    expect(fired()).toEqual([{ entity_id: id }]);
  });
});

describe('an order whose invoice is ended by itself', () => {
  it('is Cancelled with it, and gives its code back; one that runs is left alone', () => {
    const promo = shop.make.promoCode();
    const order = shop.make.order({ promoCode: 'SPRING', expectedTotalMinor: 450 });
    const ended = (id: string) =>
      opened.store.transaction(staff, (writer) => {
        opened.store.db.prepare("UPDATE invoice SET status = 'Cancelled' WHERE order_id = ?").run(id);
        shop.services.orders.onInvoiceEnded(writer, id);
      });
    ended(order.id);
    expect(shop.call('orders', 'get', { id: order.id }).status).toBe('Cancelled');
    expect(contract(contractOf(order)).status).toBe('Cancelled');
    expect(shop.call('promoCodes', 'get', { id: promo.id }).reserved).toBe(0);
    const { order: other } = running();
    ended(other.id);
    expect(shop.call('orders', 'get', { id: other.id }).status).toBe('Active');
  });
});

describe('orders that nobody pays (spec 2.1)', () => {
  const source = () => shop.services.orders.expiry;
  const run = (asOf: string) => {
    opened.clock.set(`${asOf}T12:00:00.000Z`);
    let done = 0;
    for (const step of source().due(asOf, 100)) {
      const outcome = opened.store.transaction({ ...staff, cause: step.cause }, (writer) =>
        source().perform(writer, step),
      );
      if (outcome.did === 'done') done += 1;
    }
    return done;
  };

  it('expire the day after their last day to pay, once', () => {
    const order = shop.make.order();
    expect(order.dueOn).toBe('2026-03-17');
    expect([run('2026-03-16'), run('2026-03-17')]).toEqual([0, 0]);
    expect(source().ahead('2026-03-17', '2026-03-24', 10)).toEqual([
      {
        kind: 'order.expire',
        cause: `order.expire/${order.id}`,
        on: '2026-03-18',
        entity: 'orders',
        entityId: order.id,
        clientId: order.clientId,
      },
    ]);
    expect(run('2026-03-18')).toBe(1);
    expect(shop.call('orders', 'get', { id: order.id })).toMatchObject({ status: 'Cancelled', ending: 'unpaid' });
    expect(shop.call('billing', 'getInvoice', { id: order.invoiceId }).status).toBe('Cancelled');
    expect(run('2026-05-01')).toBe(0);
    const change = opened.store.db
      .prepare("SELECT cause FROM status_change WHERE entity = 'orders' AND to_status = 'Cancelled'")
      .all();
    expect(change).toEqual([{ cause: `order.expire/${order.id}` }]);
  });

  it('wait as long as the setting says, and for ever at 0', () => {
    shop.make.order();
    shop.call('automation', 'setSettings', { scope: 'brand', scopeId: '', values: { unpaid_order_days: '30' } });
    expect([run('2026-04-08'), source().due('2026-04-09', 10).length]).toEqual([0, 1]);
    shop.call('automation', 'setSettings', { scope: 'brand', scopeId: '', values: { unpaid_order_days: '0' } });
    expect(run('2030-01-01')).toBe(0);
  });

  it('are not those that are paid, in full or in part', () => {
    const paid = shop.make.order();
    shop.call('billing', 'recordPayment', shop.make.payment(paid.invoiceId, 500));
    const part = shop.make.order();
    shop.call('billing', 'recordPayment', shop.make.payment(part.invoiceId, 1));
    expect(source().due('2030-01-01', 10)).toEqual([]);
  });

  it('are looked at again before they end: one that was paid meanwhile is left alone', () => {
    const order = shop.make.order();
    const [step] = source().due('2026-04-01', 10);
    shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 500));
    const outcome = opened.store.transaction(staff, (writer) => step && source().perform(writer, step));
    expect(outcome).toEqual({ did: 'skipped', why: 'not_unpaid' });
    expect(shop.call('orders', 'get', { id: order.id }).status).toBe('Active');
  });

  it('are looked at again before they end: one that has more days by now waits for them', () => {
    const order = shop.make.order();
    const [step] = source().due('2026-03-18', 10);
    const perform = () => opened.store.transaction(staff, (writer) => step && source().perform(writer, step));
    // Its day has not come: whoever asks early is not believed.
    expect(perform()).toEqual({ did: 'skipped', why: 'not_due' });
    opened.clock.set('2026-03-18T12:00:00.000Z');
    shop.call('automation', 'setSettings', { scope: 'brand', scopeId: '', values: { unpaid_order_days: '30' } });
    expect(perform()).toEqual({ did: 'skipped', why: 'not_due' });
    shop.call('automation', 'setSettings', { scope: 'brand', scopeId: '', values: { unpaid_order_days: '0' } });
    expect(perform()).toEqual({ did: 'skipped', why: 'not_due' });
    shop.call('automation', 'setSettings', { scope: 'brand', scopeId: '', values: { unpaid_order_days: null } });
    shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 1));
    expect(perform()).toEqual({ did: 'skipped', why: 'not_unpaid' });
    expect(shop.call('orders', 'get', { id: order.id }).status).toBe('Awaiting payment');
  });
});
