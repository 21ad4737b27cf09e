import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { silentLog, systemClock } from '../../../main/core/kernel/index.ts';
import { createVendorClient } from '../../../main/core/provisioning/index.ts';
import { openDatabase } from '../../../main/core/store/index.ts';
import { startVendorSandbox } from '../../../main/core/vendor-sandbox/index.ts';
import { tempFolder } from '../../unit/support/store.ts';
import { useStage } from './stage.ts';
import { makeWorld, owner, type World } from './world.ts';

const stage = useStage();

describe('the intent is on disk before the first byte', () => {
  /** The vendor's side of the wire looks into the file: what a crash at this moment would leave. */
  async function seenAtSending(planted: boolean): Promise<unknown> {
    const folder = tempFolder();
    stage.closing.push(async () => folder.remove());
    stage.sandbox = await startVendorSandbox({ timing: { processingMs: 0, keyDelayMs: 0 } });
    stage.closing.push(() => stage.sandbox.close());
    let onDisk: unknown;
    let late: (() => void) | undefined;
    const honest = createVendorClient({ clock: systemClock, log: silentLog, minReadIntervalMs: 0 });
    stage.world = makeWorld({
      url: stage.sandbox.url,
      clock: systemClock,
      folder: folder.path,
      vendor: {
        ...honest,
        orderLicense: async (...call) => {
          const other = openDatabase(path.join(folder.path, 'console.db'), { readonly: true });
          onDisk = other.prepare('SELECT state, attempt FROM operation').get();
          other.close();
          const outcome = await honest.orderLicense(...call);
          late?.();
          return outcome;
        },
      },
      wrapStore: (store) => {
        if (!planted) return store;
        const transaction = store.transaction.bind(store);
        store.transaction = (context, work) => {
          if (!store.db.inTransaction) store.db.exec('BEGIN IMMEDIATE');
          const result = transaction(context, work);
          if (store.db.prepare("SELECT 1 FROM operation WHERE state = 'sending'").get() === undefined)
            store.db.exec('COMMIT');
          return result;
        };
        late = () => store.db.exec('COMMIT');
        return store;
      },
    });
    stage.closing.push(() => stage.world.close());
    const connection = await stage.world.addConnection();
    const contract = stage.world.addContract(connection.id);
    stage.world.provisioning.start();
    await stage.world.until(stage.world.licenses.create(contract, owner).id, 'succeeded');
    return onDisk;
  }

  it('as another connection sees it', async () => {
    expect(await seenAtSending(false)).toEqual({ state: 'sending', attempt: 1 });
  });

  it('and this test sees the difference: a planted late commit shows', async () => {
    expect(await seenAtSending(true)).toEqual({ state: 'queued', attempt: 1 });
  });
});

describe('a crash', () => {
  it('in sending is unknown at the next start, reconciled, one order', async () => {
    const { contract, connection } = await stage.open({
      faults: [{ kind: 'delay', ms: 400, phase: 'after-commit', func: 'soft.order.param', times: 1 }],
    });
    const { id } = stage.world.licenses.create(contract, owner);
    await stage.world.until(id, 'sending');
    while (stage.sandbox.orders() === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    // A copy of the file as a crash would leave it, opened by the next run.
    const next = makeWorld({
      url: stage.sandbox.url,
      clock: systemClock,
      vault: stage.world.vault,
      wrapStore: (store) => copyRows(stage.world, store),
    });
    stage.closing.push(() => next.close());
    expect(next.provisioning.get(id).state).toBe('sending');
    next.provisioning.start();
    await next.until(id, 'succeeded');
    expect(next.codes(id)).toContain('interrupted');
    expect(next.codes(id)).toContain('found');
    expect(next.connections.get(connection).credentialsStopped).toBe(false);
    expect(stage.sandbox.orders()).toBe(1);
  });
});

/** Brings the rows of a running world into another database, as they are on disk now. */
function copyRows<S extends World['store']>(from: World, to: S): S {
  const tables = [
    'connection',
    'category',
    'product',
    'client',
    'orders',
    'order_item',
    'contract_product',
    'license',
    'operation',
    'operation_event',
  ];
  for (const table of tables) {
    for (const row of from.store.db.prepare(`SELECT * FROM ${table}`).all() as Record<string, unknown>[]) {
      const columns = Object.keys(row);
      to.db
        .prepare(`INSERT INTO ${table} (${columns.join()}) VALUES (${columns.map((column) => `@${column}`).join()})`)
        .run(row);
    }
  }
  return to;
}
