import type { Clock } from '../kernel/index.ts';
import type { Round } from './engine.ts';

/** Between two rounds without a reason, ms; and at most after failures. */
const pollMs = 15_000;
const longestMs = 5 * 60_000;
/** What is saved within this time goes out together, ms. */
const gatherMs = 150;

export interface RunnerDeps {
  readonly clock: Clock;
  /** 0 … 1, so that desks do not all ask at once. */
  readonly random: () => number;
  readonly round: () => Promise<Round | null>;
  /** Told of what is thrown: a fault of ours. The next round comes nevertheless. */
  readonly onFault: (error: unknown) => void;
}

/** Has rounds made: at once after an edit or a hint of the hub, else by time. A round that fails never ends them. */
export class Runner {
  readonly #deps: RunnerDeps;
  readonly #stop = new AbortController();
  #nap = new AbortController();
  #isWoken = false;
  #done: Promise<void> = Promise.resolve();

  constructor(deps: RunnerDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#done = this.#run();
  }

  /** Something may be new here or there. */
  wake(): void {
    this.#isWoken = true;
    this.#nap.abort();
  }

  /** Ends after the round that is under way. */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.#nap.abort();
    await this.#done;
  }

  async #run(): Promise<void> {
    const { clock, round, onFault } = this.#deps;
    let failures = 0;
    while (!this.#stop.signal.aborted) {
      this.#isWoken = false;
      this.#nap = new AbortController();
      try {
        const result = await round();
        failures = result?.problem == null ? 0 : failures + 1;
      } catch (error) {
        failures += 1;
        onFault(error);
      }
      if (this.#stop.signal.aborted) return;
      // While rounds fail, an edit does not make them come faster: a hub that is down is asked less and less.
      if (failures === 0 && this.#isWoken) await clock.sleep(gatherMs, this.#stop.signal);
      else await clock.sleep(this.#pause(failures), failures === 0 ? this.#nap.signal : this.#stop.signal);
    }
  }

  /** Half to one and a half of the time, longer after each failure. */
  #pause(failures: number): number {
    return Math.min(longestMs, pollMs * 2 ** Math.max(0, failures - 1)) * (0.5 + this.#deps.random());
  }
}
