import type { ErrorCode } from '../../../preload/api/errors.ts';
import type { ConnectionsService } from '../connections/index.ts';
import { AppError, type Log } from '../kernel/index.ts';
import type { LicensesService } from '../licenses/index.ts';
import type { Provisioning } from '../provisioning/index.ts';
import type { Store, Writer } from '../store/index.ts';
import { askedOf, contextOf, system } from './context.ts';
import type { FreshMoney } from './fresh-money.ts';
import { givenOf, remembering } from './plan.ts';
import { Reader } from './reader.ts';
import { Rests } from './rests.ts';
import { charges, type InHand, isReading, moved, roomFor } from './rules.ts';
import * as rows from './store.ts';
import { takeBackStrays } from './take-back.ts';

export interface FeederDeps {
  readonly store: Store;
  readonly log: Log;
  readonly licenses: LicensesService;
  readonly connections: ConnectionsService;
  readonly provisioning: Pick<Provisioning, 'withdraw'>;
  readonly money: FreshMoney;
}

/**
 * Rows handed over at one look, and the time until the next look where there is room for more, in milliseconds: operations that begin
 * together make their calls together ever after, and each then waits for the work of the others.
 */
const atOnce = 2;
const apartMs = 12;

/** So long is waited when the console itself failed (full disk). */
const faultMs = 1000;

/**
 * Hands the rows of running runs to the operation machine, a few of each account at a time, and reads where an action only
 * reads. All it knows is in the store: which rows wait, and which have an operation. Both change in one transaction, so a
 * crash at any moment leaves a row either waiting or queued.
 *
 * A row whose contract product has an operation of somebody else under way is skipped with that reason, not waited for: it
 * may be held or unknown for days, and the run would never end. It can be tried again from the run's results.
 */
export class Feeder {
  readonly #deps: FeederDeps;
  readonly #reader: Reader;
  readonly #rests: Rests;
  /** Accounts whose prices are being read before more is bought over them. */
  readonly #pricing = new Set<string>();
  readonly #stopped = new AbortController();
  #unsubscribe: (() => void) | undefined;
  #isDue = false;
  /** More is handed over in a moment. */
  #isApart = false;
  #moves = 0;
  #idle: ((moves: number) => void)[] = [];

  constructor(deps: FeederDeps) {
    this.#deps = deps;
    this.#rests = new Rests(deps.store.clock);
    this.#reader = new Reader({ ...deps, onAnswered: (connectionId, why) => this.#answered(connectionId, why) });
  }

  start(): void {
    this.#unsubscribe ??= this.#deps.store.onChanged(({ area }) => {
      if (area === 'bulk' || area === 'operations' || area === 'connections') this.#kick();
    });
    this.#kick();
  }

  /** Hands over nothing more, and waits for readings that are on their way. */
  async stop(): Promise<void> {
    this.#unsubscribe?.();
    this.#stopped.abort();
    await this.idle();
  }

  /** Resolves when nothing can be handed over or read now, with how much was handed over so far. */
  idle(): Promise<number> {
    return new Promise((resolve) => {
      this.#idle.push(resolve);
      this.#kick();
    });
  }

  /** Why an account rests, or null. */
  restingFor(connectionId: string): ErrorCode | null {
    return this.#rests.codeOf(connectionId);
  }

  /** Looks once at the end of this turn, however often it was asked to: commits come in bursts. */
  #kick(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    setImmediate(() => {
      this.#isDue = false;
      if (!this.#stopped.signal.aborted) this.#look();
      if (this.#isDue || this.#isApart || !this.#reader.isQuiet || this.#pricing.size > 0) return;
      const waiting = this.#idle;
      this.#idle = [];
      for (const resolve of waiting) resolve(this.#moves);
    });
  }

  #goOnApart(): void {
    if (this.#isApart) return;
    this.#isApart = true;
    void this.#deps.store.clock.sleep(apartMs, this.#stopped.signal).then(() => {
      this.#isApart = false;
      this.#kick();
    });
  }

  #kickIn(ms: number): void {
    void this.#deps.store.clock.sleep(ms, this.#stopped.signal).then(() => this.#kick());
  }

  #look(): void {
    const { store, log } = this.#deps;
    try {
      this.#takeBackStrays();
      const running = rows.openRuns(store).filter(({ state }) => state === 'running');
      if (running.length === 0) return;
      const inHand = rows.inHand(store);
      for (const run of running) {
        const accounts = rows.waitingAccounts(store, run.id);
        for (const account of accounts) this.#serve(run, account, inHand);
        if (accounts.length === 0) this.#finishIfDone(run);
      }
    } catch (error) {
      // The database is busy or full: nothing is handed over meanwhile, and it is tried again.
      log.error({ reason: error instanceof Error ? error.message : 'unknown' }, 'bulk feeder failed');
      this.#kickIn(faultMs);
    }
  }

  #takeBackStrays(): void {
    const { store, provisioning } = this.#deps;
    if (rows.strays(store).length === 0) return;
    store.transaction(system, (writer) => takeBackStrays(store, writer, provisioning));
  }

  #serve(run: rows.StoredRun, account: rows.WaitingAccount, inHand: Map<string, InHand>): void {
    if (account.is_enabled === 0 || account.credentials_stopped === 1 || this.restingFor(account.id) !== null) return;
    if (isReading(run.action)) return this.#reader.read(run, run.action, account);
    if (charges(run.action) && !this.#deps.money.isFresh(account.id)) return this.#readPrices(run, account.id);
    const own = inHand.get(account.id) ?? { unsent: 0, accepted: 0 };
    const room = roomFor(own, account.parallel);
    if (room === 0) return;
    const now = account.parallel === 1 ? room : Math.min(room, atOnce);
    const queued = this.#handOver(run, account.id, now);
    if (now < room) this.#goOnApart();
    // Another run of the same account, in this turn, finds what this one took.
    inHand.set(account.id, { ...own, unsent: own.unsent + queued });
  }

  /** Hands over up to `room` rows; where some are skipped, the next ones come at the next look, which the commit brings. */
  #handOver(run: rows.StoredRun, connectionId: string, room: number): number {
    const { store } = this.#deps;
    const known = remembering(this.#deps.connections);
    const next = rows.waitingRows(store, { runId: run.id, connectionId, limit: room });
    const queued = store.transaction(
      contextOf(run),
      (writer) => next.filter((row) => this.#queue(writer, run, row, known)).length,
    );
    this.#moves += next.length;
    return queued;
  }

  /** Makes a row's operation, or notes why there is none. */
  #queue(writer: Writer, run: rows.StoredRun, row: rows.WaitingRow, known: ReturnType<typeof remembering>): boolean {
    const { store, licenses } = this.#deps;
    const { action } = run;
    if (isReading(action)) return false;
    const given = givenOf(askedOf(run));
    const skip = (code: ErrorCode): false => {
      writer.update('bulk_row', row.id, { state: 'skipped', code, settled_at: store.now() });
      return false;
    };
    const { why, cost } = licenses.plan(action, row.contract_product_id, given, known);
    if (why !== null) return skip(why);
    // Another price than the one that was shown and agreed to: not for this person to find out afterwards.
    if ((cost?.amountMinor ?? null) !== row.cost_minor || (cost?.currency ?? null) !== row.cost_currency)
      return skip('operation.price_changed');
    try {
      const operationId = licenses.queue(writer, action, row.contract_product_id, given, `bulk/${run.id}`);
      writer.update('bulk_row', row.id, { state: 'queued', operation_id: operationId });
      return true;
    } catch (error) {
      if (error instanceof AppError) return skip(error.code);
      throw error;
    }
  }

  #finishIfDone(run: rows.StoredRun): void {
    const { store } = this.#deps;
    if (rows.isUnderWay(store, run.id)) return;
    store.transaction(contextOf(run), (writer) => {
      const now = rows.findRun(store, run.id);
      const state = now ? moved(now.state, 'finish') : null;
      if (state !== null) writer.update('bulk_run', run.id, { state, finished_at: store.now() });
    });
  }

  #readPrices(run: rows.StoredRun, connectionId: string): void {
    if (this.#pricing.has(connectionId)) return;
    this.#pricing.add(connectionId);
    void this.#deps.money
      .freshen(connectionId, contextOf(run))
      .catch((): ErrorCode => 'internal')
      .then((why) => {
        this.#pricing.delete(connectionId);
        this.#answered(connectionId, why);
      });
  }

  #answered(connectionId: string, why: ErrorCode | null): void {
    if (why === null) this.#rests.end(connectionId);
    else this.#kickIn(this.#rests.begin(connectionId, why));
    this.#kick();
  }
}
