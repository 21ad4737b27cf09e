import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BundleShop, bundleShop } from '../support/bundle-shop.ts';
import { failure, staff } from '../support/shop.ts';

let of: BundleShop;
beforeEach(() => {
  of = bundleShop();
});
afterEach(() => of.world.done());

describe('a product of a bundle that ends alone (spec 2.9)', () => {
  it('ends one product alone only with the price of the rest confirmed or changed', async () => {
    const [lite = '', host = ''] = of.sold();
    const cancel = (patch: object = {}) =>
      of.world.call('contractProducts', 'cancelPart', {
        id: host,
        immediate: false,
        bundlePriceMinor: 700,
        expectedPriceMinor: 1600,
        ...patch,
      });
    expect(failure(() => cancel({ expectedPriceMinor: 1500 }))?.code).toBe('conflict.changed_meanwhile');
    const alone = [
      () => of.world.call('contractProducts', 'setServiceEnd', { id: host, serviceEndsOn: '2026-03-20' }),
      () => of.world.call('contractProducts', 'setStatus', { id: host, status: 'Cancelled' }),
    ];
    for (const act of alone) expect(failure(act)?.code).toBe('contract.in_bundle');
    const pro = of.single('pro', 800, '55228');
    expect(
      failure(() => of.world.call('contractChanges', 'quote', { contractProductId: host, productId: pro }))?.code,
    ).toBe('change.in_bundle');
    cancel();
    expect(of.world.contract(host)).toMatchObject({ status: 'Active', serviceEndsOn: '2026-04-10' });
    expect(of.world.contract(lite)).toMatchObject({
      price: { amountMinor: 700 },
      bundle: { price: { amountMinor: 700 }, canCancelPart: false },
    });
    // Once: the second press finds that it ends already.
    expect(failure(() => cancel({ expectedPriceMinor: 700 }))?.code).toBe('contract.wrong_state');
    await of.world.until('2026-04-11');
    expect(of.world.contract(host).status).toBe('Lapsed');
    expect(of.invoiceOf(lite, 1).lines).toMatchObject([{ amount: { amountMinor: 700 } }]);
    expect(of.invoiceOf(lite, 1).lines[0]?.text).toContain('lite + host (lite)');
    expect(of.world.contract(host).periods).toHaveLength(1);
  });

  it('bills a renewal anew without the product that ends, at the price that was set', async () => {
    const [lite = '', host = ''] = of.sold();
    await of.world.until('2026-04-05');
    const first = of.invoiceOf(lite, 1);
    of.world.call('contractProducts', 'cancelPart', {
      id: lite,
      immediate: true,
      bundlePriceMinor: 1600,
      expectedPriceMinor: 1600,
    });
    expect(of.shop.call('billing', 'getInvoice', { id: first.id }).status).toBe('Cancelled');
    expect(of.invoiceOf(host, 1)).toMatchObject({ status: 'Unpaid', total: { amountMinor: 1600 } });
    of.world.vendor();
    expect(of.world.contract(lite).status).toBe('Cancelled');
    expect(of.world.contract(host)).toMatchObject({ status: 'Active', price: { amountMinor: 1600 } });
    of.world.pay(host, 1);
    expect(of.world.contract(host).billedTo).toBe('2026-05-10');
    expect(of.world.contract(lite).billedTo).toBe('2026-04-10');
  });

  it('ends a product of a bundle that is owed: its part is credited, the rest is owed from its own day', async () => {
    const [lite = '', host = ''] = of.sold();
    await of.world.until('2026-04-12');
    const owed = of.invoiceOf(lite, 1);
    const preview = of.shop.call('contractProducts', 'previewCancelPart', { id: lite });
    expect(preview).toMatchObject({
      lowered: [{ number: owed.number, due: { amountMinor: 400 }, paid: { amountMinor: 0 } }],
      anew: [],
      refundTotal: { amountMinor: 0 },
    });
    of.cancelPart(lite, { bundlePriceMinor: 1500 });
    const left = of.invoiceOf(host, 1);
    expect(left).toMatchObject({ id: owed.id, status: 'Unpaid', dueOn: owed.dueOn, due: { amountMinor: 1200 } });
    expect(left.creditNotes).toMatchObject([
      { reason: 'cancelled', total: { amountMinor: 400 }, note: 'lite: The service was cancelled' },
    ]);
    of.world.vendor();
    of.world.pay(host, 1);
    expect(of.world.contract(lite)).toMatchObject({ status: 'Cancelled', billedTo: '2026-04-10' });
    expect(of.world.contract(host)).toMatchObject({ status: 'Active', billedTo: '2026-05-10' });
    await of.world.until('2026-05-04');
    expect(of.invoiceOf(host, 2)).toMatchObject({ due: { amountMinor: 1500 } });
    of.agree();
  });

  it('keeps what was paid of a bundle for the rest, and gives back what is beyond that', async () => {
    const [lite = '', host = ''] = of.sold();
    await of.world.until('2026-04-12');
    const { id: invoiceId, clientId } = of.invoiceOf(lite, 1);
    const paid = { receivedOn: '2026-04-12' };
    of.shop.call('billing', 'recordPayment', of.shop.make.payment(invoiceId, 1300, paid));
    const preview = of.shop.call('contractProducts', 'previewCancelPart', { id: lite });
    expect(preview).toMatchObject({
      lowered: [{ due: { amountMinor: 300 }, paid: { amountMinor: 100 } }],
      refunds: [{ why: 'not_begun', amount: { amountMinor: 100 } }],
      notBegunTotal: { amountMinor: 100 },
    });
    of.cancelPart(lite);
    expect(of.invoiceOf(host, 1)).toMatchObject({ due: { amountMinor: 0 }, refunded: { amountMinor: 100 } });
    expect(of.world.contract(host)).toMatchObject({ billedTo: '2026-05-10' });
    expect(of.shop.call('billing', 'getBalance', { clientId }).balances).toMatchObject([{ amountMinor: 100 }]);
    // What the rest is worth at its end is what it cost, not a part of what the bundle did.
    const { refundTotal } = of.shop.call('orders', 'previewCancel', { id: of.world.contract(host).orderId });
    expect(refundTotal.amountMinor).toBe(Math.round((1200 * 28) / 30));
    of.agree();
  });

  it('lowers two months that are owed, bills the one to come anew, and takes the tax with it', async () => {
    of.shop.call('brand', 'createTaxRate', { name: 'VAT', percent: '19', isDefault: true });
    of.shop.call('automation', 'setSettings', {
      scope: 'brand',
      scopeId: '',
      values: { suspend_days: '60', cancel_days: '70', terminate_days: '80', invoice_days_before: '14' },
    });
    const [lite = '', host = ''] = of.sold(of.bundle(), { expectedTotalMinor: 1904 });
    await of.world.until('2026-05-28');
    expect(of.openOf(host)).toEqual([1904, 1904, 1904]);
    const preview = of.shop.call('contractProducts', 'previewCancelPart', { id: host });
    expect(preview.lowered.map(({ due }) => due.amountMinor)).toEqual([1428, 1428]);
    expect(preview.anew).toHaveLength(1);
    of.cancelPart(host, { bundlePriceMinor: 500 });
    expect(of.openOf(lite)).toEqual([476, 476, 595]);
    of.agree();
  });

  it('gives back what is paid for the days of a product that it will not have, where staff say so', () => {
    const [lite = '', host = ''] = of.sold();
    expect(of.shop.call('contractProducts', 'previewCancelPart', { id: lite })).toMatchObject({
      lowered: [],
      refundTotal: { amountMinor: 400 },
      refunds: [{ why: 'unused_days', refundable: { original: { amountMinor: 400 } } }],
    });
    const refund = { refund: 'original', expectedRefundMinor: 400 } as const;
    expect(failure(() => of.cancelPart(lite, { ...refund, immediate: false }))?.fields).toEqual({
      refund: { code: 'invalid' },
    });
    expect(failure(() => of.cancelPart(lite, { ...refund, expectedRefundMinor: 399 }))?.code).toBe(
      'conflict.changed_meanwhile',
    );
    // Giving back money is a right of its own.
    const viewer = { ...staff, principal: { ...staff.principal, role: 'viewer' as const } } as typeof staff;
    expect(
      failure(() =>
        of.shop.call(
          'contractProducts',
          'cancelPart',
          { id: lite, immediate: true, bundlePriceMinor: 1600, expectedPriceMinor: 1600, ...refund },
          viewer,
        ),
      )?.code,
    ).toBe('call.forbidden');
    of.cancelPart(lite, refund);
    of.world.vendor();
    const invoice = of.shop.call('billing', 'getInvoice', { id: of.world.contract(host).periods[0]?.invoiceId ?? '' });
    expect(invoice).toMatchObject({ status: 'Partly refunded', refunded: { amountMinor: 400 } });
    // Once: the end of the order gives back what the rest is worth, and no more.
    const preview = of.shop.call('orders', 'previewCancel', { id: of.world.contract(host).orderId });
    expect(preview.refundTotal.amountMinor).toBe(1200);
    of.agree();
  });

  it('of which a part ended is moved as one where a late payment begins its period anew', async () => {
    of.shop.call('automation', 'setSettings', { scope: 'brand', scopeId: '', values: { late_payment: 'from_today' } });
    const [lite = '', host = ''] = of.sold();
    await of.world.until('2026-04-14');
    of.cancelPart(lite);
    of.world.vendor();
    of.world.pay(host, 1);
    expect(of.world.contract(host)).toMatchObject({ anchorDate: '2026-04-14', billedTo: '2026-05-14' });
    expect(of.invoiceOf(host, 1).lines).toMatchObject([{ periodFrom: '2026-04-14', periodTo: '2026-05-14' }]);
  });
});
