import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BundleShop, bundleShop } from '../support/bundle-shop.ts';
import { row } from '../support/row.ts';
import { failure } from '../support/shop.ts';

let of: BundleShop;
beforeEach(() => {
  of = bundleShop();
});
afterEach(() => of.world.done());

describe('a bundle on a consolidated invoice (spec 2.5.5, 2.9)', () => {
  it('is one line of it; where one of its parts ends that line alone is billed anew, without the part', async () => {
    of.shop.call('automation', 'setSettings', { scope: 'brand', scopeId: '', values: { consolidation: 'same_day' } });
    const clientId = of.shop.make.client();
    const alone = of.world.sell({ clientId, productId: of.single('lite alone', 500) });
    const [lite = '', host = ''] = of.sold(of.bundle(), { clientId });
    await of.world.until('2026-04-03');
    const before = of.invoiceOf(lite, 1);
    expect(before.lines.map(({ contractProductId, amount }) => [contractProductId, amount.amountMinor])).toEqual([
      [alone, 500],
      [lite, 1600],
    ]);
    expect([host, alone].map((id) => of.invoiceOf(id, 1).id)).toEqual([before.id, before.id]);
    of.world.call('contractProducts', 'cancelPart', {
      id: lite,
      immediate: false,
      bundlePriceMinor: 1300,
      expectedPriceMinor: 1600,
    });
    expect(of.invoiceOf(alone, 1)).toMatchObject({ id: before.id, status: 'Unpaid', due: { amountMinor: 500 } });
    expect(of.invoiceOf(host, 1)).toMatchObject({ status: 'Unpaid', due: { amountMinor: 1300 } });
    expect(of.invoiceOf(host, 1).lines).toHaveLength(1);
    of.world.pay(alone, 1);
    of.world.pay(host, 1);
    expect([alone, host].map((id) => of.world.contract(id).billedTo)).toEqual(['2026-05-10', '2026-05-10']);
    expect(of.shop.call('billing', 'books', {}).currencies.every(({ agrees }) => agrees)).toBe(true);
  });
});

describe('bundles (spec 27, 2.9)', () => {
  row(
    27,
    'a bundle is ordered at one price; each of its products becomes a contract product with its own purchase',
    () => {
      const productId = of.bundle();
      const order = of.shop.make.order({ productId, expectedTotalMinor: 1600 });
      expect(order).toMatchObject({
        productNames: 'lite + host',
        total: { amountMinor: 1600 },
        items: [{ productName: 'lite + host', quantity: 1, statuses: [{ status: 'Pending', count: 2 }] }],
      });
      const invoice = of.shop.call('billing', 'getInvoice', { id: order.invoiceId });
      expect(invoice.lines).toMatchObject([
        { text: 'lite + host (lite, host), 1 month', amount: { amountMinor: 1600 } },
      ]);
      of.shop.call('billing', 'recordPayment', of.shop.make.payment(order.invoiceId, 1600));
      const contracts = of.contractsOf(order.id);
      expect(contracts).toMatchObject([
        { productName: 'lite', packageIdentifier: '55227', price: { amountMinor: 400 }, nextDueOn: '2026-04-10' },
        { productName: 'host', packageIdentifier: '55229', price: { amountMinor: 1200 }, nextDueOn: '2026-04-10' },
      ]);
      expect(contracts.map((each) => [each.anchorDate, each.operations.map(({ kind }) => kind)])).toEqual([
        ['2026-03-10', ['create']],
        ['2026-03-10', ['create']],
      ]);
      expect(contracts[0]?.bundle).toMatchObject({
        productName: 'lite + host',
        price: { amountMinor: 1600 },
        parts: [{ productName: 'lite' }, { productName: 'host' }],
        canCancelPart: true,
      });
    },
  );

  it('is partly done where the vendor refuses one: the other runs, and the order says how far each is', () => {
    const order = of.shop.make.order({ productId: of.bundle(), expectedTotalMinor: 1600 });
    of.shop.call('billing', 'recordPayment', of.shop.make.payment(order.invoiceId, 1600));
    const [lite = '', host = ''] = of.contractsOf(order.id).map(({ id }) => id);
    of.shop.make.license(lite);
    of.shop.settle(lite);
    of.shop.settle(host, 'refused', {}, 'vendor.refused');
    expect(of.shop.call('orders', 'get', { id: order.id })).toMatchObject({
      status: 'Active',
      items: [
        {
          statuses: [
            { status: 'Active', count: 1 },
            { status: 'Awaiting Activation', count: 1 },
          ],
        },
      ],
    });
  });

  it('takes a quantity, a code and addresses for each license', () => {
    of.shop.make.promoCode({ percent: '10' });
    const productId = of.bundle({ quantity: { bulk: 'yes', step: 2, isLimited: false, min: null, max: null } });
    const ip = '192.0.2.1 192.0.2.2 192.0.2.3 192.0.2.4';
    const order = of.shop.make.order({
      items: [{ productId, termMonths: 1, quantity: 2, ip }],
      promoCode: 'SPRING',
      expectedTotalMinor: 2880,
    });
    const contracts = of.contractsOf(order.id);
    expect(contracts.map(({ productName, ip: own }) => [productName, own])).toEqual([
      ['lite', '192.0.2.1'],
      ['host', '192.0.2.2'],
      ['lite', '192.0.2.3'],
      ['host', '192.0.2.4'],
    ]);
    expect(new Set(contracts.map((each) => each.bundle?.parts.map(({ id }) => id).join())).size).toBe(2);
    const tooMany = { items: [{ productId, termMonths: 1 as const, quantity: 501 }], expectedTotalMinor: 501 * 1600 };
    expect(failure(() => of.shop.make.order(tooMany))?.fields).toEqual({
      'items.0.quantity': { code: 'quantity_big', params: { maximum: 500 } },
    });
  });

  it('cannot be ordered while one of its products cannot be bought, and has no trial', () => {
    const lite = of.single('lite', 500);
    const host = of.single('host', 1500);
    const productId = of.bundle({
      componentIds: [lite, host],
      trial: {
        isSupported: true,
        isForced: true,
        days: 7,
        noticeDays: 1,
        endAction: 'continue',
        migrateProductId: null,
      },
    });
    const reasons = () => of.shop.call('catalogue', 'getProduct', { id: productId }).notOrderable;
    expect(reasons()).toEqual([]);
    expect(of.shop.call('trials', 'offer', { clientId: null, productId })).toBeNull();
    of.shop.call('catalogue', 'updateProduct', { id: host, isActive: false });
    expect(reasons()).toEqual(['component']);
    expect(failure(() => of.shop.make.order({ productId, expectedTotalMinor: 1600 }))).toEqual({
      code: 'order.product_unavailable',
      params: { reason: 'component' },
    });
    of.shop.call('catalogue', 'updateProduct', { id: host, isActive: true, connectionId: null });
    expect(reasons()).toEqual(['component']);
    const sellable = of.single('pro', 800, '55228');
    of.shop.call('catalogue', 'updateProduct', { id: productId, componentIds: [lite, sellable] });
    expect(reasons()).toEqual([]);
  });

  it('is one line of the plan of automation, by its name and at its whole price', async () => {
    of.sold();
    await of.world.until('2026-04-02');
    const { lines } = of.world.call('automation', 'plan', { days: 1 });
    expect(lines).toMatchObject([
      {
        kind: 'renewal.invoice',
        label: 'lite + host (lite, host)',
        amount: { amountMinor: 1600 },
        invoice: { total: { amountMinor: 1600 }, withCount: 0, rest: null },
      },
    ]);
  });

  it('is renewed on one line of one invoice, and the vendor is asked for each license', async () => {
    const [lite = '', host = ''] = of.sold();
    await of.world.until('2026-04-05');
    const renewal = of.invoiceOf(lite, 1);
    expect(renewal.id).toBe(of.invoiceOf(host, 1).id);
    expect(renewal.lines).toMatchObject([
      { amount: { amountMinor: 1600 }, periodFrom: '2026-04-10', periodTo: '2026-05-10' },
    ]);
    expect(renewal.lines[0]?.text).toContain('lite + host (lite, host)');
    expect(of.shop.count('invoice')).toBe(2);
    // What the second one waits for is the invoice whose line names the first.
    const { waitsFor } = of.shop.call('causes', 'of', { entity: 'contract_product', id: host });
    expect(waitsFor).toMatchObject([{ kind: 'payment', record: { name: renewal.number } }]);
    of.world.pay(lite, 1);
    expect([lite, host].map((id) => of.world.contract(id).billedTo)).toEqual(['2026-05-10', '2026-05-10']);
    expect(of.world.vendor().toSorted()).toEqual(['renew', 'renew']);
    // Reports count it once, at its whole price.
    const due = of.shop.call('reports', 'renewals', { days: 90 });
    expect(due.totals).toEqual([{ currency: 'EUR', count: 1, amountMinor: 1600, automatic: 1 }]);
    expect(due.rows).toMatchObject([{ productName: 'lite + host', price: { amountMinor: 1600 } }]);
  });

  it('is suspended as a whole when nobody pays, and goes on as a whole when somebody does', async () => {
    const [lite = '', host = ''] = of.sold();
    await of.world.until('2026-04-20');
    expect([lite, host].map((id) => of.world.contract(id).status)).toEqual(['Suspended', 'Suspended']);
    of.world.pay(lite, 1);
    of.world.vendor();
    expect([lite, host].map((id) => of.world.contract(id).status)).toEqual(['Active', 'Active']);
  });

  it('is renewed or not as a whole, and its order is cancelled with all of it', () => {
    const [lite = '', host = ''] = of.sold();
    of.world.call('contractProducts', 'setAutoRenew', { id: host, autoRenew: false });
    expect([lite, host].map((id) => of.world.contract(id).autoRenew)).toEqual([false, false]);
    of.world.call('contractProducts', 'setAutoRenew', { id: lite, autoRenew: true });
    expect([lite, host].map((id) => of.world.contract(id).autoRenew)).toEqual([true, true]);
    const { orderId } = of.world.contract(lite);
    const preview = of.shop.call('orders', 'previewCancel', { id: orderId });
    expect(preview).toMatchObject({ contractCount: 2, refundTotal: { amountMinor: 1600 } });
    of.world.call('orders', 'cancel', {
      requestKey: of.shop.store.makeId(),
      id: orderId,
      immediate: true,
      reason: '',
      refund: 'original',
      expectedRefundMinor: 1600,
    });
    of.world.vendor();
    expect([lite, host].map((id) => of.world.contract(id).status)).toEqual(['Cancelled', 'Cancelled']);
  });

  it('is owed as long as one of its licenses is there: its invoice is written off with the last one', async () => {
    const [lite = '', host = ''] = of.sold();
    await of.world.until('2026-05-09');
    const { id: invoiceId } = of.invoiceOf(lite, 1);
    of.world.noon('2026-05-10');
    of.world.compared();
    await of.world.run();
    const statusOf = () => of.shop.call('billing', 'getInvoice', { id: invoiceId }).status;
    const terminating = () => of.shop.provisioning.openOf(host)?.kind;
    expect(terminating()).toBe('terminate');
    of.shop.settle(lite, 'succeeded', { status: 'deleted' });
    expect([of.world.contract(lite).status, statusOf(), terminating()]).toEqual(['Closed', 'Unpaid', 'terminate']);
    of.shop.settle(host, 'succeeded', { status: 'deleted' });
    expect([of.world.contract(host).status, statusOf()]).toEqual(['Closed', 'Written off']);
    expect([lite, host].map((id) => of.world.contract(id).periods[0]?.state)).toEqual(['cancelled', 'cancelled']);
  });

  it('is called off with all of its licenses where its order is ended', async () => {
    const [lite = '', host = ''] = of.sold();
    await of.world.until('2026-04-05');
    const { id: invoiceId } = of.invoiceOf(lite, 1);
    const { orderId } = of.world.contract(host);
    expect(of.shop.call('orders', 'previewCancel', { id: orderId }).endedInvoices).toHaveLength(1);
    of.world.call('orders', 'cancel', { requestKey: of.shop.store.makeId(), id: orderId, immediate: true, reason: '' });
    expect(of.shop.call('billing', 'getInvoice', { id: invoiceId }).status).toBe('Cancelled');
  });

  it('is still owed where staff end its order while one license waits for its termination', async () => {
    const [lite = '', host = ''] = of.sold();
    await of.world.until('2026-04-25');
    const { id: invoiceId } = of.invoiceOf(lite, 1);
    const statusOf = () => of.shop.call('billing', 'getInvoice', { id: invoiceId }).status;
    of.world.call('contractProducts', 'setStatus', { id: lite, status: 'Active' });
    of.world.call('contractProducts', 'clearManualStatus', { id: lite });
    const { orderId } = of.world.contract(lite);
    expect(of.shop.call('orders', 'previewCancel', { id: orderId }).endedInvoices).toMatchObject([
      { due: { amountMinor: 400 } },
    ]);
    of.world.call('orders', 'cancel', { requestKey: of.shop.store.makeId(), id: orderId, immediate: true, reason: '' });
    of.world.vendor();
    expect([lite, host].map((id) => of.world.contract(id).status)).toEqual(['Cancelled', 'Cancelled']);
    expect([statusOf(), of.world.contract(host).license?.status]).toEqual(['Unpaid', 'suspended']);
    expect(of.shop.call('billing', 'getInvoice', { id: invoiceId }).due.amountMinor).toBe(1200);
    await of.world.until('2026-05-11');
    expect([statusOf(), of.world.contract(host).license?.status]).toEqual(['Written off', 'deleted']);
  });

  it('stays what it was when it was sold: the product can be neither deleted nor made a single one', () => {
    const productId = of.bundle();
    of.sold(productId);
    expect(failure(() => of.shop.call('catalogue', 'deleteProduct', { id: productId }))?.code).toBe(
      'catalogue.product_in_use',
    );
    expect(
      failure(() => of.shop.call('catalogue', 'updateProduct', { id: productId, type: 'single', componentIds: [] }))
        ?.code,
    ).toBe('catalogue.product_in_use');
  });
});
