import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { key } from '../support/shop.ts';
import { strangeCauses } from '../support/invariants.ts';
import { runningShop, type RunningShop } from '../support/running.ts';

let desk: RunningShop;
beforeEach(() => {
  desk = runningShop('2026-01-31');
});
afterEach(() => {
  // Whatever happened in a sale, each cause is one that can be followed.
  expect(strangeCauses(desk.store)).toEqual([]);
  desk.done();
});

const chainOf = (entity: 'order' | 'invoice' | 'contract_product', id: string) =>
  desk.call('causes', 'of', { entity, id }).chain;

describe('what automation did (spec 2.16, invariant 7)', () => {
  it('is told by the whole cause of its step: a renewal names its own period, not the newest one', async () => {
    const productId = desk.make.product({ prices: [{ termMonths: 1, currency: 'EUR', amountMinor: 0 }] });
    const id = desk.sell({ productId, expectedTotalMinor: 0 });
    await desk.until('2026-03-24');
    const [, first, second] = desk.invoices(id);
    // Nothing to pay is paid at once; its day alone led to that.
    for (const [invoiceId, on] of [
      [first?.invoiceId, '2026-02-28'],
      [second?.invoiceId, '2026-03-31'],
    ] as const) {
      const chain = chainOf('invoice', invoiceId ?? '');
      expect(chain.map(({ kind }) => kind)).toEqual(['status', 'renewal', 'time']);
      expect(chain[1]).toMatchObject({ on, record: { entity: 'contract_product', id } });
    }
  });
});

describe('what was asked for', () => {
  it('is a request of a client to cancel: their order, who and when', () => {
    const id = desk.sell();
    const { orderId, clientId } = desk.contract(id);
    const client = {
      principal: { kind: 'client', clientId, name: 'Anna Smith', actingStaffName: 'Olga Owner' },
      traceId: 't',
    } as const;
    const asked = { requestKey: key(), orderId, reason: 'Test' };
    const request = desk.call('clientArea', 'requestCancellation', asked, client);
    const { askedAt } = desk.call('cancellations', 'get', { id: request.id });
    desk.noon('2026-02-02');
    desk.call('cancellations', 'approve', { id: request.id, immediate: true });
    const who = 'Anna Smith (client, opened by Olga Owner)';
    expect(chainOf('order', orderId)).toMatchObject([
      { kind: 'status', to: 'Cancelled', who: 'Olga Owner' },
      { kind: 'cancellation', who, at: askedAt, record: { entity: 'orders', id: orderId } },
      { kind: 'person', who, at: askedAt },
    ]);
    // The license ends because of the same.
    desk.vendor();
    expect(chainOf('contract_product', id).map(({ kind }) => kind)).toEqual([
      'status',
      'operation',
      'cancellation',
      'person',
    ]);
  });

  /** One that is to become another product of the same account. */
  const change = () => {
    const connectionId = desk.make.connection();
    const id = desk.sell({ productId: desk.make.product({ connectionId }) });
    const productId = desk.make.product({
      name: 'ispmanager 6 pro',
      packageIdentifier: '55228',
      connectionId,
      prices: [{ termMonths: 1, currency: 'EUR', amountMinor: 750 }],
    });
    const asked = { contractProductId: id, productId };
    const { due } = desk.call('contractChanges', 'quote', asked);
    const requestKey = key();
    const confirmed = { ...asked, requestKey, expectedDueMinor: due.amountMinor, downgrade: 'none' } as const;
    return desk.call('contractChanges', 'confirm', confirmed);
  };

  it('is a change that was paid: what was changed, its invoice, its payment', () => {
    const { contractProductId: id, createdAt, due, invoiceId } = change();
    desk.noon('2026-02-02');
    desk.call(
      'billing',
      'recordPayment',
      desk.make.payment(invoiceId ?? '', due.amountMinor, { receivedOn: '2026-02-02' }),
    );
    const operation = desk.store.get<{ id: string }>('t', "SELECT id FROM operation WHERE kind = 'changePackage'");
    desk.store.transaction(
      { principal: { kind: 'system', name: 'provisioning' }, traceId: 't', cause: `operation/${operation?.id}` },
      (writer) => writer.update('contract_product', id, { status: 'Suspended' }),
    );
    expect(chainOf('contract_product', id).slice(1)).toMatchObject([
      { kind: 'operation', detail: 'changePackage' },
      { kind: 'change', who: 'Olga Owner', at: createdAt, record: { entity: 'contract_product', id } },
      { kind: 'status', to: 'Paid', record: { entity: 'invoice', id: invoiceId } },
      { kind: 'payment' },
      { kind: 'person' },
    ]);
  });

  it('is a change that nobody paid for: time ended it', async () => {
    const { contractProductId: id, invoiceId, createdAt } = change();
    await desk.until('2026-02-28');
    const chain = chainOf('invoice', invoiceId ?? '');
    expect(chain).toMatchObject([
      { kind: 'status', to: 'Cancelled', who: 'automation' },
      { kind: 'change', who: 'Olga Owner', at: createdAt, on: '2026-02-28', record: { id } },
      { kind: 'time', on: '2026-02-28' },
    ]);
  });
});

describe('money that moved on since', () => {
  it('leaves what was overdue as much as it was, also written off', async () => {
    const id = desk.sell();
    await desk.until('2026-05-01');
    expect(desk.contract(id).status).toBe('Closed');
    const overdue = chainOf('contract_product', id).find(({ kind }) => kind === 'overdue');
    expect(overdue).toMatchObject({ on: '2026-02-28', amount: { amountMinor: 500, currency: 'EUR' } });
  });

  it('leaves a payment the cause of what it led to, also given back', async () => {
    const id = desk.sell();
    await desk.until('2026-03-10');
    expect(desk.contract(id).status).toBe('Suspended');
    desk.pay(id, 1);
    await desk.until('2026-03-11');
    const paid = chainOf('contract_product', id);
    expect(paid[0]).toMatchObject({ to: 'Active' });
    expect(paid.at(-2)).toMatchObject({ kind: 'payment', on: '2026-03-10' });
    const invoiceId = desk.invoices(id)[1]?.invoiceId ?? '';
    desk.call('billing', 'refund', {
      requestKey: key(),
      invoiceId,
      amountMinor: 500,
      destination: 'original',
      reference: '',
    });
    expect(desk.call('billing', 'getInvoice', { id: invoiceId }).status).toBe('Refunded');
    expect(chainOf('contract_product', id)).toEqual(paid);
    desk.store.transaction(
      { principal: { kind: 'system', name: 'automation' }, traceId: 't', cause: `unsuspend/${id}/2026-03-11` },
      (writer) => writer.update('contract_product', id, { status: 'Suspended' }),
    );
    expect(chainOf('contract_product', id).at(-2)).toMatchObject({ kind: 'payment', on: '2026-03-10' });
  });
});
