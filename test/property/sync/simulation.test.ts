import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figure } from '../../unit/support/figures.ts';
import { histories } from './histories.ts';
import type { Wrong } from './judge.ts';
import { findings, meetLater, seed } from './simulate.ts';
import type { Plants } from './world.ts';

const plants: readonly (keyof Plants)[] = [
  'noRowLock',
  'lastWriterWins',
  'noDeskSeqCheck',
  'noBaseOwn',
  'cursorApart',
  'noHolder',
];

/** As what each of them has to be seen. */
const seenAs: Readonly<Record<keyof Plants, readonly Wrong[]>> = {
  noRowLock: ['sequence', 'not exactly once'],
  lastWriterWins: ['lost without conflict'],
  noDeskSeqCheck: ['not exactly once'],
  noBaseOwn: ['false conflict'],
  cursorApart: ['not converged'],
  noHolder: ['double grant'],
};

describe('the judge of the simulation', () => {
  it.each(plants)('sees %s', { timeout: 240_000 }, async (plant) => {
    const seen = new Set<Wrong>();
    let tried = 0;
    // The honest ones are run by the parts, from the same histories.
    for (const history of fc.sample(histories, { seed, numRuns: 120 })) {
      tried += 1;
      for (const { kind } of await findings(history, { [plant]: true })) seen.add(kind);
      if (seenAs[plant].some((kind) => seen.has(kind))) break;
    }
    const caught = seenAs[plant].some((kind) => seen.has(kind));
    figure(`planted:${plant}`, caught);
    expect(caught, `after ${tried} histories: ${[...seen].join()}`).toBe(true);
  });
});

meetLater(1);
