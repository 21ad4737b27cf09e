import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figure } from '../../unit/support/figures.ts';
import { histories } from './histories.ts';
import { type Finding, judge, type Wrong } from './judge.ts';
import { type History, type Plants, World } from './world.ts';

const count = Number(process.env['SYNC_HISTORIES'] ?? '60');

async function findings(history: History, plants: Plants = {}): Promise<Finding[]> {
  const world = new World(history, plants);
  try {
    await world.run();
    return judge(world, await world.settle());
  } finally {
    world.close();
  }
}

describe('desks that meet later', () => {
  it(
    `have lost nothing and are equal, in ${count} histories`,
    async () => {
      let ran = 0;
      const wrong = new Map<Wrong, number>();
      const { counterexample, error } = await (async () => {
        const result = await fc.check(
          fc.asyncProperty(histories, async (history) => {
            const found = await findings(history);
            ran += 1;
            for (const kind of new Set(found.map((each) => each.kind))) wrong.set(kind, (wrong.get(kind) ?? 0) + 1);
            expect(found).toEqual([]);
          }),
          { numRuns: count, seed: Number(process.env['SYNC_SEED'] ?? 20_260_310), endOnFailure: false },
        );
        return { counterexample: result.counterexample, error: result.errorInstance };
      })();
      figure('simulation', {
        histories: ran,
        notConverged: (wrong.get('not converged') ?? 0) + (wrong.get('sequence') ?? 0) + (wrong.get('clock') ?? 0),
        lostWithoutConflict: (wrong.get('lost without conflict') ?? 0) + (wrong.get('not exactly once') ?? 0),
        doubleGrants: wrong.get('double grant') ?? 0,
        falseConflicts: wrong.get('false conflict') ?? 0,
      });
      if (counterexample) throw new Error(JSON.stringify(counterexample[0]), { cause: error });
    },
    Math.max(120_000, count * 2_000),
  );
});
