import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../../../main/core/store/index.ts';
import { lost } from './damage.ts';
import { openSetting, scenarioOf } from './matrix.ts';
import type { Bug } from './plants.ts';
import type { Act, Effect } from './rows.ts';
import { type Run, simulate } from './simulation.ts';

/** What the simulation has found, each as the fault that shows it. They stay, whatever becomes of the matrix. */
let setting: ReturnType<typeof openSetting>;
beforeAll(() => {
  setting = openSetting();
});
afterAll(() => setting.remove());

const play = async (kind: string, effect: Effect, plant?: () => Bug, seeds = 8): Promise<Run[]> => {
  const runs: Run[] = [];
  const row = { number: 0, name: effect.name, effect: () => effect };
  for (let seed = 1; seed <= seeds; seed += 1)
    runs.push(
      await simulate(
        { row, phase: 'request', scenario: scenarioOf(kind), seed },
        { ...setting, ...(plant ? { plant } : {}) },
      ),
    );
  return runs;
};
const act = (patch: Partial<Act>): Act => ({
  reachesMs: 0,
  lateMs: 0,
  gives: (answer) => answer ?? lost('ECONNRESET'),
  ...patch,
});
const answerLost = act({ gives: () => lost('ECONNRESET') });
const clean = (runs: readonly Run[]): void => {
  expect(runs.flatMap(({ wrong, unresolved }) => [...wrong.map(({ what }) => what), ...unresolved])).toEqual([]);
};
const sends = ({ trace }: Run): number => trace.filter((line) => / send /.test(line)).length;
const readings = ({ trace }: Run): number => trace.filter((line) => / read stored /.test(line)).length;

describe('found by the simulation', () => {
  it('an order answered with a number that does not exist stood in its own way for good', async () => {
    // The mirror kept a row of that number, the license that was found found no room, and it was tried every second.
    const runs = await play('create', {
      name: 'another number',
      sends: {
        act: act({
          gives: (answer) =>
            answer ? { ...answer, body: answer.body.replaceAll('300001', '299999') } : lost('ECONNRESET'),
        }),
        hits: 1,
      },
    });
    clean(runs);
    for (const run of runs) {
      expect(run.states).toEqual(['succeeded']);
      expect(readings(run)).toBeLessThan(40);
    }
  });

  it('a reading that the console cannot store was repeated without a pause', async () => {
    const full = (): Bug => ({
      store(honest: Store) {
        const transaction = honest.transaction.bind(honest);
        honest.transaction = (context, work) =>
          transaction(context, (writer) => {
            const update = writer.update.bind(writer);
            writer.update = (table, id, patch) => {
              if (table === 'license') throw new Error('database or disk is full');
              return update(table, id, patch);
            };
            const insert = writer.insert.bind(writer);
            writer.insert = (table, row) => {
              if (table === 'license' && row['licname'] !== 'earlier') throw new Error('database or disk is full');
              insert(table, row);
            };
            return work(writer);
          });
        return honest;
      },
    });
    const effect: Effect = { name: 'full', sends: { act: answerLost, hits: 1 } };
    // Three days of it: every five minutes and a little, not every second.
    for (const run of await play('create', effect, full, 1)) expect(readings(run)).toBeLessThan(1500);
  });

  it.each(['create', 'renew', 'suspend'])(
    'an unknown %s waited for a year when the clock was set back',
    async (kind) => {
      const runs = await play(kind, {
        name: 'a year back',
        sends: { act: act({ reachesMs: null, gives: () => lost('ECONNRESET') }), hits: 1 },
        moment: { kind: 'jump', ms: -365 * 86_400_000, afterMs: 0, stays: true },
        start: '2026-03-10T12:00:00.000Z',
      });
      const later = await play(kind, {
        name: 'a year back, later',
        sends: { act: act({ reachesMs: null, gives: () => lost('ECONNRESET') }), hits: 1 },
        moment: { kind: 'jump', ms: -365 * 86_400_000, afterMs: 20_000, stays: true },
      });
      clean([...runs, ...later]);
    },
  );

  it('a tariff change that became another one was sent again when a person was asked', async () => {
    const effect: Effect = { name: 'another tariff', mistake: true, sends: { act: answerLost, hits: 1 } };
    for (const run of await play('changePackage', effect)) {
      // Where the change ends later it is the right one after all.
      expect(['unknown', 'succeeded']).toContain(run.states.join());
      expect(sends(run)).toBe(1);
    }
  });

  it('a renewal for three days was called a renewal for a month', async () => {
    const runs = await play('renew', { name: 'three days', mistake: true, sends: { act: act({}), hits: 1 } });
    clean(runs);
    for (const run of runs) {
      expect(run.states).toEqual(['unknown']);
      expect(sends(run)).toBe(1);
    }
  });

  it('a charge for a number that vanished was no sign of a purchase', async () => {
    const runs = await play('create', {
      name: 'vanished',
      format: 'json',
      vendor: [{ kind: 'list-late', func: 'soft.order.param', ms: 20 * 3_600_000 }],
      habits: { missingFunctions: [] },
      sends: { act: act({}), hits: 1 },
      reads: {
        act: act({
          gives: (answer) =>
            answer?.body.includes('"$func":"soft.edit"') === true
              ? { ...answer, body: '{"doc":{"error":{"$type":"missed","$object":"elid","msg":{"$":"no such"}}}}' }
              : (answer ?? lost('ECONNRESET')),
        }),
        hits: 60,
        roles: ['stored'],
      },
    });
    clean(runs);
    for (const run of runs) expect(sends(run)).toBe(1);
  });
});
