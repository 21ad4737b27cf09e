import Database from 'better-sqlite3';
import { randomUUID } from 'node:crypto';
import { type Clock, type Context, idMaker, silentLog } from '../../../main/core/kernel/index.ts';
import { type Db, Store } from '../../../main/core/store/index.ts';
import { nativeBinding } from '../../../main/core/store/native.ts';
import { Engine, type HubTransport, type Round, syncService, type SyncService } from '../../../main/core/sync/index.ts';
import type { RoundKind } from '../../../main/core/sync/engine.ts';
import type { Limits } from '../../../main/core/sync/pace.ts';
import type { MemoryHub } from './memory-hub.ts';
import { openStore, tempFolder, testClock } from './store.ts';

let template: Buffer | undefined;

/** A migrated database in memory, made from one that was migrated once: a thousand desks cost a thousand copies. */
function freshDb(): Db {
  if (!template) {
    const folder = tempFolder();
    const store = openStore(folder.path);
    store.db.pragma('journal_mode = DELETE');
    template = store.db.serialize();
    store.close();
    folder.remove();
  }
  const binding = nativeBinding();
  const db = new Database(template, binding === undefined ? {} : { nativeBinding: binding });
  db.pragma('foreign_keys = ON');
  return db;
}

export interface TestDeskOptions {
  readonly name: string;
  readonly clock?: Clock;
  readonly transport: HubTransport;
  readonly limits?: Partial<Limits>;
  readonly breathe?: () => Promise<void>;
  /** The database of a desk that was there before: a copied profile. */
  readonly db?: Db;
  /** The store of a desk that starts again on its profile: its statements need not be prepared anew. */
  readonly store?: Store;
}

/** A desk of a test: a real database, the engine, and the verbs of its screens. */
export interface TestDesk {
  readonly name: string;
  readonly store: Store;
  readonly service: SyncService;
  readonly engine: Engine;
  readonly context: Context;
  sync(kind?: RoundKind): Promise<Round | null>;
}

export function testDesk(options: TestDeskOptions): TestDesk {
  const { name, transport } = options;
  const clock = options.clock ?? testClock();
  const store = options.store ?? new Store(options.db ?? freshDb(), { clock, makeId: idMaker(clock), log: silentLog });
  const context: Context = {
    principal: { kind: 'staff', staffId: `staff-${name}`, name: `Person ${name}`, role: 'owner' },
    traceId: name,
  };
  const engine = new Engine({
    store,
    transport,
    appVersion: '1',
    deskName: () => name,
    session: randomUUID(),
    keepCredential: async () => {},
    ...(options.limits ? { limits: options.limits } : {}),
    ...(options.breathe ? { breathe: options.breathe } : {}),
  });
  const service = syncService({ store, engine: () => engine, wake: () => {} });
  service.start(context);
  return { name, store, service, engine, context, sync: (kind) => service.round(kind) };
}

/** Desks of one hub that have joined, the first of them with what it had. */
export async function meeting(hub: MemoryHub, ...names: string[]): Promise<TestDesk[]> {
  const desks: TestDesk[] = [];
  for (const [at, name] of names.entries()) {
    const deskId = `desk-${name}`;
    const desk = testDesk({ name, transport: hub.connect(deskId) });
    desk.service.join(desk.context, { deskId, bring: at === 0 });
    await desk.sync();
    desks.push(desk);
  }
  return desks;
}

/** Rounds of all until everybody has everything; none of them may have a problem. */
export async function meet(...desks: TestDesk[]): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1)
    for (const desk of desks) {
      const round = await desk.sync();
      if (round?.problem != null) throw new Error(`${desk.name}: ${round.problem}`);
    }
}
