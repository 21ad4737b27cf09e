import { describe, expect, it } from 'vitest';
import type { Clock } from '../../../main/core/kernel/index.ts';
import type { RoundKind } from '../../../main/core/sync/engine.ts';
import { type Round, Runner } from '../../../main/core/sync/index.ts';

/** A clock whose sleeps end when the test says so, or with their signal. */
function sleeper() {
  const naps: { ms: number; wake: () => void }[] = [];
  const time = { at: 0 };
  const clock: Clock = {
    now: () => new Date(0),
    monotonic: () => time.at,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        naps.push({ ms, wake: resolve });
        signal?.addEventListener('abort', () => resolve(), { once: true });
        if (signal?.aborted) resolve();
      }),
  };
  return { clock, naps, time };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const fine: Round = { problem: null, hub: null };
const cut: Round = { problem: 'offline', hub: null };

function running(results: (Round | Error)[]) {
  const { clock, naps, time } = sleeper();
  const faults: unknown[] = [];
  const kinds: RoundKind[] = [];
  let rounds = 0;
  /** What happens during the next round. */
  const during = { round: () => {} };
  const runner = new Runner({
    clock,
    random: () => 0.5,
    round: async (kind) => {
      kinds.push(kind);
      during.round();
      const result = results[Math.min(rounds, results.length - 1)] ?? fine;
      rounds += 1;
      if (result instanceof Error) throw result;
      return result;
    },
    onFault: (error) => void faults.push(error),
  });
  return { runner, naps, faults, time, during, kinds, rounds: () => rounds };
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

  it('are brief after an edit, with a whole one when nothing more was saved for a second', async () => {
    const { runner, naps, kinds } = running([fine]);
    runner.start();
    await turn();
    runner.wake();
    await turn();
    expect(kinds).toEqual(['whole', 'brief']);
    expect(naps.at(-1)?.ms).toBe(1000);
    runner.wake();
    await turn();
    naps.at(-1)?.wake();
    await turn();
    expect(kinds).toEqual(['whole', 'brief', 'brief', 'whole']);
    expect(naps.at(-1)?.ms).toBe(15_000);
    await runner.stop();
  });

  it('are whole where a person asks for one, whatever else asks', async () => {
    const { runner, kinds } = running([fine]);
    runner.start();
    await turn();
    runner.wake('whole');
    runner.wake();
    await turn();
    expect(kinds).toEqual(['whole', 'whole']);
    await runner.stop();
  });

  it.each([
    { took: 5, gathers: 20 },
    { took: 4000, gathers: 150 },
  ])('gather what was saved while one took $took ms for $gathers ms, and do not lose it', async ({ took, gathers }) => {
    const { runner, naps, kinds, time, during } = running([fine]);
    during.round = () => {
      time.at += took;
      during.round = () => {};
      runner.wake();
    };
    runner.start();
    await turn();
    expect(naps.at(-1)?.ms).toBe(gathers);
    naps.at(-1)?.wake();
    await turn();
    expect(kinds).toEqual(['whole', 'brief']);
    await runner.stop();
  });

  it('are whole again after one that failed, though an edit asked for a brief one', async () => {
    const { runner, naps, kinds } = running([fine, cut, fine]);
    runner.start();
    await turn();
    runner.wake();
    await turn();
    runner.wake();
    naps.at(-1)?.wake();
    await turn();
    expect(kinds).toEqual(['whole', 'brief', 'whole']);
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
