import type { Clock } from '../../../main/core/kernel/index.ts';
import { askedSince, findOperation } from '../../../main/core/provisioning/store.ts';
import type { Db } from '../../../main/core/store/index.ts';
import { promoRights } from '../../../main/core/workspace/promo-rights.ts';
import { runRights } from '../../../main/core/workspace/run-rights.ts';
import { sendingRights } from '../../../main/core/workspace/sending-rights.ts';
import type { TestDesk } from '../../unit/support/desks.ts';

/** Times that a code may be used. */
export const maxUses = 2;

/** What a desk has of what is had once, told to the judge as it begins and ends. */
export interface Had {
  /** It sends an operation about a thing, decided at an instant of the true time; until it is over there. */
  sends(operationId: string, thing: string, decidedAt: number): void;
  sent(operationId: string, at: number): void;
  /** It has a use of a code; until the order has ended unpaid. */
  uses(useId: string, code: string): void;
  gaveBack(useId: string): void;
  /** The run was granted to it. */
  runs(): void;
}

/** Tables of the books as far as rights ask for them, in the profile itself: a copy has them. */
export function keepBooks(db: Db): void {
  db.exec('CREATE TABLE IF NOT EXISTS sim_use (id TEXT PRIMARY KEY, code TEXT, state TEXT, hub TEXT)');
}

/**
 * The areas' rights of one start of a desk's application, asked through the modules that the application asks through. What
 * the areas would do with them is done here: an operation is sent and settled, a use is paid or released.
 */
export class Rights {
  readonly #desk: TestDesk;
  readonly #had: Had;
  readonly #sending: ReturnType<typeof sendingRights>;
  readonly #promo: ReturnType<typeof promoRights>;
  readonly #run: ReturnType<typeof runRights>;
  #hasAskedRun = false;

  constructor(desk: TestDesk, clock: Clock, had: Had) {
    this.#desk = desk;
    this.#had = had;
    const { store, service: sync, context } = desk;
    const account = { apiAddress: 'https://vendor.example/', username: 'shop' };
    const connections = { get: () => account as ReturnType<Parameters<typeof sendingRights>[0]['connections']['get']> };
    this.#sending = sendingRights({ store, sync, connections, context });
    this.#promo = promoRights({ sync, promoCodes: () => this.#codes(), context });
    this.#run = runRights({ store, clock, sync, context });
  }

  /** What follows each round. */
  async settle(): Promise<void> {
    await this.#sending.giveBack();
    await this.#arbitrate();
  }

  /** Sends what is asked for about a thing, or settles what is under way; asks for it where nothing is. */
  async operation(thing: string): Promise<void> {
    const { store } = this.#desk;
    const open = store.db
      .prepare("SELECT id, state FROM operation WHERE vendor_id = ? AND state <> 'refused'")
      .get(thing) as { id: string; state: string } | undefined;
    // Of a copy, for a person.
    if (open?.state === 'unknown') return;
    if (open?.state === 'sending') {
      this.#state(open.id, 'refused');
      this.#had.sent(open.id, store.clock.monotonic());
      await this.#sending.giveBack();
      return;
    }
    const operation = findOperation(store, open?.id ?? this.#newOperation(thing));
    if (!operation) throw new Error('no operation');
    const right = await this.#sending.ask(operation, askedSince(store, operation));
    if (right.state === 'given') {
      this.#had.sends(operation.id, thing, this.#decidedAt(operation.id));
      this.#state(operation.id, 'sending');
    } else if (right.state === 'other') {
      // A person looks at what the other desk did, and lets it go on.
      this.#event(operation.id, 'other_desk');
      this.#event(operation.id, 'released_after_desk');
      this.#decide(operation.id);
    }
  }

  /** An order with a code; or the one that is there is paid, or ends unpaid. */
  async redemption(code: string, isPaid: boolean): Promise<void> {
    const { store } = this.#desk;
    const use = store.db
      .prepare("SELECT id FROM sim_use WHERE code = ? AND state = 'reserved' AND hub = 'granted'")
      .pluck()
      .get(code) as string | undefined;
    if (use === undefined)
      store.db.prepare("INSERT INTO sim_use VALUES (?, ?, 'reserved', 'asked')").run(store.makeId(), code);
    else {
      store.db.prepare('UPDATE sim_use SET state = ? WHERE id = ?').run(isPaid ? 'committed' : 'released', use);
      if (!isPaid) this.#had.gaveBack(use);
    }
    await this.#arbitrate();
  }

  async run(): Promise<void> {
    this.#hasAskedRun = (await this.#run.ask()).state === 'mine';
    if (this.runs) this.#had.runs();
  }

  /** Whether this start of the application may run the automation, by its own word. */
  get runs(): boolean {
    return this.#hasAskedRun && !this.#run.isOver();
  }

  #arbitrate(): Promise<void> {
    return this.#promo.arbitrate();
  }

  #codes(): ReturnType<Parameters<typeof promoRights>[0]['promoCodes']> {
    const { db } = this.#desk.store;
    return {
      openUses: () =>
        db
          .prepare(
            `SELECT id, code AS promoCodeId, ${maxUses} AS maxUses, 1 AS isAsked FROM sim_use
              WHERE state <> 'released' AND hub = 'asked' ORDER BY id`,
          )
          .all() as { id: string; promoCodeId: string; maxUses: number; isAsked: boolean }[],
      useState: (id) => db.prepare('SELECT state FROM sim_use WHERE id = ?').pluck().get(id) as 'reserved' | undefined,
      arbitrated: (_context, id, hub) => {
        const code = db
          .prepare("UPDATE sim_use SET hub = ? WHERE id = ? AND state <> 'released' RETURNING code")
          .pluck()
          .get(hub, id) as string | undefined;
        if (code !== undefined && hub === 'granted') this.#had.uses(id, code);
      },
      forgetTeam: () => {},
    };
  }

  /** Written past the Writer: rights look at nothing but the row, and what it is about need not be there. */
  #newOperation(thing: string): string {
    const { store } = this.#desk;
    const id = store.makeId();
    const at = store.now();
    store.db.pragma('foreign_keys = OFF');
    store.db
      .prepare(
        `INSERT INTO operation (id, kind, state, connection_id, vendor_id, token, attempt, params, price_minor, currency,
          absent_reads, asked_by, cause, created_at, updated_at)
          VALUES (?, 'renew', 'queued', 'account', ?, ?, 1, '{}', 0, 'EUR', 0, 'Person', 'staff', ?, ?)`,
      )
      .run(id, thing, id, at, at);
    store.db.pragma('foreign_keys = ON');
    this.#decide(id);
    return id;
  }

  /** The true time of a decision stands in the operation's parameters: it outlives a crash. */
  #decide(id: string): void {
    this.#desk.store.db
      .prepare('UPDATE operation SET params = ? WHERE id = ?')
      .run(String(this.#desk.store.clock.monotonic()), id);
  }

  #decidedAt(id: string): number {
    return Number(this.#desk.store.db.prepare('SELECT params FROM operation WHERE id = ?').pluck().get(id));
  }

  #state(id: string, state: string): void {
    this.#desk.store.db.prepare('UPDATE operation SET state = ? WHERE id = ?').run(state, id);
  }

  #event(operationId: string, code: string): void {
    const { store } = this.#desk;
    store.db
      .prepare(
        "INSERT INTO operation_event (id, operation_id, at, state, code, detail) VALUES (?, ?, ?, 'queued', ?, '')",
      )
      .run(store.makeId(), operationId, store.now(), code);
  }
}
