import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figure } from '../../unit/support/figures.ts';
import { histories } from './histories.ts';
import { type Finding, judge, type Wrong } from './judge.ts';
import { type History, type Plants, World } from './world.ts';

const count = Number(process.env['SYNC_HISTORIES'] ?? '40');
const seed = Number(process.env['SYNC_SEED'] ?? '20260310');

/** What happened in all histories, so that it shows where they stop to be about something. */
const happened = new Map<string, number>();
const note = (what: string, times = 1): void => void happened.set(what, (happened.get(what) ?? 0) + times);

async function findings(history: History, plants: Plants = {}): Promise<Finding[]> {
  const world = new World(history, plants);
  try {
    await world.run();
    const found = judge(world, await world.settle());
    for (const { outcome, resolves } of world.hub.state.past) {
      note(outcome);
      if (resolves > 0) note('decided');
    }
    note('new identity', world.hub.state.desks.size - world.desks.length + (world.isCopied ? 1 : 0));
    note('granted', world.granted.length);
    for (const { db } of world.desks)
      note('snapshot', Number(db.prepare("SELECT value FROM sync_state WHERE key = 'generation'").pluck().get() ?? 0));
    if (world.hub.state.head > 1_000_000) note('restored hub');
    return found;
  } finally {
    world.close();
  }
}

const plants: readonly (keyof Plants)[] = ['noRowLock', 'lastWriterWins', 'noDeskSeqCheck', 'noBaseOwn', 'cursorApart'];

/** As what each of them has to be seen. */
const seenAs: Readonly<Record<keyof Plants, readonly Wrong[]>> = {
  noRowLock: ['sequence', 'not exactly once'],
  lastWriterWins: ['lost without conflict'],
  noDeskSeqCheck: ['not exactly once'],
  noBaseOwn: ['false conflict'],
  cursorApart: ['not converged'],
};

describe('the judge of the simulation', () => {
  it.each(plants)('sees %s', { timeout: 240_000 }, async (plant) => {
    const seen = new Set<Wrong>();
    let tried = 0;
    // The honest ones are run by the test below, from the same histories.
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

describe('desks that meet later', () => {
  it(
    `have lost nothing and are equal, in ${count} histories`,
    { timeout: Math.max(120_000, count * 4000) },
    async () => {
      const wrong = new Map<Wrong, number>();
      const failed: { at: number; found: Finding[]; history: History }[] = [];
      let ran = 0;
      // Drawn like those of a property, and all run: the figures are of all of them, not up to the first that fails.
      for (let part = 0; ran < count; part += 1) {
        for (const history of fc.sample(histories, { seed: seed + part, numRuns: Math.min(200, count - ran) })) {
          const found = await findings(history);
          for (const kind of new Set(found.map((each) => each.kind))) wrong.set(kind, (wrong.get(kind) ?? 0) + 1);
          if (found.length > 0 && failed.length < 3) failed.push({ at: ran, found: found.slice(0, 5), history });
          ran += 1;
        }
      }
      figure('happened', Object.fromEntries(happened));
      const of = (...kinds: Wrong[]): number => kinds.reduce((sum, kind) => sum + (wrong.get(kind) ?? 0), 0);
      figure('simulation', {
        histories: ran,
        notConverged: of('not converged', 'sequence', 'clock'),
        lostWithoutConflict: of('lost without conflict', 'not exactly once'),
        doubleGrants: of('double grant'),
        falseConflicts: of('false conflict'),
      });
      // What is rare is there in as many histories as an acceptance run has.
      const always = ['applied', 'same', 'conflict', 'decided', 'new identity', 'granted', 'restored hub'];
      for (const what of count < 500 ? always : [...always, 'superseded'])
        expect(happened.get(what) ?? 0, what).toBeGreaterThan(0);
      expect(
        failed.map(({ at, found }) => ({ at, found })),
        JSON.stringify(failed[0]?.history),
      ).toEqual([]);
    },
  );
});
