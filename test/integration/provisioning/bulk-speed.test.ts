import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../main/core/kernel/index.ts';
import { createVendorClient, defaultTimings } from '../../../main/core/provisioning/index.ts';
import { silentLog } from '../../../main/core/kernel/index.ts';
import { figure } from '../../unit/support/figures.ts';
import { bareLatency } from './bare-calls.ts';
import { startRun, untilRun } from './bulk-run.ts';
import { addMany } from './many.ts';
import { type SandboxProcess, startSandboxProcess } from './sandbox-process.ts';
import { account, makeWorld, type World } from './world.ts';

const count = Number(process.env['BULK_ROWS'] ?? '60');
const latencyMs = 100;
const inFlight = 8;
/** The full count is held to the figure of the acceptance; a short run has its beginning and end in it, on whatever machine. */
const allowed = count >= 1000 ? 1.1 : 2;

let sandbox: SandboxProcess;
let world: World;
beforeEach(async () => {
  sandbox = await startSandboxProcess({
    timing: { processingMs: 0, keyDelayMs: 0 },
    accounts: [
      {
        login: account.username,
        password: account.password,
        balance: 1_000_000_000,
        currency: 'EUR',
        twoFactor: false,
      },
    ],
  });
  const vendor = createVendorClient({
    clock: systemClock,
    log: silentLog,
    paceOf: () => ({ readIntervalMs: 0 }),
  });
  // The product's own waits.
  const { readBackMs, slowMs, backoffMs } = defaultTimings;
  const timings = { readBackMs, slowMs, backoffMs };
  world = makeWorld({ url: sandbox.url, clock: systemClock, vendor, timings });
});
afterEach(async () => {
  await world.close();
  await sandbox.close();
});

/** Licenses at the vendor, bought a few at a time. */
async function stock(connectionId: string): Promise<string[]> {
  const ids: string[] = [];
  let next = 0;
  const buyer = async (): Promise<void> => {
    for (let at = next++; at < count; at = next++) {
      const order = { pricelist: '55227', period: 1, ip: `10.1.${at >> 8}.${at & 255}`, token: `rc-${at}` };
      const bought = await world.vendor.orderLicense({ connectionId, apiAddress: sandbox.url, ...account }, order, {
        tag: 'test',
      });
      if (bought.kind !== 'ok') throw new Error(JSON.stringify(bought));
      ids.push(bought.value.vendorId);
    }
  };
  await Promise.all(Array.from({ length: 4 }, buyer));
  return ids;
}

describe('the speed of a bulk run', () => {
  it(
    `${count} suspensions at ${latencyMs} ms a call, ${inFlight} in flight, take at most ${allowed} of what the vendor takes`,
    async () => {
      const { id } = await world.addConnection({ parallel: inFlight, readIntervalMs: 0 });
      const ids = await stock(id);
      addMany(world, id, ids);
      world.provisioning.start();
      world.bulk.start();
      await sandbox.setFaults([{ kind: 'delay', ms: latencyMs }]);
      const bareMs = await bareLatency(sandbox.url, account, ids[0] ?? '');
      const before = (await sandbox.state()).requests.length;
      const loop = monitorEventLoopDelay({ resolution: 1 });
      loop.enable();
      const from = performance.now();
      const run = await startRun(world, 'suspend');
      await untilRun(world, run.id, 'finished');
      const ms = performance.now() - from;
      loop.disable();
      const { requests, licenses } = await sandbox.state();
      const calls = requests.length - before;
      const atBest = (calls * latencyMs) / inFlight;
      figure('bulk', {
        rows: count,
        calls,
        latencyMs,
        inFlight,
        ms: Math.round(ms),
        atBestMs: Math.round(atBest),
        ratio: Math.round((ms / atBest) * 1000) / 1000,
        // Against what a call takes here and now for a client that does nothing else.
        bareLatencyMs: Math.round(bareMs * 10) / 10,
        ratioToBare: Math.round(((ms * inFlight) / (calls * bareMs)) * 1000) / 1000,
        coreStallMs: Math.round(loop.max / 1e6),
      });
      expect(world.bulk.get(run.id).counts.done).toBe(count);
      expect(licenses.filter(({ status }) => status === 3)).toHaveLength(count);
      // A reading before, the suspension, a reading after: what safety asks for, and no more.
      expect(calls).toBe(3 * count);
      expect(ms / atBest).toBeLessThanOrEqual(allowed);
      // Never more at the account than it is set to bear: faster than that is not possible.
      expect(ms / atBest).toBeGreaterThan(0.98);
    },
    60_000 + count * 200,
  );
});
