import { beforeEach, describe, expect, it } from 'vitest';
import { failure, staff } from '../support/shop.ts';
import {
  opened,
  shop,
  lite,
  pro,
  contract,
  clientId,
  product,
  bought,
  look,
  quote,
  confirm,
  newest,
  product_,
  pay,
  balance,
  triggers,
  period,
} from './changed-shop.ts';

describe('a downgrade (spec 2.7)', () => {
  let down: string;
  beforeEach(() => {
    opened.clock.set('2026-03-01T12:00:00.000Z');
    look(bought(pro, 750));
    opened.clock.set('2026-03-17T12:00:00.000Z');
    down = lite;
  });
  const ask = (downgrade: 'refund' | 'account_balance' | 'none') =>
    confirm({ productId: down, expectedDueMinor: -121, downgrade });
  const refunds = () =>
    opened.store.db.prepare('SELECT amount_minor, destination FROM refund').all() as {
      amount_minor: number;
      destination: string;
    }[];

  it.each([
    ['refund', [{ amount_minor: 121, destination: 'original' }], 0],
    ['account_balance', [{ amount_minor: 121, destination: 'account_balance' }], 121],
    ['none', [], 0],
  ] as const)('%s: the vendor first, then what is left over', (downgrade, given, kept) => {
    expect(ask(downgrade)).toMatchObject({ status: 'At the vendor', invoiceId: null, due: { amountMinor: -121 } });
    expect(refunds()).toEqual([]);
    expect(product_().price.amountMinor).toBe(750);
    shop.settle(contract, 'succeeded');
    expect(refunds()).toEqual(given);
    expect(balance()).toBe(kept);
    expect(newest()).toMatchObject({ status: 'Done', given: { amountMinor: given[0]?.amount_minor ?? 0 } });
    expect(product_()).toMatchObject({ productName: 'ispmanager 6 lite', price: { amountMinor: 500 } });
  });

  it('that the vendor refuses gives nothing back', () => {
    ask('account_balance');
    shop.settle(contract, 'refused', {}, 'vendor.refused');
    expect(refunds()).toEqual([]);
    expect(newest()).toMatchObject({ status: 'Refused', given: { amountMinor: 0 } });
  });

  it('gives back out of the newest money first, and never more than was paid', () => {
    const host = product('ispmanager 6 host', '55229', 2000);
    const up = confirm({ productId: host, expectedDueMinor: 605 });
    pay(up.invoiceId, 605);
    shop.settle(contract, 'succeeded');
    // 9.68 of host against 2.42 of lite: 7.26, of which the change had paid 6.05.
    confirm({ productId: down, expectedDueMinor: -726, downgrade: 'refund' });
    shop.settle(contract, 'succeeded');
    expect(refunds().map(({ amount_minor: minor }) => minor)).toEqual([605, 121]);
    expect(newest()).toMatchObject({ status: 'Done', errorCode: null, given: { amountMinor: 726 } });
  });

  it('says what it could not give back', () => {
    ask('refund');
    opened.store.transaction(staff, (writer) =>
      writer.update('invoice', period().invoice_id, { refunded_minor: 700, status: 'Partly refunded' }),
    );
    shop.settle(contract, 'succeeded');
    expect(newest()).toMatchObject({ status: 'Done', errorCode: 'change.credit_short', given: { amountMinor: 50 } });
  });

  it('is given back with its taxes', () => {
    opened.store.transaction(staff, (writer) =>
      writer.update('invoice', period().invoice_id, { total_minor: 900, tax_minor: 150, paid_minor: 900 }),
    );
    ask('account_balance');
    shop.settle(contract, 'succeeded');
    // 1.21 and a fifth of it.
    expect(balance()).toBe(145);
  });
});

describe('a renewal that is billed already', () => {
  const bill = (status: 'Unpaid' | 'Partly paid' = 'Unpaid'): string =>
    opened.store.transaction(staff, (writer) => {
      const { id } = shop.services.billing.issueInvoice(writer, {
        kind: 'renewal',
        orderId: null,
        clientId,
        currency: 'EUR',
        dueOn: '2026-04-01',
        lines: [
          {
            text: 'ispmanager 6 lite, 1 month',
            amountMinor: 500,
            period: null,
            itemLine: null,
            contractProductId: contract,
          },
        ],
      });
      writer.update('invoice', id, { status });
      writer.insert('contract_period', {
        id: opened.store.makeId(),
        contract_product_id: contract,
        number: 1,
        starts_on: '2026-04-01',
        ends_on: '2026-05-01',
        invoice_id: id,
        state: 'billed',
        currency: 'EUR',
        price_minor: 500,
      });
      return id;
    });

  it('is credited and made again at the new price', () => {
    const old = bill();
    const number = shop.call('billing', 'getInvoice', { id: old }).number;
    expect(quote()).toMatchObject({ due: { amountMinor: 121 }, renewalInvoiceNumber: number });
    const change = confirm();
    pay(change.invoiceId, 121);
    expect(shop.call('billing', 'getInvoice', { id: old }).status).toBe('Unpaid');
    shop.settle(contract, 'succeeded');
    expect(shop.call('billing', 'getInvoice', { id: old }).status).toBe('Cancelled');
    const again = period(1);
    expect(again).toMatchObject({ state: 'billed', price_minor: 750 });
    expect(shop.call('billing', 'getInvoice', { id: again.invoice_id })).toMatchObject({
      status: 'Unpaid',
      total: { amountMinor: 750 },
    });
  });

  it('is left alone where a part of it is paid: before the change, and after', () => {
    const old = bill('Partly paid');
    expect(failure(() => quote())).toEqual({ code: 'change.period_unpaid' });
    opened.store.transaction(staff, (writer) => writer.update('invoice', old, { status: 'Unpaid' }));
    const change = confirm();
    pay(change.invoiceId, 121);
    opened.store.transaction(staff, (writer) => writer.update('invoice', old, { status: 'Partly paid' }));
    shop.settle(contract, 'succeeded');
    expect(newest()).toMatchObject({ status: 'Done', errorCode: 'change.renewal_kept' });
    expect(period(1)).toMatchObject({ invoice_id: old, price_minor: 500 });
  });
});

it('a change of tariff that costs nothing is told too (trigger 5, 19), once', () => {
  opened.store.transaction(staff, (writer) =>
    shop.provisioning.queueChange(
      writer,
      contract,
      { package: '55228', contract: { productId: pro, productName: 'ispmanager 6 pro', priceMinor: 750 } },
      'staff',
    ),
  );
  shop.settle(contract, 'succeeded');
  expect([triggers(5), triggers(19)]).toEqual([1, 1]);
});
