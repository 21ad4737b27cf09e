import type { Clock } from '../../kernel/index.ts';

/** Resolves when it is the caller's turn: true; or, when it was called off first, at once: false, and no turn is used up. */
export type Turn = (key: string, signal?: AbortSignal) => Promise<boolean>;

/** So often a waiting turn looks at the interval again. Milliseconds. */
const lookAgainMs = 1000;

/**
 * Spaces the calls of one key: each starts at least `intervalOf(key)` milliseconds after the one before, first come
 * first served (ispmanager-api 8: ≤ 1 a second). The interval is asked for again while somebody waits, so it may
 * change at any time.
 */
export function spacer(clock: Clock, intervalOf: (key: string) => number): Turn {
  const lanes = new Map<string, Lane>();
  return (key, signal) => {
    let lane = lanes.get(key);
    if (!lane) {
      lane = new Lane(clock, () => intervalOf(key));
      lanes.set(key, lane);
    }
    return lane.turn(signal);
  };
}

class Lane {
  readonly #clock: Clock;
  readonly #intervalMs: () => number;
  readonly #waiting = new Set<() => void>();
  #lastStart: number | undefined;
  #asleep: AbortController | undefined;
  #serving = false;

  constructor(clock: Clock, intervalMs: () => number) {
    this.#clock = clock;
    this.#intervalMs = intervalMs;
  }

  turn(signal: AbortSignal | undefined): Promise<boolean> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve(false);
      const start = (): void => {
        signal?.removeEventListener('abort', leave);
        resolve(true);
      };
      const leave = (): void => {
        this.#waiting.delete(start);
        // Nobody is left to wait for: no timer stays behind.
        if (this.#waiting.size === 0) this.#asleep?.abort();
        resolve(false);
      };
      signal?.addEventListener('abort', leave, { once: true });
      this.#waiting.add(start);
      if (!this.#serving) void this.#serve();
    });
  }

  async #serve(): Promise<void> {
    this.#serving = true;
    while (this.#waiting.size > 0) {
      const waitMs = this.#lastStart === undefined ? 0 : this.#lastStart + this.#intervalMs() - this.#clock.monotonic();
      if (waitMs > 0) {
        this.#asleep = new AbortController();
        await this.#clock.sleep(Math.min(waitMs, lookAgainMs), this.#asleep.signal);
        continue;
      }
      // A set keeps the order in which they came.
      const [first] = this.#waiting;
      if (!first) break;
      this.#waiting.delete(first);
      this.#lastStart = this.#clock.monotonic();
      first();
    }
    this.#serving = false;
  }
}
