import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failure, key, makeShop, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
});
afterEach(() => opened.done());

const contractOf = (orderId: string) =>
  opened.store.db
    .prepare('SELECT status, anchor_date, billed_to, next_due_on FROM contract_product WHERE order_id = ?')
    .get(orderId);

describe('recording a payment', () => {
  it('settles: invoice Paid, order Active, contract awaiting activation, one purchase queued, then the kick', () => {
    const order = shop.make.order();
    const input = shop.make.payment(order.invoiceId, 500, { reference: 'R-1', method: 'bank_transfer' });
    const invoice = shop.call('billing', 'recordPayment', input);
    expect(invoice).toMatchObject({
      status: 'Paid',
      due: { amountMinor: 0 },
      payments: [{ amount: { amountMinor: 500, currency: 'EUR' }, reference: 'R-1', recordedBy: 'Olga Owner' }],
    });
    expect(shop.call('orders', 'get', { id: order.id })).toMatchObject({ status: 'Active', due: { amountMinor: 0 } });
    expect(contractOf(order.id)).toEqual({
      status: 'Awaiting Activation',
      anchor_date: '2026-03-10',
      billed_to: '2026-04-10',
      next_due_on: '2026-04-10',
    });
    expect(opened.store.db.prepare('SELECT kind, state, cause FROM operation').all()).toEqual([
      { kind: 'create', state: 'queued', cause: `order/${order.id}` },
    ]);
    expect(shop.provisioning.kicks).toBe(1);
  });

  it('starts the period on the day of payment and lets the invoice line cover it (spec 2.5.1)', () => {
    opened.clock.set('2026-01-30T12:00:00.000Z');
    const order = shop.make.order();
    opened.clock.set('2026-01-31T12:00:00.000Z');
    shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 500, { receivedOn: '2026-01-30' }));
    expect(contractOf(order.id)).toMatchObject({ anchor_date: '2026-01-31', billed_to: '2026-02-28' });
    const invoice = shop.call('billing', 'getInvoice', { id: order.invoiceId });
    expect(invoice.lines).toEqual([
      {
        text: 'ispmanager 6 lite, 1 month',
        amount: { amountMinor: 500, currency: 'EUR' },
        periodFrom: '2026-01-31',
        periodTo: '2026-02-28',
      },
    ]);
    expect(invoice.issuedOn).toBe('2026-01-30');
  });

  it('takes parts, and settles with the last one only', () => {
    const order = shop.make.order();
    const first = shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 200));
    expect(first).toMatchObject({ status: 'Partly paid', due: { amountMinor: 300 } });
    expect(shop.call('orders', 'get', { id: order.id })).toMatchObject({
      status: 'Awaiting payment',
      paid: { amountMinor: 200 },
    });
    expect([shop.provisioning.open(), shop.provisioning.kicks]).toEqual([0, 0]);
    shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 300));
    expect([shop.provisioning.open(), shop.provisioning.kicks]).toEqual([1, 1]);
  });

  it('records one payment for one key', () => {
    const order = shop.make.order();
    const input = shop.make.payment(order.invoiceId, 500);
    const first = shop.call('billing', 'recordPayment', input);
    expect(shop.call('billing', 'recordPayment', input)).toEqual(first);
    expect([shop.count('payment'), shop.provisioning.open(), shop.provisioning.kicks]).toEqual([1, 1, 1]);
  });

  it('refuses a key that recorded something else', () => {
    const order = shop.make.order();
    const input = shop.make.payment(order.invoiceId, 100);
    shop.call('billing', 'recordPayment', input);
    for (const other of [{ amountMinor: 200 }, { method: 'bank_transfer' as const }, { receivedOn: '2026-03-09' }]) {
      expect(failure(() => shop.call('billing', 'recordPayment', { ...input, ...other }))?.code).toBe(
        'conflict.changed_meanwhile',
      );
    }
    expect(shop.count('payment')).toBe(1);
  });

  it('refuses a second press with a key of its own, and queues nothing twice', () => {
    const order = shop.make.order();
    shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 500));
    const again = failure(() => shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 500)));
    expect(again?.code).toBe('billing.invoice_settled');
    expect([shop.count('payment'), shop.count('operation'), shop.provisioning.kicks]).toEqual([1, 1, 1]);
  });

  it('refuses more than is due and says how much is', () => {
    const order = shop.make.order();
    shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 100));
    expect(failure(() => shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 401)))).toEqual({
      code: 'billing.over_payment',
      params: { due: '4.00 EUR' },
    });
  });

  it('refuses a date in the future of the brand, takes today there', () => {
    const order = shop.make.order();
    const pay = (receivedOn: string) =>
      failure(() => shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 100, { receivedOn })));
    expect(pay('2026-03-11')).toEqual({ code: 'input.invalid', fields: { receivedOn: { code: 'in_future' } } });
    shop.call('brand', 'update', { timeZone: 'Pacific/Auckland' });
    expect(pay('2026-03-11')).toBeNull();
  });

  it('refuses an invoice that is cancelled or does not exist', () => {
    const order = shop.make.order();
    opened.store.db.prepare("UPDATE invoice SET status = 'Cancelled'").run();
    expect(failure(() => shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 500)))?.code).toBe(
      'billing.invoice_settled',
    );
    expect(failure(() => shop.call('billing', 'recordPayment', shop.make.payment(key(), 500)))?.code).toBe('not_found');
  });

  it('buys nothing for an order that does not await payment any more, though the money is recorded', () => {
    const order = shop.make.order();
    opened.store.db.prepare("UPDATE orders SET status = 'Cancelled'").run();
    const invoice = shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 500));
    expect(invoice.status).toBe('Paid');
    expect(shop.call('orders', 'get', { id: order.id }).status).toBe('Cancelled');
    expect([shop.count('operation'), contractOf(order.id)]).toMatchObject([0, { status: 'Pending' }]);
  });

  it('records no money when the purchase cannot be queued', () => {
    const order = shop.make.order();
    const before = shop.count('audit_entry');
    shop.provisioning.failWith = new Error('disk full');
    const input = shop.make.payment(order.invoiceId, 500);
    expect(() => shop.call('billing', 'recordPayment', input)).toThrow('disk full');
    expect(shop.count('payment')).toBe(0);
    expect(shop.count('audit_entry')).toBe(before);
    expect(shop.call('billing', 'getInvoice', { id: order.invoiceId }).status).toBe('Unpaid');
    shop.provisioning.failWith = undefined;
    expect(shop.call('billing', 'recordPayment', input).status).toBe('Paid');
  });
});

describe('invoices', () => {
  it('keep the buyer they were issued to', () => {
    const clientId = shop.make.client();
    const order = shop.make.order({ clientId });
    const client = shop.call('clients', 'get', { id: clientId });
    shop.call('clients', 'update', {
      id: clientId,
      email: client.email,
      firstName: 'Maria',
      lastName: 'Jones',
    });
    expect(shop.call('billing', 'getInvoice', { id: order.invoiceId }).clientName).toBe('Anna Smith');
    expect(shop.call('orders', 'get', { id: order.id }).clientName).toBe('Maria Jones');
    const { buyer } = opened.store.db.prepare('SELECT buyer FROM invoice').get() as { buyer: string };
    expect(JSON.parse(buyer)).toMatchObject({ name: 'Anna Smith', company: '', email: client.email, language: 'en' });
  });

  it('are overdue after their due date and only while open', () => {
    const order = shop.make.order();
    const overdue = () => shop.call('billing', 'listInvoices', {}).rows[0]?.isOverdue;
    opened.clock.set('2026-03-17T23:59:00.000Z');
    expect(overdue()).toBe(false);
    opened.clock.set('2026-03-18T00:00:00.000Z');
    expect(overdue()).toBe(true);
    shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 500));
    expect(overdue()).toBe(false);
  });

  it('are listed by what is open and by client', () => {
    const productId = shop.make.product();
    const anna = shop.make.client();
    const [paid, open] = [
      shop.make.order({ productId, clientId: anna }),
      shop.make.order({ productId, clientId: anna }),
    ];
    shop.make.order({ productId });
    shop.call('billing', 'recordPayment', shop.make.payment(paid?.invoiceId ?? '', 500));
    const list = (filter: object) => shop.call('billing', 'listInvoices', filter).rows.map((row) => row.id);
    expect(list({})).toHaveLength(3);
    expect(list({ open: true })).toHaveLength(2);
    expect(list({ clientId: anna })).toHaveLength(2);
    expect(list({ clientId: anna, open: true })).toEqual([open?.invoiceId]);
    expect(failure(() => shop.call('billing', 'getInvoice', { id: key() }))?.code).toBe('not_found');
  });

  it('are written in the language of the buyer', () => {
    const order = shop.make.order({
      clientId: shop.make.client({ language: 'ru' }),
      termMonths: 12,
      expectedTotalMinor: 5000,
    });
    const { lines } = shop.call('billing', 'getInvoice', { id: order.invoiceId });
    expect(lines).toMatchObject([{ text: 'ispmanager 6 lite, 12 месяцев', periodTo: '2027-03-10' }]);
  });
});
