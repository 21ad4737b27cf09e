import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyAuditChain } from '../../../main/core/audit/index.ts';
import type { RaceData } from '../support/race-worker.ts';
import { makeShop, type Shop } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

const desks = 2;
const rounds = 25;

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
});
afterEach(() => opened.done());

/** The same calls from two connections in two threads at the same moments; the answers by desk. */
async function race(calls: RaceData['rounds']): Promise<string[][]> {
  const gate = new SharedArrayBuffer(4 * calls.length);
  const workers = Array.from(
    { length: desks },
    () =>
      new Worker(new URL('../support/race-worker.ts', import.meta.url), {
        workerData: { folder: opened.folder, gate, desks, rounds: calls } satisfies RaceData,
        execArgv: ['--no-warnings'],
      }),
  );
  return Promise.all(workers.map(async (worker) => ((await once(worker, 'message')) as [string[]])[0]));
}

describe('two desks on one database at the same moment', () => {
  it('place one order for one key, and both get it', async () => {
    const productId = shop.make.product();
    const clientId = shop.make.client();
    const calls = Array.from({ length: rounds }, () => ({
      area: 'orders' as const,
      verb: 'place',
      input: shop.make.orderInput({ productId, clientId }),
    }));
    const [first, second] = await race(calls);
    expect(first).toEqual(second);
    expect(new Set(first).size).toBe(rounds);
    expect([shop.count('orders'), shop.count('invoice'), shop.count('contract_product')]).toEqual([
      rounds,
      rounds,
      rounds,
    ]);
    const { last } = opened.store.db.prepare('SELECT max(number) AS last FROM orders').get() as { last: string };
    expect(last).toBe(`ORD-${String(rounds).padStart(6, '0')}`);
    expect(verifyAuditChain(opened.store).ok).toBe(true);
  });

  it('settle an invoice once, with one purchase, though each pressed with a key of its own form', async () => {
    const productId = shop.make.product();
    const clientId = shop.make.client();
    const invoices = Array.from({ length: rounds }, () => shop.make.order({ productId, clientId }).invoiceId);
    const calls = invoices.map((invoiceId) => ({
      area: 'billing' as const,
      verb: 'recordPayment',
      input: shop.make.payment(invoiceId, 500),
      ownKey: true,
    }));
    const [first = [], second = []] = await race(calls);
    for (let round = 0; round < rounds; round += 1) {
      expect(new Set([first[round], second[round]])).toEqual(new Set([invoices[round], 'billing.invoice_settled']));
    }
    expect([shop.count('payment'), shop.count('operation')]).toEqual([rounds, rounds]);
    expect(verifyAuditChain(opened.store).ok).toBe(true);
  });

  it('84 race for the last use of a code: one order gets it, the other is told', async () => {
    const productId = shop.make.product();
    const clientId = shop.make.client();
    const calls = Array.from({ length: rounds }, (_, at) => {
      const code = `LAST-${at}`;
      shop.make.promoCode({ code, maxUses: 1 });
      return {
        area: 'orders' as const,
        verb: 'place',
        input: shop.make.orderInput({ productId, clientId, promoCode: code, expectedTotalMinor: 450 }),
        ownKey: true,
      };
    });
    const [first = [], second = []] = await race(calls);
    for (let round = 0; round < rounds; round += 1) {
      const answers = [first[round], second[round]];
      expect(answers.filter((answer) => answer === 'promo.used_up')).toHaveLength(1);
    }
    expect([shop.count('orders'), shop.count('promo_redemption')]).toEqual([rounds, rounds]);
  });

  it('87 cancel one order at the same time: it ends once', async () => {
    const productId = shop.make.product();
    const clientId = shop.make.client();
    const calls = Array.from({ length: rounds }, () => ({
      area: 'orders' as const,
      verb: 'cancel',
      input: { id: shop.make.order({ productId, clientId }).id, immediate: true, reason: '' },
      ownKey: true,
    }));
    const [first = [], second = []] = await race(calls);
    for (let round = 0; round < rounds; round += 1)
      expect([first[round], second[round]].filter((answer) => answer === 'order.cancelled')).toHaveLength(1);
    const { n } = opened.store.db
      .prepare("SELECT count(*) AS n FROM status_change WHERE entity = 'orders' AND to_status = 'Cancelled'")
      .get() as { n: number };
    expect(n).toBe(rounds);
  });
});
