import { idMaker, silentLog } from '../../../main/core/kernel/index.ts';
import { Store } from '../../../main/core/store/index.ts';
import { nativeBinding } from '../../../main/core/store/native.ts';
import { type Grant, HubError, type HubTransport } from '../../../main/core/sync/index.ts';
import { numberRights } from '../../../main/core/workspace/number-rights.ts';
import Database from 'better-sqlite3';
import { type TestDesk, testDesk } from './desks.ts';
import type { MemoryHub } from './memory-hub.ts';
import { makeShop, type Shop, staff } from './shop.ts';
import { testClock } from './store.ts';

/** A desk that sells, and has its documents numbered as the application does it. */
export class NumberMember {
  readonly name: string;
  readonly desk: TestDesk;
  readonly shop: Shop;
  readonly #hub: MemoryHub;
  #rights: ReturnType<typeof numberRights>;
  #isCut = false;
  #isLosing = false;
  #isFailing = false;

  constructor(hub: MemoryHub, name: string, store?: Store) {
    this.#hub = hub;
    this.name = name;
    this.desk = testDesk({ name, transport: this.#line(`desk-${name}`), ...(store ? { store } : {}) });
    this.shop = makeShop(this.desk.store, { isInTeam: this.desk.service.isJoined });
    this.#rights = this.#made();
  }

  /** The line, which can be cut, and can lose what the hub answers. */
  #line(deskId: string): HubTransport {
    const line = this.#hub.connect(deskId);
    const through = <Input, Output>(call: (input: Input) => Promise<Output>) => async (input: Input): Promise<Output> => {
      if (this.#isCut) throw new HubError('offline');
      const answer = await call(input);
      if (this.#isLosing) throw new HubError('offline');
      return answer;
    };
    return {
      ...line,
      hello: through((hello) => line.hello(hello)),
      push: through((push) => line.push(push)),
      pull: through((pull) => line.pull(pull)),
      snapshot: through((page) => line.snapshot(page)),
      grant: through((request) => line.grant(request)),
    };
  }

  #made(): ReturnType<typeof numberRights> {
    const { numbers } = this.shop.services.brand;
    return numberRights({
      store: this.desk.store,
      sync: { ...this.desk.service, isReached: () => !this.#isCut },
      numbers: {
        ...numbers,
        give: (...given) => {
          if (this.#isFailing) throw new Error('fallen over');
          return numbers.give(...given);
        },
      },
      context: staff,
    });
  }

  /** Joins the team, and is numbered by it from then on. */
  async join(deskId = `desk-${this.name}`): Promise<void> {
    this.#hub.connect(deskId);
    this.desk.service.join(this.desk.context, { deskId, bring: false });
    await this.round();
  }

  /** An order of what the shop sells, for its client. */
  place(): ReturnType<Shop['make']['order']> {
    const of = (table: 'client' | 'product') =>
      this.desk.store.get<{ id: string }>(`first ${table}`, `SELECT id FROM ${table} LIMIT 1`)?.id;
    return this.shop.make.order({
      clientId: of('client') ?? this.shop.make.client(),
      productId: of('product') ?? this.shop.make.product(),
    });
  }
  cut(is = true): void {
    this.#isCut = is;
  }
  /** The hub does what is asked, and its answer does not come. */
  loseAnswers(is = true): void {
    this.#isLosing = is;
  }
  /** The desk falls over between the hub's answer and its own disk. */
  failWrites(is = true): void {
    this.#isFailing = is;
  }
  /** Starts again: nothing is known but what is on disk. */
  restart(): void {
    this.#rights = this.#made();
  }
  settle(): Promise<void> {
    return this.#rights.settle();
  }
  /** A round, with what the application does after it. */
  async round(): Promise<void> {
    await this.desk.sync();
    await this.settle();
  }

  /** The profile as it is now, started elsewhere; it is another desk from its first round on. */
  copy(name: string): NumberMember {
    const binding = nativeBinding();
    const db = new Database(this.desk.store.db.serialize(), binding === undefined ? {} : { nativeBinding: binding });
    db.pragma('foreign_keys = ON');
    const clock = testClock();
    const copied = new NumberMember(this.#hub, name, new Store(db, { clock, makeId: idMaker(clock), log: silentLog }));
    copied.cut();
    return copied;
  }

  number(id: string): string {
    return this.shop.call('orders', 'get', { id }).number;
  }
  /** Numbers in the order in which the documents were made. */
  orders(): string[] {
    return this.#numbers('orders');
  }
  invoices(): string[] {
    return this.#numbers('invoice');
  }
  #numbers(table: 'orders' | 'invoice'): string[] {
    return this.desk.store.db.prepare(`SELECT number FROM ${table} ORDER BY id`).pluck().all() as string[];
  }
  grants(): { key: string; value: number; state: Grant['state'] | 'kept' }[] {
    return this.desk.store.all('grants of test', "SELECT key, value, state FROM sync_grant WHERE kind = 'number'");
  }
}

export const newMember = (hub: MemoryHub, name: string): NumberMember => new NumberMember(hub, name);
