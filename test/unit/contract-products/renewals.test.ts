import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failure, key } from '../support/shop.ts';
import { runningShop, type RunningShop } from '../support/running.ts';

let desk: RunningShop;
beforeEach(() => {
  desk = runningShop('2026-01-31');
});
afterEach(() => desk.done());

const periodsOf = (id: string): string[] =>
  desk.invoices(id).map(({ number, from, to, state }) => `${number} ${from} ${to} ${state}`);

describe('renewals (spec 2.5)', () => {
  it('are invoiced seven days before, one for a period, from the anchor and never from a clamped date (2.16, invariant 1)', async () => {
    const id = desk.sell();
    await desk.until('2026-02-20');
    expect(periodsOf(id)).toEqual(['0 2026-01-31 2026-02-28 paid']);
    await desk.until('2026-02-21');
    expect(periodsOf(id)).toEqual(['0 2026-01-31 2026-02-28 paid', '1 2026-02-28 2026-03-31 billed']);
    await desk.run();
    await desk.run();
    expect(desk.invoices(id)).toHaveLength(2);
    const invoice = desk.call('billing', 'getInvoice', { id: desk.invoices(id)[1]?.invoiceId ?? '' });
    expect(invoice).toMatchObject({
      kind: 'renewal',
      orderId: null,
      status: 'Unpaid',
      issuedOn: '2026-02-21',
      dueOn: '2026-02-28',
      total: { amountMinor: 500, currency: 'EUR' },
      lines: [
        {
          text: 'ispmanager 6 lite, renewal, 1 month, 2026-02-28 – 2026-03-30',
          periodFrom: '2026-02-28',
          periodTo: '2026-03-31',
        },
      ],
    });
    expect(desk.triggers(id)).toEqual([4, 9, 1, 24, 53]);
  });

  it('that were taken back together are billed anew together, from the first of them on: no days are left out', async () => {
    desk.call('automation', 'setSettings', { scope: 'brand', scopeId: '', values: { invoice_days_before: '50' } });
    const id = desk.sell();
    await desk.until('2026-02-20');
    const ahead = ['1 2026-02-28 2026-03-31 billed', '2 2026-03-31 2026-04-30 billed'];
    expect(periodsOf(id).slice(1)).toEqual(ahead);
    const autoRenew = (isOn: boolean): unknown =>
      desk.call('contractProducts', 'setAutoRenew', { id, autoRenew: isOn });
    autoRenew(false);
    expect(periodsOf(id).slice(1)).toEqual(ahead.map((each) => each.replace('billed', 'cancelled')));
    autoRenew(true);
    await desk.run();
    expect(periodsOf(id).slice(1)).toEqual(ahead);
    expect(new Set(desk.invoices(id).map(({ invoiceId }) => invoiceId)).size).toBe(3);
  });

  it('speak the language of the client', async () => {
    const id = desk.sell({ clientId: desk.make.client({ language: 'ru' }) });
    await desk.until('2026-02-21');
    const invoice = desk.call('billing', 'getInvoice', { id: desk.invoices(id)[1]?.invoiceId ?? '' });
    expect(invoice.lines[0]?.text).toBe('ispmanager 6 lite, продление, 1 месяц, 2026-02-28 – 2026-03-30');
  });

  it('when paid make the period paid, move both dates by the anchor and have the vendor renew, once', async () => {
    const id = desk.sell();
    await desk.until('2026-02-21');
    desk.pay(id, 1);
    expect(desk.operations(id)).toEqual(['create succeeded order', 'renew queued renewal']);
    desk.vendor();
    const after = desk.contract(id);
    expect(after).toMatchObject({
      status: 'Active',
      periodNo: 1,
      billedTo: '2026-03-31',
      nextDueOn: '2026-03-31',
      periods: [{ number: 1, state: 'paid', vendorRenewal: 'done' }, { vendorRenewal: 'none' }],
    });
    expect(desk.triggers(id)).toEqual([4, 9, 1, 24, 53, 6]);
    // The vendor counts from its own end of the month; the drift is shown.
    expect(after.license?.expiresOn).toBe('2026-03-28');
    expect(after.driftDays).toBe(-3);
    await desk.until('2026-03-24');
    expect(periodsOf(id).at(-1)).toBe('2 2026-03-31 2026-04-30 billed');
  });

  it('leave the vendor alone where it renews by itself', async () => {
    const id = desk.sell({}, { autoprolong: '1' });
    await desk.until('2026-02-21');
    desk.pay(id, 1);
    expect(desk.operations(id)).toEqual(['create succeeded order']);
    expect(desk.contract(id).periods[0]).toMatchObject({ state: 'paid', vendorRenewal: 'none' });
  });

  it('that the vendor refuses stay owed, are shown, and are asked for once a day', async () => {
    const id = desk.sell();
    await desk.until('2026-02-21');
    desk.pay(id, 1);
    desk.vendor('refused');
    await desk.run();
    // Refused today already by way of the payment: automation tries it once by itself.
    expect(desk.operations(id).slice(1)).toEqual(['renew refused renewal', 'renew queued renewal']);
    desk.vendor('refused');
    await desk.run();
    await desk.run();
    expect(desk.operations(id)).toHaveLength(3);
    expect(desk.call('automation', 'alarms', {}).alarms).toMatchObject([
      { kind: 'paid_not_renewed', contractProductId: id, since: '2026-02-28' },
    ]);
    desk.noon('2026-02-22');
    await desk.run();
    desk.vendor();
    expect(desk.contract(id).periods[0]?.vendorRenewal).toBe('done');
    expect(desk.call('automation', 'alarms', {}).alarms).toEqual([]);
  });

  it('wait while the vendor is at something else, and lose no money over it', async () => {
    const id = desk.sell();
    await desk.until('2026-02-21');
    desk.store.transaction(
      { principal: { kind: 'system', name: 'test' }, traceId: 't' },
      (writer) => void desk.shop.provisioning.queue(writer, 'reissue', id, {}, 'staff'),
    );
    desk.pay(id, 1);
    expect(desk.contract(id)).toMatchObject({ billedTo: '2026-03-31', periods: [{ vendorRenewal: 'wanted' }, {}] });
    expect(desk.vendor()).toEqual(['reissue', 'renew']);
    expect(desk.contract(id).periods[0]?.vendorRenewal).toBe('done');
  });

  it('over nothing are kept, and paid at once', async () => {
    const product = desk.make.product({ prices: [{ termMonths: 1, currency: 'EUR', amountMinor: 0 }] });
    const id = desk.sell({ productId: product, expectedTotalMinor: 0 });
    await desk.until('2026-02-21');
    expect(periodsOf(id)).toEqual(['0 2026-01-31 2026-02-28 paid', '1 2026-02-28 2026-03-31 paid']);
    expect(desk.contract(id)).toMatchObject({ billedTo: '2026-03-31', periods: [{ invoiceStatus: 'Paid' }, {}] });
  });

  it('of two open ones that are paid in the other order count when both are', async () => {
    const id = desk.sell();
    desk.call('automation', 'setSettings', {
      scope: 'contract_product',
      scopeId: id,
      values: { invoice_days_before: '40', suspend_days: '300', cancel_days: '301', terminate_days: '302' },
    });
    await desk.until('2026-03-05');
    expect(periodsOf(id).slice(1)).toEqual(['1 2026-02-28 2026-03-31 billed', '2 2026-03-31 2026-04-30 billed']);
    desk.pay(id, 2);
    expect(desk.contract(id).billedTo).toBe('2026-02-28');
    desk.pay(id, 1);
    expect(desk.contract(id)).toMatchObject({ billedTo: '2026-04-30', periodNo: 2 });
    // One operation after the other.
    expect(desk.vendor()).toEqual(['renew', 'renew']);
  });

  it('count by the policy for what is paid late (2.5.6)', async () => {
    const [expiry, today, greater] = ['from_expiry', 'from_today', 'greater'].map((policy) => {
      const id = desk.sell();
      desk.call('automation', 'setSettings', {
        scope: 'contract_product',
        scopeId: id,
        values: { late_payment: policy },
      });
      return id;
    });
    await desk.until('2026-03-03');
    for (const id of [expiry, today, greater]) desk.pay(id ?? '', 1);
    expect([expiry, today, greater].map((id) => periodsOf(id ?? '')[1])).toEqual([
      '1 2026-02-28 2026-03-31 paid',
      '1 2026-03-03 2026-04-03 paid',
      '1 2026-03-03 2026-04-03 paid',
    ]);
    const invoice = desk.call('billing', 'getInvoice', { id: desk.invoices(today ?? '')[1]?.invoiceId ?? '' });
    expect(invoice.lines[0]).toMatchObject({ periodFrom: '2026-03-03', periodTo: '2026-04-03' });
    desk.vendor();
    await desk.until('2026-03-27');
    expect(periodsOf(today ?? '').at(-1)).toBe('2 2026-04-03 2026-05-03 billed');
    expect(periodsOf(expiry ?? '').at(-1)).toBe('2 2026-03-31 2026-04-30 billed');
  });

  it('are late by the day on which the money came, not by that on which staff entered it (2.5.6)', async () => {
    desk.call('automation', 'setSettings', { scope: 'brand', scopeId: '', values: { late_payment: 'from_today' } });
    const [inTime, late] = [desk.sell(), desk.sell()];
    await desk.until('2026-03-04');
    const pay = (id: string, receivedOn: string): void => {
      const { id: invoiceId, due } = desk.call('billing', 'getInvoice', { id: desk.invoices(id)[1]?.invoiceId ?? '' });
      desk.call('billing', 'recordPayment', desk.make.payment(invoiceId, due.amountMinor, { receivedOn }));
    };
    // A transfer of Friday that is entered on Wednesday: nobody has days for nothing by it.
    pay(inTime, '2026-02-27');
    pay(late, '2026-03-02');
    expect([inTime, late].map((id) => periodsOf(id)[1])).toEqual([
      '1 2026-02-28 2026-03-31 paid',
      '1 2026-03-02 2026-04-02 paid',
    ]);
  });

  it('move what is billed after them along, and nothing that is paid (2.5.6)', async () => {
    desk.call('automation', 'setSettings', {
      scope: 'brand',
      scopeId: '',
      values: {
        late_payment: 'greater',
        invoice_days_before: '40',
        suspend_days: '300',
        cancel_days: '301',
        terminate_days: '302',
      },
    });
    const [moves, stays] = [desk.sell(), desk.sell()];
    await desk.until('2026-03-05');
    desk.pay(moves, 1);
    expect(periodsOf(moves).slice(1)).toEqual(['1 2026-03-05 2026-04-05 paid', '2 2026-04-05 2026-05-05 billed']);
    const second = desk.call('billing', 'getInvoice', { id: desk.invoices(moves)[2]?.invoiceId ?? '' });
    expect(second.lines[0]).toMatchObject({ periodFrom: '2026-04-05', periodTo: '2026-05-05' });
    desk.pay(stays, 2);
    desk.pay(stays, 1);
    expect(periodsOf(stays).slice(1)).toEqual(['1 2026-02-28 2026-03-31 paid', '2 2026-03-31 2026-04-30 paid']);
  });

  it('catch up day by day after a pause, and are due when they are issued, not before', async () => {
    const id = desk.sell();
    desk.closedUntil('2026-03-27');
    const run = await desk.run();
    expect(run).toMatchObject({ state: 'finished', failed: 0 });
    expect(periodsOf(id)).toEqual([
      '0 2026-01-31 2026-02-28 paid',
      '1 2026-02-28 2026-03-31 billed',
      '2 2026-03-31 2026-04-30 billed',
    ]);
    const dueOn = desk
      .invoices(id)
      .slice(1)
      .map(({ invoiceId }) => desk.call('billing', 'getInvoice', { id: invoiceId }).dueOn);
    expect(dueOn).toEqual(['2026-03-27', '2026-03-31']);
    // Nobody is suspended for an invoice that was not there.
    expect(desk.operations(id)).toEqual(['create succeeded order']);
  });
});

describe('the end of a term (spec 2.2)', () => {
  it('comes without a renewal where auto-renewal is off: told, then Lapsed and terminated (triggers 23, 54, 3)', async () => {
    const id = desk.sell();
    desk.call('contractProducts', 'setAutoRenew', { id, autoRenew: false });
    await desk.until('2026-02-27');
    expect(periodsOf(id)).toHaveLength(1);
    expect(desk.triggers(id)).toEqual([4, 9, 1, 23, 24, 54]);
    expect(desk.contract(id).status).toBe('Active');
    await desk.until('2026-02-28');
    expect(desk.contract(id)).toMatchObject({ status: 'Lapsed', nextDueOn: null, billedTo: '2026-02-28' });
    expect(desk.operations(id).at(-1)).toBe('terminate succeeded end');
    expect(desk.causes(id).at(-1)).toBe('Lapsed end');
    expect(desk.triggers(id).at(-1)).toBe(3);
  });

  it('cancels the invoice that is open for a period to come, and bills it anew when it goes on after all', async () => {
    const id = desk.sell();
    await desk.until('2026-02-22');
    desk.call('contractProducts', 'setAutoRenew', { id, autoRenew: false });
    expect(desk.contract(id).periods[0]).toMatchObject({ state: 'cancelled', invoiceStatus: 'Cancelled' });
    const first = desk.invoices(id)[1]?.invoiceId;
    // The credit note says why.
    const { creditNotes } = desk.call('billing', 'getInvoice', { id: first ?? '' });
    expect(creditNotes.map(({ note }) => note)).toEqual(['Auto-renewal was switched off']);
    desk.call('contractProducts', 'setAutoRenew', { id, autoRenew: true });
    await desk.run();
    const [, again] = desk.invoices(id);
    expect(again).toMatchObject({ number: 1, state: 'billed', from: '2026-02-28' });
    expect(again?.invoiceId).not.toBe(first);
  });

  it('can be set for a day, and taken back (triggers 10, 11)', async () => {
    const id = desk.sell();
    expect(
      failure(() => desk.call('contractProducts', 'setServiceEnd', { id, serviceEndsOn: '2026-01-30' })),
    ).toMatchObject({ fields: { serviceEndsOn: { code: 'in_past' } } });
    desk.call('contractProducts', 'setServiceEnd', { id, serviceEndsOn: '2026-02-10' });
    desk.call('contractProducts', 'setServiceEnd', { id, serviceEndsOn: null });
    expect(desk.triggers(id).slice(3)).toEqual([10, 11]);
    desk.call('contractProducts', 'setServiceEnd', { id, serviceEndsOn: '2026-02-10' });
    await desk.until('2026-02-10');
    expect(desk.contract(id).status).toBe('Lapsed');
  });
});

describe('bringing back what has ended (spec 2.2)', () => {
  it('is free until the new renewal date, costs the new price from there, and buys a license where there is none', async () => {
    const id = desk.sell();
    desk.call('contractProducts', 'setAutoRenew', { id, autoRenew: false });
    await desk.until('2026-03-05');
    expect(desk.contract(id).status).toBe('Lapsed');
    const input = { requestKey: key(), id, renewsOn: '2026-03-31', priceMinor: 700 };
    expect(
      failure(() => desk.call('contractProducts', 'reactivate', { ...input, renewsOn: '2026-03-05' })),
    ).toMatchObject({ fields: { renewsOn: { code: 'in_past' } } });
    desk.call('contractProducts', 'reactivate', input);
    desk.call('contractProducts', 'reactivate', input);
    expect(desk.contract(id)).toMatchObject({ status: 'Awaiting Activation', billedTo: '2026-03-31', autoRenew: true });
    // A person asked for it, and the screens can say so.
    expect(desk.operations(id).filter((text) => text.startsWith('create'))).toEqual([
      'create succeeded order',
      'create queued staff',
    ]);
    desk.make.license(id, { expires_on: '2026-04-05', license_key: 'NEW' });
    desk.vendor();
    await desk.until('2026-04-23');
    expect(periodsOf(id)).toEqual([
      '0 2026-01-31 2026-02-28 paid',
      '1 2026-03-05 2026-03-31 paid',
      '2 2026-03-31 2026-04-30 billed',
    ]);
    expect(desk.contract(id).periods[0]?.price).toEqual({ amountMinor: 700, currency: 'EUR' });
    expect(desk.triggers(id)).toEqual(expect.arrayContaining([18, 19]));
  });

  it('is renewed again when what was paid is over, not before: no day is billed twice (2.16, invariant 1)', async () => {
    const id = desk.sell();
    desk.call('contractProducts', 'setServiceEnd', { id, serviceEndsOn: '2026-02-10' });
    await desk.until('2026-02-10');
    expect(desk.contract(id).status).toBe('Lapsed');
    const input = { requestKey: key(), id, renewsOn: '2026-02-27', priceMinor: 500 };
    expect(failure(() => desk.call('contractProducts', 'reactivate', input))).toMatchObject({
      fields: { renewsOn: { code: 'still_paid', params: { date: '2026-02-28' } } },
    });
    desk.call('contractProducts', 'reactivate', { ...input, renewsOn: '2026-02-28' });
    expect(desk.contract(id).billedTo).toBe('2026-02-28');
  });

  it('is refused for what goes on, and for what is not paid yet', async () => {
    const id = desk.sell();
    const input = { requestKey: key(), id, renewsOn: '2027-01-01', priceMinor: 500 };
    expect(failure(() => desk.call('contractProducts', 'reactivate', input))?.code).toBe('contract.wrong_state');
    await desk.until('2026-03-20');
    expect(desk.contract(id).status).toBe('Cancelled');
    expect(failure(() => desk.call('contractProducts', 'reactivate', input))?.code).toBe('contract.open_invoices');
    desk.pay(id, 1);
    // The suspended license that it still has is the vendor's to wake.
    desk.call('contractProducts', 'reactivate', input);
    expect(desk.contract(id).status).toBe('Suspended');
    expect(desk.operations(id).at(-1)).toBe('unsuspend queued staff');
    expect(desk.vendor()).toEqual(['unsuspend']);
    expect(desk.contract(id).status).toBe('Active');
  });
});

describe('a status by hand (spec 2.2, triggers 20, 21)', () => {
  it('is left alone by automation and the vendor until it is given back', async () => {
    const id = desk.sell();
    desk.call('contractProducts', 'setStatus', { id, status: 'Suspended' });
    expect(desk.contract(id)).toMatchObject({ status: 'Suspended', isManualStatus: true, suspendedFor: 'staff' });
    await desk.until('2026-04-20');
    expect(periodsOf(id)).toHaveLength(1);
    desk.call('contractProducts', 'setStatus', { id, status: 'Active' });
    desk.call('contractProducts', 'clearManualStatus', { id });
    expect(failure(() => desk.call('contractProducts', 'clearManualStatus', { id }))?.code).toBe(
      'contract.wrong_state',
    );
    await desk.run();
    expect(periodsOf(id).length).toBeGreaterThan(1);
    expect(desk.triggers(id).slice(3, 6)).toEqual([21, 21, 20]);
  });

  it('Closed writes off what is unpaid', async () => {
    const id = desk.sell();
    await desk.until('2026-02-21');
    desk.call('contractProducts', 'setStatus', { id, status: 'Closed' });
    expect(desk.contract(id)).toMatchObject({
      status: 'Closed',
      nextDueOn: null,
      periods: [{ state: 'cancelled', invoiceStatus: 'Written off' }, {}],
    });
  });
});

describe('the retention status (spec 2.2)', () => {
  it('is a tag beside the status; each value has its trigger (40-44)', () => {
    const id = desk.sell();
    for (const retention of ['flagged', 'in_progress', 'saved', 'lost', 'none'] as const)
      desk.call('contractProducts', 'setRetention', { id, retention });
    desk.call('contractProducts', 'setRetention', { id, retention: 'none' });
    expect(desk.triggers(id).slice(3)).toEqual([40, 41, 44, 42, 43]);
    expect(desk.contract(id)).toMatchObject({ retention: 'none', status: 'Active' });
  });
});
