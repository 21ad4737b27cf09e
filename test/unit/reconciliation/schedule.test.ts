import { describe, expect, it } from 'vitest';
import { dueAt, keepSchedule, startDelayMs } from '../../../main/core/reconciliation/schedule.ts';
import { virtualClock } from '../../integration/provisioning/world.ts';

const since = '2026-03-10T12:00:00.000Z';
const later = (ms: number) => new Date(Date.parse(since) + ms).toISOString();
const hour = 3_600_000;
const day = 24 * hour;
const newest = (state: string) => ({ started_at: since, state });

describe('when an account is compared by itself', () => {
  it('a day or an hour after the last time, never where it is off or cannot be asked', () => {
    expect(dueAt('daily', { since, whyNot: null, newest: newest('done') })).toBe(later(day));
    expect(dueAt('hourly', { since, whyNot: null, newest: newest('done') })).toBe(later(hour));
    expect(dueAt('off', { since, whyNot: null, newest: newest('done') })).toBeNull();
    expect(dueAt('daily', { since, whyNot: 'connection.disabled', newest: newest('done') })).toBeNull();
    expect(dueAt('daily', { since, whyNot: null, newest: newest('running') })).toBeNull();
  });

  it('an hour after it failed, and a day after it was first known', () => {
    expect(dueAt('daily', { since, whyNot: null, newest: newest('failed') })).toBe(later(hour));
    expect(dueAt('daily', { since, whyNot: null, newest: undefined })).toBe(later(day));
  });
});

/** Lets everything that can go on without time do so. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

describe('the schedule', () => {
  function kept(fail = false) {
    const clock = virtualClock(since);
    const stop = new AbortController();
    const ran: string[] = [];
    const errors: unknown[] = [];
    let due: { key: string; at: string }[] = [];
    const schedule = keepSchedule({
      clock,
      signal: stop.signal,
      due: () => {
        if (fail) throw new Error('busy');
        return due;
      },
      run: async (key) => {
        ran.push(`${key} at ${clock.now().toISOString()}`);
        due = due.filter((each) => each.key !== key);
      },
      onError: (error) => errors.push(error),
    });
    const advance = async (ms: number): Promise<void> => {
      // In the steps in which it looks again.
      for (let left = ms; left > 0; left -= 60_000) {
        clock.advance(Math.min(left, 60_000));
        await settle();
      }
    };
    return { clock, stop, ran, errors, schedule, advance, set: (next: typeof due) => (due = next) };
  }

  it('lets the start go first, then runs what is due, the longest waiting first', async () => {
    const { ran, advance, set, stop, schedule } = kept();
    set([
      { key: 'b', at: later(-hour) },
      { key: 'a', at: later(-day) },
      { key: 'c', at: later(2 * hour) },
    ]);
    await advance(startDelayMs - 1);
    expect(ran).toEqual([]);
    await advance(1);
    expect(ran).toEqual([`a at ${later(startDelayMs)}`, `b at ${later(startDelayMs)}`]);
    await advance(2 * hour);
    expect(ran.at(-1)).toBe(`c at ${later(2 * hour)}`);
    stop.abort();
    await schedule.done;
  });

  it('is woken by a new setting, and ends with the workspace', async () => {
    const { ran, advance, set, stop, schedule } = kept();
    await advance(startDelayMs);
    set([{ key: 'a', at: since }]);
    schedule.wake();
    await settle();
    expect(ran).toHaveLength(1);
    stop.abort();
    await schedule.done;
    set([{ key: 'b', at: since }]);
    await advance(day);
    expect(ran).toHaveLength(1);
  });

  it('goes on after the database could not be read', async () => {
    const { errors, advance, stop, schedule } = kept(true);
    await advance(startDelayMs + 180_000);
    expect(errors.length).toBeGreaterThan(2);
    stop.abort();
    await schedule.done;
  });
});
