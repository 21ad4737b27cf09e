interface Waiting {
  readonly key: string;
  readonly start: () => void;
}

/**
 * Runs work in lanes (a connection each): as much of a lane side by side as its width, never two of one key (an
 * operation) at once, and what waits goes in the order it came.
 */
export class Lanes {
  readonly #widthOf: (lane: string) => number;
  readonly #running = new Map<string, Set<string>>();
  readonly #waiting = new Map<string, Waiting[]>();
  #settled: (() => void)[] = [];

  constructor(widthOf: (lane: string) => number) {
    this.#widthOf = widthOf;
  }

  /** Whether nothing more of this lane, or of this key, can start now. */
  busy(lane: string, key: string): boolean {
    const running = this.#running.get(lane);
    if (running?.has(key)) return true;
    return (running?.size ?? 0) + (this.#waiting.get(lane)?.length ?? 0) >= this.#widthOf(lane);
  }

  inUse(lane: string): boolean {
    return this.#running.has(lane);
  }

  get quiet(): boolean {
    return this.#running.size === 0 && this.#waiting.size === 0;
  }

  /** Resolves or rejects as the work does, when it has had its turn. */
  async run<T>(lane: string, key: string, work: () => Promise<T>): Promise<T> {
    await new Promise<void>((start) => {
      this.#waiting.set(lane, [...(this.#waiting.get(lane) ?? []), { key, start }]);
      this.#startWaiting(lane);
    });
    try {
      return await work();
    } finally {
      // Before the result is out: who is told that the work is done finds the lane free.
      this.#end(lane, key);
    }
  }

  #startWaiting(lane: string): void {
    const running = this.#running.get(lane) ?? new Set<string>();
    const still: Waiting[] = [];
    for (const waiting of this.#waiting.get(lane) ?? []) {
      if (running.size >= this.#widthOf(lane) || running.has(waiting.key)) {
        still.push(waiting);
        continue;
      }
      running.add(waiting.key);
      this.#running.set(lane, running);
      waiting.start();
    }
    if (still.length > 0) this.#waiting.set(lane, still);
    else this.#waiting.delete(lane);
  }

  #end(lane: string, key: string): void {
    const running = this.#running.get(lane);
    running?.delete(key);
    if (running?.size === 0) this.#running.delete(lane);
    this.#startWaiting(lane);
    if (!this.quiet) return;
    const settled = this.#settled;
    this.#settled = [];
    for (const resolve of settled) resolve();
  }

  /** Resolves when all that is running and waiting now is done. */
  settled(): Promise<void> {
    return this.quiet ? Promise.resolve() : new Promise((resolve) => this.#settled.push(resolve));
  }
}
