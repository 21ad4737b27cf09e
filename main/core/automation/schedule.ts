import type { Clock } from '../kernel/index.ts';

const hourMs = 3_600_000;
/** The first screen, and what an earlier start left under way, go before. */
const startDelayMs = 60_000;
/** The longest sleep: the wall clock may be moved while it sleeps, and a new day begin. */
const longestSleepMs = 60_000;

/** Whether a run is due: an hour after the last one, on a new business date, or when the clock was set back before it. */
export function isRunDue(
  last: { readonly asOf: string; readonly startedAt: string } | undefined,
  now: Date,
  today: string,
): boolean {
  if (!last || last.asOf < today) return true;
  const since = now.getTime() - Date.parse(last.startedAt);
  return since >= hourMs || since < 0;
}

export interface HourlyDeps {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** The last run that went to its end. */
  readonly last: () => { readonly asOf: string; readonly startedAt: string } | undefined;
  readonly today: () => string;
  readonly run: () => Promise<unknown>;
  readonly onError: (error: unknown) => void;
}

/** Runs what is due until it is called off. */
export async function keepHourly({ clock, signal, last, today, run, onError }: HourlyDeps): Promise<void> {
  await clock.sleep(startDelayMs, signal);
  while (!signal.aborted) {
    try {
      if (isRunDue(last(), clock.now(), today())) await run();
    } catch (error) {
      // The database is busy or full: tried again later.
      onError(error);
    }
    await clock.sleep(longestSleepMs, signal);
  }
}
