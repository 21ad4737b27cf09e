import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runningShop, type RunningShop } from '../support/running.ts';

let desk: RunningShop;
beforeEach(() => {
  desk = runningShop('2026-01-31');
});
afterEach(() => desk.done());

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
