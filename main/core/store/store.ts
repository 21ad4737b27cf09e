import type Database from 'better-sqlite3';
import type { Changed } from '../../../preload/api/events.ts';
import { type Clock, instant } from '../kernel/clock.ts';
import type { MakeId } from '../kernel/ids.ts';
import type { Log } from '../kernel/log.ts';
import type { Context } from '../kernel/principal.ts';
import type { Capture, CaptureSession } from './capture.ts';
import type { Db } from './open.ts';
import { Writer } from './writer.ts';

/** A query that takes longer is logged by name (design 3). */
const slowMs = 5;

/**
 * SQL whose plan does not hang on the values that are bound. SQLite (built with STAT4) looks at the bound value of a bare
 * `@name` while it plans, and so plans such a statement anew each time it runs: a join of three tables by key costs
 * fifteen times what it does behind a plus, which changes nothing else.
 */
const steady = (sql: string): string => sql.replaceAll(/@(?=\w)/g, '+@');

/** Learns the sizes of all tables that are unknown or grew tenfold, also of those that this run asked nothing of yet. */
const optimize = 'optimize=0x10002';

/** Rows made after which the sizes are learned for the first time in a run. */
const firstGrowth = 2000;

/** A transaction that waits for its group. */
interface Waiting {
  readonly context: Context;
  readonly work: (writer: Writer) => unknown;
  readonly resolve: (result: never) => void;
  readonly reject: (error: unknown) => void;
}

/** What is done, and then what of it goes out to other desks. */
function captured<Result>(writer: Writer, work: (writer: Writer) => Result): Result {
  const result = work(writer);
  writer.capture();
  return result;
}

/** What `PRAGMA synchronous` answers for FULL (open.ts). */
const full = 2;

/** One open database: cached statements for reads, and transactions that hand out the Writer. */
export class Store {
  readonly db: Db;
  readonly clock: Clock;
  readonly makeId: MakeId;
  readonly #log: Log;
  readonly #statements = new Map<string, Database.Statement>();
  readonly #listeners = new Set<(change: Changed) => void>();
  #waiting: Waiting[] = [];
  #capture: Capture | null = null;
  #inserted = 0;
  #learnAt = firstGrowth;

  constructor(db: Db, options: { clock: Clock; makeId: MakeId; log: Log }) {
    this.db = db;
    this.clock = options.clock;
    this.makeId = options.makeId;
    this.#log = options.log;
  }

  /** The instant to store. */
  now(): string {
    return instant(this.clock);
  }

  /** A prepared statement by name; `sql` is asked for once. */
  statement<Params extends unknown[] = [object], Result = unknown>(
    name: string,
    sql: () => string,
  ): Database.Statement<Params, Result> {
    let found = this.#statements.get(name);
    if (!found) {
      found = this.db.prepare(steady(sql()));
      this.#statements.set(name, found);
    }
    return found as unknown as Database.Statement<Params, Result>;
  }

  /** All rows of a named query. Bind values by name (`@id`). */
  all<Result>(name: string, sql: string, params: Record<string, string | number | null> = {}): Result[] {
    return this.#timed(name, () => this.statement<[object], Result>(name, () => sql).all(params));
  }

  /** First row of a named query, or undefined. */
  get<Result>(name: string, sql: string, params: Record<string, string | number | null> = {}): Result | undefined {
    return this.#timed(name, () => this.statement<[object], Result>(name, () => sql).get(params));
  }

  /** Several reads that see one state of the database, and that take its lock once. Not for async work. */
  snapshot<Result>(work: () => Result): Result {
    return this.db.inTransaction ? work() : this.db.transaction(work).deferred();
  }

  /**
   * Runs `work` in one immediate transaction, on disk when it returns (synchronous FULL). Screens are told after the
   * commit. Throws what `work` throws, with nothing changed. Not for async work: better-sqlite3 refuses a promise.
   */
  transaction<Result>(context: Context, work: (writer: Writer) => Result): Result {
    const writer = new Writer(this, context);
    const result = this.db.transaction(() => captured(writer, work)).immediate();
    this.#tell([writer]);
    return result;
  }

  /**
   * As `transaction`, but it does not wait for the disk: for what the hub gives again where power fails at once (WAL keeps the
   * order, so what is lost is the newest, as a whole). Never for what a person did, or what anybody is told to be stored.
   */
  fetched<Result>(context: Context, work: (writer: Writer) => Result): Result {
    if (this.db.pragma('synchronous', { simple: true }) !== full) return this.transaction(context, work);
    this.db.pragma('synchronous = NORMAL');
    try {
      return this.transaction(context, work);
    } finally {
      this.db.pragma('synchronous = FULL');
    }
  }

  /** From now on changes of synced tables go out to other desks through `capture`; null: no more. */
  captureWith(capture: Capture | null): void {
    this.#capture = capture;
  }

  /** For the Writer: a row was made. */
  inserted(): void {
    this.#inserted += 1;
  }

  /** For the Writer: what notes the changes of one transaction, or null. */
  beginCapture(): CaptureSession | null {
    return this.#capture?.begin() ?? null;
  }

  /**
   * As `transaction`, in one with all that are asked for in the same turn: they wait for the disk once, not once each.
   * Resolves when it is on disk. What one throws undoes that one and rejects it; the others stand.
   */
  soon<Result>(context: Context, work: (writer: Writer) => Result): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ context, work, resolve, reject });
      if (this.#waiting.length === 1) setImmediate(() => this.#commitGroup());
    });
  }

  #commitGroup(): void {
    const group = this.#waiting;
    this.#waiting = [];
    const [only] = group;
    try {
      const done =
        only && group.length === 1
          ? [() => only.resolve(this.transaction(only.context, only.work) as never)]
          : this.#runGroup(group);
      for (const answer of done) answer();
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  /** Runs a group in one transaction; answers with what to tell each, now that it is on disk. */
  #runGroup(group: readonly Waiting[]): (() => void)[] {
    const writers: Writer[] = [];
    const done = this.db
      .transaction(() =>
        group.map(({ context, work, resolve, reject }) => {
          const writer = new Writer(this, context);
          try {
            // Within a transaction this is a savepoint.
            const result = this.db.transaction(() => captured(writer, work))() as never;
            writers.push(writer);
            return () => resolve(result);
          } catch (error) {
            // A full disk ends the whole transaction: nothing of the group is stored then.
            if (!this.db.inTransaction) throw error;
            return () => reject(error);
          }
        }),
      )
      .immediate();
    this.#tell(writers);
    return done;
  }

  /** Tells what was touched, once per area. */
  #tell(writers: readonly Writer[]): void {
    const touched = new Map<string, Set<string>>();
    for (const writer of writers)
      for (const [area, ids] of writer.touched()) touched.set(area, new Set([...(touched.get(area) ?? []), ...ids]));
    this.#learn();
    for (const [area, ids] of touched) {
      const change: Changed = { area, ids: ids.size > 100 ? [] : [...ids] };
      for (const listener of this.#listeners) listener(change);
    }
  }

  /**
   * Has the planner look at the tables again once so much was written that what it knows of them is of another size: after the
   * first import it would read every category for every product, as it rightly does where there is one.
   */
  #learn(): void {
    if (this.#inserted < this.#learnAt) return;
    // A table is looked at again when it grew tenfold.
    this.#learnAt = this.#inserted * 10;
    setImmediate(() => {
      if (!this.db.open) return;
      try {
        this.db.pragma(optimize);
      } catch (error) {
        // A full disk, say: plans stay what they were.
        this.#log.warn({ err: error }, 'sizes of the tables not learned');
      }
    });
  }

  /** Told after each commit, once per area. Answers with the function that ends it. */
  onChanged(listener: (change: Changed) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    if (!this.db.open) return;
    this.db.pragma(optimize);
    this.db.pragma('wal_checkpoint(TRUNCATE)');
    this.db.close();
  }

  #timed<T>(name: string, work: () => T): T {
    const from = performance.now();
    const result = work();
    const ms = performance.now() - from;
    if (ms > slowMs) this.#log.warn({ query: name, ms: Math.round(ms * 10) / 10 }, 'slow query');
    return result;
  }
}
