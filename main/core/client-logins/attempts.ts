import { AppError, type Clock } from '../kernel/index.ts';
import { emailKey, ofAll, ofOne, type Patience, waitAfter } from './rules.ts';

/** Failures are forgotten after so long without another one, in milliseconds. */
const memoryMs = 3_600_000;
/** E-mails that are remembered at once; the one that failed longest ago goes first. `ofAll` still slows what comes next. */
const maxRemembered = 1000;

interface Failures {
  readonly count: number;
  /** When the last one was, and until when the next attempt waits: `Clock.monotonic`. */
  readonly at: number;
  readonly until: number;
}

export type Attempts = ReturnType<typeof createAttempts>;

/**
 * Counts failed attempts to come in, for each e-mail and for all together. They are kept in memory: they say nothing after a
 * restart, which takes longer than it saves, and the database keeps no list of who tried what.
 */
export function createAttempts(clock: Clock) {
  const byEmail = new Map<string, Failures>();
  let all: Failures = { count: 0, at: 0, until: 0 };

  const known = (failures: Failures | undefined): Failures =>
    failures && clock.monotonic() - failures.at < memoryMs ? failures : { count: 0, at: 0, until: 0 };
  const another = ({ count }: Failures, patience: Patience): Failures => {
    const at = clock.monotonic();
    return { count: count + 1, at, until: at + waitAfter(count + 1, patience) };
  };

  return {
    /**
     * Begins an attempt. It counts as failed until `succeeded`: of many that are begun at once, none is free of the others.
     * @throws AppError `login.wait` (params seconds): it comes too early, and is not counted
     */
    begin(email: string): void {
      const key = emailKey(email);
      const own = known(byEmail.get(key));
      all = known(all);
      const left = Math.max(own.until, all.until) - clock.monotonic();
      if (left > 0) throw new AppError('login.wait', { params: { seconds: Math.ceil(left / 1000) }, retry: true });
      byEmail.delete(key);
      byEmail.set(key, another(own, ofOne));
      all = another(all, ofAll);
      const oldest = byEmail.keys().next();
      if (byEmail.size > maxRemembered && !oldest.done) byEmail.delete(oldest.value);
    },
    /** It was the right one: what failed before it for this e-mail is forgotten. */
    succeeded(email: string): void {
      byEmail.delete(emailKey(email));
      const count = Math.max(0, all.count - 1);
      all = { ...all, count, until: count < ofAll.free ? 0 : all.until };
    },
  };
}
