import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failure, key, makeShop, staff, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
let clientId: string;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
  clientId = shop.make.client();
});
afterEach(() => opened.done());

const moved = (amountMinor: number, patch: object = {}) => ({
  requestKey: key(),
  clientId,
  currency: 'EUR',
  amountMinor,
  method: 'bank_transfer' as const,
  reference: '',
  ...patch,
});
const deposit = (amountMinor: number, patch: object = {}) =>
  shop.call('billing', 'deposit', { receivedOn: '2026-03-10', ...moved(amountMinor, patch) });
const payOut = (amountMinor: number, patch: object = {}) => shop.call('billing', 'payOut', moved(amountMinor, patch));
const has = (minor: number, currency = 'EUR') => ({ amountMinor: minor, currency });
const balances = () => shop.call('billing', 'getBalance', { clientId }).balances;

describe('account balance (spec 2.4)', () => {
  it('takes what staff received ahead of invoices, and pays it out, by currency', () => {
    expect(balances()).toEqual([]);
    deposit(1000, { reference: 'T-1', receivedOn: '2026-03-09' });
    deposit(50, { currency: 'USD' });
    expect(payOut(300, { method: 'cash' }).balances).toEqual([has(700), has(50, 'USD')]);
    expect(shop.call('billing', 'listBalanceEntries', { clientId }).rows).toMatchObject([
      { kind: 'payout', amount: has(-300), method: 'cash', enteredOn: '2026-03-10', recordedBy: 'Olga Owner' },
      { kind: 'deposit', amount: has(50, 'USD') },
      { kind: 'deposit', amount: has(1000), reference: 'T-1', enteredOn: '2026-03-09' },
    ]);
  });

  it('moves once for one key, and nothing else under it', () => {
    const input = { ...moved(500), receivedOn: '2026-03-10' };
    shop.call('billing', 'deposit', input);
    shop.call('billing', 'deposit', input);
    expect(balances()).toEqual([has(500)]);
    for (const other of [
      { amountMinor: 501 },
      { method: 'cash' as const },
      { currency: 'USD' },
      { receivedOn: '2026-03-09' },
    ])
      expect(failure(() => shop.call('billing', 'deposit', { ...input, ...other }))?.code).toBe(
        'conflict.changed_meanwhile',
      );
    const out = moved(200);
    shop.call('billing', 'payOut', out);
    shop.call('billing', 'payOut', out);
    expect(failure(() => shop.call('billing', 'deposit', { ...out, receivedOn: '2026-03-10' }))?.code).toBe(
      'conflict.changed_meanwhile',
    );
    expect(balances()).toEqual([has(300)]);
  });

  it('is never below nothing, in no currency', () => {
    deposit(500);
    expect(failure(() => payOut(501))).toEqual({ code: 'billing.balance_too_low', params: { balance: '5.00 EUR' } });
    expect(failure(() => payOut(1, { currency: 'USD' }))).toMatchObject({ params: { balance: '0.00 USD' } });
    expect(balances()).toEqual([has(500)]);
  });

  it('refuses a day to come, a currency that does not exist, a client that does not', () => {
    expect(failure(() => deposit(1, { receivedOn: '2026-03-11' }))?.fields).toEqual({
      receivedOn: { code: 'in_future' },
    });
    expect(failure(() => deposit(1, { currency: 'XYZ' }))?.fields).toEqual({ currency: { code: 'invalid' } });
    expect(failure(() => deposit(1, { clientId: key() }))?.fields).toEqual({ clientId: { code: 'not_found' } });
    expect(shop.count('balance_entry')).toBe(0);
  });

  it('pays invoices, partly or wholly, as the payment method account_balance, today', () => {
    deposit(300);
    const order = shop.make.order({ clientId });
    const pay = (amountMinor: number, patch: object = {}) =>
      shop.call(
        'billing',
        'recordPayment',
        shop.make.payment(order.invoiceId, amountMinor, {
          method: 'account_balance',
          receivedOn: '2020-01-01',
          ...patch,
        }),
      );
    expect(failure(() => pay(301))).toEqual({ code: 'billing.balance_too_low', params: { balance: '3.00 EUR' } });
    expect(shop.count('payment')).toBe(0);
    const requestKey = key();
    pay(300, { requestKey });
    const again = pay(300, { requestKey });
    expect(again).toMatchObject({
      status: 'Partly paid',
      payments: [{ method: 'account_balance', receivedOn: '2026-03-10', amount: has(300) }],
    });
    expect(balances()).toEqual([has(0)]);
    deposit(200);
    expect(pay(200).status).toBe('Paid');
    expect(shop.call('orders', 'get', { id: order.id }).status).toBe('Active');
    expect(shop.call('billing', 'listBalanceEntries', { clientId }).rows[0]).toMatchObject({
      kind: 'payment',
      amount: has(-200),
      invoiceId: order.invoiceId,
    });
  });

  it('takes no more than is due; what is left over is a deposit', () => {
    deposit(900);
    const order = shop.make.order({ clientId });
    const payment = shop.make.payment(order.invoiceId, 501, { method: 'account_balance' });
    expect(failure(() => shop.call('billing', 'recordPayment', payment))).toEqual({
      code: 'billing.over_payment',
      params: { due: '5.00 EUR' },
    });
    expect(balances()).toEqual([has(900)]);
  });

  it('takes credit that no money stands behind, and gives it back no further than it is there', () => {
    const { billing } = shop.services;
    const credit = (amountMinor: number) =>
      opened.store.transaction(staff, (writer) =>
        billing.credit(writer, { clientId, currency: 'EUR', amountMinor, kind: 'commission', reference: 'sale' }),
      );
    credit(100);
    credit(-40);
    expect(failure(() => credit(-61))?.code).toBe('billing.balance_too_low');
    expect([balances(), billing.balanceOf(clientId, 'EUR')]).toEqual([[has(60)], 60]);
    expect(shop.call('billing', 'books', {}).currencies).toMatchObject([
      { grantedMinor: 60, balancesMinor: 60, differenceMinor: 0, agrees: true },
    ]);
  });
});
