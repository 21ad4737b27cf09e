import { systemClock } from '../../../../main/core/kernel/index.ts';
import { type Desk, makeDesk, newWish, type Wish, type WishKind } from '../desk.ts';
import { examine, type Findings, noFindings, type VendorBooks, vendorIsQuiet, type Wreck } from './books.ts';
import { askFor, judge } from './wishes.ts';

/** What the kills of a test came to. A point is one kill -9, however many operations it struck. */
export class Tally {
  points = 0;
  readonly findings: Findings = noFindings();
  /** Kills that struck at least one operation in a phase, and of a kind. */
  readonly phases: Record<string, number> = {};
  readonly kinds: Record<string, number> = {};

  strike(inHand: Wreck['inHand']): void {
    this.points += 1;
    count(this.phases, inHand.length === 0 ? ['nothing in hand'] : inHand.map(({ phase }) => phase));
    // What waits for its turn is in no danger.
    count(
      this.kinds,
      inHand.filter(({ phase }) => phase !== 'queued').map(({ kind }) => kind),
    );
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

function count(counts: Record<string, number>, names: readonly string[]): void {
  for (const name of new Set(names)) counts[name] = (counts[name] ?? 0) + 1;
}

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export interface CourseOptions {
  /** The folder of the database. */
  readonly folder: string;
  readonly vendor: VendorBooks & { readonly url: string };
  readonly tally: Tally;
  /** Contract products with a license, for wishes about one. */
  readonly licensed?: readonly string[];
}

/** The data folder of one environment and its vendor, on their way through several kills. */
export class Course {
  /** All that was ever wished for here. */
  readonly wishes: Wish[] = [];
  readonly #on: CourseOptions;
  readonly #stored = new Set<string>();
  #licensed = 0;
  #auditEntries = 0;

  constructor(on: CourseOptions) {
    this.#on = on;
  }

  /** More wishes: of the kinds in turn, orders over the lanes in turn; orders also where no license is left. */
  wishFor(number: number, lanes: number, kinds: readonly WishKind[] = ['create']): void {
    for (let at = 0; at < number; at += 1) {
      const kind = kinds[at % kinds.length] ?? 'create';
      const contract = kind === 'create' ? undefined : this.#on.licensed?.[this.#licensed];
      if (contract !== undefined) this.#licensed += 1;
      this.wishes.push(contract === undefined ? newWish(lanes) : newWish(lanes, kind, contract));
    }
  }

  /** Asks for all wishes in this process, which buys nothing. */
  async store(): Promise<void> {
    await this.#atDesk((desk) => {
      for (const wish of this.wishes) {
        askFor(desk, wish);
        this.#stored.add(wish.id);
      }
    });
  }

  /** After a kill: what it has left. `stored`: wishes that the killed process said were on disk. */
  async struck(stored: Iterable<string> = []): Promise<void> {
    for (const id of stored) this.#stored.add(id);
    this.#on.tally.strike(await this.#look());
  }

  /**
   * The start after a kill, in this process and to the end: each wish is asked for again, as a person looks whether
   * it is there; then the books are compared. Its waits are short, which is safe because the vendor is quiet.
   */
  async finish(): Promise<void> {
    await this.#atDesk(async (desk) => {
      desk.provisioning.start();
      for (const wish of this.wishes) askFor(desk, wish);
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
    await this.#atDesk((desk) => this.#on.tally.add(judge(desk.store, this.#on.vendor, this.wishes)));
    await this.#look();
  }

  async #look(): Promise<Wreck['inHand']> {
    const { folder, vendor, tally } = this.#on;
    await vendorIsQuiet(vendor);
    const found = examine(folder, vendor, {
      acknowledged: this.wishes.filter(({ id }) => this.#stored.has(id)),
      auditEntries: this.#auditEntries,
    });
    this.#auditEntries = found.auditEntries;
    tally.add(found);
    return found.inHand;
  }

  async #atDesk(work: (desk: Desk) => void | Promise<void>): Promise<void> {
    const desk = makeDesk({
      url: this.#on.vendor.url,
      folder: this.#on.folder,
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
