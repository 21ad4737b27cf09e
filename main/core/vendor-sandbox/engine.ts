import { setTimeout as wait } from 'node:timers/promises';
import { Books } from './books.ts';
import { Gate } from './auth.ts';
import { FaultBook } from './faults.ts';
import { settle } from './lifecycle.ts';
import { SettingsBook, strongRandom } from './options.ts';
import type { VendorSandboxOptions } from './options.ts';
import { RequestLog } from './request-log.ts';
import { openAccounts } from './state.ts';

/** The longest wait a Node timer can be set to; "for ever" means until the sandbox closes. */
const LONGEST_WAIT_MS = 2_147_483_647;

/** What runs behind the HTTP side: books, clock, faults, sign-in and log of one sandbox. */
export class Engine {
  readonly settings: SettingsBook;
  readonly books: Books;
  readonly gate: Gate;
  readonly faults = new FaultBook();
  readonly log = new RequestLog();
  readonly random: () => number;
  readonly #clock: () => Date;
  readonly #closing = new AbortController();
  #settled: { books: number; settings: number; at: number; nextAt: number } | undefined;

  /** Loads the books. Throws when the state file exists and cannot be read or replaced. */
  constructor(options: VendorSandboxOptions) {
    this.#clock = options.now ?? (() => new Date());
    this.random = options.random ?? strongRandom;
    this.settings = new SettingsBook(options);
    this.books = new Books(options.stateFile, this.#clock().getTime(), options.onWarning ?? (() => undefined));
    this.gate = new Gate(this.random);
    this.faults.set(options.faults ?? []);
    openAccounts(this.books.state, this.settings.of(null), this.now());
    this.books.save();
  }

  /** Epoch milliseconds on the sandbox's clock. */
  now(): number {
    return this.#clock().getTime() + this.books.state.clockOffsetMs;
  }

  /**
   * Carries out what has come due, and stores it. Each call of a vendor with thousands of licenses asks this, so it is
   * remembered until when nothing will be due: as long as neither books nor settings change, nor the clock goes back.
   */
  settle(now: number = this.now()): void {
    const { books, settings, random } = this;
    const known = this.#settled;
    const isKnown = known?.books === books.version && known.settings === settings.version;
    if (isKnown && now >= known.at && now < known.nextAt) return;
    const { changed, nextAt } = settle({ state: books.state, settingsOf: (login) => settings.of(login), random }, now);
    if (changed) books.save();
    this.#settled = { books: books.version, settings: settings.version, at: now, nextAt };
  }

  /** Moves the clock, and lets happen what has come due meanwhile. */
  advance(ms: number): void {
    this.books.state.clockOffsetMs += ms;
    this.books.save();
    this.settle();
  }

  /** Waits in real time. Rejects when the sandbox closes meanwhile, so that a call that hangs cannot commit into books that somebody else has opened. */
  async sleep(ms: number): Promise<void> {
    const { signal } = this.#closing;
    if (ms > 0) await wait(Math.min(ms, LONGEST_WAIT_MS), undefined, { signal });
    signal.throwIfAborted();
  }

  get closed(): boolean {
    return this.#closing.signal.aborted;
  }

  close(): void {
    this.#closing.abort();
  }
}
