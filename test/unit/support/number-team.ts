import Database from 'better-sqlite3';
import { randomUUID } from 'node:crypto';
import { idMaker, silentLog } from '../../../main/core/kernel/index.ts';
import { Store } from '../../../main/core/store/index.ts';
import { nativeBinding } from '../../../main/core/store/native.ts';
import { type Grant, HubError, type HubTransport } from '../../../main/core/sync/index.ts';
import { numberRights } from '../../../main/core/workspace/number-rights.ts';
import { type TestDesk, testDesk } from './desks.ts';
import type { MemoryHub } from './memory-hub.ts';
import { makeShop, type Shop, staff } from './shop.ts';

/** What a desk needs of the hub of a test. */
export type NumberHub = Pick<MemoryHub, 'connect' | 'revoke'>;

/** Bugs that a test plants, to see that they are seen. */
export interface NumberPlants {
  /** A desk without the hub counts by itself. */
  readonly ownOffline?: boolean;
  /** Each try is a request of its own. */
  readonly newRequests?: boolean;
  /** What was counted alone is not told when the desk joins. */
  readonly untold?: boolean;
  /** What the hub gave is not remembered, nor what it said that it has given. */
  readonly unkept?: boolean;
}

/** A desk that sells, and has its documents numbered as the application does it. */
export class NumberMember {
  readonly name: string;
  readonly desk: TestDesk;
  readonly shop: Shop;
  readonly #hub: NumberHub;
  readonly #plants: NumberPlants;
  #rights: ReturnType<typeof numberRights>;
  #transport: HubTransport | null = null;
  #isCut = false;
  #isLosing = false;
  #isFailing = false;

  constructor(hub: NumberHub, name: string, plants: NumberPlants = {}, store?: Store) {
    this.#hub = hub;
    this.#plants = plants;
    this.name = name;
    this.desk = testDesk({ name, transport: this.#line(plants), ...(store ? { store } : {}) });
    if (this.isJoined) this.#transport = hub.connect(this.desk.service.status().deskId);
    this.shop = makeShop(this.desk.store, {
      isInTeam: () => this.isJoined && !(plants.ownOffline === true && this.#isCut),
    });
    this.#rights = this.#made();
  }

  /** The line, which can be cut, and can lose what the hub answers. */
  #line(plants: NumberPlants): HubTransport {
    const line = (): HubTransport => {
      if (!this.#transport) throw new HubError('offline');
      return this.#transport;
    };
    const through =
      <Input, Output>(call: (input: Input) => Promise<Output>) =>
      async (input: Input): Promise<Output> => {
        if (this.#isCut) throw new HubError('offline');
        const answer = await call(input);
        if (this.#isLosing) throw new HubError('offline');
        return answer;
      };
    return {
      hello: through((hello) => line().hello(plants.unkept ? { ...hello, series: {} } : hello)),
      push: through((push) => line().push(push)),
      pull: through((pull) => line().pull(pull)),
      snapshot: through((page) => line().snapshot(page)),
      countValues: through((of) => line().countValues(of)),
      grant: through((request) => line().grant(request)),
      lackingFiles: (files) => line().lackingFiles(files),
      putFile: (file) => line().putFile(file),
      getFile: (file) => line().getFile(file),
      fork: (id) => line().fork(id),
      listen: (wake) => line().listen(wake),
      close: () => line().close(),
    };
  }

  #made(): ReturnType<typeof numberRights> {
    const { numbers } = this.shop.services.brand;
    const { service: sync } = this.desk;
    const { newRequests, untold, unkept } = this.#plants;
    return numberRights({
      store: this.desk.store,
      sync: {
        ...sync,
        isReached: () => !this.#isCut,
        ...(newRequests ? { grant: (request) => sync.grant({ ...request, requestId: randomUUID() }) } : {}),
        ...(untold ? { hasNumbers: () => true } : {}),
        ...(unkept
          ? { keepNumber: () => void this.desk.store.db.exec('DELETE FROM sync_grant'), knownNumber: () => 0 }
          : {}),
      },
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

  get isJoined(): boolean {
    return this.desk.service.isJoined();
  }
  get isCut(): boolean {
    return this.#isCut;
  }

  /** Joins the team, and is numbered by it from then on; once more it does so as another desk. */
  async join(deskId = `desk-${this.name}`): Promise<void> {
    this.#transport = this.#hub.connect(deskId);
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
  /** Leaves the team, which is told. */
  leave(): void {
    this.#hub.revoke(this.desk.service.status().deskId);
    this.desk.service.leave(this.desk.context);
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
    if (this.isJoined) await this.desk.sync();
    await this.settle();
  }

  /** The profile as it is now, started elsewhere; it is another desk from its first round on. */
  copy(name: string): NumberMember {
    const binding = nativeBinding();
    const db = new Database(this.desk.store.db.serialize(), binding === undefined ? {} : { nativeBinding: binding });
    db.pragma('foreign_keys = ON');
    const copied = new NumberMember(
      this.#hub,
      name,
      this.#plants,
      new Store(db, { clock: this.desk.store.clock, makeId: idMaker(this.desk.store.clock), log: silentLog }),
    );
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
