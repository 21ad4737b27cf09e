import type { Clock } from '../kernel/index.ts';
import type { Round, RoundKind } from './engine.ts';

/** Between two rounds without a reason, ms; and at most after failures. */
const pollMs = 15_000;
const longestMs = 5 * 60_000;
/**
 * What was saved during a round goes out together after this time at most, ms; after a short round after so many times what it took, so
 * that rounds have a fifth of the time in an import and a person's next save is not kept back.
 */
const gatherMs = 150;
const gatherRounds = 4;
/** After brief rounds a whole one, where nothing else is saved within this time, ms. */
const settleMs = 1000;

export interface RunnerDeps {
  readonly clock: Clock;
  /** 0 … 1, so that desks do not all ask at once. */
  readonly random: () => number;
  readonly round: (kind: RoundKind) => Promise<Round | null>;
  /** Told of what is thrown: a fault of ours. The next round comes nevertheless. */
  readonly onFault: (error: unknown) => void;
}

/**
 * Has rounds made: a brief one at once after an edit or a hint of the hub, and a whole one when that has settled, else by time. A round that
 * fails never ends them.
 */
export class Runner {
  readonly #deps: RunnerDeps;
  readonly #stop = new AbortController();
  #nap = new AbortController();
  /** What kind of round something asks for. */
  #wanted: RoundKind | null = null;
  #done: Promise<void> = Promise.resolve();

  constructor(deps: RunnerDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#done = this.#run();
  }

  /** Something may be new here or there. `whole`: a person asks, or what only a hello tells is another one. */
  wake(kind: RoundKind = 'brief'): void {
    if (this.#wanted !== 'whole') this.#wanted = kind;
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
    let kind: RoundKind = 'whole';
    while (!this.#stop.signal.aborted) {
      this.#wanted = null;
      this.#nap = new AbortController();
      const from = clock.monotonic();
      try {
        const result = await round(kind);
        failures = result?.problem == null ? 0 : failures + 1;
      } catch (error) {
        failures += 1;
        onFault(error);
      }
      if (this.#stop.signal.aborted) return;
      // While rounds fail, an edit does not make them come faster: a hub that is down is asked less and less.
      if (failures > 0) await clock.sleep(this.#pause(failures), this.#stop.signal);
      else if (this.#asked() !== null)
        await clock.sleep(Math.min(gatherMs, (clock.monotonic() - from) * gatherRounds), this.#stop.signal);
      else await clock.sleep(kind === 'brief' ? settleMs : this.#pause(0), this.#nap.signal);
      kind = failures === 0 ? (this.#asked() ?? 'whole') : 'whole';
    }
  }

  /** What was asked for since the round began. */
  #asked(): RoundKind | null {
    return this.#wanted;
  }

  /** Half to one and a half of the time, longer after each failure. */
  #pause(failures: number): number {
    return Math.min(longestMs, pollMs * 2 ** Math.max(0, failures - 1)) * (0.5 + this.#deps.random());
  }
}
