interface Waiting {
  readonly key: string;
  readonly start: () => void;
}

/**
 * Lets several that get ready side by side go through one after the other, by their keys: an operation that was asked for
 * later does not overtake an earlier one of its lane that is still looking at the vendor.
 */
export class Turns {
  readonly #inside = new Map<string, Set<string>>();
  readonly #waiting = new Map<string, Waiting[]>();

  /** Takes part from now on; `leave` must follow, whatever happens. */
  enter(lane: string, key: string): void {
    const inside = this.#inside.get(lane) ?? new Set<string>();
    this.#inside.set(lane, inside.add(key));
  }

  /** Resolves when nobody with a smaller key takes part. */
  async mine(lane: string, key: string): Promise<void> {
    if (this.#isFirst(lane, key)) return;
    await new Promise<void>((start) => {
      this.#waiting.set(lane, [...(this.#waiting.get(lane) ?? []), { key, start }]);
    });
  }

  leave(lane: string, key: string): void {
    const inside = this.#inside.get(lane);
    inside?.delete(key);
    if (inside?.size === 0) this.#inside.delete(lane);
    const still: Waiting[] = [];
    for (const waiting of this.#waiting.get(lane) ?? []) {
      if (this.#isFirst(lane, waiting.key)) waiting.start();
      else still.push(waiting);
    }
    if (still.length > 0) this.#waiting.set(lane, still);
    else this.#waiting.delete(lane);
  }

  #isFirst(lane: string, key: string): boolean {
    for (const other of this.#inside.get(lane) ?? []) if (other < key) return false;
    return true;
  }
}
