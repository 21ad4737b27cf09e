import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figure } from '../../../unit/support/figures.ts';
import { openSetting, rowOf, scenarioOf } from './matrix.ts';
import { plants } from './plants.ts';
import { phases, rows } from './rows.ts';
import { scenarios } from './scenarios.ts';
import { type Cell, type Run, simulate } from './simulation.ts';

let setting: ReturnType<typeof openSetting>;
beforeAll(() => {
  setting = openSetting();
});
afterAll(() => setting.remove());

describe('a simulated run', () => {
  it('is the same again with the same seed, to the byte, and another one with another', async () => {
    const hashes = new Set<string>();
    for (const [at, row] of rows.entries()) {
      const scenario = scenarios[at % scenarios.length] ?? scenarioOf('create');
      const phase = phases[at % phases.length] ?? 'commit';
      const cell: Cell = { row, phase, scenario, seed: 7 };
      const first = await simulate(cell, setting);
      const again = await simulate(cell, setting);
      const other = await simulate({ ...cell, seed: 8 }, setting);
      expect(again.trace, `${row.number} ${row.name}`).toEqual(first.trace);
      expect(again.hash).toBe(first.hash);
      hashes.add(first.hash).add(other.hash);
    }
    expect(hashes.size).toBe(rows.length * 2);
  });
});

describe('the checks of the matrix', () => {
  it.each(plants)('see $name', async ({ name, plant, row, phases, kinds, caughtAs }) => {
    const runs: Run[] = [];
    const honest: Run[] = [];
    for (const phase of phases) {
      for (const kind of kinds) {
        for (let seed = 1; seed <= 6; seed += 1) {
          const cell: Cell = { row: rowOf(row), phase, scenario: scenarioOf(kind), seed };
          honest.push(await simulate(cell, setting));
          runs.push(await simulate(cell, { ...setting, plant }));
        }
      }
    }
    const caught = runs.some((run) => run.wrong.some(({ kind }) => kind === caughtAs));
    figure(`planted:${name}`, caught);
    expect(honest.flatMap((run) => run.wrong)).toEqual([]);
    expect(runs.flatMap((run) => run.wrong.map(({ kind }) => kind))).toContain(caughtAs);
  });
});
