import type { Clock } from '../../../main/core/kernel/index.ts';
import type { Db, Store } from '../../../main/core/store/index.ts';
import type { GrantRequest } from '../../../main/core/sync/transport.ts';
import type { RoundKind } from '../../../main/core/sync/engine.ts';
import { remember } from '../../../main/core/sync/state.ts';
import { testDesk, type TestDesk } from '../../unit/support/desks.ts';
import type { HubPlants } from '../../unit/support/memory-workspace.ts';
import { act, type Act } from './acts.ts';
import { type MakeHub, memoryHub, type SimulatedHub } from './hub.ts';
import { keepJournal } from './journal.ts';
import { HadOnce } from './had-once.ts';
import { type Fault, Line } from './line.ts';
import { keepBooks, Rights } from './rights.ts';

/** Bugs for the test of the tests. */
export interface Plants extends HubPlants {
  /** The cursor is stored when the log arrives, not with its rows. */
  readonly cursorApart?: boolean;
}

/** One step of a history. `desk` counts modulo the desks there are. */
export type Step =
  | { readonly kind: 'edit'; readonly desk: number; readonly act: Act; readonly pick: number; readonly value: number }
  | { readonly kind: 'sync'; readonly desk: number; readonly round: RoundKind; readonly faults: readonly Fault[] }
  | {
      readonly kind: 'race';
      readonly desks: readonly number[];
      readonly round: RoundKind;
      readonly faults: readonly Fault[];
    }
  | { readonly kind: 'restart'; readonly desk: number }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'backup' }
  | { readonly kind: 'restore' }
  | { readonly kind: 'compact'; readonly share: number }
  | { readonly kind: 'copy'; readonly desk: number }
  | {
      readonly kind: 'grant';
      readonly desk: number;
      readonly of: GrantRequest['kind'];
      readonly key: number;
      readonly fault: Fault;
    };

export interface History {
  /** Clock error of each desk, minutes; as many desks as there are. */
  readonly skews: readonly number[];
  /** They have met before and share some records; else each joins when it first syncs. */
  readonly hasMet: boolean;
  readonly limits: { readonly push: number; readonly pull: number; readonly page: number };
  readonly steps: readonly Step[];
}

export interface WorldDesk {
  /** Its first name at the hub; a copied profile gets another one later. */
  readonly deskId: string;
  readonly name: string;
  readonly db: Db;
  readonly clock: Clock;
  line: Line;
  desk: TestDesk;
  rights: Rights;
}

/** Desks, their hub and the time: everything that a history moves. */
export class World {
  readonly hub: SimulatedHub;
  readonly desks: WorldDesk[] = [];
  /** Numbers that were given. */
  granted: { request: GrantRequest; value: number; desk: string }[] = [];
  readonly had = new HadOnce(this);
  isCopied = false;
  /** Told after each step: to look at a history that went wrong. */
  onStep: (step: Step, at: number) => void = () => {};
  readonly #history: History;
  readonly #plants: Plants;
  #now = Date.parse('2026-03-10T12:00:00.000Z');
  #requests = 0;
  #putBack: (() => Promise<void>) | null = null;

  constructor(history: History, plants: Plants = {}, makeHub: MakeHub = memoryHub) {
    this.#history = history;
    this.#plants = plants;
    this.hub = makeHub(() => this.#now, plants);
    history.skews.forEach((skew, at) => this.#open(this.hub.deskId(at), `D${at}`, skew * 60_000));
  }

  #open(deskId: string, name: string, skew: number, db?: Db): WorldDesk {
    const clock: Clock = {
      now: () => new Date(this.#now + skew),
      monotonic: () => this.#now,
      sleep: async () => {},
    };
    const line = this.#line(deskId);
    const desk = this.#desk(name, clock, line, db ? { db } : {});
    keepJournal(desk.store.db);
    keepBooks(desk.store.db);
    const rights = new Rights(desk, clock, this.had.of(name));
    const opened = { deskId, name, db: desk.store.db, clock, line, desk, rights };
    this.desks.push(opened);
    return opened;
  }

  #desk(name: string, clock: Clock, line: Line, on: { readonly db?: Db; readonly store?: Store }): TestDesk {
    const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
    return testDesk({ name, clock, transport: line, limits: this.#history.limits, breathe, ...on });
  }

  /** The line of the identity that the profile has now. */
  #line(deskId: string): Line {
    return new Line(this.hub.connect(deskId));
  }

  /** The application of a desk starts again on its profile. */
  #restart(opened: WorldDesk): void {
    const id = opened.db.prepare("SELECT value FROM sync_state WHERE key = 'deskId'").pluck().get() as
      | string
      | undefined;
    void opened.line.close();
    opened.line = this.#line(id ?? opened.deskId);
    opened.desk = this.#desk(opened.name, opened.clock, opened.line, { store: opened.desk.store });
    opened.rights = new Rights(opened.desk, opened.clock, this.had.of(opened.name));
  }

  at(number: number): WorldDesk {
    const found = this.desks[number % this.desks.length];
    if (!found) throw new Error('no desks');
    return found;
  }

  async run(): Promise<void> {
    await this.hub.open(this.desks.map(({ deskId }) => deskId));
    if (this.#history.hasMet) {
      for (const what of ['add product', 'add client', 'option', 'tax', 'tax'] as const)
        act(this.at(0).desk, what, 0, 1);
      await this.settle();
    }
    for (const [at, step] of this.#history.steps.entries()) {
      await this.#step(step);
      this.onStep(step, at);
    }
  }

  async #step(step: Step): Promise<void> {
    this.#now += 50;
    switch (step.kind) {
      case 'edit':
        act(this.at(step.desk).desk, step.act, step.pick, step.value);
        return;
      case 'sync':
        await this.#round(this.at(step.desk), step.faults, step.round);
        return;
      case 'race':
        await Promise.all(
          [...new Set(step.desks.map((number) => this.at(number)))].map((desk, at) =>
            this.#round(desk, at === 0 ? step.faults : [], step.round),
          ),
        );
        return;
      case 'restart':
        this.#restart(this.at(step.desk));
        return;
      case 'wait':
        this.#now += step.ms;
        return;
      case 'backup':
        this.#putBack = await this.hub.backup();
        return;
      case 'restore':
        if (this.#putBack) await this.#restore(this.#putBack);
        return;
      case 'compact':
        await this.hub.look();
        await this.hub.compact(Math.floor((this.hub.state.head * step.share) / 100));
        return;
      case 'copy':
        this.#copy(this.at(step.desk));
        return;
      case 'grant':
        await this.#grant(step);
    }
  }

  /**
   * The hub goes back. What it gave after the backup to a profile of which it knows nothing then is not judged any more: to a copy
   * that nobody has told from the other one, or to one that got its identity later. While that one is away, nobody can know.
   */
  async #restore(putBack: () => Promise<void>): Promise<void> {
    await putBack();
    await this.hub.look();
    const { desks, granted } = this.hub.state;
    const ids = this.desks.map(({ desk, deskId }) => desk.service.deskId() || deskId);
    const isOneOfIts = (id: string): boolean => desks.has(id) && ids.indexOf(id) === ids.lastIndexOf(id);
    const unknown = new Set(this.desks.filter((_, at) => !isOneOfIts(ids[at] ?? '')).map(({ name }) => name));
    const isForgotten = (desk: string, requestId: string): boolean =>
      unknown.has(desk) && ![...granted.keys()].some((known) => `${known}/`.startsWith(`${requestId}/`));
    this.granted = this.granted.filter(({ desk, request }) => !isForgotten(desk, request.requestId));
    this.had.forget(isForgotten);
  }

  /** The desk's profile on a second computer. */
  #copy(from: WorldDesk): void {
    if (this.desks.length >= 5) return;
    this.isCopied = true;
    const image = from.db.serialize();
    const Copy = from.db.constructor as new (image: Buffer) => Db;
    const db = new Copy(image);
    db.pragma('foreign_keys = ON');
    this.had.copy(db);
    const copied = this.#open(from.deskId, `${from.name}'`, 0, db);
    this.#restart(copied);
  }

  /** One round and what follows it, until it ends or the desk dies in it. */
  async #round(opened: WorldDesk, faults: readonly Fault[], kind: RoundKind = 'whole'): Promise<void> {
    const { desk } = opened;
    if (!desk.service.status().isJoined) desk.service.join(desk.context, { deskId: opened.deskId, bring: true });
    if (this.#plants.cursorApart)
      opened.line.beforePull = (last) => {
        if (last > 0) remember(desk.store, { cursor: last });
      };
    await this.#untilCrash(opened, faults, async () => {
      await desk.sync(kind);
      await opened.rights.settle();
    });
  }

  /** Work of a desk with faults of its line; where the desk dies in it, its application starts again. */
  async #untilCrash(opened: WorldDesk, faults: readonly Fault[], work: () => Promise<void>): Promise<void> {
    const crashed = new Promise<void>((resolve) => {
      opened.line.onCrash = resolve;
    });
    opened.line.faults = [...faults];
    let hasCrashed = false;
    await Promise.race([work(), crashed.then(() => void (hasCrashed = true))]);
    opened.line.faults = [];
    if (hasCrashed) this.#restart(opened);
  }

  async #grant({ desk, of, key, fault }: Extract<Step, { kind: 'grant' }>): Promise<void> {
    const opened = this.at(desk);
    const { rights } = opened;
    if (!opened.desk.service.status().isJoined) return;
    await this.#untilCrash(opened, [fault], async () => {
      if (of === 'operation') await rights.operation(`thing-${key}`);
      else if (of === 'redemption') await rights.redemption('code', key === 0);
      else if (of === 'run') await rights.run();
      else await this.#number(opened, key);
    });
  }

  async #number({ desk, name }: WorldDesk, key: number): Promise<void> {
    this.#requests += 1;
    const request = { kind: 'number', key: `key-${key}`, requestId: `request-${this.#requests}`, amount: 1 } as const;
    let answer = await desk.service.grant(request);
    // What got no answer is asked again, the same.
    if (answer.state === 'queued') answer = await desk.service.grant(request);
    if (answer.state === 'granted') this.granted.push({ request, value: answer.value, desk: name });
  }

  /** Everybody meets until nobody has anything new. */
  async settle(): Promise<boolean> {
    for (let turn = 0; turn < 12; turn += 1) {
      const before = this.hub.state.head;
      for (const opened of this.desks) await this.#round(opened, []);
      await this.hub.look();
      const isQuiet = this.desks.every(({ desk }) => desk.service.status().waiting === 0);
      if (isQuiet && before === this.hub.state.head && turn > 1) return true;
    }
    return false;
  }

  async close(): Promise<void> {
    for (const { line } of this.desks) await line.close();
    await this.hub.close();
    for (const { db } of this.desks) db.close();
  }
}
