import type { Clock } from '../../../../main/core/kernel/index.ts';

/** The longest sleep of the machine's loop (runner.ts): it only looks again, and what it would see is known here. */
const loopSleepMs = 60_000;

interface Timer {
  at: number;
  readonly run: () => void;
  readonly owner: object;
  readonly isLoop: boolean;
}

/** The clock of one run of the console. What it waits for is forgotten when the run ends. */
export interface LifeClock extends Clock {
  end(): void;
}

/**
 * Time that goes from event to event. The vendor and the network live in true time; the console's wall clock may be
 * wrong by `skewMs`, its monotonic one never is.
 */
export class VirtualTime {
  readonly #startMs: number;
  #nowMs = 0;
  #timers: Timer[] = [];
  /** How far the console's wall clock is ahead of the truth. */
  skewMs = 0;

  constructor(start: string) {
    this.#startMs = Date.parse(start);
  }

  /** Milliseconds since the beginning. */
  get nowMs(): number {
    return this.#nowMs;
  }

  /** The true instant. */
  now(): Date {
    return new Date(this.#startMs + this.#nowMs);
  }

  /** Runs `run` after `ms`, whatever becomes of the console meanwhile. */
  after(ms: number, run: () => void): void {
    this.#timers.push({ at: this.#nowMs + ms, run, owner: this, isLoop: false });
  }

  /** Milliseconds from the beginning to an instant of the console's wall clock. */
  fromWall(instant: string): number {
    return Date.parse(instant) - this.skewMs - this.#startMs;
  }

  life(): LifeClock {
    const owner = {};
    let ended = false;
    return {
      now: () => new Date(this.#startMs + this.#nowMs + this.skewMs),
      monotonic: () => this.#nowMs,
      sleep: (ms, signal) =>
        new Promise((resolve) => {
          if (ended) return;
          if (signal?.aborted) return resolve();
          const timer = { at: this.#nowMs + ms, run: () => resolve(), owner, isLoop: ms === loopSleepMs };
          this.#timers.push(timer);
          signal?.addEventListener('abort', () => {
            this.#timers = this.#timers.filter((other) => other !== timer);
            if (!ended) resolve();
          });
        }),
      end: () => {
        ended = true;
        this.#timers = this.#timers.filter((timer) => timer.owner !== owner);
      },
    };
  }

  /**
   * Goes on to the next thing that happens: a timer, or the instant `dueMs` that the console's loop waits for in steps
   * of a minute. Answers false, at `endMs`, when nothing more happens until then.
   */
  async step(dueMs: number | null, endMs: number): Promise<boolean> {
    let at = Number.POSITIVE_INFINITY;
    for (const timer of this.#timers) if (!timer.isLoop) at = Math.min(at, timer.at);
    const loop = this.#timers.find((timer) => timer.isLoop);
    if (loop && dueMs !== null) at = Math.min(at, Math.max(dueMs, loop.at));
    if (at > endMs) {
      this.#nowMs = endMs;
      return false;
    }
    this.#nowMs = Math.max(this.#nowMs, at);
    // A sleep of the loop that is over by then ends then, once: what it would have looked for in between was not there.
    if (loop) loop.at = Math.max(loop.at, at);
    const [first, ...others] = this.#timers.filter((timer) => timer.at <= at);
    if (!first) throw new Error('nothing to wake');
    const next = others.reduce((earliest, timer) => (timer.at < earliest.at ? timer : earliest), first);
    this.#timers = this.#timers.filter((timer) => timer !== next);
    next.run();
    await turn();
    return true;
  }
}

/** Commits that are grouped take a turn each (`Store.soon`); no step of the machine has more of them in a row than this. */
const turnsOfAStep = 6;

/** All that is ready runs: there is no real waiting in a simulation, so microtasks and grouped commits are all there is. */
export async function turn(): Promise<void> {
  for (let at = 0; at < turnsOfAStep; at += 1) await new Promise((resolve) => setImmediate(resolve));
}
