import type { ReconciliationSchedule } from '../../../preload/api/reconciliation.ts';
import type { Clock } from '../kernel/index.ts';

const hourMs = 3_600_000;
const intervalMs: Readonly<Record<Exclude<ReconciliationSchedule, 'off'>, number>> = {
  daily: 24 * hourMs,
  hourly: hourMs,
};
/** The first screen, and what an earlier start left under way, go before. */
export const startDelayMs = 60_000;
/** The longest sleep: the wall clock may be moved while it sleeps. */
const longestSleepMs = 60_000;

/** What decides when an account is due. */
export interface Due {
  readonly since: string;
  /** Why it cannot be asked at all. */
  readonly whyNot: string | null;
  readonly newest: { readonly started_at: string; readonly state: string } | undefined;
}

/**
 * When an account is compared next: an interval after the last time (after its creation, where there was none), a failed
 * one again after an hour. null: not by itself.
 */
export function dueAt(schedule: ReconciliationSchedule, { since, whyNot, newest }: Due): string | null {
  if (schedule === 'off' || whyNot !== null || newest?.state === 'running') return null;
  const interval = intervalMs[schedule];
  const wait = newest?.state === 'failed' ? Math.min(interval, hourMs) : interval;
  return new Date(Date.parse(newest?.started_at ?? since) + wait).toISOString();
}

export interface ScheduleDeps {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** The accounts that may be due, with when. */
  readonly due: () => readonly { readonly key: string; readonly at: string }[];
  /** Compares one; never rejects. */
  readonly run: (key: string) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/** Runs what is due, one account after the other, until it is called off. `wake` looks again at once. */
export function keepSchedule({ clock, signal, due, run, onError }: ScheduleDeps): {
  readonly done: Promise<void>;
  wake(): void;
} {
  let awake = new AbortController();
  const sleep = async (ms: number): Promise<void> => {
    awake = new AbortController();
    await clock.sleep(ms, AbortSignal.any([signal, awake.signal]));
  };
  const loop = async (): Promise<void> => {
    await clock.sleep(startDelayMs, signal);
    while (!signal.aborted) {
      let sleepMs = longestSleepMs;
      try {
        const now = clock.now().getTime();
        const [first] = due().toSorted((a, b) => (a.at < b.at ? -1 : 1));
        if (first && Date.parse(first.at) <= now) {
          await run(first.key);
          continue;
        }
        if (first) sleepMs = Math.min(sleepMs, Date.parse(first.at) - now);
      } catch (error) {
        // The database is busy or full: tried again later.
        onError(error);
      }
      await sleep(sleepMs);
    }
  };
  return { done: loop(), wake: () => awake.abort() };
}
