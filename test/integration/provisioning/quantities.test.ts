import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../main/core/kernel/index.ts';
import { type Fault, startVendorSandbox, type VendorSandbox } from '../../../main/core/vendor-sandbox/index.ts';
import { makeDesk } from './desk.ts';
import { owner, quick } from './world.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** An order of several licenses, placed and paid at once. */
async function sold(quantity: number, faults: Fault[]) {
  const vendor: VendorSandbox = await startVendorSandbox({ timing: { processingMs: 20, keyDelayMs: 20 } });
  closing.push(() => vendor.close());
  const desk = makeDesk({ url: vendor.url, clock: systemClock, timings: quick });
  closing.push(() => desk.close());
  await desk.furnish(1, 1);
  const { store } = desk;
  const idOf = (table: 'client' | 'product') =>
    (store.db.prepare(`SELECT id FROM ${table}`).get() as { id: string }).id;
  store.transaction(owner, (writer) => writer.update('product', idOf('product'), { bulk: 'yes' }));
  vendor.setFaults(faults);
  const order = desk.orders.place(
    {
      requestKey: randomUUID(),
      clientId: idOf('client'),
      currency: 'EUR',
      items: [
        {
          productId: idOf('product'),
          termMonths: 1,
          quantity,
          choices: [],
          ip: Array.from({ length: quantity }, (_, at) => `192.0.2.${at + 1}`).join('\n'),
          trial: false,
        },
      ],
      promoCode: '',
      expectedTotalMinor: 500 * quantity,
      paymentMethod: 'bank_transfer',
      payment: null,
      notes: '',
    },
    owner,
  );
  const payment = {
    requestKey: randomUUID(),
    invoiceId: order.invoiceId,
    amountMinor: 500 * quantity,
    method: 'cash' as const,
    receivedOn: new Date().toISOString().slice(0, 10),
    reference: '',
  };
  desk.provisioning.start();
  desk.billing.recordPayment(payment, owner);
  desk.billing.recordPayment(payment, owner);
  for (let turn = 0; desk.open() > 0 && turn < 1000; turn += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  return { vendor, desk, statuses: () => desk.orders.get(order.id).items[0]?.statuses };
}

describe('an order of several licenses (spec 2.9)', () => {
  it('34 buys each one once, with its own token and address', async () => {
    const { vendor, statuses } = await sold(5, []);
    expect(vendor.orders()).toBe(5);
    expect(new Set(vendor.licenses().map(({ licname }) => licname)).size).toBe(5);
    expect(
      vendor
        .licenses()
        .map(({ ip }) => ip)
        .toSorted(),
    ).toEqual([1, 2, 3, 4, 5].map((at) => `192.0.2.${at}`));
    expect(statuses()).toEqual([{ status: 'Active', count: 5 }]);
  });

  it('34 an answer that is lost for one of them is found again, and nothing is bought twice', async () => {
    const { vendor, statuses } = await sold(4, [
      { kind: 'reset', phase: 'after-commit', func: 'soft.order.param', times: 1 },
    ]);
    expect(vendor.orders()).toBe(4);
    expect(statuses()).toEqual([{ status: 'Active', count: 4 }]);
  });

  it('34 one that the vendor refuses waits, the others are bought: the order shows both', async () => {
    const { vendor, desk, statuses } = await sold(4, [{ kind: 'balance', func: 'soft.order.param', times: 1 }]);
    expect(vendor.orders()).toBe(3);
    expect(statuses()).toEqual([
      { status: 'Active', count: 3 },
      { status: 'Awaiting Activation', count: 1 },
    ]);
    const [refused] = desk.store.db
      .prepare("SELECT id FROM contract_product WHERE status = 'Awaiting Activation'")
      .all() as { id: string }[];
    const { id } = desk.licenses.create(refused?.id ?? '', owner);
    await desk.until(id, 'succeeded');
    expect(vendor.orders()).toBe(4);
    expect(statuses()).toEqual([{ status: 'Active', count: 4 }]);
  });
});
