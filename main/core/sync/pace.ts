import type { Clock } from '../kernel/index.ts';

/** What one transaction of sync may keep the thread for, ms: a save that comes meanwhile waits for its end. */
const targetMs = 6;
/** Rest after a piece of work, as a multiple of it: three of four moments fall into none, so that the usual save waits for nothing. */
const restRatio = 2.5;
/** Work of so little time, ms, is no reason to rest: other calls get their turn. */
const noWorkMs = 1;

/**
 * How many of a kind are done in one transaction, learned from how long they take here: a thousand rows may be 30 ms on one
 * computer and 300 on another, and rows of one table cost ten times those of the next.
 */
export class Portion {
  readonly #most: number;
  #size: number;

  /** `most`: never more than that; the first one has `first`. */
  constructor(most: number, first: number) {
    this.#most = most;
    this.#size = Math.min(first, most);
  }

  get size(): number {
    return this.#size;
  }

  /** So many took so long, ms. The next one is at most twice as large: a single quick one may say little. */
  took(count: number, ms: number): void {
    if (count === 0) return;
    const fitting = Math.floor((count * targetMs) / Math.max(ms, 0.01));
    this.#size = Math.max(1, Math.min(this.#most, fitting, Math.max(count, this.#size) * 2));
  }
}

/** So long after a save more of them are expected, ms. */
const atWorkMs = 10_000;

/**
 * How long to rest after work of `ms`, ms, where the last save was so long ago; 0: only let others have their turn. While nobody
 * saves anything a copy of 100,000 rows has the thread to itself, piece by piece.
 */
export const restAfter = (ms: number, sinceSave: number): number =>
  ms < noWorkMs || sinceSave > atWorkMs ? 0 : ms * restRatio;

/** Of one call. */
export interface Limits {
  /** Changes in one push; their values together are at most `pushBytes` long. */
  readonly push: number;
  readonly pushBytes: number;
  readonly pull: number;
  readonly page: number;
}

export const usualLimits: Limits = { push: 1000, pushBytes: 4_000_000, pull: 500, page: 1000 };

/** How much of each kind of work is done in one transaction here, and the rest after it. */
export class Pace {
  readonly answers: Portion;
  readonly log: Portion;
  readonly page: Portion;
  readonly rows = new Portion(200, 20);
  readonly upload = new Portion(200, 20);
  readonly #clock: Clock;
  readonly #breathe: ((ms: number) => Promise<void>) | undefined;

  /** `breathe`: awaited after each transaction, which took so long, ms. */
  constructor(most: Limits, clock: Clock, breathe: ((ms: number) => Promise<void>) | undefined) {
    this.answers = new Portion(most.push, 200);
    this.log = new Portion(most.pull, 50);
    this.page = new Portion(most.page, 200);
    this.#clock = clock;
    this.#breathe = breathe;
  }

  /** One transaction of so many of a kind, and then the turn of others. */
  async work<Result>(portion: Portion, count: number, work: () => Result): Promise<Result> {
    const from = this.#clock.monotonic();
    const result = work();
    const ms = this.#clock.monotonic() - from;
    portion.took(count, ms);
    await this.#breathe?.(ms);
    return result;
  }
}
