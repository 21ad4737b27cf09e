/** Runs work of one key one after the other, of different keys side by side. */
export class Lanes {
  readonly #tails = new Map<string, Promise<void>>();

  busy(key: string): boolean {
    return this.#tails.has(key);
  }

  get quiet(): boolean {
    return this.#tails.size === 0;
  }

  /** Resolves or rejects as the work does, after all earlier work of the key. */
  run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(key) ?? Promise.resolve();
    let tail: Promise<void> | undefined;
    const result = (async () => {
      await before;
      try {
        return await work();
      } finally {
        // Before the result is out: who is told that the work is done finds the lane free.
        if (this.#tails.get(key) === tail) this.#tails.delete(key);
      }
    })();
    tail = result.then(
      () => undefined,
      () => undefined,
    );
    this.#tails.set(key, tail);
    return result;
  }

  /** Resolves when all that is running and waiting now is done. */
  async settled(): Promise<void> {
    while (this.#tails.size > 0) await Promise.all(this.#tails.values());
  }
}
