import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { row } from '../support/row.ts';
import { failure, staff } from '../support/shop.ts';
import { runningShop } from '../support/running.ts';

let world: ReturnType<typeof runningShop>;
let shop: ReturnType<typeof runningShop>['shop'];
let connectionId: string;
beforeEach(() => {
  world = runningShop();
  ({ shop } = world);
  connectionId = shop.make.connection();
});
afterEach(() => world.done());

const eur = (amountMinor: number, termMonths: 1 | 12 = 1) => ({ termMonths, currency: 'EUR', amountMinor });
const single = (name: string, amountMinor: number, packageIdentifier = '55227') =>
  shop.make.product({ name, connectionId, packageIdentifier, prices: [eur(amountMinor)] });
/** lite for 5.00 and host for 15.00, together for 16.00: lite's part is 4.00, host's 12.00. */
function bundle(patch: Parameters<typeof shop.make.product>[0] = {}): string {
  const componentIds = [single('lite', 500), single('host', 1500, '55229')];
  return shop.make.product({
    type: 'bundle',
    name: 'lite + host',
    connectionId: null,
    packageIdentifier: '',
    prices: [eur(1600)],
    componentIds,
    ...patch,
  });
}
const contractsOf = (orderId: string) =>
  shop
    .call('contractProducts', 'list', { orderId })
    .rows.toReversed()
    .toSorted((a, b) => (a.id < b.id ? 1 : -1))
    .map(({ id }) => world.contract(id));
/** Sells a bundle, pays for it and has the vendor make all of it: its contract products in their order. */
function sold(productId = bundle(), patch: object = {}): string[] {
  const order = shop.make.order({ productId, expectedTotalMinor: 1600, ...patch });
  shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, order.due.amountMinor));
  const ids = contractsOf(order.id).map(({ id }) => id);
  for (const id of ids) {
    shop.make.license(id, { created_on: '2026-03-10', expires_on: '2026-04-10' });
    shop.settle(id);
  }
  return ids;
}
/** Ends a part of a bundle at once, at the price that it has. */
const cancelPart = (id: string, patch: object = {}) =>
  world.call('contractProducts', 'cancelPart', {
    id,
    immediate: true,
    bundlePriceMinor: world.contract(id).bundle?.price.amountMinor ?? 0,
    expectedPriceMinor: world.contract(id).bundle?.price.amountMinor ?? 0,
    ...patch,
  });
/** What is due of the open renewals of a contract product. */
const openOf = (id: string): number[] =>
  world
    .contract(id)
    .periods.filter(({ state }) => state === 'billed')
    .map(({ number }) => invoiceOf(id, number).due.amountMinor)
    .toReversed();
const agree = () =>
  expect(shop.call('billing', 'books', {}).currencies.map(({ agrees, faults }) => [agrees, faults.length])).toEqual([
    [true, 0],
  ]);
const invoiceOf = (id: string, number: number) =>
  shop.call('billing', 'getInvoice', {
    id: world.contract(id).periods.find((period) => period.number === number)?.invoiceId ?? '',
  });

describe('a bundle on a consolidated invoice (spec 2.5.5, 2.9)', () => {
  it('is one line of it; where one of its parts ends that line alone is billed anew, without the part', async () => {
    shop.call('automation', 'setSettings', { scope: 'brand', scopeId: '', values: { consolidation: 'same_day' } });
    const clientId = shop.make.client();
    const alone = world.sell({ clientId, productId: single('lite alone', 500) });
    const [lite = '', host = ''] = sold(bundle(), { clientId });
    await world.until('2026-04-03');
    const before = invoiceOf(lite, 1);
    expect(before.lines.map(({ contractProductId, amount }) => [contractProductId, amount.amountMinor])).toEqual([
      [alone, 500],
      [lite, 1600],
    ]);
    expect([host, alone].map((id) => invoiceOf(id, 1).id)).toEqual([before.id, before.id]);
    world.call('contractProducts', 'cancelPart', {
      id: lite,
      immediate: false,
      bundlePriceMinor: 1300,
      expectedPriceMinor: 1600,
    });
    expect(invoiceOf(alone, 1)).toMatchObject({ id: before.id, status: 'Unpaid', due: { amountMinor: 500 } });
    expect(invoiceOf(host, 1)).toMatchObject({ status: 'Unpaid', due: { amountMinor: 1300 } });
    expect(invoiceOf(host, 1).lines).toHaveLength(1);
    world.pay(alone, 1);
    world.pay(host, 1);
    expect([alone, host].map((id) => world.contract(id).billedTo)).toEqual(['2026-05-10', '2026-05-10']);
    expect(shop.call('billing', 'books', {}).currencies.every(({ agrees }) => agrees)).toBe(true);
  });
});

describe('bundles (spec 27, 2.9)', () => {
  row(
    27,
    'a bundle is ordered at one price; each of its products becomes a contract product with its own purchase',
    () => {
      const productId = bundle();
      const order = shop.make.order({ productId, expectedTotalMinor: 1600 });
      expect(order).toMatchObject({
        productNames: 'lite + host',
        total: { amountMinor: 1600 },
        items: [{ productName: 'lite + host', quantity: 1, statuses: [{ status: 'Pending', count: 2 }] }],
      });
      const invoice = shop.call('billing', 'getInvoice', { id: order.invoiceId });
      expect(invoice.lines).toMatchObject([
        { text: 'lite + host (lite, host), 1 month', amount: { amountMinor: 1600 } },
      ]);
      shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 1600));
      const contracts = contractsOf(order.id);
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
    const order = shop.make.order({ productId: bundle(), expectedTotalMinor: 1600 });
    shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 1600));
    const [lite = '', host = ''] = contractsOf(order.id).map(({ id }) => id);
    shop.make.license(lite);
    shop.settle(lite);
    shop.settle(host, 'refused', {}, 'vendor.refused');
    expect(shop.call('orders', 'get', { id: order.id })).toMatchObject({
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
    shop.make.promoCode({ percent: '10' });
    const productId = bundle({ quantity: { bulk: 'yes', step: 2, isLimited: false, min: null, max: null } });
    const ip = '192.0.2.1 192.0.2.2 192.0.2.3 192.0.2.4';
    const order = shop.make.order({
      items: [{ productId, termMonths: 1, quantity: 2, ip }],
      promoCode: 'SPRING',
      expectedTotalMinor: 2880,
    });
    const contracts = contractsOf(order.id);
    expect(contracts.map(({ productName, ip: own }) => [productName, own])).toEqual([
      ['lite', '192.0.2.1'],
      ['host', '192.0.2.2'],
      ['lite', '192.0.2.3'],
      ['host', '192.0.2.4'],
    ]);
    expect(new Set(contracts.map((each) => each.bundle?.parts.map(({ id }) => id).join())).size).toBe(2);
    const tooMany = { items: [{ productId, termMonths: 1 as const, quantity: 501 }], expectedTotalMinor: 501 * 1600 };
    expect(failure(() => shop.make.order(tooMany))?.fields).toEqual({
      'items.0.quantity': { code: 'quantity_big', params: { maximum: 500 } },
    });
  });

  it('cannot be ordered while one of its products cannot be bought, and has no trial', () => {
    const lite = single('lite', 500);
    const host = single('host', 1500);
    const productId = bundle({
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
    const reasons = () => shop.call('catalogue', 'getProduct', { id: productId }).notOrderable;
    expect(reasons()).toEqual([]);
    expect(shop.call('trials', 'offer', { clientId: null, productId })).toBeNull();
    shop.call('catalogue', 'updateProduct', { id: host, isActive: false });
    expect(reasons()).toEqual(['component']);
    expect(failure(() => shop.make.order({ productId, expectedTotalMinor: 1600 }))).toEqual({
      code: 'order.product_unavailable',
      params: { reason: 'component' },
    });
    shop.call('catalogue', 'updateProduct', { id: host, isActive: true, connectionId: null });
    expect(reasons()).toEqual(['component']);
    const sellable = single('pro', 800, '55228');
    shop.call('catalogue', 'updateProduct', { id: productId, componentIds: [lite, sellable] });
    expect(reasons()).toEqual([]);
  });

  it('is one line of the plan of automation, by its name and at its whole price', async () => {
    sold();
    await world.until('2026-04-02');
    const { lines } = world.call('automation', 'plan', { days: 1 });
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
    const [lite = '', host = ''] = sold();
    await world.until('2026-04-05');
    const renewal = invoiceOf(lite, 1);
    expect(renewal.id).toBe(invoiceOf(host, 1).id);
    expect(renewal.lines).toMatchObject([
      { amount: { amountMinor: 1600 }, periodFrom: '2026-04-10', periodTo: '2026-05-10' },
    ]);
    expect(renewal.lines[0]?.text).toContain('lite + host (lite, host)');
    expect(shop.count('invoice')).toBe(2);
    // What the second one waits for is the invoice whose line names the first.
    const { waitsFor } = shop.call('causes', 'of', { entity: 'contract_product', id: host });
    expect(waitsFor).toMatchObject([{ kind: 'payment', record: { name: renewal.number } }]);
    world.pay(lite, 1);
    expect([lite, host].map((id) => world.contract(id).billedTo)).toEqual(['2026-05-10', '2026-05-10']);
    expect(world.vendor().toSorted()).toEqual(['renew', 'renew']);
    // Reports count it once, at its whole price.
    const due = shop.call('reports', 'renewals', { days: 90 });
    expect(due.totals).toEqual([{ currency: 'EUR', count: 1, amountMinor: 1600, automatic: 1 }]);
    expect(due.rows).toMatchObject([{ productName: 'lite + host', price: { amountMinor: 1600 } }]);
  });

  it('is suspended as a whole when nobody pays, and goes on as a whole when somebody does', async () => {
    const [lite = '', host = ''] = sold();
    await world.until('2026-04-20');
    expect([lite, host].map((id) => world.contract(id).status)).toEqual(['Suspended', 'Suspended']);
    world.pay(lite, 1);
    world.vendor();
    expect([lite, host].map((id) => world.contract(id).status)).toEqual(['Active', 'Active']);
  });

  it('ends one product alone only with the price of the rest confirmed or changed', async () => {
    const [lite = '', host = ''] = sold();
    const cancel = (patch: object = {}) =>
      world.call('contractProducts', 'cancelPart', {
        id: host,
        immediate: false,
        bundlePriceMinor: 700,
        expectedPriceMinor: 1600,
        ...patch,
      });
    expect(failure(() => cancel({ expectedPriceMinor: 1500 }))?.code).toBe('conflict.changed_meanwhile');
    const alone = [
      () => world.call('contractProducts', 'setServiceEnd', { id: host, serviceEndsOn: '2026-03-20' }),
      () => world.call('contractProducts', 'setStatus', { id: host, status: 'Cancelled' }),
    ];
    for (const act of alone) expect(failure(act)?.code).toBe('contract.in_bundle');
    const pro = single('pro', 800, '55228');
    expect(
      failure(() => world.call('contractChanges', 'quote', { contractProductId: host, productId: pro }))?.code,
    ).toBe('change.in_bundle');
    cancel();
    expect(world.contract(host)).toMatchObject({ status: 'Active', serviceEndsOn: '2026-04-10' });
    expect(world.contract(lite)).toMatchObject({
      price: { amountMinor: 700 },
      bundle: { price: { amountMinor: 700 }, canCancelPart: false },
    });
    // Once: the second press finds that it ends already.
    expect(failure(() => cancel({ expectedPriceMinor: 700 }))?.code).toBe('contract.wrong_state');
    await world.until('2026-04-11');
    expect(world.contract(host).status).toBe('Lapsed');
    expect(invoiceOf(lite, 1).lines).toMatchObject([{ amount: { amountMinor: 700 } }]);
    expect(invoiceOf(lite, 1).lines[0]?.text).toContain('lite + host (lite)');
    expect(world.contract(host).periods).toHaveLength(1);
  });

  it('bills a renewal anew without the product that ends, at the price that was set', async () => {
    const [lite = '', host = ''] = sold();
    await world.until('2026-04-05');
    const first = invoiceOf(lite, 1);
    world.call('contractProducts', 'cancelPart', {
      id: lite,
      immediate: true,
      bundlePriceMinor: 1600,
      expectedPriceMinor: 1600,
    });
    expect(shop.call('billing', 'getInvoice', { id: first.id }).status).toBe('Cancelled');
    expect(invoiceOf(host, 1)).toMatchObject({ status: 'Unpaid', total: { amountMinor: 1600 } });
    world.vendor();
    expect(world.contract(lite).status).toBe('Cancelled');
    expect(world.contract(host)).toMatchObject({ status: 'Active', price: { amountMinor: 1600 } });
    world.pay(host, 1);
    expect(world.contract(host).billedTo).toBe('2026-05-10');
    expect(world.contract(lite).billedTo).toBe('2026-04-10');
  });

  it('ends a product of a bundle that is owed: its part is credited, the rest is owed from its own day', async () => {
    const [lite = '', host = ''] = sold();
    await world.until('2026-04-12');
    const owed = invoiceOf(lite, 1);
    const preview = shop.call('contractProducts', 'previewCancelPart', { id: lite });
    expect(preview).toMatchObject({
      lowered: [{ number: owed.number, due: { amountMinor: 400 }, paid: { amountMinor: 0 } }],
      anew: [],
      refundTotal: { amountMinor: 0 },
    });
    cancelPart(lite, { bundlePriceMinor: 1500 });
    const left = invoiceOf(host, 1);
    expect(left).toMatchObject({ id: owed.id, status: 'Unpaid', dueOn: owed.dueOn, due: { amountMinor: 1200 } });
    expect(left.creditNotes).toMatchObject([
      { reason: 'cancelled', total: { amountMinor: 400 }, note: 'lite: The service was cancelled' },
    ]);
    world.vendor();
    world.pay(host, 1);
    expect(world.contract(lite)).toMatchObject({ status: 'Cancelled', billedTo: '2026-04-10' });
    expect(world.contract(host)).toMatchObject({ status: 'Active', billedTo: '2026-05-10' });
    await world.until('2026-05-04');
    expect(invoiceOf(host, 2)).toMatchObject({ due: { amountMinor: 1500 } });
    agree();
  });

  it('keeps what was paid of a bundle for the rest, and gives back what is beyond that', async () => {
    const [lite = '', host = ''] = sold();
    await world.until('2026-04-12');
    const { id: invoiceId, clientId } = invoiceOf(lite, 1);
    const paid = { receivedOn: '2026-04-12' };
    shop.call('billing', 'recordPayment', shop.make.payment(invoiceId, 1300, paid));
    const preview = shop.call('contractProducts', 'previewCancelPart', { id: lite });
    expect(preview).toMatchObject({
      lowered: [{ due: { amountMinor: 300 }, paid: { amountMinor: 100 } }],
      refunds: [{ why: 'not_begun', amount: { amountMinor: 100 } }],
      notBegunTotal: { amountMinor: 100 },
    });
    cancelPart(lite);
    expect(invoiceOf(host, 1)).toMatchObject({ due: { amountMinor: 0 }, refunded: { amountMinor: 100 } });
    expect(world.contract(host)).toMatchObject({ billedTo: '2026-05-10' });
    expect(shop.call('billing', 'getBalance', { clientId }).balances).toMatchObject([{ amountMinor: 100 }]);
    // What the rest is worth at its end is what it cost, not a part of what the bundle did.
    const { refundTotal } = shop.call('orders', 'previewCancel', { id: world.contract(host).orderId });
    expect(refundTotal.amountMinor).toBe(Math.round((1200 * 28) / 30));
    agree();
  });

  it('lowers two months that are owed, bills the one to come anew, and takes the tax with it', async () => {
    shop.call('brand', 'createTaxRate', { name: 'VAT', percent: '19', isDefault: true });
    shop.call('automation', 'setSettings', {
      scope: 'brand',
      scopeId: '',
      values: { suspend_days: '60', cancel_days: '70', terminate_days: '80', invoice_days_before: '14' },
    });
    const [lite = '', host = ''] = sold(bundle(), { expectedTotalMinor: 1904 });
    await world.until('2026-05-28');
    expect(openOf(host)).toEqual([1904, 1904, 1904]);
    const preview = shop.call('contractProducts', 'previewCancelPart', { id: host });
    expect(preview.lowered.map(({ due }) => due.amountMinor)).toEqual([1428, 1428]);
    expect(preview.anew).toHaveLength(1);
    cancelPart(host, { bundlePriceMinor: 500 });
    expect(openOf(lite)).toEqual([476, 476, 595]);
    agree();
  });

  it('gives back what is paid for the days of a product that it will not have, where staff say so', () => {
    const [lite = '', host = ''] = sold();
    expect(shop.call('contractProducts', 'previewCancelPart', { id: lite })).toMatchObject({
      lowered: [],
      refundTotal: { amountMinor: 400 },
      refunds: [{ why: 'unused_days', refundable: { original: { amountMinor: 400 } } }],
    });
    const refund = { refund: 'original', expectedRefundMinor: 400 } as const;
    expect(failure(() => cancelPart(lite, { ...refund, immediate: false }))?.fields).toEqual({
      refund: { code: 'invalid' },
    });
    expect(failure(() => cancelPart(lite, { ...refund, expectedRefundMinor: 399 }))?.code).toBe(
      'conflict.changed_meanwhile',
    );
    // Giving back money is a right of its own.
    const viewer = { ...staff, principal: { ...staff.principal, role: 'viewer' as const } } as typeof staff;
    expect(
      failure(() =>
        shop.call(
          'contractProducts',
          'cancelPart',
          { id: lite, immediate: true, bundlePriceMinor: 1600, expectedPriceMinor: 1600, ...refund },
          viewer,
        ),
      )?.code,
    ).toBe('call.forbidden');
    cancelPart(lite, refund);
    world.vendor();
    const invoice = shop.call('billing', 'getInvoice', { id: world.contract(host).periods[0]?.invoiceId ?? '' });
    expect(invoice).toMatchObject({ status: 'Partly refunded', refunded: { amountMinor: 400 } });
    // Once: the end of the order gives back what the rest is worth, and no more.
    const preview = shop.call('orders', 'previewCancel', { id: world.contract(host).orderId });
    expect(preview.refundTotal.amountMinor).toBe(1200);
    agree();
  });

  it('of which a part ended is moved as one where a late payment begins its period anew', async () => {
    shop.call('automation', 'setSettings', { scope: 'brand', scopeId: '', values: { late_payment: 'from_today' } });
    const [lite = '', host = ''] = sold();
    await world.until('2026-04-14');
    cancelPart(lite);
    world.vendor();
    world.pay(host, 1);
    expect(world.contract(host)).toMatchObject({ anchorDate: '2026-04-14', billedTo: '2026-05-14' });
    expect(invoiceOf(host, 1).lines).toMatchObject([{ periodFrom: '2026-04-14', periodTo: '2026-05-14' }]);
  });

  it('is renewed or not as a whole, and its order is cancelled with all of it', () => {
    const [lite = '', host = ''] = sold();
    world.call('contractProducts', 'setAutoRenew', { id: host, autoRenew: false });
    expect([lite, host].map((id) => world.contract(id).autoRenew)).toEqual([false, false]);
    world.call('contractProducts', 'setAutoRenew', { id: lite, autoRenew: true });
    expect([lite, host].map((id) => world.contract(id).autoRenew)).toEqual([true, true]);
    const { orderId } = world.contract(lite);
    const preview = shop.call('orders', 'previewCancel', { id: orderId });
    expect(preview).toMatchObject({ contractCount: 2, refundTotal: { amountMinor: 1600 } });
    world.call('orders', 'cancel', {
      requestKey: shop.store.makeId(),
      id: orderId,
      immediate: true,
      reason: '',
      refund: 'original',
      expectedRefundMinor: 1600,
    });
    world.vendor();
    expect([lite, host].map((id) => world.contract(id).status)).toEqual(['Cancelled', 'Cancelled']);
  });

  it('is owed as long as one of its licenses is there: its invoice is written off with the last one', async () => {
    const [lite = '', host = ''] = sold();
    await world.until('2026-05-09');
    const { id: invoiceId } = invoiceOf(lite, 1);
    world.noon('2026-05-10');
    world.compared();
    await world.run();
    const statusOf = () => shop.call('billing', 'getInvoice', { id: invoiceId }).status;
    const terminating = () => shop.provisioning.openOf(host)?.kind;
    expect(terminating()).toBe('terminate');
    shop.settle(lite, 'succeeded', { status: 'deleted' });
    expect([world.contract(lite).status, statusOf(), terminating()]).toEqual(['Closed', 'Unpaid', 'terminate']);
    shop.settle(host, 'succeeded', { status: 'deleted' });
    expect([world.contract(host).status, statusOf()]).toEqual(['Closed', 'Written off']);
    expect([lite, host].map((id) => world.contract(id).periods[0]?.state)).toEqual(['cancelled', 'cancelled']);
  });

  it('is called off with all of its licenses where its order is ended', async () => {
    const [lite = '', host = ''] = sold();
    await world.until('2026-04-05');
    const { id: invoiceId } = invoiceOf(lite, 1);
    const { orderId } = world.contract(host);
    expect(shop.call('orders', 'previewCancel', { id: orderId }).endedInvoices).toHaveLength(1);
    world.call('orders', 'cancel', { requestKey: shop.store.makeId(), id: orderId, immediate: true, reason: '' });
    expect(shop.call('billing', 'getInvoice', { id: invoiceId }).status).toBe('Cancelled');
  });

  it('is still owed where staff end its order while one license waits for its termination', async () => {
    const [lite = '', host = ''] = sold();
    await world.until('2026-04-25');
    const { id: invoiceId } = invoiceOf(lite, 1);
    const statusOf = () => shop.call('billing', 'getInvoice', { id: invoiceId }).status;
    world.call('contractProducts', 'setStatus', { id: lite, status: 'Active' });
    world.call('contractProducts', 'clearManualStatus', { id: lite });
    const { orderId } = world.contract(lite);
    expect(shop.call('orders', 'previewCancel', { id: orderId }).endedInvoices).toMatchObject([
      { due: { amountMinor: 400 } },
    ]);
    world.call('orders', 'cancel', { requestKey: shop.store.makeId(), id: orderId, immediate: true, reason: '' });
    world.vendor();
    expect([lite, host].map((id) => world.contract(id).status)).toEqual(['Cancelled', 'Cancelled']);
    expect([statusOf(), world.contract(host).license?.status]).toEqual(['Unpaid', 'suspended']);
    expect(shop.call('billing', 'getInvoice', { id: invoiceId }).due.amountMinor).toBe(1200);
    await world.until('2026-05-11');
    expect([statusOf(), world.contract(host).license?.status]).toEqual(['Written off', 'deleted']);
  });

  it('stays what it was when it was sold: the product can be neither deleted nor made a single one', () => {
    const productId = bundle();
    sold(productId);
    expect(failure(() => shop.call('catalogue', 'deleteProduct', { id: productId }))?.code).toBe(
      'catalogue.product_in_use',
    );
    expect(
      failure(() => shop.call('catalogue', 'updateProduct', { id: productId, type: 'single', componentIds: [] }))?.code,
    ).toBe('catalogue.product_in_use');
  });
});
