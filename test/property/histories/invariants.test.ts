import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { figure } from '../../unit/support/figures.ts';
import { plants } from './plants.ts';
import { Broken, stage } from './stage.ts';
import { history } from './steps.ts';

const count = Number(process.env['HISTORIES'] ?? '60');
const on = stage();
afterAll(() => on.done());

describe('whatever happens in a shop', () => {
  it(
    `all of spec 2.16 holds over ${count} random histories: invariants 1 to 4 and 6 to 10`,
    async () => {
      await fc.assert(
        fc.asyncProperty(history, (steps) => on.play(steps)),
        { numRuns: count, seed: 20260115 },
      );
      figure('histories:shop', count);
    },
    60_000 + count * 200,
  );

  it.each(plants)(
    'is found by a history, and shrunk: $what ($invariant)',
    async ({ invariant, plant, sql = '' }) => {
      on.desk.store.db.pragma('foreign_keys = OFF');
      const takeOut = plant(on);
      let error: unknown;
      try {
        const found = await fc.check(
          fc.asyncProperty(history, (steps) => on.play(steps, () => void on.desk.store.db.exec(sql))),
          { numRuns: 600, seed: 20260116 },
        );
        error = found.errorInstance;
      } finally {
        takeOut();
        on.desk.store.db.pragma('foreign_keys = ON');
      }
      const broken = error instanceof Broken ? error.breaches.map((breach) => breach.invariant) : [];
      figure(`planted:${invariant}`, broken.includes(invariant));
      // Not that anything failed, but that this did.
      expect(broken, String(error)).toContain(invariant);
    },
    300_000,
  );
});
