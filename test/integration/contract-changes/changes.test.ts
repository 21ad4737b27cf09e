import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Trial } from '../../../preload/api/catalogue-product.ts';
import { catalogue as api } from '../../../preload/api/catalogue.ts';
import { type Clock, systemClock } from '../../../main/core/kernel/index.ts';
import { startVendorSandbox, type VendorSandbox } from '../../../main/core/vendor-sandbox/index.ts';
import { type Desk, makeDesk } from '../provisioning/desk.ts';
import { impatient } from '../provisioning/stage.ts';
import { owner } from '../provisioning/world.ts';

/** Real waits, and a calendar that the test turns over. */
let day = '';
const clock: Clock = {
  ...systemClock,
  now: () => new Date(Date.parse(`${day}T08:00:00.000Z`) + Math.round(performance.now())),
};

let vendor: VendorSandbox;
let desk: Desk;
let lite: string;
let pro: string;
beforeEach(async () => {
  day = '2026-03-01';
  vendor = await startVendorSandbox({ timing: { processingMs: 20, keyDelayMs: 20 } });
  desk = makeDesk({ url: vendor.url, clock, timings: impatient });
  await desk.furnish(1, 1);
  lite = id('product');
  pro = product('ispmanager 6 pro', '55228', 750);
  desk.provisioning.start();
});
afterEach(async () => {
  await desk.close();
  await vendor.close();
});

const id = (table: 'client' | 'product' | 'category' | 'connection'): string =>
  (desk.store.db.prepare(`SELECT id FROM ${table} ORDER BY id LIMIT 1`).get() as { id: string }).id;
const product = (name: string, packageIdentifier: string, amountMinor: number, trial?: Trial): string =>
  desk.catalogue.createProduct(
    api.createProduct.input.parse({
      categoryId: id('category'),
      name,
      prices: [{ termMonths: 1, currency: 'EUR', amountMinor }],
      connectionId: id('connection'),
      packageIdentifier,
      ...(trial ? { trial } : {}),
    }),
    owner,
  ).id;

/** Until the vendor has answered everything. */
async function settled(): Promise<void> {
  for (let turn = 0; desk.open() > 0; turn += 1) {
    if (turn > 1000) throw new Error('the vendor does not come to an end');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
const pay = (invoiceId: string | null, amountMinor: number): void => {
  desk.billing.recordPayment(
    {
      requestKey: crypto.randomUUID(),
      invoiceId: invoiceId ?? '',
      amountMinor,
      method: 'cash',
      receivedOn: day,
      reference: '',
    },
    owner,
  );
};
async function sold(productId: string, { trial = false, totalMinor = 500 } = {}): Promise<string> {
  const order = desk.orders.place(
    {
      requestKey: crypto.randomUUID(),
      clientId: id('client'),
      currency: 'EUR',
      items: [{ productId, termMonths: 1, quantity: 1, choices: [], ip: '', trial }],
      promoCode: '',
      expectedTotalMinor: totalMinor,
      paymentMethod: 'bank_transfer',
      payment: null,
      notes: '',
    },
    owner,
  );
  if (totalMinor > 0) pay(order.invoiceId, totalMinor);
  await settled();
  return order.items[0]?.contractProductId ?? '';
}
const license = () => vendor.licenses()[0];
/** How often the vendor charged for a change of tariff. */
const moves = (): number =>
  vendor.ledger().filter(({ kind, description }) => kind === 'charge' && description.startsWith('Change of')).length;
const upgrade = (contractProductId: string, expectedDueMinor: number, productId = pro, downgrade = 'none' as const) =>
  desk.changes.confirm(
    { requestKey: crypto.randomUUID(), contractProductId, productId, expectedDueMinor, downgrade },
    owner,
  );
const newest = (contractProductId: string) => desk.changes.list({ contractProductId })[0];

describe('an upgrade at the vendor (spec 95, 2.7)', () => {
  it('is the example: 1.21 is invoiced, paid, and then the license and the contract are another', async () => {
    const contract = await sold(lite);
    expect(license()?.pricelist).toBe('55227');
    day = '2026-03-17';
    const change = upgrade(contract, 121);
    expect(change).toMatchObject({
      status: 'Awaiting payment',
      credit: { amountMinor: 242 },
      charge: { amountMinor: 363 },
    });
    await settled();
    expect(license()?.pricelist).toBe('55227');
    pay(change.invoiceId, 121);
    await settled();
    expect(license()?.pricelist).toBe('55228');
    expect(newest(contract)).toMatchObject({ status: 'Done' });
    expect(desk.contractProducts.get(contract)).toMatchObject({
      productName: 'ispmanager 6 pro',
      price: { amountMinor: 750 },
      nextDueOn: '2026-04-01',
      status: 'Active',
    });
    // A cent more than nothing came in for each cent that was asked for.
    const paid = desk.store.db.prepare('SELECT sum(amount_minor) AS n FROM payment').get() as { n: number };
    expect(paid.n).toBe(621);
  });

  it('that the vendor refuses costs the client nothing and changes nothing', async () => {
    const contract = await sold(lite);
    day = '2026-03-17';
    const change = upgrade(contract, 121);
    vendor.setFaults([{ kind: 'error', func: 'service.changepricelist' }]);
    pay(change.invoiceId, 121);
    await settled();
    expect(newest(contract)).toMatchObject({ status: 'Refused', given: { amountMinor: 121 } });
    expect(license()?.pricelist).toBe('55227');
    expect(desk.contractProducts.get(contract)).toMatchObject({
      productName: 'ispmanager 6 lite, account 1',
      price: { amountMinor: 500 },
    });
    const kept = desk.store.db.prepare('SELECT sum(amount_minor) AS n FROM balance_entry').get() as { n: number };
    expect(kept.n).toBe(121);
  });

  it('whose answer is lost is found by reading, and not asked for twice', async () => {
    const contract = await sold(lite);
    day = '2026-03-17';
    const change = upgrade(contract, 121);
    vendor.setFaults([{ kind: 'reset', phase: 'after-commit', func: 'service.changepricelist', times: 1 }]);
    pay(change.invoiceId, 121);
    await settled();
    expect(newest(contract)).toMatchObject({ status: 'Done' });
    expect(license()?.pricelist).toBe('55228');
    expect(vendor.licenses()).toHaveLength(1);
    expect(moves()).toBe(1);
  });
});

describe('a trial of seven days with a notice of one (1d script 8)', () => {
  const terms: Trial = {
    isSupported: true,
    isForced: true,
    days: 7,
    noticeDays: 1,
    endAction: 'continue',
    migrateProductId: null,
  };
  const fired = (): number[] =>
    (
      desk.store.db
        .prepare('SELECT trigger_no AS no FROM trigger_event WHERE trigger_no BETWEEN 28 AND 33 ORDER BY id')
        .all() as { no: number }[]
    ).map(({ no }) => no);

  /** What automation does on each day in turn. */
  async function until(last: string): Promise<void> {
    while (day < last) {
      day = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
      for (const step of desk.trials.steps.due(day, 10))
        desk.store.transaction(owner, (writer) => desk.trials.steps.perform(writer, step));
      await settled();
    }
  }
  const started = (patch: Partial<Trial>) =>
    sold(product('trial', '55227', 500, { ...terms, ...patch }), { trial: true, totalMinor: 0 });

  it('buys one license for the shortest term, and tells of its end a day before', async () => {
    await started({});
    expect(license()).toMatchObject({ period: 1, pricelist: '55227' });
    await until('2026-03-07');
    expect(fired()).toEqual([32, 29]);
  });

  it('Continue', async () => {
    const contract = await started({});
    await until('2026-03-20');
    expect(fired()).toEqual([32, 29, 28, 33]);
    const invoices = desk.billing.listInvoices({ open: true, overdue: false, clientId: id('client'), limit: 10 }).rows;
    expect(invoices).toMatchObject([{ kind: 'renewal', total: { amountMinor: 500 }, issuedOn: '2026-03-08' }]);
    expect(desk.contractProducts.get(contract).status).toBe('Active');
    expect(vendor.licenses()).toHaveLength(1);
  });

  it('Migrate', async () => {
    const contract = await started({ endAction: 'migrate', migrateProductId: pro });
    await until('2026-03-20');
    expect(fired()).toEqual([32, 29, 28, 30]);
    expect(license()).toMatchObject({ pricelist: '55228' });
    expect(desk.contractProducts.get(contract)).toMatchObject({
      productName: 'ispmanager 6 pro',
      price: { amountMinor: 750 },
    });
  });

  it('Migrate to an inactive product', async () => {
    const contract = await started({ endAction: 'migrate', migrateProductId: pro });
    const before = desk.contractProducts.get(contract);
    desk.catalogue.updateProduct(api.updateProduct.input.parse({ id: pro, isActive: false }), owner);
    await until('2026-03-20');
    expect(fired()).toEqual([32, 29, 28, 31]);
    expect(desk.contractProducts.get(contract)).toEqual(before);
    expect(desk.trials.get(contract)).toMatchObject({ state: 'failed', errorCode: 'order.product_unavailable' });
    expect(license()).toMatchObject({ pricelist: '55227' });
  });

  it('Cancel', async () => {
    const contract = await started({ endAction: 'cancel' });
    await until('2026-03-20');
    expect(fired()).toEqual([32, 29, 28]);
    expect(desk.contractProducts.get(contract).status).toBe('Cancelled');
    expect(license()?.status).toBe(4);
    expect(desk.billing.listInvoices({ open: true, overdue: false, clientId: id('client'), limit: 10 }).rows).toEqual(
      [],
    );
  });
});
