import { describe, expect, it } from 'vitest';
import type { Clock } from '../../../main/core/kernel/index.ts';
import { type Round, Runner } from '../../../main/core/sync/index.ts';

/** A clock whose sleeps end when the test says so, or with their signal. */
function sleeper() {
  const naps: { ms: number; wake: () => void }[] = [];
  const clock: Clock = {
    now: () => new Date(0),
    monotonic: () => 0,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        naps.push({ ms, wake: resolve });
        signal?.addEventListener('abort', () => resolve(), { once: true });
        if (signal?.aborted) resolve();
      }),
  };
  return { clock, naps };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const fine: Round = { problem: null, hub: null };
const cut: Round = { problem: 'offline', hub: null };

function running(results: (Round | Error)[]) {
  const { clock, naps } = sleeper();
  const faults: unknown[] = [];
  let rounds = 0;
  const runner = new Runner({
    clock,
    random: () => 0.5,
    round: async () => {
      const result = results[Math.min(rounds, results.length - 1)] ?? fine;
      rounds += 1;
      if (result instanceof Error) throw result;
      return result;
    },
    onFault: (error) => void faults.push(error),
  });
  return { runner, naps, faults, rounds: () => rounds };
}

describe('rounds', () => {
  it('come by time, and at once after an edit', async () => {
    const { runner, naps, rounds } = running([fine]);
    runner.start();
    await turn();
    expect(rounds()).toBe(1);
    expect(naps.at(-1)?.ms).toBe(15_000);
    naps.at(-1)?.wake();
    await turn();
    expect(rounds()).toBe(2);
    runner.wake();
    await turn();
    expect(rounds()).toBe(3);
    await runner.stop();
  });

  it('come less and less while the hub is away, and an edit does not make them come faster', async () => {
    const { runner, naps, rounds } = running([cut]);
    runner.start();
    for (const wanted of [15_000, 30_000, 60_000, 120_000, 240_000, 300_000, 300_000]) {
      await turn();
      expect(naps.at(-1)?.ms).toBe(wanted);
      const before = rounds();
      runner.wake();
      await turn();
      expect(rounds()).toBe(before);
      naps.at(-1)?.wake();
    }
    await turn();
    await runner.stop();
  });

  it('go on after a fault of ours, which is told', async () => {
    const { runner, naps, faults, rounds } = running([new Error('disk full'), fine]);
    runner.start();
    await turn();
    expect(faults).toHaveLength(1);
    naps.at(-1)?.wake();
    await turn();
    expect(rounds()).toBe(2);
    await runner.stop();
  });
});
