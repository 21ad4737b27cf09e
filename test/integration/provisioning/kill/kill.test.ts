import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { startVendorSandbox, type VendorSandbox } from '../../../../main/core/vendor-sandbox/index.ts';
import { figure } from '../../../unit/support/figures.ts';
import { tempFolder } from '../../../unit/support/store.ts';

const child = path.join(import.meta.dirname, 'child.ts');
const points = Number(process.env['KILL_POINTS'] ?? '15');

interface Done {
  readonly event: string;
  readonly state: string;
  readonly codes: string[];
  readonly contract: string;
  readonly license?: { readonly vendor_id: string; readonly license_key: string; readonly status: string };
}

/** Runs the child until it ends. `killWhen` is told of the start, and its promise is the moment of the SIGKILL. */
function run(
  folder: string,
  url: string,
  options: { plant?: string; killWhen?: () => Promise<void> } = {},
): Promise<{ done: Done | undefined; ms: number }> {
  return new Promise((resolve, reject) => {
    const process_ = spawn(process.execPath, [child, '--data', folder, '--url', url], {
      env: { ...process.env, PLANT: options.plant ?? '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let done: Done | undefined;
    let startedAt = 0;
    let ms = 0;
    let complaint = '';
    let killed = false;
    process_.stderr.on('data', (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    createInterface({ input: process_.stdout }).on('line', (line) => {
      const said = JSON.parse(line) as Done;
      if (said.event === 'done') {
        done = said;
        ms = performance.now() - startedAt;
        return;
      }
      startedAt = performance.now();
      void options.killWhen?.().then(() => {
        killed = true;
        process_.kill('SIGKILL');
      });
    });
    process_.on('close', (code) => {
      if (code !== 0 && !killed) reject(new Error(`child ended with ${code}: ${complaint}`));
      else resolve({ done, ms });
    });
  });
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A sandbox that takes its time on both sides of the booking, so that kills fall there too. */
const slow = (): Promise<VendorSandbox> =>
  startVendorSandbox({
    timing: { processingMs: 20, keyDelayMs: 20 },
    faults: [
      { kind: 'delay', ms: 25, phase: 'before-commit', func: 'soft.order.param' },
      { kind: 'delay', ms: 25, phase: 'after-commit', func: 'soft.order.param' },
    ],
  });

describe('kill -9 while buying', () => {
  let windowMs = 300;

  beforeAll(async () => {
    const sandbox = await slow();
    const folder = tempFolder();
    windowMs = (await run(folder.path, sandbox.url)).ms;
    expect(sandbox.orders()).toBe(1);
    await sandbox.close();
    folder.remove();
  });

  it(
    `${points} random moments: bought once, nothing lost`,
    async () => {
      const seen = new Map<string, number>();
      const counts = { points: 0, lost: 0, boughtTwice: 0 };
      for (let point = 0; point < points; point += 1) {
        const sandbox = await slow();
        const folder = tempFolder();
        try {
          // Spread evenly with some chance, so that few points still cover the whole way.
          const at = ((point + Math.random()) / points) * windowMs;
          const killed = await run(folder.path, sandbox.url, { killWhen: () => sleep(at) });
          const { done } = await run(folder.path, sandbox.url);
          counts.points += 1;
          if (sandbox.orders() > 1) counts.boughtTwice += 1;
          if (done?.state !== 'succeeded' || done.license === undefined) counts.lost += 1;
          figure('kills:core', counts);
          expect(sandbox.orders(), `killed after ${at.toFixed(1)} ms; ${done?.codes.join(' ')}`).toBe(1);
          expect(done).toMatchObject({ state: 'succeeded', contract: 'Active' });
          const [bought] = sandbox.licenses();
          expect(done?.license).toMatchObject({
            vendor_id: String(bought?.id),
            license_key: bought?.key,
            status: 'active',
          });
          const where = killed.done
            ? 'after the end'
            : done?.codes.includes('interrupted')
              ? 'while sending'
              : 'before or after sending';
          seen.set(where, (seen.get(where) ?? 0) + 1);
        } finally {
          await sandbox.close();
          folder.remove();
        }
      }
      // Without kills in the dangerous part the test would prove nothing.
      figure('kills:core', { ...counts, ...Object.fromEntries(seen) });
      if (points >= 15) expect(seen.get('while sending') ?? 0).toBeGreaterThan(0);
    },
    60_000 + points * 5000,
  );
});

/** Kills at the worst moment there is: the order is booked, the answer on its way. */
async function killedAfterBooking(plant: string): Promise<{ orders: number; done: Done | undefined }> {
  const sandbox = await startVendorSandbox({
    timing: { processingMs: 0, keyDelayMs: 0 },
    faults: [{ kind: 'delay', ms: 1000, phase: 'after-commit', func: 'soft.order.param', times: 1 }],
  });
  const folder = tempFolder();
  try {
    await run(folder.path, sandbox.url, {
      plant,
      killWhen: async () => {
        while (sandbox.orders() === 0) await sleep(2);
      },
    });
    const { done } = await run(folder.path, sandbox.url, { plant });
    return { orders: sandbox.orders(), done };
  } finally {
    await sandbox.close();
    folder.remove();
  }
}

describe('kill -9 between booking and answer', () => {
  it('is unknown, reconciled, bought once', async () => {
    const { orders, done } = await killedAfterBooking('');
    expect(orders).toBe(1);
    expect(done?.codes).toEqual(expect.arrayContaining(['interrupted', 'found', 'confirmed']));
  });

  it('the same test catches an intent that is committed after the sending: bought twice', async () => {
    const { orders } = await killedAfterBooking('late-intent');
    figure('planted:late-intent', orders === 2);
    expect(orders).toBe(2);
  });
});
