import { afterEach, beforeEach, describe, expect } from 'vitest';
import type { Trial } from '../../../preload/api/catalogue-product.ts';
import { catalogue as catalogueApi } from '../../../preload/api/catalogue.ts';
import { clients as clientsApi } from '../../../preload/api/clients.ts';
import { promoCodes as promoApi } from '../../../preload/api/promo-codes.ts';
import { addDays, type Clock, type Context, systemClock } from '../../../main/core/kernel/index.ts';
import { startVendorSandbox, type VendorSandbox } from '../../../main/core/vendor-sandbox/index.ts';
import { script } from '../../unit/support/row.ts';
import { type Desk, makeDesk } from '../provisioning/desk.ts';
import { impatient } from '../provisioning/stage.ts';
import { owner } from '../provisioning/world.ts';
import { codeInput } from '../../unit/support/promo-code.ts';

// Scripts of spec 1d against a vendor behind a loopback port; those without one are in test/unit/orders.

/** Real waits, and a calendar that the test turns over. */
let day = '';
const clock: Clock = {
  ...systemClock,
  now: () => new Date(Date.parse(`${day}T08:00:00.000Z`) + Math.round(performance.now())),
};

let vendor: VendorSandbox;
let desk: Desk;
beforeEach(async () => {
  day = '2026-03-01';
  vendor = await startVendorSandbox({ now: () => clock.now(), timing: { processingMs: 20, keyDelayMs: 20 } });
  desk = makeDesk({ url: vendor.url, clock, timings: impatient });
  await desk.furnish(1, 1);
  desk.provisioning.start();
});
afterEach(async () => {
  await desk.automation.stop();
  await desk.close();
  await vendor.close();
});

const lite = (): string => desk.ids('product')[0] ?? '';
const settled = async (): Promise<void> => {
  for (let turn = 0; desk.open() > 0; turn += 1) {
    if (turn > 1500) throw new Error('the vendor does not come to an end');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
const triggers = (entityId: string, ...of: number[]): number[] =>
  (
    desk.store.db
      .prepare('SELECT trigger_no AS no FROM trigger_event WHERE entity_id = ? ORDER BY id')
      .all(entityId) as { no: number }[]
  )
    .map(({ no }) => no)
    .filter((no) => of.includes(no));
const newClient = (email: string): string =>
  desk.clients.create(clientsApi.create.input.parse({ firstName: 'Test', lastName: 'Client', email }), owner).id;
/** A client's own window, opened by a member of the staff. */
const as = (clientId: string): Context => ({
  principal: { kind: 'client', clientId, name: 'Test Client', actingStaffName: 'Olga Owner' },
  traceId: crypto.randomUUID(),
});
const place = (clientId: string, more: { promoCode?: string; totalMinor: number; trialOf?: string }) =>
  desk.orders.place(
    {
      requestKey: crypto.randomUUID(),
      clientId,
      currency: 'EUR',
      items: [
        {
          productId: more.trialOf ?? lite(),
          termMonths: 1,
          quantity: 1,
          choices: [],
          ip: '192.0.2.7',
          trial: more.trialOf !== undefined,
        },
      ],
      promoCode: more.promoCode ?? '',
      expectedTotalMinor: more.totalMinor,
      paymentMethod: 'bank_transfer',
      payment: null,
      notes: 'Call first',
    },
    as(clientId),
  );
/** Pressed twice, as people do. */
function pay(invoiceId: string, amountMinor: number): void {
  const payment = {
    requestKey: crypto.randomUUID(),
    invoiceId,
    amountMinor,
    method: 'bank_transfer' as const,
    receivedOn: day,
    reference: '',
  };
  desk.billing.recordPayment(payment, owner);
  desk.billing.recordPayment(payment, owner);
}
const springCode = (): void => {
  desk.promoCodes.create(promoApi.create.input.parse(codeInput({ maxUses: 1 })), owner);
};
/** What a client orders with a note and a code, up to its license; answers with its contract product. */
async function ordered(email: string): Promise<string> {
  springCode();
  const clientId = newClient(email);
  const order = place(clientId, { promoCode: 'SPRING', totalMinor: 450 });
  expect(order).toMatchObject({ status: 'Awaiting payment', notes: 'Call first', discount: { amountMinor: 50 } });
  expect(vendor.orders()).toBe(0);
  pay(order.invoiceId, 450);
  expect(desk.orders.get(order.id).status).toBe('Active');
  await settled();
  return order.items[0]?.contractProductId ?? '';
}

describe('what a tester runs from the guide (spec 1d)', () => {
  script(
    5,
    'a client orders with a note and a code, pays, and has one license with its key; trigger 1 once',
    async () => {
      const contract = desk.contractProducts.get(await ordered('script5@client.example'));
      expect(contract.status).toBe('Active');
      expect(vendor.orders()).toBe(1);
      const [bought, ...others] = vendor.licenses();
      expect(others).toEqual([]);
      expect(bought?.key).not.toBe('');
      expect(contract.license?.key).toBe(bought?.key);
      expect(triggers(contract.id, 1)).toEqual([1]);
      // The last use of the code is gone, and its order is the only one.
      expect(() => place(newClient('second@client.example'), { promoCode: 'SPRING', totalMinor: 450 })).toThrow(
        'promo.',
      );
    },
  );

  script(
    6,
    'the link is cut after the vendor took the order: unknown, found by reading, still one license',
    async () => {
      vendor.setFaults([{ kind: 'reset', phase: 'after-commit', func: 'soft.order.param', times: 1 }]);
      const contract = desk.contractProducts.get(await ordered('script6@client.example'));
      const [operation] = contract.operations;
      const trail = desk.provisioning.get(operation?.id ?? '').events.map(({ state }) => state);
      expect(trail).toContain('unknown');
      expect(trail.at(-1)).toBe('succeeded');
      expect(vendor.requests().filter(({ func }) => func === 'soft.order.param')).toHaveLength(1);
      expect([vendor.orders(), vendor.licenses().length]).toEqual([1, 1]);
      expect(contract).toMatchObject({ status: 'Active', license: { key: vendor.licenses()[0]?.key } });
      expect(triggers(contract.id, 1)).toEqual([1]);
    },
  );

  script(
    8,
    'a trial of seven days, told of a day before, with each ending; forced; and to what is not sold any more',
    async () => {
      const { categoryId, connectionId } = desk.catalogue.getProduct(lite());
      const product = (name: string, packageIdentifier: string, amountMinor: number, trial?: Trial): string =>
        desk.catalogue.createProduct(
          catalogueApi.createProduct.input.parse({
            categoryId,
            connectionId,
            name,
            packageIdentifier,
            prices: [{ termMonths: 1, currency: 'EUR', amountMinor }],
            ...(trial ? { trial } : {}),
          }),
          owner,
        ).id;
      const [pro, gone] = [product('pro', '55228', 750), product('gone', '55228', 750)];
      const tried = (name: string, endAction: Trial['endAction'], migrateProductId: string | null = null): string =>
        product(name, '55227', 500, {
          isSupported: true,
          isForced: true,
          days: 7,
          noticeDays: 1,
          endAction,
          migrateProductId,
        });
      const client = newClient('script8@client.example');
      const products = [
        tried('continue', 'continue'),
        tried('migrate', 'migrate', pro),
        tried('cancel', 'cancel'),
        tried('failing', 'migrate', gone),
      ];
      // Forced: there is no way around it.
      const plain = {
        requestKey: crypto.randomUUID(),
        clientId: client,
        currency: 'EUR',
        promoCode: '',
        expectedTotalMinor: 500,
      };
      const item = {
        productId: products[0] ?? '',
        termMonths: 1 as const,
        quantity: 1,
        choices: [],
        ip: '',
        trial: false,
      };
      expect(() =>
        desk.orders.place(
          { ...plain, items: [item], paymentMethod: 'bank_transfer', payment: null, notes: '' },
          as(client),
        ),
      ).toThrow('input.invalid');
      const ids = products.map(
        (trialOf) => place(client, { trialOf, totalMinor: 0 }).items[0]?.contractProductId ?? '',
      );
      await settled();
      desk.catalogue.updateProduct(catalogueApi.updateProduct.input.parse({ id: gone, isActive: false }), owner);
      const failing = desk.contractProducts.get(ids[3] ?? '');
      for (let at = 1; at <= 9; at += 1) {
        day = addDays('2026-03-01', at);
        await desk.automation.run({}, owner);
        await settled();
        // Day 6: told of, and nothing more; day 7: ended.
        if (at < 6) expect(ids.flatMap((id) => triggers(id, 28, 29))).toEqual([]);
        if (at === 6) expect(ids.flatMap((id) => triggers(id, 28, 29))).toEqual([29, 29, 29, 29]);
      }
      expect(ids.map((id) => triggers(id, 28, 29, 30, 31, 32, 33))).toEqual([
        [32, 29, 28, 33],
        [32, 29, 28, 30],
        [32, 29, 28],
        [32, 29, 28, 31],
      ]);
      const after = ids.map((id) => desk.contractProducts.get(id));
      expect(after.map(({ status, price }) => [status, price.amountMinor])).toEqual([
        ['Active', 500],
        ['Active', 750],
        ['Cancelled', 500],
        ['Active', 500],
      ]);
      expect(after[3]).toMatchObject({
        productName: failing.productName,
        packageIdentifier: failing.packageIdentifier,
      });
      // At the vendor: one license for each, the second one another tariff, the third one deleted.
      const licenses = after.map(({ license }) => vendor.licenses().find(({ id }) => String(id) === license?.vendorId));
      expect(licenses.map((each) => [each?.pricelist, each?.status])).toEqual([
        ['55227', 2],
        ['55228', 2],
        ['55227', 4],
        ['55227', 2],
      ]);
      expect(vendor.orders()).toBe(4);
    },
  );
});
