import { describe, expect, it } from 'vitest';
import { failure, key, staff } from '../support/shop.ts';
import {
  opened,
  shop,
  lite,
  contract,
  clientId,
  product,
  quote,
  asked,
  confirm,
  newest,
  product_,
  pay,
  balance,
  triggers,
  period,
  patch,
} from './changed-shop.ts';

describe('what a change comes to (spec 2.7)', () => {
  it('is said before anything is asked for: both sums, the days, the new price, the same renewal date', () => {
    const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
    expect(quote()).toMatchObject({
      productName: 'ispmanager 6 pro',
      packageIdentifier: '55228',
      oldPrice: eur(500),
      newPrice: eur(750),
      changedOn: '2026-03-17',
      credit: eur(242),
      charge: eur(363),
      due: eur(121),
      total: eur(121),
      renewsOn: '2026-04-01',
      renewalInvoiceNumber: null,
      parts: [{ from: '2026-03-01', to: '2026-04-01', daysLeft: 15, daysInPeriod: 31 }],
    });
    expect(shop.count('contract_change')).toBe(0);
  });

  it('goes by what was really paid for the period, not by the price of the contract', () => {
    const id = opened.store.get<{ id: string }>('p', 'SELECT id FROM contract_period')?.id ?? '';
    patch('contract_period', id, { price_minor: 400 });
    expect(quote()).toMatchObject({ credit: { amountMinor: 194 }, due: { amountMinor: 169 } });
  });

  it('takes another price than the catalogue’s', () => {
    expect(quote({ priceMinor: 500 })).toMatchObject({ due: { amountMinor: 0 }, newPrice: { amountMinor: 500 } });
  });

  it('counts a period that is paid ahead as a whole', () => {
    opened.store.transaction(staff, (writer) =>
      writer.insert('contract_period', {
        id: opened.store.makeId(),
        contract_product_id: contract,
        number: 1,
        starts_on: '2026-04-01',
        ends_on: '2026-05-01',
        invoice_id: null,
        state: 'paid',
        currency: 'EUR',
        price_minor: 500,
      }),
    );
    expect(quote()).toMatchObject({ due: { amountMinor: 371 }, parts: [{}, { daysLeft: 30, daysInPeriod: 30 }] });
  });
});

describe('what cannot be changed', () => {
  const why = (change: object = {}) => failure(() => quote(change));

  it('is refused with its reason', () => {
    expect(why({ contractProductId: key() })).toEqual({ code: 'not_found' });
    expect(why({ productId: key() })).toMatchObject({ fields: { productId: { code: 'not_found' } } });
    expect(why({ productId: lite })).toEqual({ code: 'license.nothing_to_change' });
    const inactive = product('inactive', '55229', 100, { isActive: false });
    expect(why({ productId: inactive })).toMatchObject({ code: 'order.product_unavailable' });
    const elsewhere = product('elsewhere', '55229', 100, { connectionId: shop.make.connection({ name: 'other' }) });
    expect(why({ productId: elsewhere })).toEqual({ code: 'change.other_account' });
    const yearly = product('yearly', '55229', 100, { prices: [{ termMonths: 12, currency: 'EUR', amountMinor: 1 }] });
    expect(why({ productId: yearly })).toEqual({ code: 'order.no_price' });
    shop.provisioning.whyNotChange = 'license.operation_open';
    expect(why()).toEqual({ code: 'license.operation_open' });
  });

  it('is one that is not active, in its trial, or not paid for', () => {
    patch('contract_product', contract, { trial_ends_on: '2026-03-20' });
    expect(why()).toEqual({ code: 'change.trial' });
    patch('contract_product', contract, { trial_ends_on: null, status: 'Suspended' });
    expect(why()).toEqual({ code: 'change.not_active' });
    patch('contract_product', contract, { status: 'Active' });
    const id = opened.store.get<{ id: string }>('p', 'SELECT id FROM contract_period')?.id ?? '';
    patch('contract_period', id, { state: 'billed' });
    expect(why()).toEqual({ code: 'change.period_unpaid' });
    patch('contract_period', id, { state: 'paid' });
    opened.clock.set('2026-04-01T00:00:00.000Z');
    expect(why()).toEqual({ code: 'change.no_period' });
  });

  it('is one with mandatory options: what was chosen with the other product says nothing about them', () => {
    const optional = product('with options', '55229', 100);
    shop.call('productOptions', 'create', {
      productId: optional,
      name: 'Purpose',
      isRequired: true,
      values: [{ name: 'Personal', prices: [{ termMonths: 1, currency: 'EUR', amountMinor: 1 }] }],
    });
    expect(why({ productId: optional })).toEqual({ code: 'change.needs_choices' });
  });

  it('is one that waits for its money already, until that is called off', () => {
    const { id } = confirm();
    expect(why()).toEqual({ code: 'change.open' });
    expect(shop.call('contractChanges', 'cancel', { id }).status).toBe('Cancelled');
    expect(quote().due.amountMinor).toBe(121);
  });
});

describe('an upgrade (spec 95, 2.7)', () => {
  it('is invoiced, paid, asked of the vendor, and only then anything is another thing', () => {
    const change = confirm();
    expect(change).toMatchObject({ status: 'Awaiting payment', open: { amountMinor: 121 }, operationId: null });
    const invoice = shop.call('billing', 'getInvoice', { id: change.invoiceId ?? '' });
    expect(invoice).toMatchObject({ kind: 'change', orderId: null, total: { amountMinor: 121 } });
    expect(invoice.lines).toMatchObject([
      {
        text: 'ispmanager 6 pro in place of ispmanager 6 lite, 15/31 days: 3.63 − 2.42 EUR',
        amount: { amountMinor: 121, currency: 'EUR' },
        periodFrom: '2026-03-17',
        periodTo: '2026-04-01',
      },
    ]);
    expect(shop.provisioning.open()).toBe(0);

    pay(change.invoiceId, 121);
    expect(newest()).toMatchObject({ status: 'At the vendor' });
    expect(shop.provisioning.open()).toBe(1);
    expect(product_()).toMatchObject({ productName: 'ispmanager 6 lite', price: { amountMinor: 500 } });
    expect(triggers(5)).toBe(0);

    shop.settle(contract, 'succeeded');
    expect(newest()).toMatchObject({ status: 'Done', errorCode: null, given: { amountMinor: 0 } });
    expect(product_()).toMatchObject({
      productName: 'ispmanager 6 pro',
      packageIdentifier: '55228',
      price: { amountMinor: 750 },
      nextDueOn: '2026-04-01',
    });
    expect([triggers(5), triggers(19)]).toEqual([1, 1]);
    expect(period()).toMatchObject({ price_minor: 750 });
  });

  it('is asked for once however often it is sent, and only at the sums that were seen', () => {
    const form = asked();
    const first = shop.call('contractChanges', 'confirm', form);
    expect(shop.call('contractChanges', 'confirm', form).id).toBe(first.id);
    expect(shop.count('contract_change')).toBe(1);
    expect(shop.count('invoice')).toBe(2);
    expect(failure(() => shop.call('contractChanges', 'confirm', { ...form, expectedDueMinor: 5 }))).toEqual({
      code: 'conflict.changed_meanwhile',
    });
    shop.call('contractChanges', 'cancel', { id: first.id });
    expect(failure(() => confirm({ expectedDueMinor: 120 }))).toEqual({
      code: 'order.price_changed',
      params: { old: '1.20 EUR', new: '1.21 EUR' },
    });
    expect(shop.count('contract_change')).toBe(1);
  });

  it('that the vendor refuses changes nothing, and its money is in the account balance', () => {
    const change = confirm();
    pay(change.invoiceId, 121);
    const before = product_();
    shop.settle(contract, 'refused', {}, 'vendor.refused');
    expect(newest()).toMatchObject({
      status: 'Refused',
      errorCode: 'vendor.refused',
      given: { amountMinor: 121 },
    });
    expect(balance()).toBe(121);
    expect(product_()).toMatchObject({ productName: before.productName, price: before.price, status: 'Active' });
    expect(period()).toMatchObject({ price_minor: 500 });
    expect([triggers(5), triggers(19)]).toEqual([0, 0]);
    // It can be asked for again.
    expect(quote().due.amountMinor).toBe(121);
  });

  it('that cannot be asked for when its money comes waits for a person: again, or the money back', () => {
    const change = confirm();
    shop.provisioning.failWith = Object.assign(new Error(), { name: 'AppError' });
    const { invoiceId } = change;
    // Anything but a refusal undoes the payment with it.
    expect(() => pay(invoiceId, 121)).toThrow();
    shop.provisioning.refuseWith('license.operation_open');
    pay(invoiceId, 121);
    expect(shop.call('billing', 'getInvoice', { id: invoiceId ?? '' }).status).toBe('Paid');
    expect(newest()).toMatchObject({ status: 'Paid', errorCode: 'license.operation_open' });
    expect(failure(() => shop.call('contractChanges', 'retry', { id: change.id }))).toEqual({
      code: 'license.operation_open',
    });
    shop.provisioning.failWith = undefined;
    expect(shop.call('contractChanges', 'retry', { id: change.id })).toMatchObject({
      status: 'At the vendor',
      errorCode: null,
    });
    expect(failure(() => shop.call('contractChanges', 'giveBack', { id: change.id }))).toEqual({
      code: 'change.wrong_state',
    });
  });

  it('that is given up when it is paid has its money in the account balance', () => {
    const change = confirm();
    shop.provisioning.refuseWith('license.ended_contract');
    pay(change.invoiceId, 121);
    expect(shop.call('contractChanges', 'giveBack', { id: change.id })).toMatchObject({
      status: 'Cancelled',
      given: { amountMinor: 121 },
    });
    expect(balance()).toBe(121);
    expect(product_().productName).toBe('ispmanager 6 lite');
  });

  it('that is paid when its period is over is not asked of the vendor', () => {
    const change = confirm();
    opened.clock.set('2026-04-01T12:00:00.000Z');
    pay(change.invoiceId, 121);
    expect(newest()).toMatchObject({ status: 'Paid', errorCode: 'change.expired' });
    expect(shop.provisioning.open()).toBe(0);
  });

  it('to another product of the same tariff needs no vendor', () => {
    const gold = product('ispmanager 6 lite gold', '55227', 750);
    const change = confirm({ productId: gold });
    pay(change.invoiceId, 121);
    expect(newest()).toMatchObject({ status: 'Done', operationId: null });
    expect(product_()).toMatchObject({ productName: 'ispmanager 6 lite gold', packageIdentifier: '55227' });
  });

  it('has its next one worked out from the price that is paid now, over the same period', () => {
    const change = confirm();
    pay(change.invoiceId, 121);
    shop.settle(contract, 'succeeded');
    const host = product('ispmanager 6 host', '55229', 1000);
    opened.clock.set('2026-03-25T12:00:00.000Z');
    // 7 of 31 days: 1.69 of 7.50, 2.26 of 10.00.
    expect(quote({ productId: host })).toMatchObject({
      credit: { amountMinor: 169 },
      charge: { amountMinor: 226 },
      due: { amountMinor: 57 },
      parts: [{ daysLeft: 7, daysInPeriod: 31 }],
    });
  });

  it('nobody paid for is called off at the end of its period, once', () => {
    const { invoiceId } = confirm();
    const { steps } = shop.services.contractChanges;
    expect(steps.due('2026-03-31', 10)).toEqual([]);
    expect(steps.ahead('2026-03-17', '2026-04-01', 10)).toHaveLength(1);
    const [step] = steps.due('2026-04-05', 10);
    expect(step).toMatchObject({ kind: 'change.expire', on: '2026-04-01', entityId: contract, clientId });
    const perform = () => opened.store.transaction(staff, (writer) => steps.perform(writer, step!));
    expect(perform()).toEqual({ did: 'done' });
    expect(perform()).toMatchObject({ did: 'skipped' });
    expect(newest()).toMatchObject({ status: 'Cancelled' });
    expect(shop.call('billing', 'getInvoice', { id: invoiceId ?? '' }).status).toBe('Cancelled');
    expect(steps.due('2027-01-01', 10)).toEqual([]);
  });

  it('is called off with its invoice', () => {
    const { invoiceId } = confirm();
    const end = () =>
      opened.store.transaction(staff, (writer) => {
        writer.update('invoice', invoiceId ?? '', { status: 'Written off' });
        shop.services.contractChanges.invoiceEnded(writer, invoiceId ?? '');
      });
    end();
    expect(newest()).toMatchObject({ status: 'Cancelled' });
    // What is over stays so, and other invoices are nothing to it.
    end();
    opened.store.transaction(staff, (writer) => shop.services.contractChanges.invoiceEnded(writer, key()));
    expect(newest()).toMatchObject({ status: 'Cancelled' });
  });

  it('whose invoice was cancelled in Billing stands in nobody’s way', () => {
    const { invoiceId } = confirm();
    opened.store.transaction(staff, (writer) => writer.update('invoice', invoiceId ?? '', { status: 'Cancelled' }));
    expect(quote().due.amountMinor).toBe(121);
    expect(confirm().status).toBe('Awaiting payment');
    expect(shop.call('contractChanges', 'list', { contractProductId: contract }).map(({ status }) => status)).toEqual([
      'Awaiting payment',
      'Cancelled',
    ]);
  });
});
