import { randomUUID } from 'node:crypto';
import type { Clock, Log } from '../kernel/index.ts';
import type { Store } from '../store/index.ts';
import { Engine, type Round, type RoundKind } from './engine.ts';
import type { DeskAccess } from './hub/desks.ts';
import { restAfter } from './pace.ts';
import { Runner } from './runner.ts';
import type { HubTransport } from './transport.ts';

export interface LineDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly appVersion: string;
  readonly access: DeskAccess;
  readonly deskName: string;
  /** Makes a transport of the desk's access; the module of the driver is loaded with the first line only. */
  readonly connect: (access: DeskAccess) => HubTransport;
  readonly keepCredential: (credential: string) => Promise<void>;
  readonly open: () => readonly string[];
  /** One round, remembered by the service. */
  readonly round: (kind: RoundKind) => Promise<Round | null>;
  /** After each round. */
  readonly onRound: () => void;
  /** While a copy is fetched: how far it is has changed. */
  readonly onCopied: () => void;
}

/** So often screens are told how far a copy is, ms. */
const toldEveryMs = 250;

/** Longest wait for a hub that does not answer while the console closes, ms. */
const patienceMs = 2500;

/** The rounds of a desk that has joined: its line to the hub, the engine on it, and the runner that makes them come. */
export class Line {
  readonly engine: Engine;
  readonly #deps: LineDeps;
  readonly #transport: HubTransport;
  #runner: Runner;
  /** When somebody saved something here, by the monotonic clock. */
  #savedAt = Number.NEGATIVE_INFINITY;
  /** When screens were told last how far a copy is, by the monotonic clock. */
  #toldAt = Number.NEGATIVE_INFINITY;
  #isFailing = false;
  #isListening = false;
  #isEnded = false;

  constructor(deps: LineDeps) {
    this.#deps = deps;
    const { store, appVersion, access, deskName, keepCredential, open } = deps;
    this.#transport = deps.connect(access);
    this.engine = new Engine({
      store,
      transport: this.#transport,
      appVersion,
      deskName: () => deskName,
      session: randomUUID(),
      open,
      keepCredential,
      onCopied: () => this.#tellCopied(),
      // Calls of the screens come in between, and those of a person at work find the thread free most of the time.
      breathe: (ms) =>
        new Promise((resolve) => {
          const rest = restAfter(ms, deps.clock.monotonic() - this.#savedAt);
          if (rest === 0) setImmediate(resolve);
          else setTimeout(resolve, rest);
        }),
    });
    this.#runner = this.#newRunner();
  }

  #newRunner(): Runner {
    const { clock, log } = this.#deps;
    return new Runner({
      clock,
      random: Math.random,
      round: (kind) => this.#round(kind),
      onFault: (error) => {
        // A round that the closing store cut off is no fault.
        if (!this.#isEnded) log.error({ err: error }, 'sync round failed');
      },
    });
  }

  start(): void {
    this.#runner.start();
  }

  #tellCopied(): void {
    const now = this.#deps.clock.monotonic();
    if (this.#isEnded || now - this.#toldAt < toldEveryMs) return;
    this.#toldAt = now;
    this.#deps.onCopied();
  }

  /** Something was saved here, or opened. */
  wake(kind?: RoundKind): void {
    this.#savedAt = this.#deps.clock.monotonic();
    this.#runner.wake(kind);
  }

  /** A person asks: a round at once, also where the rounds failed and come more and more seldom. */
  tryNow(): void {
    if (!this.#isFailing) {
      this.#runner.wake('whole');
      return;
    }
    this.#isFailing = false;
    const before = this.#runner;
    this.#runner = this.#newRunner();
    const next = this.#runner;
    void before.stop().then(() => {
      if (!this.#isEnded) next.start();
    });
  }

  /** Ends the rounds; waits for a hub that does not answer no longer than a person would. */
  async stop(): Promise<void> {
    this.#isEnded = true;
    const ended = this.#runner.stop().then(() => this.#transport.close());
    await Promise.race([
      ended.catch((error: unknown) => this.#deps.log.warn({ err: error }, 'sync line not closed')),
      new Promise((resolve) => {
        setTimeout(resolve, patienceMs).unref();
      }),
    ]);
  }

  async #round(kind: RoundKind): Promise<Round | null> {
    try {
      const round = await this.#deps.round(kind);
      this.#isFailing = round?.problem != null;
      if (round?.problem === null && !this.#isListening && !this.#isEnded) {
        this.#isListening = true;
        // A hint only: where it cannot be had, the rounds come by time.
        await this.#transport
          .listen(() => this.#runner.wake())
          // What came between this round and now was not told.
          .then(() => this.#runner.wake())
          .catch(() => {
            this.#isListening = false;
          });
      }
      return round;
    } catch (error) {
      this.#isFailing = true;
      throw error;
    } finally {
      if (!this.#isEnded) this.#deps.onRound();
    }
  }
}
