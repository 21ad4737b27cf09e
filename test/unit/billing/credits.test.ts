import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failure, key, makeShop, staff, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
let clientId: string;
let productId: string;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
  clientId = shop.make.client();
  productId = shop.make.product();
});
afterEach(() => opened.done());

const order = () => shop.make.order({ clientId, productId });
const pay = (invoiceId: string, amountMinor: number, patch: object = {}) =>
  shop.call('billing', 'recordPayment', shop.make.payment(invoiceId, amountMinor, patch));
const ending = (invoiceId: string, expectedDueMinor: number) => ({ requestKey: key(), invoiceId, expectedDueMinor });
const refunding = (invoiceId: string, amountMinor: number, destination: 'original' | 'account_balance') => ({
  requestKey: key(),
  invoiceId,
  amountMinor,
  destination,
});
const balance = () => shop.call('billing', 'getBalance', { clientId }).balances;
const agrees = () => shop.call('billing', 'books', {}).currencies.every((each) => each.agrees);

describe('crediting a part of what is open (spec 2.4)', () => {
  const crediting = (invoiceId: string, amountMinor: number) => ({ requestKey: key(), invoiceId, amountMinor });

  it('leaves the rest to be paid, once for a key, with its part of the tax', () => {
    shop.call('brand', 'createTaxRate', { name: 'VAT', country: '', percent: '19' });
    const placed = shop.make.order({ clientId, productId, expectedTotalMinor: 595 });
    const input = { ...crediting(placed.invoiceId, 119), note: 'late delivery' };
    const first = shop.call('billing', 'creditPart', input);
    expect(first).toMatchObject({
      status: 'Unpaid',
      due: { amountMinor: 476 },
      creditNotes: [
        { reason: 'correction', total: { amountMinor: 119 }, tax: { amountMinor: 19 }, note: 'late delivery' },
      ],
    });
    expect(shop.call('billing', 'creditPart', input)).toEqual(first);
    expect(failure(() => shop.call('billing', 'creditPart', { ...input, amountMinor: 120 }))).toMatchObject({
      code: 'conflict.changed_meanwhile',
    });
    expect(shop.call('orders', 'get', { id: placed.id }).due.amountMinor).toBe(476);
    expect(failure(() => pay(placed.invoiceId, 477))).toMatchObject({
      code: 'billing.over_payment',
      params: { due: '4.76 EUR' },
    });
    expect(pay(placed.invoiceId, 476)).toMatchObject({ status: 'Paid' });
    expect(shop.call('orders', 'get', { id: placed.id }).status).toBe('Active');
    expect(agrees()).toBe(true);
  });

  it('is refused for all that is open, and for what is settled', () => {
    const { invoiceId } = order();
    pay(invoiceId, 200);
    expect(failure(() => shop.call('billing', 'creditPart', crediting(invoiceId, 300)))).toMatchObject({
      code: 'billing.over_credit',
      params: { due: '3.00 EUR' },
    });
    pay(invoiceId, 300);
    expect(failure(() => shop.call('billing', 'creditPart', crediting(invoiceId, 1)))).toMatchObject({
      code: 'billing.invoice_settled',
    });
    expect(agrees()).toBe(true);
  });

  it('is taken from what comes back for days that are not used, and from what is cancelled later', () => {
    const [paid, open] = [order(), order()];
    for (const { invoiceId } of [paid, open]) shop.call('billing', 'creditPart', crediting(invoiceId, 100));
    pay(paid.invoiceId, 400);
    expect(shop.call('orders', 'previewCancel', { id: paid.id }).refundTotal.amountMinor).toBe(400);
    expect(shop.call('billing', 'cancelInvoice', ending(open.invoiceId, 400))).toMatchObject({
      status: 'Cancelled',
      credited: { amountMinor: 500 },
    });
    expect(agrees()).toBe(true);
  });
});

describe('cancelling and writing off (spec 2.4)', () => {
  it('credit what is open, with a number of their own without gaps', () => {
    const [first, second] = [order(), order()];
    pay(second.invoiceId, 200);
    const cancelled = shop.call('billing', 'cancelInvoice', { ...ending(first.invoiceId, 500), note: 'by mistake' });
    expect(cancelled).toMatchObject({
      status: 'Cancelled',
      due: { amountMinor: 0 },
      credited: { amountMinor: 500 },
      creditNotes: [{ number: 'CN-000001', reason: 'cancelled', total: { amountMinor: 500 }, note: 'by mistake' }],
    });
    const written = shop.call('billing', 'writeOff', ending(second.invoiceId, 300));
    expect(written).toMatchObject({
      status: 'Written off',
      due: { amountMinor: 0 },
      paid: { amountMinor: 200 },
      creditNotes: [{ number: 'CN-000002', reason: 'write_off', total: { amountMinor: 300 } }],
    });
    expect(shop.call('orders', 'get', { id: second.id }).due).toEqual({ amountMinor: 0, currency: 'EUR' });
    expect(shop.call('billing', 'listCreditNotes', { clientId }).rows.map(({ number }) => number)).toEqual([
      'CN-000002',
      'CN-000001',
    ]);
    expect(agrees()).toBe(true);
  });

  it('do once for one key, and not for a sum that the person did not see', () => {
    const { invoiceId } = order();
    const input = ending(invoiceId, 500);
    const first = shop.call('billing', 'cancelInvoice', input);
    expect(shop.call('billing', 'cancelInvoice', input)).toEqual(first);
    expect(failure(() => shop.call('billing', 'writeOff', input))?.code).toBe('conflict.changed_meanwhile');
    const another = order();
    pay(another.invoiceId, 100);
    expect(failure(() => shop.call('billing', 'cancelInvoice', ending(another.invoiceId, 500)))?.code).toBe(
      'conflict.changed_meanwhile',
    );
    expect(shop.count('credit_note')).toBe(1);
  });

  it('are refused where nothing is open, and take no number then', () => {
    const paid = order();
    pay(paid.invoiceId, 500);
    for (const verb of ['cancelInvoice', 'writeOff'] as const) {
      expect(failure(() => shop.call('billing', verb, ending(paid.invoiceId, 0)))?.code).toBe(
        'billing.invoice_settled',
      );
      expect(failure(() => shop.call('billing', verb, ending(key(), 0)))?.code).toBe('not_found');
    }
    const open = order();
    expect(shop.call('billing', 'cancelInvoice', ending(open.invoiceId, 500)).creditNotes[0]?.number).toBe('CN-000001');
    expect(failure(() => pay(open.invoiceId, 1))?.code).toBe('billing.invoice_settled');
  });

  it('tell what the invoice was for, and only then', () => {
    const { billing } = shop.services;
    const { invoiceId } = order();
    opened.store.transaction(staff, (writer) => billing.cancelInvoice(writer, invoiceId, 'order cancelled'));
    expect(shop.call('billing', 'getInvoice', { id: invoiceId })).toMatchObject({
      status: 'Cancelled',
      creditNotes: [{ note: 'order cancelled' }],
    });
    expect(
      failure(() => opened.store.transaction(staff, (writer) => billing.writeOff(writer, invoiceId, ''))),
    ).toMatchObject({ code: 'billing.invoice_settled' });
  });
});

describe('refunds (spec 2.4)', () => {
  it('go back the way the money came, or to the account balance, with a credit note each', () => {
    const { invoiceId } = order();
    pay(invoiceId, 500);
    const part = shop.call('billing', 'refund', { ...refunding(invoiceId, 200, 'original'), reference: 'T-7' });
    expect(part).toMatchObject({
      status: 'Partly refunded',
      refunded: { amountMinor: 200 },
      refunds: [
        { amount: { amountMinor: 200 }, destination: 'original', reference: 'T-7', creditNoteNumber: 'CN-000001' },
      ],
      refundable: { original: { amountMinor: 300 }, accountBalance: { amountMinor: 300 } },
    });
    expect(balance()).toEqual([]);
    const whole = shop.call('billing', 'refund', refunding(invoiceId, 300, 'account_balance'));
    expect(whole).toMatchObject({ status: 'Refunded', credited: { amountMinor: 500 }, due: { amountMinor: 0 } });
    expect(balance()).toEqual([{ amountMinor: 300, currency: 'EUR' }]);
    expect(shop.call('billing', 'listBalanceEntries', { clientId }).rows).toMatchObject([
      { kind: 'refund', amount: { amountMinor: 300 }, invoiceNumber: 'INV-000001' },
    ]);
    expect(agrees()).toBe(true);
  });

  it('give back once for one key, and nothing else under it', () => {
    const { invoiceId } = order();
    pay(invoiceId, 500);
    const input = refunding(invoiceId, 100, 'account_balance');
    const first = shop.call('billing', 'refund', input);
    expect(shop.call('billing', 'refund', input)).toEqual(first);
    for (const other of [{ amountMinor: 101 }, { destination: 'original' as const }]) {
      expect(failure(() => shop.call('billing', 'refund', { ...input, ...other }))?.code).toBe(
        'conflict.changed_meanwhile',
      );
    }
    expect([shop.count('refund'), shop.count('credit_note'), shop.count('balance_entry')]).toEqual([1, 1, 1]);
  });

  it('are at most what was paid and not given back', () => {
    const { invoiceId } = order();
    pay(invoiceId, 500);
    shop.call('billing', 'refund', refunding(invoiceId, 200, 'account_balance'));
    expect(failure(() => shop.call('billing', 'refund', refunding(invoiceId, 301, 'original')))).toEqual({
      code: 'billing.over_refund',
      params: { left: '3.00 EUR' },
    });
    expect(shop.count('refund')).toBe(1);
  });

  it('never hand out what the account balance paid', () => {
    shop.call('billing', 'deposit', {
      requestKey: key(),
      clientId,
      currency: 'EUR',
      amountMinor: 400,
      method: 'cash',
      receivedOn: '2026-03-10',
    });
    const { invoiceId } = order();
    pay(invoiceId, 400, { method: 'account_balance' });
    pay(invoiceId, 100);
    expect(shop.call('billing', 'getInvoice', { id: invoiceId }).refundable).toMatchObject({
      original: { amountMinor: 100 },
      accountBalance: { amountMinor: 500 },
    });
    expect(failure(() => shop.call('billing', 'refund', refunding(invoiceId, 101, 'original')))?.code).toBe(
      'billing.over_refund',
    );
    shop.call('billing', 'refund', refunding(invoiceId, 100, 'original'));
    shop.call('billing', 'refund', refunding(invoiceId, 400, 'account_balance'));
    expect(balance()).toEqual([{ amountMinor: 400, currency: 'EUR' }]);
    expect(agrees()).toBe(true);
  });

  it('wait until nothing is open; of a cancelled invoice what was paid goes back and it stays cancelled', () => {
    const { invoiceId } = order();
    pay(invoiceId, 200);
    expect(failure(() => shop.call('billing', 'refund', refunding(invoiceId, 200, 'original')))?.code).toBe(
      'billing.invoice_open',
    );
    shop.call('billing', 'cancelInvoice', ending(invoiceId, 300));
    const back = shop.call('billing', 'refund', refunding(invoiceId, 200, 'original'));
    expect(back).toMatchObject({ status: 'Cancelled', credited: { amountMinor: 500 }, refunded: { amountMinor: 200 } });
    expect(agrees()).toBe(true);
  });

  it('take the tax back to the cent, over any parts (spec 2.14)', () => {
    shop.call('brand', 'createTaxRate', { name: 'VAT', percent: '19' });
    const { invoiceId } = shop.make.order({ clientId, productId, expectedTotalMinor: 595 });
    pay(invoiceId, 595);
    for (const part of [100, 333, 161, 1]) shop.call('billing', 'refund', refunding(invoiceId, part, 'original'));
    const { creditNotes } = shop.call('billing', 'getInvoice', { id: invoiceId });
    expect(creditNotes.map(({ tax }) => tax.amountMinor).reduce((a, b) => a + b, 0)).toBe(95);
    const shown = creditNotes.map(({ id }) => shop.call('billing', 'getCreditNote', { id }));
    for (const note of shown) {
      expect(note.taxes[0]?.tax).toEqual(note.tax);
      expect((note.taxes[0]?.net.amountMinor ?? 0) + note.tax.amountMinor).toBe(note.total.amountMinor);
    }
  });

  it('tell who is to take a commission back', () => {
    const { invoiceId } = order();
    pay(invoiceId, 500);
    const { billing } = shop.services;
    const id = opened.store.transaction(staff, (writer) =>
      billing.refund(writer, { ...refunding(invoiceId, 500, 'account_balance'), reference: '' }),
    );
    expect(shop.call('billing', 'getInvoice', { id: invoiceId })).toMatchObject({
      status: 'Refunded',
      refunds: [{ id }],
    });
  });
});
