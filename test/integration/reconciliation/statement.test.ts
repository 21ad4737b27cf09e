import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dayMs, makeTruth, type Truth } from './truth.ts';

let truth: Truth;
beforeEach(async () => {
  truth = await makeTruth();
});
afterEach(() => truth.close());

const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
async function statement(patch: { from?: string; to?: string; cursor?: string; limit?: number } = {}) {
  await truth.call('reconciliation', 'readStatement', { connectionId: truth.connection.id });
  return truth.call('reconciliation', 'statement', { connectionId: truth.connection.id, ...patch });
}
const told = (counts: Record<string, number>) => Object.fromEntries(Object.entries(counts).filter(([, n]) => n > 0));

describe('the statement of an account', () => {
  it('was never read: nothing is known, and nothing is zero', async () => {
    const never = await truth.call('reconciliation', 'statement', { connectionId: truth.connection.id });
    expect(never).toMatchObject({
      readAt: null,
      topUps: null,
      charges: null,
      refunds: null,
      balance: null,
      difference: null,
      rows: [],
    });
  });

  it('has an operation behind every charge, and adds up to the cent', async () => {
    const sold = await truth.sell();
    await truth.call('licenses', 'renew', { contractProductId: sold.contractProductId, termMonths: 1 });
    await truth.settled(sold.contractProductId);
    truth.vendor.topUp('reseller@sandbox.example', 12_345);
    const found = await statement();
    expect(told(found.counts)).toEqual({ operation: 2, top_up: 2 });
    expect(found).toMatchObject({
      errorCode: null,
      topUps: eur(112_345),
      charges: eur(1000),
      refunds: eur(0),
      balance: eur(111_345),
      difference: eur(0),
      unreadable: 0,
      flagged: [],
    });
    expect(found.rows.filter(({ match }) => match === 'operation')).toMatchObject([
      {
        amount: eur(-500),
        operationKind: 'renew',
        contractProductId: sold.contractProductId,
        clientName: 'Anna Smith',
      },
      { amount: eur(-500), operationKind: 'create', serviceId: sold.vendorId, expected: null },
    ]);
  });

  it('flags on top what the vendor charged twice', async () => {
    await truth.sell('203.0.113.1');
    truth.vendor.setFaults([{ kind: 'charge-twice', func: 'soft.order.param', times: 1 }]);
    const sold = await truth.sell('203.0.113.2');
    await truth.sell('203.0.113.3');
    const found = await statement();
    expect(told(found.counts)).toEqual({ operation: 3, double: 1, top_up: 1 });
    expect(found.flagged).toMatchObject([
      { match: 'double', serviceId: sold.vendorId, amount: eur(-500), contractProductId: sold.contractProductId },
    ]);
    const [double] = found.flagged;
    expect(found.rows.find(({ id }) => id === double?.doubleOf)).toMatchObject({
      match: 'operation',
      operationId: double?.operationId,
    });
    // The money is really gone: the sums say so too, and the balance agrees with them.
    expect(found).toMatchObject({ charges: eur(2000), difference: eur(0) });
  });

  it('knows renewals that the vendor made by itself, and charges that nobody made', async () => {
    const sold = await truth.sell();
    await truth.call('licenses', 'autoRenew', { contractProductId: sold.contractProductId, autoRenewal: '1' });
    await truth.settled(sold.contractProductId);
    await truth.run();
    const orphan = await truth.buyByHand();
    truth.later(65 * dayMs);
    await truth.run();
    const found = await statement();
    expect(told(found.counts)).toEqual({ operation: 1, auto_renewal: 2, unmatched: 1, top_up: 1 });
    expect(found.flagged).toMatchObject([{ match: 'unmatched', serviceId: orphan, amount: eur(-500) }]);
    expect(found.rows.filter(({ match }) => match === 'auto_renewal').map(({ date }) => date)).toEqual([
      '2026-05-10',
      '2026-04-10',
    ]);
  });

  it('misses a charge that should be there, after a day and a half', async () => {
    await truth.run();
    const sold = await truth.sell();
    truth.rows(
      `UPDATE operation SET sent_at = '2026-03-05T10:00:00.000Z', created_at = '2026-03-05T10:00:00.000Z' WHERE contract_product_id = '${sold.contractProductId}'`,
    );
    const found = await statement();
    expect(told(found.counts)).toEqual({ not_charged: 1, unmatched: 1, top_up: 1 });
    expect(found.flagged.map(({ match, expected }) => [match, expected])).toEqual([
      ['not_charged', eur(-500)],
      ['unmatched', null],
    ]);
  });

  it('shows what does not add up, and says unknown where a row cannot be read', async () => {
    await truth.sell();
    truth.vendor.configure({
      guesses: { whoamiBalance: false, missingFunctions: ['subaccount', 'usrparam', 'dashboard.info'] },
    });
    expect(await statement()).toMatchObject({ balance: null, difference: null, charges: eur(500) });
    truth.vendor.configure({ guesses: { whoamiBalance: true } });
    expect(await statement()).toMatchObject({ difference: eur(0) });
    truth.rows("UPDATE vendor_movement SET amount_minor = 400 WHERE kind = 'charge'");
    const lost = await truth.call('reconciliation', 'statement', { connectionId: truth.connection.id });
    expect(lost.difference).toEqual(eur(-100));
    truth.rows("UPDATE vendor_movement SET amount_minor = NULL, currency = NULL WHERE kind = 'charge'");
    const unread = await truth.call('reconciliation', 'statement', { connectionId: truth.connection.id });
    expect(unread).toMatchObject({ charges: null, difference: null, unreadable: 1 });
  });

  it('does not judge what was charged before the console knew the account', async () => {
    await truth.buyByHand();
    truth.rows("UPDATE connection SET created_at = '2026-03-20T00:00:00.000Z'");
    const found = await statement();
    expect(told(found.counts)).toEqual({ earlier: 1, top_up: 1 });
    expect(found.flagged).toEqual([]);
  });

  it('comes in pages, of the time that is asked for', async () => {
    for (const ip of ['203.0.113.1', '203.0.113.2', '203.0.113.3']) await truth.sell(ip);
    const first = await statement({ limit: 3 });
    expect(first.rows).toHaveLength(3);
    const second = await truth.call('reconciliation', 'statement', {
      connectionId: truth.connection.id,
      limit: 3,
      cursor: first.nextCursor ?? '',
    });
    expect(second.nextCursor).toBeNull();
    expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(4);
    const none = await truth.call('reconciliation', 'statement', {
      connectionId: truth.connection.id,
      from: '2025-01-01',
      to: '2025-02-01',
    });
    expect([none.rows, none.charges]).toEqual([[], eur(1500)]);
  });
});

describe('what is to come', () => {
  it('lists what ends in 30 days with what it costs, and until when the balance lasts', async () => {
    const sold = await truth.sell('203.0.113.1');
    await truth.call('licenses', 'autoRenew', { contractProductId: sold.contractProductId, autoRenewal: '1' });
    await truth.settled(sold.contractProductId);
    truth.later(5 * dayMs);
    const orphan = await truth.buyByHand({ pricelist: '55228' });
    await truth.buyByHand({ period: 12, ip: '198.51.100.7' });
    await truth.run();
    const outlook = await truth.call('reconciliation', 'outlook', { connectionId: truth.connection.id });
    expect(outlook).toMatchObject({ today: '2026-03-15', until: '2026-04-14', count: 1, untold: 0 });
    truth.later(5 * dayMs);
    const later = await truth.call('reconciliation', 'outlook', { connectionId: truth.connection.id });
    expect(later.renewals).toMatchObject([
      { vendorId: sold.vendorId, expiresOn: '2026-04-10', isAutomatic: true, cost: eur(500), clientName: 'Anna Smith' },
      { vendorId: orphan, expiresOn: '2026-04-15', isAutomatic: false, cost: eur(1000), contractProductId: null },
    ]);
    expect(later).toMatchObject({
      totals: [eur(1500)],
      automaticTotals: [eur(500)],
      lasts: { kind: 'beyond', date: null },
      balance: eur(100_000 - 500 - 1000 - 5000),
    });
    expect(later.balances.at(-1)?.balance).toEqual(later.balance);
    truth.rows('UPDATE balance_reading SET amount_minor = 1200');
    expect((await truth.call('reconciliation', 'outlook', { connectionId: truth.connection.id })).lasts).toEqual({
      kind: 'until',
      date: '2026-04-15',
    });
  });
});
