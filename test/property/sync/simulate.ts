import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figure } from '../../unit/support/figures.ts';
import { histories } from './histories.ts';
import type { MakeHub } from './hub.ts';
import { type Finding, judge, type Wrong } from './judge.ts';
import { type History, type Plants, World } from './world.ts';

const count = Number(process.env['SYNC_HISTORIES'] ?? '80');
/** Where histories are drawn from; another one draws others. */
export const seed = Number(process.env['SYNC_SEED'] ?? '20260310');

/** Test files that share the histories, so that they run in processes of their own; and histories that one takes at a time. */
const parts = 2;
const blockSize = Math.min(100, Math.ceil(count / parts));

/** What happened in all histories, so that it shows where they stop to be about something. */
export type Happened = Map<string, number>;

/** Runs one history and says what is wrong at its end. */
export async function findings(
  history: History,
  plants: Plants = {},
  happened: Happened = new Map(),
  makeHub?: MakeHub,
): Promise<Finding[]> {
  const note = (what: string, times = 1): void => void happened.set(what, (happened.get(what) ?? 0) + times);
  const world = new World(history, plants, makeHub);
  try {
    await world.run();
    const found = judge(world, await world.settle());
    for (const { outcome, resolves } of world.hub.state.past) {
      note(outcome);
      if (resolves > 0) note('decided');
    }
    note('new identity', world.hub.state.desks.size - world.desks.length + (world.isCopied ? 1 : 0));
    note('granted', world.granted.length);
    for (const [what, times] of Object.entries(world.had.counts)) note(what, times);
    for (const { db } of world.desks)
      note('snapshot', Number(db.prepare("SELECT value FROM sync_state WHERE key = 'generation'").pluck().get() ?? 0));
    if (world.hub.state.skipped.length > 0) note('restored hub');
    if (world.hub.state.skipped.length > 1) note('restored twice');
    return found;
  } finally {
    await world.close();
  }
}

/** The histories of a part, drawn like those of a property. */
function* historiesOf(part: number): Generator<{ at: number; history: History }> {
  for (let block = part - 1; block * blockSize < count; block += parts) {
    const from = block * blockSize;
    const drawn = fc.sample(histories, { seed: seed + block, numRuns: Math.min(blockSize, count - from) });
    for (const [at, history] of drawn.entries()) yield { at: from + at, history };
  }
}

/** The test of one part of the histories: 1, 2. */
export function meetLater(part: number): void {
  const own = [...Array(Math.ceil(count / blockSize)).keys()].filter((block) => block % parts === part - 1).length;
  const ofPart = Math.min(own * blockSize, count);
  describe('desks that meet later', () => {
    it(
      `have lost nothing and are equal, part ${part} of ${count} histories`,
      {
        timeout: Math.max(120_000, ofPart * 4000),
      },
      async () => {
        const happened: Happened = new Map();
        const wrong = new Map<Wrong, number>();
        const failed: { at: number; found: Finding[]; history: History }[] = [];
        let ran = 0;
        // All run: the figures are of all of them, not up to the first that fails.
        for (const { at, history } of historiesOf(part)) {
          const found = await findings(history, {}, happened);
          for (const kind of new Set(found.map((each) => each.kind))) wrong.set(kind, (wrong.get(kind) ?? 0) + 1);
          if (found.length > 0 && failed.length < 3) failed.push({ at, found: found.slice(0, 5), history });
          ran += 1;
        }
        figure(`happened:${part}`, Object.fromEntries(happened));
        const of = (...kinds: Wrong[]): number => kinds.reduce((sum, kind) => sum + (wrong.get(kind) ?? 0), 0);
        figure(`simulation:${part}`, {
          histories: ran,
          notConverged: of('not converged', 'sequence', 'clock'),
          lostWithoutConflict: of('lost without conflict', 'not exactly once'),
          doubleGrants: of('double grant'),
          falseConflicts: of('false conflict'),
        });
        // What is rare is there in as many histories as an acceptance run has.
        const always = [
          'applied',
          'same',
          'conflict',
          'decided',
          'new identity',
          'granted',
          'sent',
          'used',
          'run',
          'restored hub',
        ];
        for (const what of ran < 500 ? always : [...always, 'superseded', 'restored twice'])
          expect(happened.get(what) ?? 0, what).toBeGreaterThan(0);
        expect(
          failed.map(({ at, found }) => ({ at, found })),
          JSON.stringify(failed[0]?.history),
        ).toEqual([]);
      },
    );
  });
}
