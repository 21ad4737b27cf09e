import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runningShop, type RunningShop } from '../support/running.ts';

let desk: RunningShop;
let id: string;
beforeEach(() => {
  desk = runningShop('2026-03-10');
  id = desk.sell();
});
afterEach(() => desk.done());

/** The first renewal is due on 2026-04-10. */
const statusOn = async (day: string): Promise<string> => {
  await desk.until(day);
  return desk.contract(id).status;
};
const steps = (): string[] =>
  desk
    .call('automation', 'steps', { limit: 200 })
    .rows.toReversed()
    .map(({ kind, on, state, why }) => `${on} ${kind} ${state}${why && ` ${why}`}`);

describe('dunning (spec 2.12)', () => {
  it('reminds at -3, 0 and +3, suspends at +7, cancels at +14, tells at +27, terminates at +30 and writes off', async () => {
    expect(await statusOn('2026-04-16')).toBe('Active');
    expect(await statusOn('2026-04-17')).toBe('Suspended');
    expect(desk.contract(id)).toMatchObject({ suspendedFor: 'overdue', license: { status: 'suspended' } });
    expect(await statusOn('2026-04-23')).toBe('Suspended');
    expect(await statusOn('2026-04-24')).toBe('Cancelled');
    expect(desk.contract(id)).toMatchObject({ nextDueOn: null, license: { status: 'suspended' } });
    expect(await statusOn('2026-05-09')).toBe('Cancelled');
    expect(await statusOn('2026-05-10')).toBe('Closed');
    expect(desk.contract(id)).toMatchObject({
      license: { status: 'deleted' },
      periods: [{ number: 1, state: 'cancelled', invoiceStatus: 'Written off' }, { state: 'paid' }],
    });
    expect(steps()).toEqual([
      '2026-04-03 renewal.invoice done',
      '2026-04-07 dunning.reminder done',
      '2026-04-10 dunning.reminder done',
      '2026-04-13 dunning.reminder done',
      '2026-04-17 dunning.suspend done',
      '2026-04-24 dunning.cancel done',
      '2026-05-07 dunning.notice done',
      '2026-05-10 dunning.terminate done',
    ]);
    expect(desk.operations(id)).toEqual([
      'create succeeded order',
      'suspend succeeded overdue',
      'terminate succeeded overdue',
    ]);
    // Each change of the status says what it happened because of (2.16, invariant 7).
    expect(desk.causes(id)).toEqual([
      'Pending ',
      'Awaiting Activation payment',
      'Active operation',
      'Suspended operation',
      'Cancelled overdue',
      'Closed operation',
    ]);
    expect(desk.triggers(id)).toEqual([4, 9, 1, 24, 53, 7, 2, 39]);
  });

  it('has all reminders in the plan that come in its time, each with a hold of its own', async () => {
    await desk.until('2026-04-09');
    const { lines } = desk.call('automation', 'plan', { days: 7 });
    const reminders = lines.filter(({ kind }) => kind === 'dunning.reminder').map(({ on, isDue }) => [on, isDue]);
    expect(reminders).toEqual([
      ['2026-04-10', false],
      ['2026-04-13', false],
    ]);
    expect(desk.contract(id).status).toBe('Active');
    // Of those whose day has come the newest alone is given.
    desk.closedUntil('2026-04-14');
    const late = desk.call('automation', 'plan', { days: 1 }).lines.filter(({ kind }) => kind === 'dunning.reminder');
    expect(late.map(({ on }) => on)).toEqual(['2026-04-13']);
  });

  it('does each step once, however often it runs (2.16, invariant 10)', async () => {
    await desk.until('2026-04-17', () => undefined);
    for (let again = 0; again < 3; again += 1) await desk.run();
    expect(desk.operations(id)).toHaveLength(2);
    expect(steps().filter((text) => text.includes('reminder'))).toHaveLength(3);
  });

  it('ends the suspension with the payment, and renews at the vendor first (trigger 8; 2.16, invariant 9)', async () => {
    await desk.until('2026-04-18');
    desk.pay(id, 1);
    expect(desk.contract(id).status).toBe('Suspended');
    expect(desk.vendor()).toEqual(['renew', 'unsuspend']);
    expect(desk.contract(id)).toMatchObject({ status: 'Active', suspendedFor: '', billedTo: '2026-05-10' });
    expect(desk.triggers(id).at(-1)).toBe(8);
    expect(desk.call('automation', 'alarms', {}).alarms).toEqual([]);
  });

  it('ends it at the next run where the vendor refused at first, and shows it until then', async () => {
    await desk.until('2026-04-18');
    desk.pay(id, 1);
    desk.shop.settle(id, 'succeeded', { expires_on: '2026-05-10' });
    desk.shop.settle(id, 'refused');
    expect(desk.call('automation', 'alarms', {}).alarms).toMatchObject([{ kind: 'suspended_but_paid' }]);
    await desk.run();
    expect(desk.vendor()).toEqual(['unsuspend']);
    expect(desk.contract(id).status).toBe('Active');
    expect(desk.call('automation', 'alarms', {}).alarms).toEqual([]);
  });

  it('renews what ran out while it was suspended and which the vendor does not renew by itself then', async () => {
    desk.store.db.prepare("UPDATE license SET autoprolong = '1'").run();
    await desk.until('2026-04-18');
    desk.pay(id, 1);
    expect(desk.operations(id).at(-1)).toMatch('unsuspend queued');
    desk.shop.settle(id, 'refused', { status: 'suspended', expires_on: '2026-04-10' });
    expect(desk.vendor()).toEqual(['renew', 'unsuspend']);
    expect(desk.contract(id)).toMatchObject({ status: 'Active', license: { expiresOn: '2026-05-10' } });
  });

  it('buys a new license for what is paid where the vendor has deleted it meanwhile (trigger 9)', async () => {
    await desk.until('2026-04-12');
    desk.pay(id, 1);
    desk.shop.settle(id, 'refused', { status: 'deleted' });
    expect(desk.contract(id)).toMatchObject({
      status: 'Awaiting Activation',
      periods: [{ vendorRenewal: 'queued' }, {}],
    });
    desk.make.license(id, { license_key: 'NEW', expires_on: '2026-05-12' });
    expect(desk.vendor()).toEqual(['create']);
    expect(desk.contract(id)).toMatchObject({
      status: 'Active',
      licenseKey: 'NEW',
      periods: [{ vendorRenewal: 'done' }, {}],
    });
    expect(desk.operations(id).filter((text) => text.startsWith('create succeeded'))).toHaveLength(2);
  });

  it('never ends a suspension that staff asked for', async () => {
    desk.store.transaction(
      { principal: { kind: 'system', name: 'test' }, traceId: 't' },
      (writer) => void desk.shop.provisioning.queue(writer, 'suspend', id, {}, 'staff'),
    );
    desk.vendor();
    expect(desk.contract(id).suspendedFor).toBe('staff');
    await desk.until('2026-04-04');
    desk.pay(id, 1);
    desk.vendor();
    await desk.until('2026-04-10');
    expect(desk.contract(id)).toMatchObject({ status: 'Suspended', suspendedFor: 'staff' });
  });

  it('does not suspend while part of a payment is there', async () => {
    await desk.until('2026-04-12');
    const invoiceId = desk.invoices(id)[1]?.invoiceId ?? '';
    desk.call('billing', 'recordPayment', desk.make.payment(invoiceId, 100, { receivedOn: '2026-04-12' }));
    expect(await statusOn('2026-05-30')).toBe('Active');
    expect(steps()).toContain('2026-04-17 dunning.suspend skipped partly_paid');
  });

  it('does not suspend by what was compared too long ago, and asks for a comparison first', async () => {
    await desk.until('2026-04-16');
    desk.noon('2026-04-19');
    await desk.run();
    expect(desk.contract(id).status).toBe('Active');
    expect(desk.operations(id)).toHaveLength(1);
    expect(steps().at(-1)).toBe('2026-04-17 dunning.suspend skipped stale_data');
    const asked: string[] = [];
    desk.shop.provisioning.refreshed = (contractProductId) => {
      asked.push(contractProductId);
      desk.compared();
    };
    await desk.run();
    expect(asked).toEqual([id]);
    expect(desk.vendor()).toEqual(['suspend']);
  });

  it('takes an account that was compared as a whole for a comparison of its licenses', async () => {
    await desk.until('2026-04-16');
    desk.noon('2026-04-19');
    const { connectionId } = desk.contract(id);
    desk.store.db
      .prepare(
        `INSERT INTO reconciliation_run (id, account, connection_id, is_deep, state, asked_by, started_at, finished_at,
          matched, drifted, orphan, missing, under_way, not_asked, keys_compared, keys_left, opened, closed, created_at, updated_at)
          VALUES ('r', 'a', @connectionId, 0, 'done', 'test', @at, @at, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, @at, @at)`,
      )
      .run({ connectionId, at: desk.store.now() });
    await desk.run();
    expect(desk.vendor()).toEqual(['suspend']);
  });

  it('is called off by a payment in the middle of the wait', async () => {
    await desk.until('2026-04-16');
    desk.pay(id, 1);
    desk.vendor();
    expect(await statusOn('2026-05-02')).toBe('Active');
    expect(desk.operations(id).filter((text) => text.startsWith('suspend'))).toEqual([]);
  });

  it('goes on without a suspension where the vendor cannot suspend (finding 1), and shows that it runs unpaid', async () => {
    desk.shop.provisioning.cannot.add('suspend');
    expect(await statusOn('2026-04-20')).toBe('Active');
    expect(steps().at(-1)).toBe('2026-04-17 dunning.suspend skipped license.capability_missing');
    expect(desk.call('automation', 'alarms', {}).alarms).toMatchObject([
      { kind: 'runs_unpaid', contractProductId: id, since: '2026-04-10' },
    ]);
    expect(await statusOn('2026-04-24')).toBe('Cancelled');
    expect(await statusOn('2026-05-10')).toBe('Closed');
  });

  it('stays Active where the vendor refuses to suspend, and is cancelled at its day all the same (spec 96)', async () => {
    await desk.until('2026-04-16');
    desk.noon('2026-04-17');
    desk.compared();
    await desk.run();
    desk.vendor('refused');
    expect(desk.contract(id).status).toBe('Active');
    await desk.run();
    // Asked once because of this invoice.
    expect(desk.operations(id)).toHaveLength(2);
    expect(await statusOn('2026-04-24')).toBe('Cancelled');
  });

  it('leaves what staff let run again after the suspension to them', async () => {
    await desk.until('2026-04-18');
    desk.store.transaction(
      { principal: { kind: 'system', name: 'test' }, traceId: 't' },
      (writer) => void desk.shop.provisioning.queue(writer, 'unsuspend', id, {}, 'staff'),
    );
    desk.vendor();
    expect(await statusOn('2026-04-30')).toBe('Active');
    expect(steps()).toContain('2026-04-24 dunning.cancel skipped not_suspended');
  });

  it('takes a license that the vendor has stopped already for suspended', async () => {
    await desk.until('2026-04-16');
    desk.store.db.prepare("UPDATE license SET status = 'suspended'").run();
    expect(await statusOn('2026-04-17')).toBe('Suspended');
    expect(desk.operations(id)).toEqual(['create succeeded order']);
  });

  it('gives the whole time between two steps also after a pause, and reminds once, not three times', async () => {
    await desk.until('2026-04-03');
    desk.closedUntil('2026-05-18');
    await desk.run();
    desk.vendor();
    expect(steps().slice(1)).toEqual([
      '2026-04-13 dunning.reminder done',
      '2026-04-17 dunning.suspend done',
      // Not on the day on which it was suspended.
      '2026-04-24 dunning.cancel skipped not_suspended',
      // The second period, whose invoice could not be issued in time.
      '2026-05-03 renewal.invoice done',
    ]);
    expect(desk.contract(id).status).toBe('Suspended');
    expect(await statusOn('2026-05-24')).toBe('Suspended');
    expect(await statusOn('2026-05-25')).toBe('Cancelled');
    expect(await statusOn('2026-06-09')).toBe('Cancelled');
    expect(await statusOn('2026-06-10')).toBe('Closed');
    expect(desk.contract(id).periods.map(({ invoiceStatus }) => invoiceStatus)).toEqual([
      'Written off',
      'Written off',
      'Paid',
    ]);
  });

  it('does not touch a status that was set by hand', async () => {
    await desk.until('2026-04-12');
    desk.call('contractProducts', 'setStatus', { id, status: 'Active' });
    expect(await statusOn('2026-06-01')).toBe('Active');
    expect(desk.operations(id)).toEqual(['create succeeded order']);
  });
});

describe('cancelling an order (spec 87)', () => {
  const cancel = (contractId: string, immediate: boolean): void =>
    desk.store.transaction(
      { principal: { kind: 'system', name: 'test' }, traceId: 't', cause: 'cancellation/x' },
      (writer) =>
        desk.shop.services.contractProducts.cancelOrder(writer, desk.contract(contractId).orderId, {
          immediate,
          cause: 'cancellation/x',
        }),
    );

  it('ends what is not paid at once', () => {
    const order = desk.make.order();
    const pending = order.items[0]?.contractProductId ?? '';
    cancel(pending, false);
    expect(desk.contract(pending).status).toBe('Cancelled');
    expect(desk.causes(pending)).toEqual(['Pending ', 'Cancelled cancellation']);
  });

  it('takes a purchase back that was not sent', () => {
    const order = desk.make.order();
    desk.call('billing', 'recordPayment', desk.make.payment(order.invoiceId, 500));
    const awaiting = order.items[0]?.contractProductId ?? '';
    cancel(awaiting, true);
    expect(desk.contract(awaiting)).toMatchObject({ status: 'Cancelled', nextDueOn: null });
    expect(desk.operations(awaiting)).toEqual(['create abandoned order']);
  });

  it('with immediate effects has the license terminated; it is Cancelled when the vendor has done it', async () => {
    await desk.until('2026-04-05');
    cancel(id, true);
    expect(desk.contract(id)).toMatchObject({
      status: 'Active',
      autoRenew: false,
      periods: [{ state: 'cancelled', invoiceStatus: 'Cancelled' }, {}],
    });
    desk.vendor();
    expect(desk.contract(id).status).toBe('Cancelled');
    await desk.until('2026-06-01');
    expect(desk.invoices(id)).toHaveLength(2);
  });

  it('at the end of the term leaves it running until then, without an invoice (trigger 10), then Lapsed', async () => {
    await desk.until('2026-04-05');
    cancel(id, false);
    expect(desk.contract(id)).toMatchObject({ status: 'Active', serviceEndsOn: '2026-04-10' });
    expect(await statusOn('2026-04-09')).toBe('Active');
    expect(await statusOn('2026-04-10')).toBe('Lapsed');
    expect(desk.contract(id).periods[0]?.state).toBe('cancelled');
    expect(desk.triggers(id)).toEqual([4, 9, 1, 24, 53, 10, 24, 54, 3]);
  });
});
