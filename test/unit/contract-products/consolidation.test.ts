import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConsolidationMode } from '../../../preload/api/automation-settings.ts';
import { reports } from '../../../preload/api/reports.ts';
import { runningShop, type RunningShop } from '../support/running.ts';
import { failure, key } from '../support/shop.ts';

let desk: RunningShop;
let clientId: string;
beforeEach(() => {
  desk = runningShop('2026-03-05');
  clientId = desk.make.client();
});
afterEach(() => {
  expect(desk.call('billing', 'books', {}).currencies.filter(({ agrees }) => !agrees)).toEqual([]);
  desk.done();
});

const consolidate = (mode: ConsolidationMode, values: Record<string, string> = {}, scope = 'brand' as const): void => {
  desk.call('automation', 'setSettings', { scope, scopeId: '', values: { consolidation: mode, ...values } });
};
function sell(priceMinor = 500): string {
  const items = [{ productId: desk.make.product({ prices: [price(priceMinor)] }), termMonths: 1 as const }];
  const { total } = desk.call('orders', 'quote', { clientId, currency: 'EUR', items });
  return desk.sell({ clientId, items, expectedTotalMinor: total?.amountMinor ?? 0 });
}
const price = (amountMinor: number) => ({ termMonths: 1 as const, currency: 'EUR', amountMinor });
const invoiceOf = (id: string, number = 1) => {
  const { invoiceId = '' } = desk.invoices(id).find((period) => period.number === number) ?? {};
  return desk.call('billing', 'getInvoice', { id: invoiceId });
};
const stateOf = (id: string, number = 1) => desk.invoices(id).find((period) => period.number === number)?.state;
const renewals = (): string[] =>
  (
    desk.store.db
      .prepare(
        "SELECT issued_on || ' ' || due_on || ' ' || total_minor AS line FROM invoice WHERE kind = 'renewal' ORDER BY id",
      )
      .all() as { line: string }[]
  ).map(({ line }) => line);
/** Clients pay at once. */
function payAll(): void {
  const open = desk.store.db.prepare("SELECT id, total_minor AS due FROM invoice WHERE status = 'Unpaid'").all();
  for (const { id, due } of open as { id: string; due: number }[])
    desk.call('billing', 'recordPayment', desk.make.payment(id, due, { receivedOn: desk.brand.businessDate() }));
}
/** Two contract products bought on 5 March and one on 7 March. */
async function sellThree(): Promise<[string, string, string]> {
  const [a, b] = [sell(500), sell(700)];
  await desk.until('2026-03-07');
  return [a, b, sell(900)];
}

describe('the day of a consolidated invoice (spec 2.5.5)', () => {
  it('is each one’s own while it is off', async () => {
    await sellThree();
    await desk.until('2026-03-31');
    expect(renewals()).toEqual(['2026-03-29 2026-04-05 500', '2026-03-29 2026-04-05 700', '2026-03-31 2026-04-07 900']);
  });

  it('brings those of the same day together', async () => {
    consolidate('same_day');
    const [a, b] = await sellThree();
    await desk.until('2026-03-31');
    expect(renewals()).toEqual(['2026-03-29 2026-04-05 1200', '2026-03-31 2026-04-07 900']);
    expect(invoiceOf(a).lines.map(({ contractProductId, amount }) => [contractProductId, amount.amountMinor])).toEqual([
      [a, 500],
      [b, 700],
    ]);
  });

  it.each([
    // What was bought after the chosen day of its month is invoiced first on its own.
    ['first_day', {}, ['2026-03-29', '2026-03-31', '2026-04-01']],
    ['last_day', {}, ['2026-03-29', '2026-03-31', '2026-04-30']],
    ['day_of_month', { consolidation_day: '20' }, ['2026-03-20', '2026-04-20']],
    ['weekday', { consolidation_weekday: '3' }, ['2026-03-25', '2026-04-22', '2026-04-29']],
  ] as const)('is %s, never after its own', async (mode, values, days) => {
    consolidate(mode, values);
    await sellThree();
    await desk.until('2026-04-30', payAll);
    expect(renewals().map((line) => line.slice(0, 10))).toEqual(days);
  });

  it('is due with the earliest line, and suspends the others by their own days', async () => {
    consolidate('day_of_month', { consolidation_day: '20' });
    const [a, , c] = await sellThree();
    await desk.until('2026-03-20');
    expect(invoiceOf(a)).toMatchObject({ dueOn: '2026-04-05', total: { amountMinor: 2100 } });
    expect(invoiceOf(c).id).toBe(invoiceOf(a).id);
    await desk.until('2026-04-12');
    expect([a, c].map((id) => desk.contract(id).status)).toEqual(['Suspended', 'Active']);
    await desk.until('2026-04-14');
    expect(desk.contract(c).status).toBe('Suspended');
    desk.pay(a, 1);
    desk.vendor();
    expect([a, c].map((id) => desk.contract(id).status)).toEqual(['Active', 'Active']);
    expect([a, c].map((id) => desk.contract(id).billedTo)).toEqual(['2026-05-05', '2026-05-07']);
  });

  it('leaves what is held out, and bills it by itself when it is released', async () => {
    consolidate('same_day');
    const [a, b] = await sellThree();
    desk.call('automation', 'hold', { holdKey: `renewal/${b}/1`, why: 'asked to' });
    const { lines } = desk.call('automation', 'plan', { days: 31 });
    // Held, it comes on none; the other one comes without it.
    expect(lines.filter(({ kind }) => kind === 'renewal.invoice').map(({ invoice }) => invoice?.withCount)).toEqual([
      0,
      undefined,
      0,
    ]);
    expect(lines.filter(({ kind, hold }) => kind === 'renewal.invoice' && hold !== null)).toHaveLength(1);
    await desk.until('2026-03-29');
    expect(renewals()).toEqual(['2026-03-29 2026-04-05 500']);
    desk.call('automation', 'release', { holdKey: `renewal/${b}/1` });
    await desk.run();
    expect(renewals()).toEqual(['2026-03-29 2026-04-05 500', '2026-03-29 2026-04-05 700']);
    expect(invoiceOf(b).id).not.toBe(invoiceOf(a).id);
  });

  it('says in the plan on which invoice each comes and over how much, as the run then issues it', async () => {
    consolidate('same_day');
    desk.call('brand', 'createTaxRate', { name: 'VAT', percent: '19', isDefault: true });
    const [a, b, c] = await sellThree();
    const planned = () =>
      desk
        .call('automation', 'plan', { days: 31 })
        .lines.filter(({ kind }) => kind === 'renewal.invoice')
        .map(({ entityId, invoice }) => [
          entityId,
          invoice?.total.amountMinor,
          invoice?.with.map(({ id }) => id),
          invoice?.rest?.amountMinor,
        ]);
    expect(planned()).toEqual([
      [a, 1428, [b], 833],
      [b, 1428, [a], 595],
      [c, 1071, [], undefined],
    ]);
    await desk.until('2026-03-29');
    expect(invoiceOf(a)).toMatchObject({ id: invoiceOf(b).id, total: { amountMinor: 1428 } });
  });

  it('keeps a step for each, so that none is done again', async () => {
    consolidate('same_day');
    const [a, b] = await sellThree();
    await desk.until('2026-03-28');
    desk.noon('2026-03-29');
    const run = await desk.run();
    expect(run).toMatchObject({ done: 2, skipped: 0, failed: 0 });
    const causes = desk
      .call('automation', 'steps', { runId: run.id })
      .rows.map(({ cause, state }) => `${cause} ${state}`);
    expect(causes.toSorted()).toEqual([`renewal/${a}/1 done`, `renewal/${b}/1 done`].toSorted());
    await desk.run();
    expect(renewals()).toHaveLength(1);
  });

  it('is of one currency and one client', async () => {
    consolidate('same_day');
    sell(500);
    desk.sell({ clientId: desk.make.client() });
    const productId = desk.make.product({ prices: [{ ...price(600), currency: 'USD' }] });
    desk.sell({ clientId, currency: 'USD', expectedTotalMinor: 600, items: [{ productId, termMonths: 1 }] });
    await desk.until('2026-03-29');
    expect(renewals()).toEqual(['2026-03-29 2026-04-05 500', '2026-03-29 2026-04-05 500', '2026-03-29 2026-04-05 600']);
  });

  it('changes nothing that was issued, on or off', async () => {
    const [a, , c] = await sellThree();
    await desk.until('2026-03-29');
    const before = invoiceOf(a);
    consolidate('same_day');
    await desk.run();
    consolidate('off');
    await desk.until('2026-03-31');
    expect(invoiceOf(a)).toEqual(before);
    expect(invoiceOf(c).total.amountMinor).toBe(900);
  });
});

describe('the setting', () => {
  it('is told of each contract product of a client that follows it (triggers 34, 35), and of one that has its own', async () => {
    const [a, b] = await sellThree();
    const set = (scope: 'client' | 'contract_product', scopeId: string, value: string | null) =>
      desk.call('automation', 'setSettings', { scope, scopeId, values: { consolidation: value } });
    const told = (id: string) => desk.triggers(id).filter((trigger) => trigger === 34 || trigger === 35);
    set('contract_product', b, 'off');
    expect(told(b)).toEqual([]);
    set('client', clientId, 'first_day');
    expect([told(a), told(b)]).toEqual([[35], []]);
    set('client', clientId, 'last_day');
    set('contract_product', b, 'same_day');
    expect([told(a), told(b)]).toEqual([[35], [35]]);
    set('client', clientId, null);
    expect([told(a), told(b)]).toEqual([[35, 34], [35]]);
  });

  it('tells of a contract product whose invoice could not be made with the others (trigger 36)', async () => {
    consolidate('same_day');
    const [a] = await sellThree();
    await desk.until('2026-03-28');
    desk.store.db.exec("CREATE TRIGGER broken BEFORE INSERT ON invoice BEGIN SELECT RAISE(ABORT, 'disk'); END");
    await desk.until('2026-03-29');
    await desk.run();
    expect(desk.triggers(a).filter((trigger) => trigger === 36)).toEqual([36]);
    desk.store.db.exec('DROP TRIGGER broken');
    await desk.run();
    expect(renewals()).toEqual(['2026-03-29 2026-04-05 1200']);
  });
});

describe('one contract product of an open consolidated invoice', () => {
  let [a, b]: [string, string] = ['', ''];
  beforeEach(async () => {
    desk.call('brand', 'createTaxRate', { name: 'VAT', country: '', percent: '19' });
    consolidate('same_day');
    [a, b] = await sellThree();
    await desk.until('2026-03-30');
    expect(invoiceOf(a)).toMatchObject({ total: { amountMinor: 1428 }, due: { amountMinor: 1428 } });
  });
  const payPart = (amountMinor: number): void => {
    const { id } = invoiceOf(a);
    desk.call('billing', 'recordPayment', desk.make.payment(id, amountMinor, { receivedOn: '2026-03-30' }));
  };
  const cancelNow = (id: string): void => {
    const orderId = desk.contract(id).orderId;
    const preview = desk.call('orders', 'previewCancel', { id: orderId });
    expect(preview.endedInvoices).toHaveLength(1);
    desk.call('orders', 'cancel', { requestKey: key(), id: orderId, immediate: true, reason: 'Test' });
    desk.vendor();
  };

  it('ends with its line alone credited, tax included, and the others are paid for by what is left', async () => {
    cancelNow(a);
    const invoice = invoiceOf(b);
    expect(invoice).toMatchObject({ status: 'Unpaid', credited: { amountMinor: 595 }, due: { amountMinor: 833 } });
    expect(invoice.creditNotes[0]?.line).toContain('ispmanager 6 lite, renewal, 1 month, 2026-04-05');
    const { id: noteId = '' } = invoice.creditNotes[0] ?? {};
    expect(desk.call('documents', 'get', { kind: 'credit_note', id: noteId }).credits?.line).toBe(
      invoice.creditNotes[0]?.line,
    );
    expect(invoice.creditNotes).toMatchObject([
      { reason: 'cancelled', total: { amountMinor: 595 }, tax: { amountMinor: 95 } },
    ]);
    expect([stateOf(a), stateOf(b)]).toEqual(['cancelled', 'billed']);
    const revenue = desk.call('revenue', 'ofInvoice', { id: invoice.id }).lines;
    expect(revenue.map(({ reversed }) => reversed.amountMinor)).toEqual([500, 0]);
    expect(failure(() => payPart(834))).toMatchObject({ code: 'billing.over_payment' });
    // Sales tell of the line's own product.
    const march = reports.sales.input.parse({ by: 'product', from: '2026-03-29', to: '2026-03-31' });
    const sold = (await desk.shop.services.reports.sales(march)).rows;
    expect(sold.map(({ issuedMinor, creditedMinor }) => [issuedMinor, creditedMinor])).toEqual([
      [700, 0],
      [500, 500],
    ]);
    const friend = desk.make.client({ firstName: 'Fred', lastName: 'Friend' });
    desk.call('affiliates', 'saveSettings', {
      isEnabled: true,
      kind: 'percent',
      percent: '20',
      fixedMinor: 0,
      maturationDays: 30,
      thresholdMinor: 0,
    });
    desk.call('affiliates', 'enroll', { clientId: friend });
    desk.call('affiliates', 'setReferrer', { clientId, code: 'fred-friend' });
    desk.pay(b, 1);
    desk.vendor();
    expect(invoiceOf(b)).toMatchObject({ status: 'Paid', due: { amountMinor: 0 } });
    expect(stateOf(b)).toBe('paid');
    // A fifth of the line that was paid, and nothing when that has gone back.
    const commission = () => desk.call('affiliates', 'commissions', {}).rows;
    expect(commission()).toMatchObject([{ amount: { amountMinor: 140 }, reversed: { amountMinor: 0 } }]);
    cancelRefunding(b);
    expect(invoiceOf(b)).toMatchObject({ status: 'Refunded', refunded: { amountMinor: 833 } });
    expect(commission()).toMatchObject([{ reversed: { amountMinor: 140 } }]);
  });
  const cancelRefunding = (id: string): void => {
    const orderId = desk.contract(id).orderId;
    const { refundTotal } = desk.call('orders', 'previewCancel', { id: orderId });
    desk.call('orders', 'cancel', {
      requestKey: key(),
      id: orderId,
      immediate: true,
      reason: 'Test',
      refund: 'account_balance',
      expectedRefundMinor: refundTotal.amountMinor,
    });
  };

  it('takes what was paid beyond the others’ part back, and they are paid', () => {
    payPart(1000);
    const { orderId } = desk.contract(a);
    expect(desk.call('orders', 'previewCancel', { id: orderId })).toMatchObject({
      endedInvoices: [{ due: { amountMinor: 428 }, paid: { amountMinor: 167 } }],
    });
    cancelNow(a);
    expect(invoiceOf(b)).toMatchObject({
      status: 'Partly refunded',
      paid: { amountMinor: 1000 },
      refunded: { amountMinor: 167 },
      credited: { amountMinor: 595 },
    });
    expect(stateOf(b)).toBe('paid');
    expect(desk.call('billing', 'getBalance', { clientId }).balances).toMatchObject([{ amountMinor: 167 }]);
  });

  it('leaves the days of the others paid: what ends and comes back is not billed for them twice', () => {
    payPart(1000);
    cancelNow(a);
    desk.vendor();
    expect(invoiceOf(b)).toMatchObject({ refunded: { amountMinor: 167 }, credited: { amountMinor: 595 } });
    desk.call('orders', 'cancel', {
      requestKey: key(),
      id: desk.contract(b).orderId,
      immediate: true,
      reason: 'Test',
    });
    desk.vendor();
    const back = (renewsOn: string) => () =>
      desk.call('contractProducts', 'reactivate', { requestKey: key(), id: b, renewsOn, priceMinor: 700 });
    expect(failure(back('2026-05-04'))?.fields).toMatchObject({ renewsOn: { code: 'still_paid' } });
    expect(back('2026-05-05')()).toMatchObject({ nextDueOn: '2026-05-05' });
  });

  it('leaves an invoice that is cancelled where it was the last one', () => {
    cancelNow(a);
    cancelNow(b);
    const { id } = desk
      .call('billing', 'listInvoices', { clientId, limit: 10 })
      .rows.find(({ kind, total }) => kind === 'renewal' && total.amountMinor === 1428) ?? { id: '' };
    expect(desk.call('billing', 'getInvoice', { id })).toMatchObject({
      status: 'Cancelled',
      credited: { amountMinor: 1428 },
      due: { amountMinor: 0 },
    });
  });

  it('is written off alone where it is closed unpaid', async () => {
    desk.call('automation', 'setSettings', {
      scope: 'contract_product',
      scopeId: b,
      values: { suspend_days: '300', cancel_days: '310', terminate_days: '320' },
    });
    await desk.until('2026-05-08');
    expect([a, b].map((id) => desk.contract(id).status)).toEqual(['Closed', 'Active']);
    expect(invoiceOf(b)).toMatchObject({ status: 'Unpaid', due: { amountMinor: 833 } });
    expect(invoiceOf(b).creditNotes).toMatchObject([{ reason: 'write_off', total: { amountMinor: 595 } }]);
  });

  it('is billed anew by itself when its product is changed, and the others stay', () => {
    const { connectionId } = desk.contract(a);
    const pro = desk.make.product({ connectionId, name: 'pro', packageIdentifier: '55228', prices: [price(1000)] });
    const target = { contractProductId: a, productId: pro };
    const { due, total } = desk.call('contractChanges', 'quote', target);
    const change = desk.call('contractChanges', 'confirm', {
      requestKey: key(),
      ...target,
      expectedDueMinor: due.amountMinor,
      downgrade: 'none',
    });
    desk.call(
      'billing',
      'recordPayment',
      desk.make.payment(change.invoiceId ?? '', total.amountMinor, { receivedOn: '2026-03-30' }),
    );
    desk.vendor();
    expect(invoiceOf(b)).toMatchObject({ status: 'Unpaid', due: { amountMinor: 833 } });
    expect(invoiceOf(a)).toMatchObject({ status: 'Unpaid', due: { amountMinor: 1190 } });
    expect(invoiceOf(a).lines).toHaveLength(1);
  });
});
