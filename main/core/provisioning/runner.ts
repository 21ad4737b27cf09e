import { Lanes } from './lanes.ts';
import { backoff, later, longestWaitMs, type Machine } from './machine.ts';
import type { StoredOperation } from './operation.ts';
import { dueOperations, leftUnreachable, nextDue } from './due.ts';
import { findOperation, leftInHand } from './store.ts';
import { readBack } from './steps/read-back.ts';
import { reconcile } from './steps/reconcile.ts';
import { send } from './steps/send.ts';

/** The longest sleep of the loop: the wall clock may be moved while it sleeps. */
const longestSleepMs = 60_000;

/**
 * Steps that may be under way at once where so many calls may. Where calls overlap, some more: while the outcome of one is
 * written to disk, the account's turn is taken by another. One at a time stays one, in the order asked for.
 */
const stepsAtOnce = (calls: number): number => (calls === 1 ? 1 : calls + Math.ceil(calls / 2));

/** One loop over all that is due; per connection as many operations side by side as it is set to. */
export class Runner {
  readonly #machine: Machine;
  readonly #lanes: Lanes;
  #wake = new AbortController();
  #woken = false;
  #loop: Promise<void> | undefined;
  #stopping = false;
  #idle: (() => void)[] = [];

  constructor(machine: Machine) {
    this.#machine = machine;
    this.#lanes = new Lanes((connectionId) => stepsAtOnce(machine.connections.pace(connectionId).parallel));
  }

  /** Takes back what an earlier run left in its hands (its outcome is unknown), then runs. */
  start(): void {
    if (this.#loop) return;
    this.#recover();
    this.wake();
    this.#loop = this.#run();
  }

  /** The network is back, or somebody cannot wait: what waits to be sent is tried now, each vendor with one first. */
  wake(): void {
    const { unreachable, store, clock } = this.#machine;
    this.#machine.wokenAt = store.now();
    for (const [id, resting] of unreachable)
      unreachable.set(id, { ...resting, untilMs: clock.monotonic(), failures: 0 });
    this.kick();
  }

  /** Starts nothing more and waits for what is on its way. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.kick();
    await this.#loop;
    await this.#lanes.settled();
    this.#release();
  }

  kick(): void {
    this.#woken = true;
    this.#wake.abort();
  }

  /** Resolves when nothing is running and nothing is due now. */
  idle(): Promise<void> {
    if (!this.#loop || this.#stopping) return Promise.resolve();
    return new Promise((resolve) => {
      this.#idle.push(resolve);
      this.kick();
    });
  }

  /** Runs work in the lane of a connection, so that it meets no step of the same operation. */
  async inLane<T>(connectionId: string, id: string, work: () => Promise<T>): Promise<T> {
    try {
      return await this.#lanes.run(connectionId, id, work);
    } finally {
      this.kick();
    }
  }

  /** One step of an operation, by the state that is stored now. Call in the lane. Rejects when the console itself failed. */
  async step(operation: StoredOperation): Promise<void> {
    const { unreachable } = this.#machine;
    const resting = unreachable.get(operation.connectionId);
    try {
      await this.#stepOf(operation);
      // It did not fail to reach the vendor again: the others may go.
      if (resting && unreachable.get(operation.connectionId) === resting) unreachable.delete(operation.connectionId);
    } catch (error) {
      this.#machine.log.error({ operationId: operation.id, reason: messageOf(error) }, 'operation step failed');
      await this.#afterFault(operation.id);
      throw error;
    }
  }

  async #stepOf(operation: StoredOperation): Promise<void> {
    switch (operation.state) {
      case 'queued':
        return send(this.#machine, operation);
      case 'accepted':
        return readBack(this.#machine, operation);
      case 'unknown':
      case 'absent':
        return reconcile(this.#machine, operation);
      default:
        return undefined;
    }
  }

  async #run(): Promise<void> {
    const { clock, store } = this.#machine;
    while (!this.#stopping) {
      this.#wake = new AbortController();
      this.#woken = false;
      let sleepMs = longestSleepMs;
      try {
        // One instant of each clock for both questions: what becomes due between two would be missed by each.
        const [now, atMs] = [store.now(), clock.monotonic()];
        this.#startDue(now, atMs);
        const next = nextDue(store, now);
        for (const { untilMs } of this.#machine.unreachable.values()) {
          if (untilMs > atMs) sleepMs = Math.min(sleepMs, Math.max(1, untilMs - atMs));
        }
        if (next !== null) sleepMs = Math.max(1, Math.min(sleepMs, Date.parse(next) - clock.now().getTime()));
      } catch (error) {
        // The database is busy or full: nothing is sent meanwhile, and it is tried again.
        this.#machine.log.error({ reason: messageOf(error) }, 'provisioning loop failed');
        sleepMs = 1000;
      }
      if (this.#lanes.quiet) this.#release();
      if (!this.#woken) await clock.sleep(sleepMs, this.#wake.signal);
    }
  }

  #release(): void {
    const waiting = this.#idle;
    this.#idle = [];
    for (const resolve of waiting) resolve();
  }

  #startDue(now: string, atMs: number): void {
    const probed = new Set<string>();
    // What is planned for later than anything is ever planned was planned by a clock that has been set back since.
    const horizon = later(this.#machine, longestWaitMs(this.#machine.timings));
    const { store, wokenAt } = this.#machine;
    for (const { id, connection_id: connectionId, state } of dueOperations(store, { now, wokenAt, horizon })) {
      if (state === 'queued' && !this.#mayTry(connectionId, probed, atMs)) continue;
      if (this.#lanes.busy(connectionId, id)) continue;
      // Also the lane itself reads the database; what fails there is met again by the loop.
      this.inLane(connectionId, id, () => this.#stepById(id)).catch((error: unknown) =>
        this.#machine.log.error({ operationId: id, reason: messageOf(error) }, 'lane failed'),
      );
    }
  }

  /** To a vendor that could not be reached, one goes ahead when its rest is over, and the others wait for it. */
  #mayTry(connectionId: string, probed: Set<string>, atMs: number): boolean {
    const resting = this.#machine.unreachable.get(connectionId);
    if (!resting) return true;
    if (resting.untilMs > atMs || probed.has(connectionId) || this.#lanes.inUse(connectionId)) return false;
    probed.add(connectionId);
    return true;
  }

  async #stepById(id: string): Promise<void> {
    const operation = findOperation(this.#machine.store, id);
    if (!operation || this.#stopping) return;
    await this.step(operation).catch(() => undefined);
  }

  /** A step that failed inside the console (full disk, a bug): what was in hand is unknown; the rest waits a while. */
  async #afterFault(id: string): Promise<void> {
    const { store, journal, clock } = this.#machine;
    for (let attempt = 0; attempt < 3; attempt += 1) {
      try {
        const operation = findOperation(store, id);
        if (operation && (operation.state === 'sending' || operation.state === 'reconciling'))
          this.#takeBack(operation, backoff(this.#machine, id));
        else if (operation && this.#isPolled(operation)) {
          const event = operation.state === 'queued' ? 'postpone' : 'wait';
          journal.apply(id, { event, code: 'console_fault', patch: { next_check_at: backoff(this.#machine, id) } });
        }
        return;
      } catch {
        // Left as it is in the end: `sending` is taken back as unknown at the next start.
        await clock.sleep(1000, this.#machine.signal);
      }
    }
  }

  #isPolled(operation: StoredOperation): boolean {
    return operation.state === 'queued' || operation.state === 'accepted' || operation.state === 'unknown';
  }

  #recover(): void {
    const { store, unreachable, clock } = this.#machine;
    for (const operation of leftInHand(store)) this.#takeBack(operation, later(this.#machine, 0));
    for (const { connectionId, since } of leftUnreachable(store))
      unreachable.set(connectionId, { untilMs: clock.monotonic(), failures: 0, since });
  }

  #takeBack(operation: StoredOperation, nextCheckAt: string): void {
    this.#machine.journal.apply(operation.id, {
      event: 'crash',
      code: operation.state === 'sending' ? 'interrupted' : 'reading_interrupted',
      ...(operation.state === 'sending' ? { error: { code: 'core.stopped', message: '' } as const } : {}),
      patch: { next_check_at: nextCheckAt },
    });
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : 'unknown');
