import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endOf, maxLinks, pointerOf } from '../../../main/core/causes/rules.ts';
import type { Context } from '../../../main/core/kernel/index.ts';
import { addOperation } from '../support/operations.ts';
import { key, makeShop, type Shop, staff } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
});
afterEach(() => opened.done());

const automation: Context = { principal: { kind: 'system', name: 'automation' }, traceId: 'night' };
const of = (id: string, entity: 'order' | 'invoice' | 'contract_product' = 'contract_product') =>
  shop.call('causes', 'of', { entity, id });
const kinds = (id: string): string[] => of(id).chain.map(({ kind }) => kind);

/** A sold contract product. */
function sold() {
  const order = shop.make.order();
  shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 500));
  return { order, id: order.items[0]?.contractProductId ?? '' };
}
/** Moves its status because of something. */
function become(id: string, status: string, cause: string, context: Context = automation): void {
  opened.store.transaction({ ...context, cause }, (writer) => writer.update('contract_product', id, { status }));
}

describe('chains of causes', () => {
  it('end with the passing of time where a date came', () => {
    const { order, id } = sold();
    become(id, 'Suspended', `overdue/${order.invoiceId}`);
    const { chain } = of(id);
    expect(chain.map(({ kind }) => kind)).toEqual(['status', 'overdue', 'time']);
    expect(chain[1]).toMatchObject({ on: order.dueOn, record: { entity: 'invoice', id: order.invoiceId } });
    expect(chain[2]).toMatchObject({ on: order.dueOn, who: '' });
    opened.store.transaction(staff, (writer) =>
      writer.update('contract_product', id, { trial_ends_on: '2026-03-20', service_ends_on: '2026-03-25' }),
    );
    for (const [cause, kind, on, to] of [
      [`renewal/${id}`, 'renewal', '2026-03-10', 'Active'],
      [`trial.end/${id}`, 'trial', '2026-03-20', 'Suspended'],
      [`end/${id}/2026-03-24`, 'ends', '2026-03-24', 'Lapsed'],
      [`end/${id}`, 'ends', '2026-03-25', 'Active'],
      [`order.expire/${order.id}`, 'unpaid', order.dueOn, 'Cancelled'],
      // The record behind it is another area's: that time did it is known all the same.
      [`trial/${key()}`, 'trial', null, 'Suspended'],
    ] as const) {
      become(id, to, cause);
      expect(of(id).chain.slice(1)).toMatchObject([
        { kind, on },
        { kind: 'time', on },
      ]);
    }
  });

  it('of a period that was paid, and of what goes on after a payment, lead to the payment', () => {
    const { order, id } = sold();
    const paid = ['status', 'payment', 'person'];
    become(id, 'Active', `renewal/${id}/0/vendor/2026-03-10`);
    expect(kinds(id)).toEqual(['status', 'renewal', ...paid]);
    opened.store.transaction(staff, (writer) => {
      const [line] = opened.store.all<{ id: string }>('t', 'SELECT id FROM invoice_line');
      writer.update('invoice_line', line?.id ?? '', { contract_product_id: id });
    });
    become(id, 'Suspended', `unsuspend/${id}`);
    expect(kinds(id)).toEqual(['status', ...paid]);
    become(id, 'Active', `invoice/${order.invoiceId}`);
    expect(kinds(id)).toEqual(['status', ...paid]);
  });

  it('of what an order led to go by its payment for a purchase, by its end for a termination', () => {
    const { order, id } = sold();
    const { connection_id: connectionId } = opened.store.db
      .prepare('SELECT connection_id FROM contract_product WHERE id = ?')
      .get(id) as { connection_id: string };
    const operation = (kind: string): string =>
      addOperation(opened.store, {
        connection_id: connectionId,
        contract_product_id: id,
        kind,
        cause: `order/${order.id}`,
      });
    become(id, 'Active', `operation/${operation('create')}`);
    expect(kinds(id)).toEqual(['status', 'operation', 'status', 'payment', 'person']);
    become(id, 'Cancelled', `operation/${operation('terminate')}`);
    expect(kinds(id)).toEqual(['status', 'operation', 'cancellation', 'person']);
    opened.store.transaction(staff, (writer) => writer.update('orders', order.id, { status: 'Cancelled' }));
    const { chain } = of(id);
    expect(chain.map(({ kind }) => kind)).toEqual(['status', 'operation', 'status', 'person']);
    expect(chain[2]).toMatchObject({ record: { entity: 'orders', id: order.id }, to: 'Cancelled' });
  });

  it('end with who acted where the cause is not known here, and keep its name', () => {
    const { id } = sold();
    become(id, 'Suspended', `moonlight/${key()}`, staff);
    expect(of(id).chain.slice(1)).toMatchObject([
      { kind: 'other', detail: 'moonlight', who: 'Olga Owner' },
      { kind: 'person', who: 'Olga Owner' },
    ]);
    // The record behind the cause is gone, or never was.
    become(id, 'Active', `operation/${key()}`);
    expect(kinds(id)).toEqual(['status', 'other', 'console']);
  });

  it('end where they would go round in a circle', () => {
    const { order, id } = sold();
    opened.store.transaction({ ...staff, cause: `invoice/${order.invoiceId}` }, (writer) =>
      writer.update('invoice', order.invoiceId, { status: 'Refunded' }),
    );
    become(id, 'Suspended', `invoice/${order.invoiceId}`);
    expect(of(id).chain.length).toBeLessThan(maxLinks);
    expect(of(id).chain.at(-1)?.kind).toBe('person');
  });

  it('of a record from before causes were kept say that they are not known', () => {
    const { order, id } = sold();
    opened.store.db.exec('DROP TRIGGER status_change_no_delete; DELETE FROM status_change');
    expect(of(id).chain).toMatchObject([{ kind: 'status', to: 'Awaiting Activation' }, { kind: 'unknown' }]);
    expect(of(order.id, 'order').chain.map(({ kind }) => kind)).toEqual(['status', 'unknown']);
  });

  it('of a contract product that is not paid further name the invoice it waits for', () => {
    const { order, id } = sold();
    expect(of(id).waitsFor).toMatchObject([{ kind: 'operation', detail: 'create', state: 'queued' }]);
    const invoiceId = opened.store.transaction(staff, (writer) =>
      shop.services.billing.issueInvoice(writer, {
        kind: 'renewal',
        orderId: null,
        clientId: order.clientId,
        currency: 'EUR',
        dueOn: '2026-04-10',
        lines: [
          {
            text: 'April',
            amountMinor: 500,
            period: { from: '2026-04-10', to: '2026-05-10' },
            itemLine: null,
            contractProductId: id,
          },
        ],
      }),
    ).id;
    expect(of(id).waitsFor[0]).toMatchObject({ kind: 'payment', record: { id: invoiceId }, on: '2026-04-10' });
    shop.call('billing', 'recordPayment', shop.make.payment(invoiceId, 500));
    expect(of(id).waitsFor).toHaveLength(1);
  });

  it('of an order over nothing end with who placed it', () => {
    const productId = shop.make.product({ prices: [{ termMonths: 1, currency: 'EUR', amountMinor: 0 }] });
    const order = shop.make.order({ productId, expectedTotalMinor: 0 });
    const { chain } = of(order.id, 'order');
    expect(chain.map(({ kind }) => kind)).toEqual(['status', 'person']);
  });
});

describe('a cause', () => {
  it('is taken apart, and its end is a person, the console or nobody', () => {
    expect(pointerOf('renewal/a/3')).toEqual({ kind: 'renewal', id: 'a', rest: '3' });
    expect(pointerOf('')).toEqual({ kind: '', id: '', rest: '' });
    expect(endOf('Olga', null).kind).toBe('person');
    expect(endOf('provisioning', null).kind).toBe('console');
    expect(endOf('', null).kind).toBe('unknown');
  });
});

describe('what money led to (spec 2.16, invariant 7)', () => {
  it('is because of its payment, also where that was recorded with the order', () => {
    const order = shop.make.order({ payment: { receivedOn: '2026-03-10' }, paymentMethod: 'cash' });
    expect(of(order.id, 'order').chain).toMatchObject([
      { kind: 'status', to: 'Active' },
      { kind: 'payment', record: { entity: 'invoice', id: order.invoiceId } },
      { kind: 'person' },
    ]);
    expect(of(order.invoiceId, 'invoice').chain.map(({ kind }) => kind)).toEqual(['status', 'payment', 'person']);
  });

  it('names the invoice that a person ended', () => {
    const order = shop.make.order();
    shop.call('billing', 'cancelInvoice', { requestKey: key(), invoiceId: order.invoiceId, expectedDueMinor: 500 });
    const causes = opened.store.db
      .prepare("SELECT entity, cause FROM status_change WHERE to_status = 'Cancelled' ORDER BY id")
      .all();
    expect(causes).toEqual([
      { entity: 'invoice', cause: '' },
      { entity: 'orders', cause: `invoice/${order.invoiceId}` },
      { entity: 'contract_product', cause: `invoice/${order.invoiceId}` },
    ]);
    expect(of(order.id, 'order').chain).toMatchObject([
      { kind: 'status', to: 'Cancelled' },
      { kind: 'status', to: 'Cancelled', record: { entity: 'invoice', id: order.invoiceId } },
      { kind: 'person', who: 'Olga Owner' },
    ]);
  });
});
