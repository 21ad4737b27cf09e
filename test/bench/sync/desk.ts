/**
 * A desk of the bench in a thread of its own, as core is one in the application: its database on the disk, catalogue, capture, line
 * and rounds are the product's. It does what it is asked (`desk-thread.ts`) and says when a product's name has come.
 */
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { ensureBrand } from '../../../main/core/brand/index.ts';
import { idMaker, silentLog, systemClock, type Context } from '../../../main/core/kernel/index.ts';
import { migrate, migrations, openDatabase, Store } from '../../../main/core/store/index.ts';
import { PostgresTransport } from '../../../main/core/sync/hub/postgres-transport.ts';
import { syncService } from '../../../main/core/sync/index.ts';
import { Line } from '../../../main/core/sync/line.ts';
import { memory } from '../../../main/core/sync/state.ts';
import { beginUpload } from '../../../main/core/sync/upload.ts';
import { makeCatalogue } from '../../unit/support/catalogue.ts';
import { makeGate } from './gate.ts';
import { addShelf } from './shelf.ts';
import { clock, type Ask, type DeskData, type Said } from './words.ts';

const port = parentPort;
if (!port) throw new Error('desk.ts is a thread of the bench');
const { folder, name, access, deskId } = workerData as DeskData;
const say = (said: Said): void => port.postMessage(said);

const db = openDatabase(path.join(folder, 'console.db'));
migrate(db, migrations, { backups: path.join(folder, 'backups'), log: silentLog });
const store = new Store(db, { clock: systemClock, makeId: idMaker(systemClock), log: silentLog });
const staff: Context = {
  principal: { kind: 'staff', staffId: store.makeId(), name, role: 'owner' },
  traceId: store.makeId(),
};
ensureBrand(store, staff, { name: 'Bench', defaultLanguage: 'en', defaultCurrency: 'EUR', timeZone: 'UTC' });
const { catalogue } = makeCatalogue(store, staff, () => undefined);
const gate = makeGate();
let line: Line | undefined;
const service = syncService({ store, engine: () => line?.engine, wake: () => line?.wake() });

/** The product whose name is waited for, and the name. */
let awaited: { readonly id: string; readonly name: string } | null = null;
const nameOf = db.prepare<[string], string>('SELECT name FROM product WHERE id = ?').pluck();
store.onChanged(({ area }) => {
  if (area !== 'catalogue' || awaited === null || nameOf.get(awaited.id) !== awaited.name) return;
  awaited = null;
  say({ kind: 'seen', at: clock() });
});

const acts: { readonly [Kind in Ask['kind']]: (ask: Extract<Ask, { kind: Kind }>) => unknown } = {
  shelf: ({ products }) => addShelf(db, products),
  join() {
    service.join(staff, { deskId, bring: true });
    line = new Line({
      store,
      clock: systemClock,
      log: silentLog,
      appVersion: '1',
      access,
      deskName: name,
      connect: (of) => gate.line(new PostgresTransport(of)),
      keepCredential: () => Promise.resolve(),
      open: () => [],
      round: (kind) => service.round(kind),
      onRound: () => undefined,
      onCopied: () => undefined,
    });
    line.start();
  },
  save({ id, name: to }) {
    catalogue.updateProduct({ id, name: to }, staff);
    return clock();
  },
  await(ask) {
    awaited = ask;
  },
  gate: ({ open }) => gate.set(open),
  bring({ products }) {
    addShelf(db, products);
    store.transaction(staff, () => beginUpload(store));
    line?.wake();
  },
  status() {
    const { waiting, behind, isCopying, lastContact, problem } = service.status();
    if (problem !== null) throw new Error(`kept from its hub: ${problem}`);
    const isBringing = memory(store)?.upload !== '';
    return { isStill: waiting === 0 && behind === 0 && !isCopying && !isBringing && lastContact !== '' };
  },
  async stop() {
    gate.set(true);
    await line?.stop();
    store.close();
    // After the answer.
    setImmediate(() => port.close());
  },
};

port.on('message', ({ id, ask }: { readonly id: number; readonly ask: Ask }) => {
  void (async () => {
    try {
      say({ kind: 'done', id, result: await (acts[ask.kind] as (of: Ask) => unknown)(ask) });
    } catch (error) {
      say({ kind: 'failed', id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  })();
});
