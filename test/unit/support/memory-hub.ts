import { randomUUID } from 'node:crypto';
import { noSum, summed } from '../../../main/core/sync/checksum.ts';
import {
  type Change,
  type ChangeAnswer,
  type Hello,
  HubError,
  type HubState,
  type HubTransport,
  type Outcome,
} from '../../../main/core/sync/transport.ts';
import { filesIn } from './memory-files.ts';
import { grantIn, hasLostNumbers, hearSeries, nothingGranted, seriesIn } from './memory-grants.ts';
import { judge } from './memory-judge.ts';
import {
  contentOf,
  type Desk,
  type HubPlants,
  keyOf,
  logged,
  type Op,
  page,
  type Workspace,
} from './memory-workspace.ts';

/**
 * A hub in memory, by the same rules as the one of PostgreSQL (`transport.ts`, docs/design.md 6): for the simulation and for
 * tests of the desk. It waits in the middle of a push, so that pushes really race.
 */
export class MemoryHub {
  readonly id = 'workspace';
  name = 'Test';
  minSchema = 0;
  /** The hub's clock, ms. */
  now: () => number;
  readonly #plants: HubPlants;
  readonly #wakes = new Set<() => void>();
  #state: Workspace;
  #lock: Promise<unknown> = Promise.resolve();
  #isRestored = false;
  readonly #readers = new Set<string>();
  /** Throws for a change that the hub cannot digest. */
  poison: (change: Change) => boolean = () => false;

  constructor(options: { now?: () => number; plants?: HubPlants } = {}) {
    this.now = options.now ?? (() => Date.parse('2026-03-10T12:00:00.000Z'));
    this.#plants = options.plants ?? {};
    this.#state = {
      epoch: `epoch-${randomUUID()}`,
      head: 0,
      minSeq: 0,
      skipped: [],
      epochAt: Number.NEGATIVE_INFINITY,
      checksum: noSum,
      registers: new Map(),
      files: new Map(),
      ops: new Map(),
      past: [],
      desks: new Map(),
      ...nothingGranted(),
    };
  }

  get state(): Readonly<Workspace> {
    return this.#state;
  }

  /** What the log holds, in order. */
  get log(): readonly Op[] {
    return [...this.#state.ops.values()].toSorted((a, b) => a.seq - b.seq);
  }

  get parked(): readonly Op[] {
    return this.log.filter((op) => op.outcome === 'conflict' && op.resolvedBy === 0);
  }

  backup(): Workspace {
    return structuredClone(this.#state);
  }

  /** The hub is what it was at the backup; everything after it is gone. */
  restore(backup: Workspace): void {
    this.#state = structuredClone(backup);
    this.newEpoch();
  }

  /** The hub is what it was, and says nothing of it. */
  putBack(backup: Workspace): void {
    this.#state = structuredClone(backup);
  }

  newEpoch(): void {
    this.#state.epoch = `epoch-${randomUUID()}`;
    const { head, skipped } = this.#state;
    this.#state.head = this.#beyond(head);
    this.#state.minSeq = this.#state.head;
    skipped.push([head, this.#state.head]);
    this.#state.epochAt = this.now();
    for (const lease of this.#state.leases.values()) lease.token = this.#beyond(lease.token);
    this.#isRestored = true;
  }

  /** A number that no future of this hub has given yet, however often it was restored from one backup. */
  #beyond(last: number): number {
    const now = Math.floor(this.now() * 1000);
    return now > last ? now : last + 1_000_000;
  }

  /** Forgets the log up to a number, as far as desks and open questions do not need it. */
  compact(upTo: number): void {
    const live = new Set([...this.#state.registers.values()].map((register) => register.rev));
    for (const [seq, op] of this.#state.ops)
      if (seq <= upTo && !live.has(seq) && !(op.outcome === 'conflict' && op.resolvedBy === 0))
        this.#state.ops.delete(seq);
    this.#state.minSeq = Math.max(this.#state.minSeq, Math.min(upTo, this.#state.head));
  }

  /** As a real hub does it: what each desk has and nothing needs, and what is old enough. */
  compactOlder(days: number): void {
    const before = this.now() - days * 86_400_000;
    const young = this.log.find((op) => Date.parse(op.receivedAt) > before);
    const acked = [...this.#state.desks.values()].filter((desk) => !desk.revoked).map((desk) => desk.acked);
    this.compact(Math.min(this.#state.head, ...acked, young ? young.seq - 1 : this.#state.head));
  }

  revoke(deskId: string): void {
    const desk = this.#state.desks.get(deskId);
    if (desk) desk.revoked = true;
  }

  /** A desk's line. The desk becomes known with it. */
  connect(deskId: string, { mayWrite = true }: { readonly mayWrite?: boolean } = {}): HubTransport {
    let id = deskId;
    /** Said over this line. */
    let session: string | undefined;
    this.#register(id);
    if (!mayWrite) this.#readers.add(id);
    return {
      hello: async (hello) => {
        const state = this.#hello(id, hello);
        ({ session } = hello);
        return state;
      },
      push: (push) => this.#push(id, push),
      pull: async ({ epoch, after, limit }) => {
        const state = this.#opened(id, epoch);
        if (after > state.head) throw new HubError('epoch');
        if (after < state.minSeq) throw new HubError('snapshot_needed');
        const desk = this.#desk(id);
        desk.acked = Math.max(desk.acked, after);
        const changes = page(
          this.log.filter(({ seq }) => seq > after),
          limit,
        );
        return { changes: changes.map(logged), head: state.head };
      },
      snapshot: async ({ epoch, after, limit }) => {
        const state = this.#opened(id, epoch);
        const all = [...state.registers.values()].toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
        const rest = after ? all.filter((register) => keyOf(register) > keyOf(after)) : all;
        const registers = page(rest, limit);
        const last = registers.at(-1);
        const next = rest.length > registers.length && last ? last : null;
        return {
          registers,
          parked: next ? [] : this.parked.map(logged),
          next: next && { entity: next.entity, rowId: next.rowId, field: next.field },
          head: state.head,
        };
      },
      countValues: async ({ epoch }) => this.#opened(id, epoch).registers.size,
      grant: async (request) => {
        const { desks, epoch, epochAt } = this.#state;
        const desk = this.#desk(id);
        const isLeaseForgotten = request.kind === 'run' && this.now() < epochAt + request.amount * 1000;
        if (!request.release && (session === undefined || session !== desk.sessions.at(-1) || isLeaseForgotten))
          throw new HubError('epoch');
        const isHeldBack = [...desks.values()].some((other) => this.#isAwaited(other));
        if (this.#plants.noHolder && !request.release) return { granted: true, value: 1, heldBy: '' };
        if (desk.confirmed === epoch && hasLostNumbers(this.#state, id, request)) {
          this.newEpoch();
          return { granted: false, value: 0, heldBy: '' };
        }
        const goneAt = (other: string): number => (desks.get(other)?.revoked ? this.now() : 0);
        return grantIn(this.#state, desk, request, { now: this.now(), isHeldBack, goneAt });
      },
      ...filesIn(() => this.#state.files, { isOpen: () => void this.#desk(id), mayWrite }),
      listen: async (wake) => {
        this.#wakes.add(wake);
        return async () => void this.#wakes.delete(wake);
      },
      fork: async (newId) => {
        this.#desk(id);
        this.#register(newId);
        Object.assign(this.#desk(newId), { forkedFrom: id });
        id = newId;
        return { credential: `credential of ${newId}` };
      },
      close: async () => {},
    };
  }

  /** It has not told the restored hub what it was granted. */
  #isAwaited({ revoked, confirmed }: Desk): boolean {
    return this.#isRestored && !revoked && confirmed !== this.#state.epoch;
  }

  #register(id: string): void {
    if (this.#state.desks.has(id)) return;
    this.#state.desks.set(id, {
      id,
      name: '',
      revoked: false,
      last: 0,
      acked: 0,
      lastSeen: '',
      checksum: '',
      open: [],
      waiting: 0,
      sessions: [],
      confirmed: '',
      forkedFrom: '',
      answers: new Map(),
    });
  }

  #desk(id: string): Desk {
    const desk = this.#state.desks.get(id);
    if (!desk) throw new HubError('credential');
    if (desk.revoked) throw new HubError('revoked');
    return desk;
  }

  #opened(id: string, epoch: string): Workspace {
    this.#desk(id);
    if (epoch !== this.#state.epoch) throw new HubError('epoch');
    return this.#state;
  }

  #hello(id: string, hello: Hello): HubState {
    const state = this.#state;
    // A desk that joined after the backup was taken is known by its credential and comes again.
    if (!state.desks.has(id)) this.#register(id);
    const desk = this.#desk(id);
    if (hello.deskSeq < desk.last) throw new HubError('gap');
    const at = desk.sessions.indexOf(hello.session);
    if (at !== -1 && at !== desk.sessions.length - 1) throw new HubError('gap');
    if (at === -1) desk.sessions.push(hello.session);
    // One that knows of an earlier epoch only: what a copy of it has told is not what this one was granted.
    if (hello.epoch !== '') desk.confirmed = hello.epoch;
    const isLost = hearSeries(state, hello.series);
    if (hello.epoch === state.epoch && (isLost || hello.cursor > state.head || hello.answeredSeq > desk.last))
      this.newEpoch();
    Object.assign(desk, {
      name: hello.deskName,
      lastSeen: new Date(this.now()).toISOString(),
      checksum: hello.checksum,
      open: hello.open,
      waiting: hello.waiting,
    });
    return {
      workspaceId: this.id,
      workspaceName: this.name,
      epoch: state.epoch,
      head: state.head,
      minSeq: state.minSeq,
      skipped: state.skipped,
      lastDeskSeq: desk.last,
      hubVersion: 1,
      minSchema: this.minSchema,
      now: new Date(this.now()).toISOString(),
      checksum: state.checksum,
      series: seriesIn(state),
      awaited: [...state.desks.values()].filter((other) => this.#isAwaited(other)).map((other) => other.id),
      desks: [...state.desks.values()].map(
        ({ id: deskId, name, revoked, acked, lastSeen, checksum, open, waiting }) => ({
          deskId,
          name,
          revoked,
          acked,
          lastSeen,
          checksum,
          open,
          waiting,
        }),
      ),
    };
  }

  /** One push after the other, as the lock on the workspace's row has it. */
  #push(
    id: string,
    push: { epoch: string; changes: readonly Change[] },
  ): Promise<{ answers: readonly ChangeAnswer[]; head: number }> {
    const run = (): Promise<{ answers: readonly ChangeAnswer[]; head: number }> => this.#pushNow(id, push);
    if (this.#plants.noRowLock) return run();
    const result = this.#lock.then(run, run);
    this.#lock = result.catch(() => {});
    return result;
  }

  async #pushNow(
    id: string,
    { epoch, changes }: { epoch: string; changes: readonly Change[] },
  ): Promise<{ answers: readonly ChangeAnswer[]; head: number }> {
    if (changes.length > 1000) throw new RangeError('too many changes');
    const state = this.#opened(id, epoch);
    const desk = this.#desk(id);
    if (changes.some((change) => change.schema < this.minSchema)) throw new HubError('desk_too_old');
    if (changes.some((change) => this.poison(change))) throw new Error('the hub cannot digest this');
    this.#checkOrder(desk, changes);
    const answers: ChangeAnswer[] = [];
    let { head } = state;
    for (const change of changes) {
      const known = desk.answers.get(change.deskSeq);
      if (known && change.deskSeq <= desk.last && !this.#plants.noDeskSeqCheck) {
        answers.push(known.answer);
        continue;
      }
      // A real one waits here for the disk and for others.
      if (this.#plants.noRowLock) await new Promise((resolve) => setImmediate(resolve));
      const { outcome, reason, liveRev } = judge(
        {
          registers: this.#state.registers,
          log: () => this.log,
          plants: this.#plants,
          deskId: id,
          mayWrite: !this.#readers.has(id),
        },
        change,
        head + 1,
      );
      const seq = outcome === 'refused' ? 0 : (head += 1);
      const answer = { deskSeq: change.deskSeq, outcome, seq, reason };
      answers.push(answer);
      desk.answers.set(change.deskSeq, { change, answer });
      desk.last = Math.max(desk.last, change.deskSeq);
      if (outcome !== 'refused') this.#store(id, change, seq, outcome, liveRev);
      state.head = Math.max(state.head, head);
    }
    for (const wake of this.#wakes) wake();
    return { answers, head: state.head };
  }

  #checkOrder(desk: Desk, changes: readonly Change[]): void {
    if (this.#plants.noDeskSeqCheck) return;
    let expected = desk.last + 1;
    for (const change of changes) {
      if (change.deskSeq <= desk.last) {
        const known = desk.answers.get(change.deskSeq);
        if (!known || contentOf(known.change) !== contentOf(change)) throw new HubError('gap');
      } else if (change.deskSeq !== expected) throw new HubError('gap');
      else expected += 1;
    }
  }

  #store(deskId: string, change: Change, seq: number, outcome: Outcome, liveRev: number): void {
    if (outcome === 'refused') return;
    const state = this.#state;
    const receivedAt = new Date(this.now()).toISOString();
    const met = state.registers.get(keyOf(change)) ?? null;
    const row = [...state.registers.values()].filter(
      ({ entity: of, rowId: id }) => of === change.entity && id === change.rowId,
    );
    const op: Op = { ...change, seq, deskId, outcome, receivedAt, liveRev, resolvedBy: 0, met, row };
    state.ops.set(seq, op);
    state.past.push(op);
    if (outcome === 'applied') {
      const key = keyOf(change);
      const before = state.registers.get(key) ?? null;
      const { entity, rowId, field, value, deskSeq, hlc, actor } = change;
      const after = { entity, rowId, field, value, rev: seq, deskId, deskSeq, hlc, actor };
      state.registers.set(key, after);
      state.checksum = summed(state.checksum, before, after);
    }
    const close = (op: Op | undefined): void => {
      if (op?.outcome === 'conflict' && op.resolvedBy === 0) state.ops.set(op.seq, { ...op, resolvedBy: seq });
    };
    if (change.resolves > 0 && outcome !== 'conflict' && outcome !== 'superseded')
      close(state.ops.get(change.resolves));
    if (outcome === 'conflict' && change.baseOwn > 0)
      close(
        this.log.find((op) => op.deskId === deskId && op.deskSeq === change.baseOwn && keyOf(op) === keyOf(change)),
      );
  }
}
