import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../main/core/kernel/index.ts';
import { startVendorSandbox, type VendorSandbox } from '../../../main/core/vendor-sandbox/index.ts';
import { everything, rowsOf, startRun, untilRun } from './bulk-run.ts';
import { addMany, type Sold } from './many.ts';
import { account, makeWorld, owner, type World } from './world.ts';

let sandbox: VendorSandbox;
let world: World;
let sold: Sold[];
let connectionId: string;

/** A vendor with licenses, and the console that sold them. */
async function open(count: number, parallel = 4): Promise<void> {
  // Ten days ago, so that what was paid then is no sign of what is paid for now.
  const tenDays = 864_000_000;
  sandbox = await startVendorSandbox({
    timing: { processingMs: 0, keyDelayMs: 0 },
    now: () => new Date(Date.now() - tenDays),
  });
  world = makeWorld({
    url: sandbox.url,
    clock: systemClock,
    timings: { reconcileMs: [20], absentAfterMs: 100, repeatAfterMs: 50 },
  });
  connectionId = (await world.addConnection({ parallel })).id;
  sold = addMany(world, connectionId, await buy(count));
  sandbox.advance(tenDays);
  world.provisioning.start();
  world.bulk.start();
}

async function buy(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let at = 0; at < count; at += 1) {
    const bought = await world.vendor.orderLicense(
      { connectionId, apiAddress: sandbox.url, ...account },
      { pricelist: '55227', period: 1, ip: `10.1.0.${at + 1}`, token: `rc-${at}` },
      { tag: 'test' },
    );
    if (bought.kind !== 'ok') throw new Error(JSON.stringify(bought));
    ids.push(bought.value.vendorId);
  }
  return ids;
}

beforeEach(() => open(12));
afterEach(async () => {
  await world.close();
  await sandbox.close();
});

const sent = (func: string): string[] =>
  sandbox
    .requests()
    .filter((request) => request.func === func)
    .map(({ params }) => params['elid'] ?? '');
const statuses = (): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { status } of sandbox.licenses()) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};

describe('a bulk run at a vendor', () => {
  it('does every row once, and each has its operation', async () => {
    const run = await startRun(world, 'suspend');
    const { counts } = await untilRun(world, run.id, 'finished');
    expect(counts).toMatchObject({ done: 12, waiting: 0, underWay: 0 });
    expect(statuses()).toEqual({ 3: 12 });
    expect(sent('soft.suspend').toSorted()).toEqual(sold.map(({ vendorId }) => vendorId).toSorted());
    for (const row of rowsOf(world, run.id)) {
      const operation = world.provisioning.get(row.operationId ?? '');
      expect([operation.kind, operation.state, operation.cause, operation.askedBy]).toEqual([
        'suspend',
        'succeeded',
        `bulk/${run.id}`,
        'Olga Owner',
      ]);
      expect(operation.contractProductId).toBe(row.contractProductId);
    }
  });

  it('comes to its end with refusals and lost answers, and says which is which', async () => {
    sandbox.setFaults([
      { kind: 'error', errorType: 'value', errorObject: 'elid', message: 'no', func: 'soft.suspend', times: 3 },
      { kind: 'reset', phase: 'before-commit', func: 'soft.suspend', times: 2 },
    ]);
    const run = await startRun(world, 'suspend');
    const { counts } = await untilRun(world, run.id, 'finished');
    expect([counts.waiting, counts.skipped]).toEqual([0, 0]);
    expect(counts.refused).toBe(3);
    // Two answers were lost: not known yet, or found not done and being sent, or sent, again by the machine.
    expect(counts.done + counts.unclear + counts.underWay).toBe(9);
    expect(counts.done).toBeGreaterThanOrEqual(7);
    const refused = rowsOf(world, run.id).filter(({ state }) => state === 'refused');
    for (const { code, vendorMessage } of refused) expect([code, vendorMessage]).toEqual(['vendor.refused', 'no']);
    await untilRow(run.id, ({ done }) => done === 9);
    // The operations that were settled later have told their rows.
    expect(world.bulk.get(run.id).counts).toMatchObject({ done: 9, refused: 3 });
    expect(statuses()).toEqual({ 2: 3, 3: 9 });

    // What was refused is a selection of its own, to be tried again.
    sandbox.clearFaults();
    const again = await startRun(world, 'suspend', { selection: { by: 'run', id: run.id, states: ['refused'] } });
    expect((await untilRun(world, again.id, 'finished')).counts.done).toBe(3);
    expect(statuses()).toEqual({ 3: 12 });
  });

  it('leaves a renewal whose answer was lost to a person, and ends', async () => {
    sandbox.setFaults([{ kind: 'reset', phase: 'before-commit', func: 'service.prolong', times: 1 }]);
    const run = await startRun(world, 'renew', { termMonths: 1 });
    await untilRun(world, run.id, 'finished');
    await untilRow(run.id, () => rowsOf(world, run.id).some(({ operationState }) => operationState === 'absent'));
    expect(world.bulk.get(run.id).counts).toMatchObject({ done: 11, unclear: 1 });
    const unclear = rowsOf(world, run.id).find(({ state }) => state === 'unclear');
    world.provisioning.retry(unclear?.operationId ?? '', owner);
    await untilRow(run.id, ({ done }) => done === 12);
    expect(sent('service.prolong').filter((elid) => elid === unclear?.vendorId)).toHaveLength(2);
    // Twelve orders and twelve renewals, whatever was lost on the way.
    expect(sandbox.balance(account.username)).toBe(100_000 - 24 * 500);
  });

  it('pauses at once: nothing more leaves, and goes on without doing anything twice', async () => {
    sandbox.setFaults([{ kind: 'delay', ms: 60 }]);
    const run = await startRun(world, 'suspend');
    await untilRow(run.id, ({ underWay }) => underWay > 0);
    world.bulk.pause(run.id, owner);
    await world.provisioning.idle();
    const before = sent('soft.suspend').length;
    expect(before).toBeLessThan(12);
    const { counts } = world.bulk.get(run.id);
    expect([counts.underWay, counts.done]).toEqual([0, before]);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(sent('soft.suspend')).toHaveLength(before);
    world.bulk.resume(run.id, owner);
    expect((await untilRun(world, run.id, 'finished')).counts.done).toBe(12);
    expect(sent('soft.suspend')).toHaveLength(12);
  });

  it('cancelled: what is on its way is finished, the rest never leaves', async () => {
    sandbox.setFaults([{ kind: 'delay', ms: 60 }]);
    const run = await startRun(world, 'terminate');
    await untilRow(run.id, () => sent('soft.delete').length > 0);
    world.bulk.cancel(run.id, owner);
    await world.provisioning.idle();
    await new Promise((resolve) => setTimeout(resolve, 200));
    const { state, counts } = world.bulk.get(run.id);
    expect(state).toBe('cancelled');
    expect(counts.done).toBe(sent('soft.delete').length);
    expect(counts.done + counts.cancelled).toBe(12);
    expect(counts.done).toBeLessThan(12);
    expect(sandbox.licenses().filter(({ status }) => status === 4)).toHaveLength(counts.done);
    for (const verb of ['pause', 'resume', 'cancel'] as const)
      expect(() => world.bulk[verb](run.id, owner)).toThrow('bulk.wrong_state');
  });

  it('skips what somebody else is at, and does not stand in the way of a purchase', async () => {
    const [first] = sold;
    // Nothing gets through, so that the operation stays open.
    sandbox.setFaults([{ kind: 'html-502' }]);
    const other = world.licenses.reissue(first?.contractProductId ?? '', owner);
    const run = await startRun(world, 'suspend');
    expect(run.counts).toMatchObject({ skipped: 1, waiting: 11 });
    const contract = world.addContract(connectionId, { ip: '10.2.0.1' });
    await untilRow(run.id, ({ underWay }) => underWay > 0);
    const bought = world.licenses.create(contract, owner);
    world.provisioning.abandon(other.id, owner);
    sandbox.clearFaults();
    world.provisioning.tryNow();
    await world.until(bought.id, 'succeeded');
    const place = sandbox.requests().findIndex(({ func, outcome }) => func === 'soft.order.param' && outcome === 'ok');
    const before = sandbox
      .requests()
      .slice(place > 0 ? sandbox.requests().findIndex(({ func }) => func === 'soft.suspend') : 0, place)
      .filter(({ func }) => func === 'soft.suspend');
    // At most those that were in its lanes already.
    expect(before.length).toBeLessThanOrEqual(6);
    expect((await untilRun(world, run.id, 'finished')).counts).toMatchObject({ done: 11, skipped: 1 });
  });

  it('waits while the account cannot be used, and goes on when it can', async () => {
    world.store.transaction(owner, (writer) => writer.update('connection', connectionId, { credentials_stopped: 1 }));
    const run = await startRun(world, 'suspend');
    expect(run.stopped).toEqual([
      { connectionId, name: 'ispmanager licenses', code: 'connection.credentials_stopped' },
    ]);
    await world.bulk.idle();
    expect(world.bulk.get(run.id).counts.waiting).toBe(12);
    world.store.transaction(owner, (writer) => writer.update('connection', connectionId, { credentials_stopped: 0 }));
    expect((await untilRun(world, run.id, 'finished')).counts.done).toBe(12);
  });

  it('skips a row whose price is another one than was agreed to', async () => {
    const { rows, cost } = await world.bulk.planner.preview({ selection: everything, action: 'renew' }, owner);
    expect(cost.unknownRows).toBe(0);
    const run = await startRun(world, 'renew');
    world.bulk.pause(run.id, owner);
    const left = world.bulk.get(run.id).counts.waiting;
    world.store.transaction(owner, (writer) =>
      world.connections.keepPrices(writer, connectionId, [
        { pricelist: '55227', addon: '', name: '', period: 1, price: { amountMinor: 9900, currency: 'EUR' } },
      ]),
    );
    world.bulk.resume(run.id, owner);
    const { counts } = await untilRun(world, run.id, 'finished');
    expect([counts.skipped, counts.done]).toEqual([left, rows - left]);
    expect(left).toBeGreaterThan(0);
    for (const row of rowsOf(world, run.id).filter(({ state }) => state === 'skipped'))
      expect(row.code).toBe('operation.price_changed');
  });

  it('reads many: usage and tracked quantities, without an operation', async () => {
    sandbox.patchLicense(Number(sold[0]?.vendorId), { webdomains: 7 });
    const run = await startRun(world, 'syncQuantities');
    expect((await untilRun(world, run.id, 'finished')).counts.done).toBe(12);
    const found = rowsOf(world, run.id).find(({ vendorId }) => vendorId === sold[0]?.vendorId);
    expect(found).toMatchObject({ found: { before: null, after: 7 }, operationId: null });
    const usage = await startRun(world, 'usage');
    expect((await untilRun(world, usage.id, 'finished')).counts.done).toBe(12);
  });

  it('a reading that does not get through rests, and is not a refusal', async () => {
    sandbox.setFaults([{ kind: 'html-502', times: 4 }]);
    const run = await startRun(world, 'usage');
    await untilRow(run.id, () => world.bulk.get(run.id).stopped.length > 0);
    expect(world.bulk.get(run.id)).toMatchObject({ state: 'running', counts: { refused: 0 } });
    world.bulk.cancel(run.id, owner);
  });
});

async function untilRow(id: string, holds: (counts: ReturnType<World['bulk']['get']>['counts']) => boolean) {
  for (let turn = 0; turn < 2000; turn += 1) {
    if (holds(world.bulk.get(id).counts)) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`still ${JSON.stringify(world.bulk.get(id))}`);
}
