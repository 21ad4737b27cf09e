import type { Context } from '../kernel/index.ts';
import type { Store } from '../store/index.ts';
import { fetchCopy } from './copying.ts';
import { askGrant, type Grant, tellGrants } from './grants.ts';
import { Files } from './files.ts';
import { applyLog, CopiedProfile, wholeRows } from './incoming.ts';
import {
  answeredSeq,
  applyAnswers,
  nextBatch,
  noteFailure,
  purge,
  reopenAfter,
  renumber,
  unanswered,
} from './sending.ts';
import { sumOfShadow } from './shadow.ts';
import { beginSnapshot, closeCovered, snapshotUnderWay } from './snapshot.ts';
import { addNews } from './news.ts';
import { type Limits, Pace, usualLimits } from './pace.ts';
import { schemaVersion } from './policies.ts';
import { heardSeries, joined, knownSeries, remember } from './state.ts';
import { uploadPart } from './upload.ts';
import { type GrantRequest, HubError, type HubErrorCode, type HubState, type HubTransport } from './transport.ts';

export interface EngineDeps {
  readonly store: Store;
  /** The desk's line; the same one, or a new one after the identity changed. */
  readonly transport: HubTransport;
  readonly appVersion: string;
  readonly deskName: () => string;
  /** Random text of this start of the application. */
  readonly session: string;
  /** Records that the person has open, as `<entity>/<id>`. */
  readonly open?: () => readonly string[];
  /** Keeps the credential of an identity that was made anew. */
  readonly keepCredential: (credential: string) => Promise<void>;
  /** Other calls of the desk come in between: awaited after each transaction, which took so long, ms. */
  readonly breathe?: (ms: number) => Promise<void>;
  readonly limits?: Partial<Limits>;
  /** A part of a copy is here: often, while one is fetched. */
  readonly onCopied?: () => void;
}

/** Of the usual limits at least: 15 changes, 60 kB. */
const leastShare = 1 / 64;

/** So long after a hello a brief round does without one, ms. */
const greetedMs = 15_000;

/**
 * `whole`: hello, copies, files, the log, and what is old is forgotten. `brief`: what is here goes there and what is there comes here,
 * and nothing else, so that it is at the other desks at once; only where the last hello left nothing else to do.
 */
export type RoundKind = 'whole' | 'brief';

/** What a round came to. */
export interface Round {
  /** What keeps it from being complete; null: the desk has all that the hub had. */
  readonly problem: HubErrorCode | null;
  readonly hub: HubState | null;
}

/** Rounds of a desk with its hub: hello, what is here goes there, what is there comes here. One at a time. */
export class Engine {
  readonly #deps: EngineDeps;
  readonly #limits: Limits;
  readonly #context: Context = { principal: { kind: 'system', name: 'sync' }, traceId: 'sync' };
  readonly #files: Files;
  #hub: HubState | null = null;
  /** Head at which a differing checksum was answered by a new snapshot; once is enough. */
  #repairedAt = '';
  /** When the hub last answered a hello, by the monotonic clock. */
  #greetedAt = Number.NEGATIVE_INFINITY;
  readonly #pace: Pace;
  /** How much of the usual is sent and asked for at once: less after a call that did not come through in its time, for a slow line. */
  #share = 1;
  #isGreeted = false;
  /** Rounds and hellos go one after the other. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(deps: EngineDeps) {
    this.#deps = deps;
    this.#limits = { ...usualLimits, ...deps.limits };
    this.#pace = new Pace(this.#limits, deps.store.clock, deps.breathe);
    this.#files = new Files(deps.store, this.#context);
  }

  /** What the hub said last, or null. */
  get hub(): HubState | null {
    return this.#hub;
  }

  /**
   * One round; a brief one is a whole one where it has to be. Answers instead of throwing where the hub cannot be used, with the reason; may be run again at any time.
   * What is not a hub's refusal (a full disk, a fault of ours) is thrown.
   */
  round(kind: RoundKind = 'whole'): Promise<Round> {
    return this.#inTurn(() => this.#tryRound(kind));
  }

  async #tryRound(kind: RoundKind): Promise<Round> {
    // A restored hub, a copied profile and a compacted log each lead to another beginning, and those not without end.
    for (let turn = 0; ; turn += 1) {
      this.#isGreeted = false;
      try {
        const hub = kind === 'brief' && turn === 0 ? this.#lately() : null;
        await (hub ? this.#brief(hub) : this.#run());
        this.#share = Math.min(1, this.#share * 2);
        return { problem: this.#stopped(), hub: this.#hub };
      } catch (error) {
        const code = error instanceof CopiedProfile ? 'gap' : error instanceof HubError ? error.code : null;
        if (code === null) throw error;
        // What is small came through and what is large did not: the next round tries with half of it.
        if (code === 'offline' && this.#isGreeted) this.#share = Math.max(leastShare, this.#share / 2);
        if (turn >= 3 || !(await this.#begunAnew(code))) return { problem: code, hub: this.#hub };
      }
    }
  }

  /**
   * Asks the hub for a right that is handed out once. The hub takes that only from the application that said hello last: where
   * it wants one, it is said, and a copy of this profile is told from it.
   */
  async grant(request: GrantRequest): Promise<Grant> {
    const ask = (): Promise<Grant> => askGrant(this.#deps.store, this.#context, this.#deps.transport, request);
    const first = await ask();
    if (first.state !== 'queued' || first.code !== 'epoch') return first;
    const problem = await this.#greet();
    return problem === null ? ask() : { state: 'queued', code: problem };
  }

  /** A hello between rounds; what a round would do about its answer is left to the next one. */
  #greet(): Promise<HubErrorCode | null> {
    return this.#inTurn(async () => {
      try {
        const { epoch } = await this.#hello();
        // A restored hub is first told what this desk was granted before: by the next round.
        return joined(this.#deps.store).granted === epoch ? null : 'epoch';
      } catch (error) {
        if (error instanceof HubError) return error.code;
        throw error;
      }
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  /** Whether something was done about it, so that the round can begin again. */
  async #begunAnew(code: HubErrorCode): Promise<boolean> {
    try {
      if (code === 'epoch') return true;
      if (code === 'gap') {
        await this.#newIdentity();
        return true;
      }
      if (code === 'snapshot_needed') {
        const { head = 0, now } = this.#hub ?? {};
        this.#deps.store.transaction(this.#context, () => {
          addNews(this.#deps.store, 'new_copy', now);
          beginSnapshot(this.#deps.store, head);
        });
        return true;
      }
      return false;
    } catch (error) {
      if (error instanceof HubError) return false;
      throw error;
    }
  }

  async #run(): Promise<void> {
    const { store } = this.#deps;
    let hub = await this.#hello();
    if (joined(store).granted !== hub.epoch) {
      await tellGrants(store, this.#deps.transport);
      store.transaction(this.#context, () => remember(store, { granted: hub.epoch }));
      // This tells the hub that it was all.
      hub = await this.#hello();
    }
    this.#isGreeted = true;
    await this.#copy();
    await this.#upload();
    const late = await this.#exchange(hub);
    await this.#files.fetch(this.#deps.transport);
    purge(store, this.#context);
    this.#throwLate(late);
  }

  /** What is here goes there, and what is there comes here. Answers what kept a picture here, for the end of the round. */
  async #exchange(hub: HubState): Promise<HubError | null> {
    const late = hub.minSchema <= schemaVersion ? await this.#sendFiles(hub.epoch) : null;
    await this.#push(hub);
    await this.#pull();
    // Texts that were merged while the log was read.
    if (unanswered(this.#deps.store) > 0) {
      await this.#push(hub);
      await this.#pull();
    }
    return late;
  }

  /** A hint is followed by the one call that it is about: what is to be closed or sent without a change is left to a whole round. */
  async #brief(hub: HubState): Promise<void> {
    let late: HubError | null = null;
    if (unanswered(this.#deps.store) > 0) late = await this.#exchange(hub);
    else await this.#pull();
    if (unanswered(this.#deps.store) > 0) late = (await this.#exchange(hub)) ?? late;
    this.#throwLate(late);
  }

  /**
   * The hub as it said it was a moment ago, where nothing but the exchange was left to do; else null. What has become of it since is told by
   * the calls themselves: each names the epoch, and a copied profile is found by its numbers.
   */
  #lately(): HubState | null {
    const { store } = this.#deps;
    const hub = this.#hub;
    const age = store.clock.monotonic() - this.#greetedAt;
    if (hub === null || age < 0 || age > greetedMs || hub.minSchema > schemaVersion) return null;
    const { epoch, granted, snapshot, upload } = joined(store);
    return epoch === hub.epoch && granted === hub.epoch && snapshot === '' && upload === '' ? hub : null;
  }

  /** A picture that does not come through holds no change up: what keeps it is answered, for the end of the round. */
  async #sendFiles(epoch: string): Promise<HubError | null> {
    try {
      await this.#files.send(this.#deps.transport, epoch);
      return null;
    } catch (error) {
      if (error instanceof HubError && error.code === 'offline') return error;
      throw error;
    }
  }

  #throwLate(late: HubError | null): void {
    if (late === null) return;
    // Changes came through: parts of them need not be smaller.
    this.#isGreeted = false;
    throw late;
  }

  /** Of a limit what this line can take. */
  #part(limit: number): number {
    return Math.max(1, Math.floor(limit * this.#share));
  }

  #stopped(): HubErrorCode | null {
    if (this.#hub && this.#hub.minSchema > schemaVersion) return 'desk_too_old';
    return null;
  }

  async #hello(): Promise<HubState> {
    const { store, transport, appVersion, deskName, session, open } = this.#deps;
    const before = joined(store);
    const from = store.clock.now().getTime();
    const hub = await transport.hello({
      schema: schemaVersion,
      appVersion,
      deskName: deskName(),
      // To say the hub's epoch means that it was told what this desk was granted: never before that was done.
      epoch: before.granted,
      cursor: before.cursor,
      deskSeq: before.deskSeq,
      answeredSeq: answeredSeq(store),
      session,
      checksum: before.snapshot === '' ? before.checksum : '',
      waiting: unanswered(store),
      open: open?.() ?? [],
      series: knownSeries(before),
      now: store.now(),
    });
    const to = store.clock.now().getTime();
    this.#greetedAt = store.clock.monotonic();
    this.#hub = hub;
    const isNewEpoch = hub.epoch !== before.epoch;
    // The hub holds changes that this desk does not know of: its profile is an older copy of itself.
    if (hub.lastDeskSeq > before.deskSeq) throw new HubError('gap');
    store.transaction(this.#context, () => {
      remember(store, {
        epoch: hub.epoch,
        workspaceId: hub.workspaceId,
        lastContact: hub.now,
        series: heardSeries(knownSeries(before), hub.series),
        offset: Math.round(Date.parse(hub.now) - (from + to) / 2),
      });
      if (isNewEpoch && before.epoch !== '') reopenAfter(store, hub);
      const progress = snapshotUnderWay(store);
      // One that is under way goes on, unless the hub is another one or forgot the log after its beginning.
      const isBehind = (progress?.head ?? before.cursor) < hub.minSeq;
      const isRepair = !isBehind && !isNewEpoch && this.#differs(hub, before);
      // A new copy mends values; a sum of them that is wrong by itself would stay so for ever.
      if (isRepair) remember(store, { repairs: before.repairs + 1, checksum: sumOfShadow(store) });
      // A desk that comes for the first time has had nothing that could be told of.
      if (isNewEpoch && before.epoch !== '') addNews(store, 'hub_restored', hub.now);
      else if (isBehind && before.cursor > 0) addNews(store, 'new_copy', hub.now);
      else if (isRepair) addNews(store, 'repaired', hub.now);
      if (isBehind || isNewEpoch || isRepair) beginSnapshot(store, hub.head);
    });
    return hub;
  }

  /** Whether the hub's values are others than the ones confirmed here, although all of its log is here. */
  #differs(hub: HubState, { cursor, checksum, snapshot }: ReturnType<typeof joined>): boolean {
    if (cursor !== hub.head || snapshot !== '' || hub.checksum === '' || hub.checksum === checksum) return false;
    const at = `${hub.epoch} ${hub.head}`;
    if (this.#repairedAt === at) return false;
    this.#repairedAt = at;
    return true;
  }

  #copy(): Promise<void> {
    const { store, transport, onCopied = () => {} } = this.#deps;
    const limit = (): number => this.#part(this.#limits.page);
    return fetchCopy({ store, context: this.#context, transport, pace: this.#pace, limit, onPart: onCopied });
  }

  async #upload(): Promise<void> {
    const { upload } = this.#pace;
    while (await this.#pace.work(upload, upload.size, () => uploadPart(this.#deps.store, this.#context, upload.size)));
  }

  async #push(hub: HubState): Promise<void> {
    const { store, transport } = this.#deps;
    if (hub.minSchema > schemaVersion) return;
    let push = this.#part(this.#limits.push);
    for (;;) {
      const changes = nextBatch(store, push, this.#part(this.#limits.pushBytes));
      if (changes.length === 0) break;
      const { epoch } = joined(store);
      let told: Awaited<ReturnType<HubTransport['push']>> | undefined;
      try {
        told = await transport.push({ epoch, changes });
      } catch (error) {
        if (error instanceof HubError) throw error;
        // The hub fails on one of them. Halved until it is alone, it is left out after some times, and the rest goes on.
        if (changes.length === 1) noteFailure(store, this.#context, changes[0]?.deskSeq ?? 0);
        push = Math.max(1, Math.floor(changes.length / 2));
        if (changes.length === 1) throw new HubError('offline', 'the hub fails on a change', { cause: error });
      }
      // Outside of that: where this desk's disk does not take the answers, no change is to blame.
      if (told) {
        const { answers } = told;
        const portion = this.#pace.answers;
        for (let at = 0; at < answers.length;) {
          const some = answers.slice(at, at + portion.size);
          at += some.length;
          await this.#pace.work(portion, some.length, () => applyAnswers(store, this.#context, some));
        }
        push = this.#part(this.#limits.push);
      }
    }
    closeCovered(store, this.#context);
  }

  async #pull(): Promise<void> {
    const { store, transport } = this.#deps;
    for (;;) {
      const { epoch, cursor } = joined(store);
      const answer = await transport.pull({ epoch, after: cursor, limit: this.#part(this.#limits.pull) });
      const portion = this.#pace.log;
      for (let at = 0; at < answer.changes.length;) {
        const some = wholeRows(answer.changes, at, portion.size);
        at += some.length;
        await this.#pace.work(portion, some.length, () => applyLog(store, this.#context, some));
      }
      if (answer.changes.length === 0 || joined(store).cursor >= answer.head) break;
    }
  }

  /** A copied or restored profile gets an identity of its own; what it has not told goes out under that. */
  async #newIdentity(): Promise<void> {
    const { store, transport, keepCredential } = this.#deps;
    // What the hub took and this desk was not told: its echo under the old identity says so.
    try {
      await this.#pull();
    } catch (error) {
      if (!(error instanceof CopiedProfile || error instanceof HubError)) throw error;
    }
    const deskId = store.makeId();
    const { credential } = await transport.fork(deskId);
    await keepCredential(credential);
    const at = this.#hub?.now;
    renumber(store, this.#context, deskId, () => addNews(store, 'own_identity', at));
  }
}
