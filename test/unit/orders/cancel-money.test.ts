import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { row } from '../support/row.ts';
import { runningShop, type RunningShop } from '../support/running.ts';
import { failure, key } from '../support/shop.ts';

let desk: RunningShop;
let connectionId: string;
let lite: string;
let pro: string;
let contract: string;
let orderId: string;
let clientId: string;

beforeEach(() => {
  desk = runningShop('2026-03-01');
  connectionId = desk.make.connection();
  lite = product('lite', '55227', 500);
  pro = product('pro', '55228', 1000);
  clientId = desk.make.client();
});
afterEach(() => desk.done());

const product = (name: string, packageIdentifier: string, amountMinor: number): string =>
  desk.make.product({
    name,
    packageIdentifier,
    connectionId,
    prices: [{ termMonths: 1, currency: 'EUR', amountMinor }],
    quantity: { bulk: 'yes', step: 1, isLimited: false, min: null, max: null },
  });
const today = (): string => desk.shop.services.brand.businessDate();
const pay = (invoiceId: string, amountMinor: number, method: 'cash' | 'account_balance' = 'cash') =>
  desk.call('billing', 'recordPayment', desk.make.payment(invoiceId, amountMinor, { method, receivedOn: today() }));

/** A license that runs, sold at a sum with its tax. */
function sell(productId: string, totalMinor: number): void {
  const license = { package_identifier: productId === pro ? '55228' : '55227' };
  contract = desk.sell({ productId, clientId, expectedTotalMinor: totalMinor }, license);
  orderId = desk.contract(contract).orderId;
}
/** Changes the product to the end: its money, and the vendor's success. */
function change(productId: string, downgrade: 'refund' | 'account_balance' | 'none' = 'account_balance') {
  const asked = begin(productId, downgrade);
  if (asked.invoiceId !== null) pay(asked.invoiceId, asked.open.amountMinor);
  if (desk.shop.provisioning.openOf(contract)) desk.shop.settle(contract);
  return asked;
}
function begin(productId: string, downgrade: 'refund' | 'account_balance' | 'none' = 'account_balance') {
  const quote = desk.call('contractChanges', 'quote', { contractProductId: contract, productId });
  return desk.call('contractChanges', 'confirm', {
    requestKey: key(),
    contractProductId: contract,
    productId,
    expectedDueMinor: quote.due.amountMinor,
    downgrade,
  });
}
const changes = () => desk.call('contractChanges', 'list', { contractProductId: contract });
const preview = () => desk.call('orders', 'previewCancel', { id: orderId });
const cancel = (patch: object = {}) =>
  desk.call('orders', 'cancel', { requestKey: key(), id: orderId, immediate: true, reason: '', ...patch });
const refunds = () =>
  desk.store.db.prepare('SELECT amount_minor AS minor, destination FROM refund ORDER BY id').all() as {
    minor: number;
    destination: string;
  }[];
const balance = (): number => desk.shop.services.billing.balanceOf(clientId, 'EUR');
const invoice = (id: string | null) => desk.call('billing', 'getInvoice', { id: id ?? '' });
/** The newest invoice of a period. */
const renewalId = (): string => desk.invoices(contract).at(-1)?.invoiceId ?? '';
const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });

describe('cancelling after a change of product gives back what was paid (spec 2.1, 2.7)', () => {
  row(87, 'an upgrade of 5.00 to 10.00 that is cancelled at once gives back 10.00', () => {
    sell(lite, 500);
    change(pro);
    expect(preview().refunds.map(({ amount }) => amount.amountMinor)).toEqual([500, 500]);
    cancel({ refund: 'original', expectedRefundMinor: 1000 });
    expect(refunds()).toEqual([
      { minor: 500, destination: 'original' },
      { minor: 500, destination: 'original' },
    ]);
  });

  it('87 a downgrade of 10.00 to 5.00 in mid-term, credited, leaves 2.42 and no more', () => {
    sell(pro, 1000);
    desk.noon('2026-03-17');
    change(lite);
    // 15 of 31 days at 10.00 and at 5.00: 4.84 and 2.42.
    expect(balance()).toBe(242);
    expect(preview().refundTotal).toEqual(eur(242));
    cancel({ refund: 'account_balance', expectedRefundMinor: 242 });
    expect(balance()).toBe(484);
    expect(invoice(desk.call('orders', 'get', { id: orderId }).invoiceId).refunded.amountMinor).toBe(484);
  });

  it('87 a downgrade that was not credited gives back the price in force, not the one that was paid', () => {
    sell(pro, 1000);
    change(lite, 'none');
    expect(preview().refundTotal).toEqual(eur(500));
  });

  it('87 up and down again gives back each part once, with its tax', () => {
    desk.call('brand', 'createTaxRate', { name: 'VAT', country: '', percent: '19' });
    sell(lite, 595);
    change(pro);
    desk.noon('2026-03-17');
    change(lite, 'refund');
    // 2.42 net of the upgrade, with 19 %.
    expect(refunds()).toEqual([{ minor: 288, destination: 'original' }]);
    expect(preview().refundTotal).toEqual(eur(288));
    cancel({ refund: 'original', expectedRefundMinor: 288 });
    expect(refunds().map(({ minor }) => minor)).toEqual([288, 288]);
  });

  it('87 the tax of many licenses is that of their sum', () => {
    desk.call('brand', 'createTaxRate', { name: 'VAT', country: '', percent: '19' });
    const odd = product('odd', '55227', 499);
    const order = desk.make.order({ productId: odd, clientId, quantity: 100, expectedTotalMinor: 59_381 });
    pay(order.invoiceId, 59_381);
    orderId = order.id;
    expect(preview().refundTotal).toEqual(eur(59_381));
  });

  it('87 what was given back by hand is not given again', () => {
    sell(lite, 500);
    const upgrade = change(pro);
    desk.call('billing', 'refund', {
      requestKey: key(),
      invoiceId: upgrade.invoiceId ?? '',
      amountMinor: 500,
      destination: 'original',
    });
    expect(preview().refundTotal).toEqual(eur(500));
    cancel({ refund: 'original', expectedRefundMinor: 500 });
    expect(refunds().reduce((sum, { minor }) => sum + minor, 0)).toBe(1000);
  });

  it('87 a renewal that is paid while the vendor is asked keeps the price that it was billed at', async () => {
    sell(pro, 1000);
    await desk.until('2026-03-25');
    begin(lite);
    expect(desk.invoices(contract)).toHaveLength(2);
    pay(renewalId(), 1000);
    desk.shop.settle(contract);
    // 7 of 31 days at 5.00, and the whole of April at 10.00.
    expect(preview().refundTotal).toEqual(eur(1113));
  });
});

describe('what is under way ends with the order, and what was paid for it is not forgotten', () => {
  /** Sells a license whose renewal is billed by a day, and paid in part. */
  const renewed = async (day: string, paidMinor: number) => {
    sell(lite, 500);
    await desk.until(day);
    pay(renewalId(), paidMinor);
    return invoice(renewalId());
  };

  row(87, 'the preview names the open renewal and what was paid of it; that goes back as is chosen', async () => {
    const renewal = await renewed('2026-03-29', 200);
    // 3 of 31 days.
    expect(preview()).toMatchObject({
      endedInvoices: [{ number: renewal.number, kind: 'renewal', due: eur(300), paid: eur(200) }],
      refunds: [
        { why: 'unused_days', amount: eur(48) },
        { why: 'not_begun', amount: eur(200), invoiceNumber: renewal.number },
      ],
      refundTotal: eur(248),
      notBegunTotal: eur(200),
    });
    cancel({ refund: 'original', expectedRefundMinor: 248 });
    expect(refunds().toSorted((a, b) => a.minor - b.minor)).toEqual([
      { minor: 48, destination: 'original' },
      { minor: 200, destination: 'original' },
    ]);
    expect(invoice(renewal.id)).toMatchObject({ status: 'Cancelled', due: eur(0), refunded: eur(200) });
  });

  it('87 without a refund, or with the end of the term, a renewal that was paid in part is on the account balance', async () => {
    await renewed('2026-03-29', 200);
    cancel();
    expect(balance()).toBe(200);
    expect(refunds()).toEqual([{ minor: 200, destination: 'account_balance' }]);
    const first = balance();
    await renewed('2026-04-25', 100);
    cancel({ immediate: false });
    expect(balance() - first).toBe(100);
  });

  it('22 a renewal that was paid in part goes to the account balance where auto-renewal is switched off', async () => {
    await renewed('2026-03-29', 200);
    desk.call('contractProducts', 'setAutoRenew', { id: contract, autoRenew: false });
    expect(balance()).toBe(200);
  });

  it('87 a change that waits for its money is called off with its invoice, and its part given back', () => {
    sell(lite, 500);
    const asked = begin(pro);
    pay(asked.invoiceId ?? '', 100);
    expect(preview()).toMatchObject({
      endedInvoices: [{ number: asked.invoiceNumber, kind: 'change', due: eur(400), paid: eur(100) }],
      refundTotal: eur(600),
      notBegunTotal: eur(100),
    });
    cancel({ refund: 'original', expectedRefundMinor: 600 });
    expect(changes()[0]).toMatchObject({ status: 'Cancelled', given: eur(100) });
    expect(invoice(asked.invoiceId)).toMatchObject({ status: 'Cancelled', refunded: eur(100) });
    expect(refunds().reduce((sum, { minor }) => sum + minor, 0)).toBe(600);
  });

  it('87 a change that is paid and waits for a person is given up with its money', () => {
    sell(lite, 500);
    const asked = begin(pro);
    // The vendor cannot be asked when its money comes.
    desk.shop.provisioning.cannot.add('changePackage');
    pay(asked.invoiceId ?? '', 500);
    expect(changes()[0]?.status).toBe('Paid');
    expect(preview()).toMatchObject({
      endedInvoices: [{ kind: 'change', due: eur(0), paid: eur(500) }],
      refundTotal: eur(1000),
    });
    cancel({ refund: 'account_balance', expectedRefundMinor: 1000 });
    expect(changes()[0]).toMatchObject({ status: 'Cancelled', given: eur(500) });
    expect(balance()).toBe(1000);
  });

  it('a change that waits is given up where the term ends', async () => {
    sell(lite, 500);
    const asked = begin(pro);
    desk.shop.provisioning.cannot.add('changePackage');
    pay(asked.invoiceId ?? '', 500);
    cancel({ immediate: false });
    expect(changes()[0]?.status).toBe('Paid');
    await desk.until('2026-04-02');
    expect(desk.contract(contract).status).toBe('Lapsed');
    expect(changes()[0]).toMatchObject({ status: 'Cancelled', given: eur(500) });
    expect(balance()).toBe(500);
  });
});

describe('money goes back only where it can (spec 2.4)', () => {
  it('87 what came from the account balance cannot leave the house, and the preview says so', () => {
    desk.call('billing', 'deposit', {
      requestKey: key(),
      clientId,
      currency: 'EUR',
      amountMinor: 500,
      method: 'cash',
      receivedOn: today(),
    });
    const order = desk.make.order({ productId: lite, clientId });
    pay(order.invoiceId, 500, 'account_balance');
    orderId = order.id;
    expect(preview().refunds).toMatchObject([
      { amount: eur(500), refundable: { original: eur(0), account_balance: eur(500) } },
    ]);
    expect(failure(() => cancel({ refund: 'original', expectedRefundMinor: 500 }))?.code).toBe('billing.over_refund');
    expect(desk.call('orders', 'get', { id: orderId }).status).toBe('Active');
    cancel({ refund: 'account_balance', expectedRefundMinor: 500 });
    expect(balance()).toBe(500);
  });

  it('87 an order that is paid in part from both says how much of it came from outside', () => {
    desk.call('billing', 'deposit', {
      requestKey: key(),
      clientId,
      currency: 'EUR',
      amountMinor: 100,
      method: 'cash',
      receivedOn: today(),
    });
    const order = desk.make.order({ productId: lite, clientId });
    pay(order.invoiceId, 100, 'account_balance');
    pay(order.invoiceId, 150);
    orderId = order.id;
    expect(preview().refunds).toMatchObject([
      { amount: eur(250), refundable: { original: eur(150), account_balance: eur(250) } },
    ]);
  });

  it('87 gives up nothing where the money cannot go where it is sent', () => {
    sell(lite, 500);
    const asked = begin(pro);
    desk.call('billing', 'deposit', {
      requestKey: key(),
      clientId,
      currency: 'EUR',
      amountMinor: 100,
      method: 'cash',
      receivedOn: today(),
    });
    pay(asked.invoiceId ?? '', 100, 'account_balance');
    expect(failure(() => cancel({ refund: 'original', expectedRefundMinor: 600 }))?.code).toBe('billing.over_refund');
    expect(changes()[0]?.status).toBe('Awaiting payment');
    expect(desk.shop.count('refund')).toBe(0);
  });
});
