import { describe, expect, it } from 'vitest';
import { defaultTimings } from '../../../main/core/provisioning/index.ts';
import { tempFolder } from '../../unit/support/store.ts';
import { impatient, useStage } from './stage.ts';
import { account, makeWorld, owner, virtualClock } from './world.ts';

const stage = useStage();

describe('an order that is not there', () => {
  it('reset before the order was booked: absent after complete readings, and only a person sends again', async () => {
    const { contract } = await stage.open(
      { faults: [{ kind: 'reset', func: 'soft.order.param', times: 1 }] },
      { timings: impatient },
    );
    const { id } = stage.world.licenses.create(contract, owner);
    await stage.world.until(id, 'absent');
    expect(stage.sandbox.orders()).toBe(0);
    expect(stage.calls('soft.order.param')).toBe(1);
    expect(stage.calls('soft')).toBeGreaterThanOrEqual(3);
    await stage.world.provisioning.idle();
    expect(() => stage.world.licenses.create(contract, owner)).toThrow('license.operation_open');
    const { token } = stage.world.provisioning.retry(id, owner);
    await stage.world.until(id, 'succeeded');
    expect(stage.sandbox.orders()).toBe(1);
    expect(stage.sandbox.licenses()[0]?.licname).toBe(token);
    expect(stage.world.provisioning.get(id).attempt).toBe(2);
  });

  it('an absent order that turns up late is adopted instead of bought again', async () => {
    const { contract } = await stage.open(
      {
        faults: [
          { kind: 'list-late', ms: 600_000, func: 'soft.order.param', times: 1 },
          { kind: 'reset', phase: 'after-commit', func: 'soft.order.param', times: 1 },
        ],
        guesses: { missingFunctions: ['expense'] },
      },
      { timings: impatient },
    );
    const { id } = stage.world.licenses.create(contract, owner);
    await stage.world.until(id, 'absent');
    stage.sandbox.advance(700_000);
    stage.world.provisioning.retry(id, owner);
    await stage.world.until(id, 'succeeded');
    expect(stage.sandbox.orders()).toBe(1);
    expect(stage.calls('soft.order.param')).toBe(1);
  });

  it('a charge that nobody can place keeps it unknown', async () => {
    const { contract } = await stage.open(
      {
        faults: [
          { kind: 'list-late', ms: 600_000, func: 'soft.order.param', times: 1 },
          { kind: 'reset', phase: 'after-commit', func: 'soft.order.param', times: 1 },
        ],
      },
      { timings: { ...impatient, slowMs: 30 } },
    );
    const { id } = stage.world.licenses.create(contract, owner);
    while (stage.calls('expense') < 8) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(['unknown', 'reconciling']).toContain(stage.world.provisioning.get(id).state);
    expect(stage.world.codes(id)).toContain('signs_of_purchase');
    stage.sandbox.advance(700_000);
    await stage.world.until(id, 'succeeded');
    expect(stage.sandbox.orders()).toBe(1);
  });

  it('a license of another account with the same id does not hide a charge', async () => {
    const { contract, connection } = await stage.open(
      {
        faults: [
          { kind: 'list-late', ms: 600_000, func: 'soft.order.param', times: 1 },
          { kind: 'reset', phase: 'after-commit', func: 'soft.order.param', times: 1 },
        ],
      },
      { timings: { ...impatient, slowMs: 30 } },
    );
    const other = await stage.world.addConnection({ username: 'other@sandbox.example', name: 'another account' });
    expect(other.id).not.toBe(connection);
    // Both vendors number their licenses from the same start.
    stage.world.addLicense(stage.world.addContract(other.id), other.id, '300001');
    const { id } = stage.world.licenses.create(contract, owner);
    while (stage.calls('expense') < 8 && stage.world.provisioning.get(id).state !== 'absent')
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(stage.sandbox.licenses()[0]?.id).toBe(300_001);
    expect(['unknown', 'reconciling']).toContain(stage.world.provisioning.get(id).state);
    expect(stage.world.codes(id)).toContain('signs_of_purchase');
    expect(stage.world.codes(id)).not.toContain('not_found_yet');
  });

  it('a list that is cut is no proof of absence', async () => {
    const { contract, connection } = await stage.open({}, { timings: impatient });
    await stage.world.until(stage.world.licenses.create(contract, owner).id, 'succeeded');
    const other = stage.world.addContract(connection, { ip: '192.0.2.8' });
    stage.sandbox.setFaults([
      { kind: 'page-limit', rows: 0, func: 'soft' },
      { kind: 'reset', phase: 'after-commit', func: 'soft.order.param', times: 1 },
    ]);
    const { id } = stage.world.licenses.create(other, owner);
    while (stage.calls('soft') < 12) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(['unknown', 'reconciling']).toContain(stage.world.provisioning.get(id).state);
    expect(stage.world.codes(id)).toContain('not_readable');
    expect(stage.world.codes(id)).not.toContain('not_found_yet');
    stage.sandbox.clearFaults();
    await stage.world.until(id, 'succeeded');
    expect(stage.sandbox.orders()).toBe(2);
  });

  it('two licenses with the token stay unknown for a person', async () => {
    const { contract } = await stage.open(
      {
        faults: [
          { kind: 'reset', phase: 'after-commit', func: 'soft.order.param', times: 1 },
          { kind: 'html-502', func: 'soft', times: 3 },
        ],
      },
      { timings: { ...impatient, slowMs: 30 } },
    );
    const { id } = stage.world.licenses.create(contract, owner);
    await stage.world.until(id, 'unknown');
    const { token } = stage.world.provisioning.get(id);
    await stage.world.vendor.orderLicense(
      { connectionId: 'x', apiAddress: stage.sandbox.url, ...account },
      { pricelist: '55227', period: 1, ip: '192.0.2.9', token },
      { tag: 'test' },
    );
    while (!stage.world.codes(id).includes('several')) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(['unknown', 'reconciling']).toContain(stage.world.provisioning.get(id).state);
    const [, second] = stage.sandbox.licenses();
    stage.sandbox.patchLicense(second?.id ?? 0, { status: 4 });
    await stage.world.until(id, 'succeeded');
    expect(stage.calls('soft.order.param')).toBe(2);
  });

  it('can be given up from absent and from the queue, not while unknown', async () => {
    const { contract, connection } = await stage.open(
      { faults: [{ kind: 'reset', func: 'soft.order.param', times: 1 }] },
      { timings: impatient },
    );
    const { id } = stage.world.licenses.create(contract, owner);
    await stage.world.until(id, 'unknown', 'reconciling');
    expect(() => stage.world.provisioning.abandon(id, owner)).toThrow('operation.wrong_state');
    expect(() => stage.world.provisioning.retry(id, owner)).toThrow('operation.wrong_state');
    await stage.world.until(id, 'absent');
    expect(stage.world.provisioning.abandon(id, owner).state).toBe('abandoned');
    stage.world.store.transaction(owner, (writer) => writer.update('connection', connection, { is_enabled: 0 }));
    const again = stage.world.licenses.create(contract, owner);
    expect(stage.world.provisioning.abandon(again.id, owner)).toMatchObject({ state: 'abandoned' });
    expect(stage.sandbox.orders()).toBe(0);
  });

  it('check reads now and never sends', async () => {
    const { contract } = await stage.open(
      { faults: [{ kind: 'reset', func: 'soft.order.param', times: 1 }] },
      { timings: impatient },
    );
    const { id } = stage.world.licenses.create(contract, owner);
    await stage.world.until(id, 'absent');
    const before = stage.calls('soft');
    expect((await stage.world.provisioning.check(id)).state).toBe('absent');
    expect(stage.calls('soft')).toBe(before + 1);
    expect(stage.calls('soft.order.param')).toBe(1);
  });
});

describe('ten minutes', () => {
  /** Every step of virtual time is followed by all that is due then. */
  async function pass(clock: ReturnType<typeof virtualClock>, ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= 5000) {
      clock.advance(Math.min(left, 5000));
      await stage.world.provisioning.idle();
    }
  }

  it('of complete readings make an order absent, not less; a clock that is set forward does not', async () => {
    const clock = virtualClock();
    const { readBackMs, slowMs, reconcileMs, backoffMs } = defaultTimings;
    const { contract } = await stage.open(
      { faults: [{ kind: 'reset', func: 'soft.order.param', times: 1 }], now: () => clock.now() },
      { clock, timings: { readBackMs, slowMs, reconcileMs, backoffMs } },
    );
    const { id } = stage.world.licenses.create(contract, owner);
    await stage.world.provisioning.idle();
    expect(stage.world.provisioning.get(id).state).toBe('unknown');
    clock.set('2026-03-10T15:00:00.000Z');
    for (let turn = 0; turn < 3; turn += 1) await pass(clock, 60_000);
    const reads = stage.calls('soft');
    expect(reads).toBeGreaterThanOrEqual(3);
    expect(stage.world.provisioning.get(id).state).toBe('unknown');
    await pass(clock, 600_000 - 180_000 - 5000);
    expect(stage.world.provisioning.get(id).state).toBe('unknown');
    await pass(clock, 120_000);
    expect(stage.world.provisioning.get(id).state).toBe('absent');
    const after = stage.sandbox.requests().length;
    await pass(clock, 3_600_000);
    expect(stage.sandbox.requests().length).toBe(after);
    expect(stage.sandbox.orders()).toBe(0);
  });

  it('go on after a restart: what was read is kept', async () => {
    const clock = virtualClock();
    const { reconcileMs } = defaultTimings;
    await stage.open({ faults: [{ kind: 'reset', func: 'soft.order.param', times: 1 }], now: () => clock.now() });
    const folder = tempFolder();
    stage.closing.push(async () => folder.remove());
    const first = makeWorld({ url: stage.sandbox.url, clock, folder: folder.path, timings: { reconcileMs } });
    const connection = await first.addConnection();
    const contract = first.addContract(connection.id);
    first.provisioning.start();
    const { id } = first.licenses.create(contract, owner);
    await first.provisioning.idle();
    clock.advance(15_000);
    await first.provisioning.idle();
    await first.close();
    stage.world = makeWorld({
      url: stage.sandbox.url,
      clock,
      folder: folder.path,
      timings: { reconcileMs },
      vault: first.vault,
    });
    stage.world.provisioning.start();
    await pass(clock, 570_000);
    expect(stage.world.provisioning.get(id).state).toBe('unknown');
    await pass(clock, 120_000);
    expect(stage.world.provisioning.get(id).state).toBe('absent');
    expect(stage.calls('soft.order.param')).toBe(1);
  });
});
