import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spacer } from '../../../main/core/provisioning/vendor/limiter.ts';
import { virtualClock } from '../../integration/provisioning/world.ts';

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

describe('the spacing of reads', () => {
  it('is first come first served, and who leaves holds nobody up', async () => {
    const clock = virtualClock();
    const turn = spacer(clock, () => 1000);
    const off = new AbortController();
    const started: string[] = [];
    const come = (name: string, signal?: AbortSignal): void =>
      void turn('a', signal).then((mine) => started.push(`${name} ${mine ? clock.monotonic() : 'left'}`));
    come('1');
    come('2', off.signal);
    come('3');
    come('4', off.signal);
    come('5');
    await settle();
    clock.advance(500);
    off.abort();
    await settle();
    expect(started).toEqual(['1 0', '2 left', '4 left']);
    clock.advance(500);
    await settle();
    clock.advance(1000);
    await settle();
    expect(started.slice(3)).toEqual(['3 1000', '5 2000']);
  });

  it('leaves no timer behind when all have left', async () => {
    const clock = virtualClock();
    let sleeping = 0;
    const turn = spacer(
      {
        ...clock,
        sleep: async (ms, signal) => {
          sleeping += 1;
          await clock.sleep(ms, signal);
          sleeping -= 1;
        },
      },
      () => 1000,
    );
    const off = new AbortController();
    expect(await turn('a')).toBe(true);
    const second = turn('a', off.signal);
    await settle();
    expect(sleeping).toBe(1);
    off.abort();
    expect(await second).toBe(false);
    await settle();
    expect(sleeping).toBe(0);
    clock.advance(1000);
    expect(await turn('a')).toBe(true);
  });

  it('holds for any coming and going: order, distance, nobody lost', async () => {
    const acts = fc.array(
      fc.oneof(
        fc.record({ do: fc.constant('come' as const), key: fc.constantFrom('a', 'b') }),
        fc.record({ do: fc.constant('leave' as const), who: fc.nat(20) }),
        fc.record({ do: fc.constant('advance' as const), ms: fc.integer({ min: 1, max: 2500 }) }),
        fc.record({ do: fc.constant('pace' as const), ms: fc.constantFrom(0, 100, 1000, 5000) }),
      ),
      { maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(acts, async (script) => {
        const clock = virtualClock();
        let pace = 1000;
        const turn = spacer(clock, () => pace);
        const people: { key: string; off: AbortController; state: 'waits' | 'left' | number }[] = [];
        const order: number[] = [];
        let lowestPace = pace;
        for (const act of script) {
          if (act.do === 'come') {
            const person = { key: act.key, off: new AbortController(), state: 'waits' as 'waits' | 'left' | number };
            const number = people.push(person) - 1;
            void turn(act.key, person.off.signal).then((mine) => {
              person.state = mine ? clock.monotonic() : 'left';
              if (mine) order.push(number);
            });
          } else if (act.do === 'leave') people[act.who]?.off.abort();
          else if (act.do === 'advance') clock.advance(act.ms);
          else {
            pace = act.ms;
            lowestPace = Math.min(lowestPace, pace);
          }
          await settle();
        }
        for (let turns = 0; turns < 300; turns += 1) {
          clock.advance(1000);
          await settle();
        }
        for (const key of ['a', 'b']) {
          const started = order.filter((number) => people[number]?.key === key);
          expect(started).toEqual(started.toSorted((left, right) => left - right));
          const times = started.map((number) => Number(people[number]?.state));
          for (const [at, time] of times.entries())
            if (at > 0) expect(time - (times[at - 1] ?? 0)).toBeGreaterThanOrEqual(lowestPace);
        }
        expect(people.filter((person) => person.state === 'waits')).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
