import { systemClock } from '../../../../main/core/kernel/index.ts';
import { makeDesk, newWish, type Desk, type Wish } from '../desk.ts';
import { examine, type Findings, noFindings, type Phases, type VendorBooks, vendorIsQuiet } from './books.ts';
import { type ScenarioName, scenarios } from './scenarios.ts';

/** What the kills of a test came to. A point is one kill -9, however many orders it struck. */
export class Tally {
  points = 0;
  readonly findings: Findings = noFindings();
  /** Kills that struck at least one operation in a phase. */
  readonly phases: Phases = {};

  strike(phases: Phases): void {
    this.points += 1;
    const seen = Object.keys(phases);
    for (const name of seen.length === 0 ? ['nothing in hand'] : seen) this.phases[name] = (this.phases[name] ?? 0) + 1;
  }

  add({ lost, duplicated, corrupt }: Findings): void {
    this.findings.lost.push(...lost);
    this.findings.duplicated.push(...duplicated);
    this.findings.corrupt.push(...corrupt);
  }

  get counts() {
    const { lost, duplicated, corrupt } = this.findings;
    return { points: this.points, lost: lost.length, duplicated: duplicated.length, corrupt: corrupt.length };
  }
}

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The data folder of one environment and its vendor, on their way through several kills. */
export class Course {
  /** All that was ever wished for here. */
  readonly wishes: Wish[] = [];
  readonly #folder: string;
  readonly #vendor: VendorBooks & { readonly url: string };
  readonly #scenario: ScenarioName;
  readonly #tally: Tally;
  readonly #stored = new Set<string>();
  #auditEntries = 0;

  constructor(on: {
    readonly folder: string;
    readonly vendor: VendorBooks & { readonly url: string };
    readonly scenario: ScenarioName;
    readonly tally: Tally;
  }) {
    this.#folder = on.folder;
    this.#vendor = on.vendor;
    this.#scenario = on.scenario;
    this.#tally = on.tally;
  }

  /** More wishes, spread over the lanes. */
  wishFor(count: number, lanes: number): void {
    for (let at = 0; at < count; at += 1) this.wishes.push(newWish(lanes));
  }

  /** Asks for all wishes in this process, which buys nothing. */
  async store(): Promise<void> {
    await this.#atDesk((desk) => {
      for (const wish of this.wishes) {
        scenarios[this.#scenario].wish(desk, wish);
        this.#stored.add(wish.order);
      }
    });
  }

  /** After a kill: what it has left. `stored`: orders that the killed process said were on disk. */
  async struck(stored: Iterable<string> = []): Promise<void> {
    for (const order of stored) this.#stored.add(order);
    this.#tally.strike(await this.#look());
  }

  /**
   * The start after a kill, in this process and to the end: each wish is asked for again, as a person looks whether
   * their order is there; then the books are compared. Its waits are short, which is safe because the vendor is quiet.
   */
  async finish(): Promise<void> {
    await this.#atDesk(async (desk) => {
      desk.provisioning.start();
      for (const wish of this.wishes) scenarios[this.#scenario].wish(desk, wish);
      const end = Date.now() + 60_000;
      while (desk.open() > 0 && Date.now() < end) {
        desk.decide();
        await sleep(5);
      }
    });
    await this.judge();
  }

  /** Compares the books, where all should be done, and looks at the database once more. */
  async judge(): Promise<void> {
    await this.#atDesk((desk) =>
      this.#tally.add(scenarios[this.#scenario].judge(desk.store, this.#vendor, this.wishes)),
    );
    await this.#look();
  }

  async #look(): Promise<Phases> {
    await vendorIsQuiet(this.#vendor);
    const found = examine(this.#folder, this.#vendor, scenarios[this.#scenario], {
      acknowledged: this.wishes.filter(({ order }) => this.#stored.has(order)),
      auditEntries: this.#auditEntries,
    });
    this.#auditEntries = found.auditEntries;
    this.#tally.add(found);
    return found.phases;
  }

  async #atDesk(work: (desk: Desk) => void | Promise<void>): Promise<void> {
    const desk = makeDesk({
      url: this.#vendor.url,
      folder: this.#folder,
      clock: systemClock,
      timings: { absentAfterMs: 40, reconcileMs: [5, 20, 20], readBackMs: [5, 10, 20, 40], slowMs: 50 },
    });
    try {
      await desk.unlock();
      await work(desk);
    } finally {
      await desk.close();
    }
  }
}
