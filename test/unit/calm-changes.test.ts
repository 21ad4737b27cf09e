import { beforeEach, describe, expect, it } from 'vitest';
import type { Changed } from '../../preload/api/events.ts';
import { calmChanges } from '../../main/core/calm-changes.ts';
import { virtualClock } from '../integration/provisioning/world.ts';

let clock: ReturnType<typeof virtualClock>;
let told: string[];
let change: (change: Changed) => void;
beforeEach(() => {
  clock = virtualClock();
  told = [];
  change = calmChanges(({ area, ids }) => told.push(`${area} ${ids.join('+')}`.trim()), clock);
});
const later = async (ms: number): Promise<string[]> => {
  clock.advance(ms);
  await new Promise((resolve) => setImmediate(resolve));
  const heard = told;
  told = [];
  return heard;
};

describe('changes told to the screens', () => {
  it('are told at once where they come one by one', async () => {
    change({ area: 'orders', ids: ['1'] });
    expect(await later(0)).toEqual(['orders 1']);
    expect(await later(50)).toEqual([]);
    change({ area: 'orders', ids: ['2'] });
    expect(await later(0)).toEqual(['orders 2']);
  });

  it('are told together, once per area, where they come in the pause after one', async () => {
    change({ area: 'orders', ids: ['1'] });
    change({ area: 'operations', ids: ['a'] });
    change({ area: 'operations', ids: ['b', 'a'] });
    change({ area: 'orders', ids: ['2'] });
    expect(await later(49)).toEqual(['orders 1']);
    expect(await later(1)).toEqual(['operations a+b', 'orders 2']);
    expect(await later(100)).toEqual([]);
  });

  it('name no ids where they are many, or where one named none', async () => {
    change({ area: 'first', ids: [] });
    for (let at = 0; at < 101; at += 1) change({ area: 'orders', ids: [String(at)] });
    change({ area: 'clients', ids: ['1'] });
    change({ area: 'clients', ids: [] });
    change({ area: 'clients', ids: ['2'] });
    expect(await later(50)).toEqual(['first', 'orders', 'clients']);
  });

  it('are told once a second while they go on, and at once again when they stopped', async () => {
    const heard: number[] = [];
    for (let ms = 0; ms < 10_000; ms += 10) {
      change({ area: 'bulk', ids: ['run'] });
      if ((await later(10)).length > 0) heard.push(ms);
    }
    expect(heard.length).toBeGreaterThan(9);
    expect(heard.length).toBeLessThan(16);
    await later(1000);
    await later(1000);
    await later(1000);
    change({ area: 'bulk', ids: ['run'] });
    expect(await later(0)).toEqual(['bulk run']);
  });
});
