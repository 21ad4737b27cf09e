import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runningShop, type RunningShop } from '../support/running.ts';
import { key, staff } from '../support/shop.ts';

let desk: RunningShop;
let id: string;
beforeEach(() => {
  desk = runningShop('2026-03-10');
  id = desk.sell();
});
afterEach(() => desk.done());

/** The first renewal is due on 2026-04-10. A day on which the vendor cannot be reached: what is asked for waits. */
async function outage(day: string): Promise<void> {
  desk.noon(day);
  desk.compared();
  await desk.run();
}
const invoiceOf = (number: number): string =>
  desk.invoices(id).find((period) => period.number === number)?.invoiceId ?? '';
const end = (verb: 'cancelInvoice' | 'writeOff'): void => {
  const invoiceId = invoiceOf(1);
  const { due } = desk.call('billing', 'getInvoice', { id: invoiceId });
  desk.call('billing', verb, { requestKey: key(), invoiceId, expectedDueMinor: due.amountMinor, note: '' });
};
const renewals = (): number =>
  (desk.store.db.prepare("SELECT count(*) AS n FROM invoice WHERE kind = 'renewal'").get() as { n: number }).n;

describe('what dunning asked for and the vendor has not been told (spec 2.12)', () => {
  it('is taken back by the payment: a license that is paid for is not suspended when the network returns', async () => {
    await desk.until('2026-04-16');
    await outage('2026-04-17');
    expect(desk.operations(id).at(-1)).toBe('suspend queued overdue');
    desk.pay(id, 1);
    expect(desk.vendor()).toEqual(['renew']);
    expect(desk.operations(id)).toEqual([
      'create succeeded order',
      'suspend abandoned overdue',
      'renew succeeded renewal',
    ]);
    expect(desk.contract(id)).toMatchObject({ status: 'Active', license: { status: 'active' } });
  });

  it('is taken back by the payment also where it is the end of the license', async () => {
    await desk.until('2026-05-09');
    await outage('2026-05-10');
    expect(desk.operations(id).at(-1)).toBe('terminate queued overdue');
    desk.pay(id, 1);
    desk.vendor();
    expect(desk.operations(id).at(-1)).toBe('terminate abandoned overdue');
    expect(desk.contract(id)).toMatchObject({ status: 'Cancelled', license: { status: 'suspended' } });
    // Nobody gets anything for that money until a person decides: it is not out of sight.
    desk.noon('2026-05-09');
    expect(desk.call('automation', 'alarms', {}).alarms.map(({ kind }) => kind)).toEqual(['paid_but_ended']);
  });

  it('is asked for only about a license that was compared lately, when it cannot be taken back', async () => {
    await desk.until('2026-05-09');
    // Nobody compares: `refreshed` is not told, so the vendor cannot be reached.
    desk.noon('2026-05-15');
    await desk.run();
    expect(desk.operations(id).at(-1)).toBe('suspend succeeded overdue');
    desk.compared();
    await desk.run();
    expect(desk.operations(id).at(-1)).toBe('terminate queued overdue');
  });

  it('goes no further where a person gave up the suspension', async () => {
    await desk.until('2026-04-16');
    await outage('2026-04-17');
    desk.store.db.prepare("UPDATE operation SET state = 'abandoned' WHERE kind = 'suspend'").run();
    await desk.until('2026-05-20');
    expect(desk.contract(id).status).toBe('Active');
  });
});

describe('a renewal invoice that a person ends', () => {
  it.each(['cancelInvoice', 'writeOff'] as const)(
    '%s: is not billed again until somebody releases it',
    async (verb) => {
      await desk.until('2026-04-08');
      end(verb);
      await desk.until('2026-04-09');
      expect(renewals()).toBe(1);
      const cause = `renewal/${id}/1/${invoiceOf(1)}`;
      const [line] = desk.call('automation', 'plan', { days: 7 }).lines.filter((each) => each.cause === cause);
      expect(line?.hold?.why).toBe('invoice_ended');
      desk.call('automation', 'release', { holdKey: line?.holdKey ?? '' });
      await desk.run();
      expect(renewals()).toBe(2);
    },
  );

  it('was written off when it was closed: brought back by hand, it is not asked for the same days again', async () => {
    await desk.until('2026-05-20');
    expect(desk.contract(id).status).toBe('Closed');
    const cause = `renewal/${id}/1/${invoiceOf(1)}`;
    const before = renewals();
    desk.call('contractProducts', 'setStatus', { id, status: 'Active' });
    desk.call('contractProducts', 'clearManualStatus', { id });
    await desk.run();
    expect(renewals()).toBe(before);
    const line = desk.call('automation', 'plan', { days: 7 }).lines.find((each) => each.cause === cause);
    expect(line?.hold?.why).toBe('invoice_ended');
  });

  it('leaves what is suspended as it is: nothing is billed, renewed or unsuspended', async () => {
    await desk.until('2026-04-18');
    expect(desk.contract(id).status).toBe('Suspended');
    const before = desk.operations(id);
    end('writeOff');
    await desk.until('2026-04-22');
    expect(renewals()).toBe(1);
    expect(desk.operations(id)).toEqual(before);
    expect(desk.contract(id).status).toBe('Suspended');
  });
});

describe('the vendor’s renewal of what is paid', () => {
  it('is not asked for again where a person gave it up', async () => {
    await desk.until('2026-04-05');
    desk.pay(id, 1);
    const open = desk.shop.provisioning.openOf(id);
    desk.shop.settle(id, 'refused');
    desk.store.db.prepare("UPDATE operation SET state = 'abandoned' WHERE id = ?").run(open?.id);
    await desk.until('2026-04-12');
    expect(desk.operations(id).filter((text) => text.startsWith('renew'))).toEqual(['renew abandoned renewal']);
    expect(desk.call('automation', 'alarms', {}).alarms.map(({ kind }) => kind)).toEqual(['paid_not_renewed']);
  });

  it('is not asked for where the license reaches the end of the period already', async () => {
    await desk.until('2026-04-05');
    desk.store.db.prepare("UPDATE license SET expires_on = '2026-05-10' WHERE contract_product_id = ?").run(id);
    desk.pay(id, 1);
    expect(desk.vendor()).toEqual([]);
    expect(desk.contract(id)).toMatchObject({ billedTo: '2026-05-10', periods: [{ vendorRenewal: 'none' }, {}] });
  });

  it('is asked for when the vendor, which was to renew by itself, is told not to before it did', async () => {
    desk.store.db.prepare("UPDATE license SET autoprolong = '1' WHERE contract_product_id = ?").run(id);
    await desk.until('2026-04-05');
    desk.pay(id, 1);
    expect(desk.vendor()).toEqual([]);
    desk.store.transaction(
      { principal: { kind: 'system', name: 'test' }, traceId: key() },
      (writer) => void desk.shop.provisioning.queue(writer, 'autoRenew', id, {}, 'staff'),
    );
    desk.shop.settle(id, 'succeeded', { autoprolong: 'none' });
    expect(desk.vendor()).toEqual(['renew']);
  });
});

describe('what a person holds (spec 2.12)', () => {
  const line = (kind: string) => desk.call('automation', 'plan', { days: 1 }).lines.find((each) => each.kind === kind);
  const hold = (kind: string): string => {
    const holdKey = line(kind)?.holdKey ?? '';
    expect(holdKey).not.toBe('');
    desk.call('automation', 'hold', { holdKey, why: 'asked first' });
    return holdKey;
  };

  it('stays held over the days until it is released: the vendor’s renewal', async () => {
    await desk.until('2026-04-05');
    desk.pay(id, 1);
    // Refused today, it is tried again tomorrow.
    expect(desk.vendor('refused')).toEqual(['renew']);
    const holdKey = hold('renewal.vendor');
    const before = desk.operations(id);
    await desk.until('2026-04-09');
    expect(desk.operations(id)).toEqual(before);
    expect(line('renewal.vendor')?.hold).toMatchObject({ why: 'asked first' });
    desk.call('automation', 'release', { holdKey });
    await desk.run();
    expect(desk.vendor()).toEqual(['renew']);
  });

  it('is respected also where money comes, or the vendor is done with something else', async () => {
    await desk.until('2026-04-05');
    desk.pay(id, 1);
    expect(desk.vendor('refused')).toEqual(['renew']);
    hold('renewal.vendor');
    desk.store.transaction(
      { principal: { kind: 'system', name: 'test' }, traceId: key() },
      (writer) => void desk.shop.provisioning.queue(writer, 'reissue', id, {}, 'staff'),
    );
    expect(desk.vendor()).toEqual(['reissue']);
  });

  it('stays held over the days until it is released: the end of a suspension', async () => {
    await desk.until('2026-04-18');
    expect(desk.contract(id).status).toBe('Suspended');
    desk.pay(id, 1);
    desk.shop.settle(id, 'succeeded', { expires_on: '2026-05-10' });
    expect(desk.vendor('refused')).toEqual(['unsuspend']);
    const holdKey = hold('dunning.unsuspend');
    const before = desk.operations(id);
    await desk.until('2026-04-21');
    expect(desk.operations(id)).toEqual(before);
    expect(desk.contract(id).status).toBe('Suspended');
    desk.call('automation', 'release', { holdKey });
    await desk.run();
    expect(desk.vendor()).toEqual(['unsuspend']);
    expect(desk.contract(id).status).toBe('Active');
  });
});

describe('a license that staff have terminated at the vendor (spec 98, 2.2)', () => {
  const terminate = (): void => {
    desk.store.transaction(staff, (writer) => desk.shop.provisioning.queue(writer, 'terminate', id, {}, 'staff/olga'));
    desk.vendor();
  };

  it('is not paid for any longer: the invoice of a period that has not begun is cancelled with it, and nobody is reminded', async () => {
    await desk.until('2026-04-05');
    const invoiceId = invoiceOf(1);
    desk.call('billing', 'recordPayment', desk.make.payment(invoiceId, 200, { receivedOn: '2026-04-05' }));
    terminate();
    const { clientId } = desk.contract(id);
    expect(desk.contract(id).status).toBe('Cancelled');
    expect(desk.call('billing', 'getInvoice', { id: invoiceId })).toMatchObject({
      status: 'Cancelled',
      refunded: { amountMinor: 200 },
    });
    expect(desk.call('billing', 'getBalance', { clientId }).balances).toMatchObject([{ amountMinor: 200 }]);
    await desk.until('2026-05-01');
    expect(desk.shop.count('invoice_reminder')).toBe(0);
    expect(desk.call('billing', 'books', {}).currencies.every(({ agrees }) => agrees)).toBe(true);
  });

  it('is still owed for days on which it ran', async () => {
    await desk.until('2026-04-12');
    terminate();
    expect(desk.contract(id).status).toBe('Cancelled');
    expect(desk.call('billing', 'getInvoice', { id: invoiceOf(1) }).status).toBe('Unpaid');
  });
});
