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

describe('placing an order', () => {
  it('makes order, item, invoice and a pending contract product, and names both people (spec 2.1, X1)', () => {
    const order = shop.make.order({ ip: '2001:db8::7', notes: 'call first' });
    expect(order).toMatchObject({
      number: 'ORD-000001',
      status: 'Awaiting payment',
      placedBy: 'Olga Owner',
      notes: 'call first',
      clientName: 'Anna Smith',
      invoiceNumber: 'INV-000001',
      total: { amountMinor: 500, currency: 'EUR' },
      paid: { amountMinor: 0, currency: 'EUR' },
      due: { amountMinor: 500, currency: 'EUR' },
      dueOn: '2026-03-17',
      items: [{ productName: 'ispmanager 6 lite', termMonths: 1, ip: '2001:db8::7', contractStatus: 'Pending' }],
    });
    const invoice = shop.call('billing', 'getInvoice', { id: order.invoiceId });
    expect(invoice).toMatchObject({
      status: 'Unpaid',
      issuedOn: '2026-03-10',
      isOverdue: false,
      lines: [{ text: 'ispmanager 6 lite, 1 month', periodFrom: '2026-03-10', periodTo: '2026-04-10' }],
    });
    const contractId = order.items[0]?.contractProductId ?? '';
    expect(shop.call('contractProducts', 'get', { id: contractId })).toMatchObject({
      status: 'Pending',
      nextDueOn: null,
      license: null,
      packageIdentifier: '55227',
      packageName: 'ispmanager 6 lite',
    });
    expect(shop.provisioning.open()).toBe(0);
    expect(shop.provisioning.kicks).toBe(0);
  });

  it('takes the date of issue from the brand, not from UTC', () => {
    shop.call('brand', 'update', { timeZone: 'Pacific/Auckland' });
    const order = shop.make.order();
    const invoice = shop.call('billing', 'getInvoice', { id: order.invoiceId });
    expect([invoice.issuedOn, invoice.dueOn]).toEqual(['2026-03-11', '2026-03-18']);
  });

  it('places one order for one key, however often it is sent', () => {
    const input = shop.make.orderInput();
    const first = shop.call('orders', 'place', input);
    expect(shop.call('orders', 'place', input)).toEqual(first);
    expect([shop.count('orders'), shop.count('invoice'), shop.count('contract_product')]).toEqual([1, 1, 1]);
  });

  it('answers with the first order also after the price changed and the product was switched off', () => {
    const input = shop.make.orderInput();
    const first = shop.call('orders', 'place', input);
    const productId = input.items[0]?.productId ?? '';
    const { categoryId, connectionId } = shop.call('catalogue', 'getProduct', { id: productId });
    shop.call('catalogue', 'updateProduct', {
      id: productId,
      categoryId,
      connectionId,
      name: 'other',
      isActive: false,
      prices: [],
      packageIdentifier: '55227',
    });
    expect(shop.call('orders', 'place', input)).toEqual(first);
  });

  it('refuses a key that placed something else', () => {
    const input = shop.make.orderInput();
    shop.call('orders', 'place', input);
    const line = { productId: input.items[0]?.productId ?? '', termMonths: 1 as const };
    for (const other of [
      { items: [{ ...line, ip: '192.0.2.1' }] },
      { items: [{ ...line, termMonths: 12 as const }], expectedTotalMinor: 5000 },
      { items: [line, line] },
      { paymentMethod: 'cash' as const },
      { clientId: shop.make.client() },
      { notes: 'changed' },
    ]) {
      expect(failure(() => shop.call('orders', 'place', { ...input, ...other }))?.code).toBe(
        'conflict.changed_meanwhile',
      );
    }
    expect(shop.count('orders')).toBe(1);
  });

  it.each([
    ['switched off', { isActive: false }, 'inactive'],
    ['without a connection', { connectionId: null }, 'no_connection'],
    ['without a package', { packageIdentifier: '' }, 'no_package'],
    ['with a trial tariff, which has no paid term', { packageIdentifier: '55239' }, 'no_package'],
  ] as const)('refuses a product %s', (_, patch, reason) => {
    const productId = shop.make.product(patch);
    expect(failure(() => shop.make.order({ productId }))).toEqual({
      code: 'order.product_unavailable',
      params: { reason },
    });
    expect(shop.count('orders')).toBe(0);
  });

  it('refuses a product whose connection was disabled meanwhile, and one that does not exist', () => {
    const connectionId = shop.make.connection();
    const productId = shop.make.product({ connectionId });
    shop.store.db.prepare('UPDATE connection SET is_enabled = 0 WHERE id = ?').run(connectionId);
    expect(failure(() => shop.make.order({ productId }))?.code).toBe('order.product_unavailable');
    expect(failure(() => shop.make.order({ productId: key() }))?.code).toBe('order.product_unavailable');
  });

  it('lets staff order what clients cannot see (X1)', () => {
    expect(shop.make.order({ productId: shop.make.product({ isVisible: false }) }).status).toBe('Awaiting payment');
  });

  it('refuses a term or currency that has no price', () => {
    expect(failure(() => shop.make.order({ currency: 'USD' }))?.code).toBe('order.not_in_currency');
    const productId = shop.make.product({ prices: [] });
    expect(failure(() => shop.make.order({ productId }))?.code).toBe('order.no_price');
  });

  it('refuses another price than the person saw, and says both', () => {
    expect(failure(() => shop.make.order({ expectedTotalMinor: 400 }))).toEqual({
      code: 'order.price_changed',
      params: { old: '4.00 EUR', new: '5.00 EUR' },
    });
  });

  it.each(['256.1.1.1', '192.0.2', 'example.test', 'fe80::1%eth0', '::g'])('refuses %s as an address', (ip) => {
    expect(failure(() => shop.make.order({ ip }))).toEqual({
      code: 'input.invalid',
      fields: { 'items.0.ip': { code: 'not_ip' } },
    });
  });

  it('refuses a client that does not exist', () => {
    expect(failure(() => shop.make.order({ clientId: key() }))?.fields).toEqual({ clientId: { code: 'not_found' } });
  });

  it('is Active at once when there is nothing to pay, and keeps the invoice over zero', () => {
    const productId = shop.make.product({ prices: [{ termMonths: 1, currency: 'EUR', amountMinor: 0 }] });
    const order = shop.make.order({ productId, expectedTotalMinor: 0 });
    expect(order.status).toBe('Active');
    expect(order.items[0]?.contractStatus).toBe('Awaiting Activation');
    expect(shop.call('billing', 'getInvoice', { id: order.invoiceId }).status).toBe('Paid');
    expect(shop.provisioning.open()).toBe(1);
    expect(shop.provisioning.kicks).toBe(1);
  });

  it('leaves nothing behind, not even a number, when a part fails', () => {
    const productId = shop.make.product({ prices: [{ termMonths: 1, currency: 'EUR', amountMinor: 0 }] });
    const free = { productId, expectedTotalMinor: 0 };
    const clientId = shop.make.client();
    const before = shop.count('audit_entry');
    shop.provisioning.failWith = new Error('disk full');
    expect(() => shop.make.order({ ...free, clientId })).toThrow('disk full');
    expect(['orders', 'order_item', 'invoice', 'invoice_line', 'contract_product'].map(shop.count)).toEqual([
      0, 0, 0, 0, 0,
    ]);
    expect(shop.count('audit_entry')).toBe(before);
    expect(shop.provisioning.kicks).toBe(0);
    shop.provisioning.failWith = undefined;
    expect(shop.make.order({ ...free, clientId }).number).toBe('ORD-000001');
  });
});

describe('listing orders', () => {
  it('pages newest first without gaps or doubles, by client and by status', () => {
    const productId = shop.make.product();
    const anna = shop.make.client();
    const boris = shop.make.client({ firstName: 'Борис' });
    const made = Array.from({ length: 7 }, (_, at) =>
      shop.make.order({ productId, clientId: at % 2 === 0 ? anna : boris }),
    ).map((order) => order.number);
    const all: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = shop.call('orders', 'list', { limit: 3, ...(cursor ? { cursor } : {}) });
      expect(page.rows.length).toBeLessThanOrEqual(3);
      all.push(...page.rows.map((row) => row.number));
      cursor = page.nextCursor;
    } while (cursor);
    expect(all).toEqual(made.toReversed());
    expect(shop.call('orders', 'list', { clientId: boris }).rows).toHaveLength(3);
    expect(shop.call('orders', 'list', { status: 'Active' }).rows).toHaveLength(0);
    expect(shop.call('orders', 'list', { status: 'Awaiting payment', clientId: anna }).rows).toHaveLength(4);
  });

  it('answers not_found for an order that is not there', () => {
    expect(failure(() => shop.call('orders', 'get', { id: key() }))?.code).toBe('not_found');
  });
});
