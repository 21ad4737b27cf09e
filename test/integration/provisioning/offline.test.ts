import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Clock, silentLog, systemClock } from '../../../main/core/kernel/index.ts';
import { type CallTrace, createVendorClient } from '../../../main/core/provisioning/index.ts';
import {
  defaultTariffs,
  startVendorSandbox,
  type VendorSandbox,
  type VendorSandboxOptions,
} from '../../../main/core/vendor-sandbox/index.ts';
import { writeOperation } from '../../unit/support/operations.ts';
import { tempFolder } from '../../unit/support/store.ts';
import { makeWorld, owner, quick, type World, type WorldOptions } from './world.ts';

/** What changes anything at the vendor; the rest of the requests only reads. */
const changing = ['soft.order.param', 'service.prolong', 'soft.suspend'];

let folder: ReturnType<typeof tempFolder>;
let sandbox: VendorSandbox;
let world: World;
/** The client's own calls, those that reached nobody among them. */
let tried: CallTrace[];
beforeEach(() => {
  folder = tempFolder();
  tried = [];
});
afterEach(async () => {
  await world.close();
  await sandbox.close();
  folder.remove();
});

/** The vendor, as it was left: its books are on disk. The same address each time. */
async function vendorUp(options: VendorSandboxOptions = {}): Promise<void> {
  sandbox = await startVendorSandbox({
    timing: { processingMs: 0, keyDelayMs: 0 },
    stateFile: path.join(folder.path, 'vendor.json'),
    port: port ?? 0,
    ...options,
  });
  port = sandbox.port;
}
let port: number | undefined;
beforeEach(() => {
  port = undefined;
});

/** Something that happens at the vendor while nobody here can see it: on another port, so that no operation gets there. */
async function meanwhile(happens: (vendor: VendorSandbox) => void): Promise<void> {
  const vendor = await startVendorSandbox({ stateFile: path.join(folder.path, 'vendor.json') });
  happens(vendor);
  await vendor.close();
}

function consoleUp(options: Partial<WorldOptions> = {}): void {
  const vendor = createVendorClient({
    clock: systemClock,
    log: silentLog,
    minReadIntervalMs: 0,
    readRetryMs: [],
    observe: (trace) => tried.push(trace),
  });
  world = makeWorld({
    url: `http://127.0.0.1:${port ?? 0}/manager/billmgr`,
    clock: systemClock,
    folder: folder.path,
    vendor,
    // A price is held against the list at once, not only after two minutes.
    timings: { ...quick, priceCheckAfterMs: 0 },
    ...options,
  });
  world.provisioning.start();
}

interface Scene {
  readonly connection: string;
  /** Contract products with a license each. */
  readonly sold: readonly string[];
  /** Contract products that wait for theirs. */
  readonly paid: readonly string[];
}

/** Three licenses that run and three that are paid for, prices known, and then no network. */
async function beforeTheOutage(parallel = 1, options: Partial<WorldOptions> = {}): Promise<Scene> {
  await vendorUp();
  consoleUp(options);
  const connection = (await world.addConnection({ parallel })).id;
  await world.connections.detect(connection, owner);
  const sold = [0, 1, 2].map(() => world.addContract(connection));
  for (const contract of sold) await world.until(world.licenses.create(contract, owner).id, 'succeeded');
  const paid = [0, 1, 2].map(() => world.addContract(connection));
  await world.provisioning.idle();
  await sandbox.close();
  return { connection, sold, paid };
}

/** Buys, suspends and renews in turn; answers with the operations in the order they were asked for. */
function askForSix({ sold, paid }: Scene): string[] {
  const [first = '', second = '', third = ''] = sold;
  const { create, suspend, renew } = world.licenses;
  return [
    suspend(first, owner),
    create(paid[0] ?? '', owner),
    renew(second, owner),
    create(paid[1] ?? '', owner),
    suspend(third, owner),
    create(paid[2] ?? '', owner),
  ].map(({ id }) => id);
}

async function allDone(ids: readonly string[]): Promise<void> {
  for (const id of ids) await world.until(id, 'succeeded');
}

/** Waits until the vendor was found to be out of reach, also by those that were on their way to it at the same time. */
async function noticed(): Promise<void> {
  const sending = world.store.db.prepare("SELECT count(*) AS n FROM operation WHERE state = 'sending'");
  const isOver = (): boolean =>
    world.provisioning.status().outages.length > 0 && (sending.get() as { n: number }).n === 0;
  while (!isOver()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** What was asked for as the vendor got it: the operation of each changing request, oldest first. */
function arrived(ids: readonly string[]): string[] {
  const all = ids.map((id) => world.provisioning.get(id));
  return sandbox
    .requests()
    .filter((request) => changing.includes(request.func))
    .map(({ func, params }) => {
      const found = all.find((operation) =>
        func === 'soft.order.param'
          ? params['licname'] === operation.token
          : operation.kind !== 'create' && params['elid'] === operation.vendorId,
      );
      return found?.id ?? `${func} of nobody`;
    });
}

/** The operations in the order in which each was stored as being sent for the last time. */
const sentInOrder = (): string[] =>
  (
    world.store.db
      .prepare(
        `SELECT operation_id AS id, max(id) AS event FROM operation_event WHERE code = 'sending'
           AND operation_id IN (SELECT id FROM operation ORDER BY id DESC LIMIT 6) GROUP BY operation_id ORDER BY event`,
      )
      .all() as { id: string }[]
  ).map((row) => row.id);

describe('without network', () => {
  it('what is asked for is queued, says so, and goes in the order asked for when the network returns, each once', async () => {
    const scene = await beforeTheOutage();
    const ids = askForSix(scene);
    await noticed();
    for (const id of ids) expect(world.provisioning.get(id).state).toBe('queued');
    expect(world.provisioning.get(ids[0] ?? '').errorCode).toBe('vendor.unreachable');
    expect(world.provisioning.status()).toEqual({
      needsPerson: 0,
      outages: [
        {
          connectionId: scene.connection,
          connectionName: 'ispmanager licenses',
          queued: 6,
          unreachableSince: expect.any(String) as unknown,
          nextTryAt: expect.any(String) as unknown,
        },
      ],
    });
    // Nothing is shown as done.
    for (const contract of scene.paid) expect(world.contractStatus(contract)).toBe('Awaiting Activation');
    await vendorUp();
    await allDone(ids);
    expect(arrived(ids)).toEqual(ids);
    expect(sandbox.orders()).toBe(6);
    expect(world.provisioning.status().outages).toEqual([]);
  });

  it('and this test sees the difference: a queue that is turned round shows', async () => {
    const scene = await beforeTheOutage(1, {
      wrapStore: (store) => {
        const all = store.all.bind(store);
        store.all = <Result>(...query: Parameters<typeof all>): Result[] => {
          const rows = all<Result>(...query);
          return query[0] === 'operations due to be sent' ? rows.toReversed() : rows;
        };
        return store;
      },
    });
    const ids = askForSix(scene);
    await noticed();
    await vendorUp();
    await allDone(ids);
    expect(arrived(ids)).not.toEqual(ids);
    expect(arrived(ids).toSorted()).toEqual(ids.toSorted());
  });

  it('with several at once none overtakes an earlier one, even where looking takes it longer', async () => {
    const scene = await beforeTheOutage(4);
    const ids = askForSix(scene);
    await noticed();
    await vendorUp();
    sandbox.setFaults([{ kind: 'delay', ms: 150, func: 'soft.edit' }]);
    await allDone(ids);
    expect(sentInOrder()).toEqual(ids);
    expect(arrived(ids).toSorted()).toEqual(ids.toSorted());
    expect(sandbox.orders()).toBe(6);
  });

  it.each([1, 4])('also when the console is closed and opened again in between (%i at once)', async (parallel) => {
    const scene = await beforeTheOutage(parallel);
    const ids = askForSix(scene).slice(0, 6);
    await noticed();
    const { vault } = world;
    await world.close();
    consoleUp({ vault });
    // It still knows that the vendor is out of reach, and since when, before anything new is tried.
    expect(world.provisioning.status().outages[0]?.queued).toBe(6);
    await noticed();
    await vendorUp();
    await allDone(ids);
    expect(sentInOrder()).toEqual(ids);
    expect(arrived(ids).toSorted()).toEqual(ids.toSorted());
  });

  it('a license that was deleted meanwhile: refused with the reason, not sent', async () => {
    const scene = await beforeTheOutage();
    const ids = askForSix(scene);
    await noticed();
    const { vendorId } = world.provisioning.get(ids[0] ?? '');
    await meanwhile((vendor) => vendor.patchLicense(Number(vendorId), { status: 4 }));
    await vendorUp();
    const refused = await world.until(ids[0] ?? '', 'refused');
    expect(refused.errorCode).toBe('license.wrong_state');
    expect(refused.events.at(-1)).toMatchObject({ code: 'refused', detail: 'license.wrong_state: deleted' });
    expect(world.licenseOf(scene.sold[0] ?? '')?.status).toBe('deleted');
    await allDone(ids.slice(1));
    expect(arrived(ids)).toEqual(ids.slice(1));
  });

  it('an order that was cancelled meanwhile is not bought', async () => {
    const scene = await beforeTheOutage();
    const { id } = world.licenses.create(scene.paid[0] ?? '', owner);
    await noticed();
    world.store.transaction(owner, (writer) =>
      writer.update('contract_product', scene.paid[0] ?? '', { status: 'Cancelled' }),
    );
    await vendorUp();
    expect(await world.until(id, 'refused')).toMatchObject({ errorCode: 'license.wrong_state' });
    expect(arrived([id])).toEqual([]);
  });

  it('a price that changed: held with both prices, and bought at the new one when somebody says so', async () => {
    const scene = await beforeTheOutage();
    const bought = world.licenses.create(scene.paid[0] ?? '', owner).id;
    const renewed = world.licenses.renew(scene.sold[0] ?? '', owner).id;
    const suspended = world.licenses.suspend(scene.sold[1] ?? '', owner).id;
    await noticed();
    await vendorUp({
      tariffs: defaultTariffs.map((tariff) => (tariff.id === '55227' ? { ...tariff, prices: { 1: 700 } } : tariff)),
    });
    // What costs nothing does not wait for the price.
    await world.until(suspended, 'succeeded');
    for (const id of [bought, renewed]) {
      while (world.provisioning.get(id).heldFor === null) await new Promise((resolve) => setTimeout(resolve, 5));
      expect(world.provisioning.get(id)).toMatchObject({
        state: 'queued',
        errorCode: 'operation.price_changed',
        expectedCost: { amountMinor: 500, currency: 'EUR' },
        quotedCost: { amountMinor: 700, currency: 'EUR' },
      });
    }
    expect(world.provisioning.status()).toEqual({ needsPerson: 2, outages: [] });
    expect(arrived([bought, renewed, suspended])).toEqual([suspended]);
    const spent = sandbox.balance('reseller@sandbox.example');
    expect(world.provisioning.release(bought, owner)).toMatchObject({
      heldFor: null,
      expectedCost: { amountMinor: 700, currency: 'EUR' },
      quotedCost: null,
    });
    await world.until(bought, 'succeeded');
    expect(sandbox.balance('reseller@sandbox.example')).toBe(spent - 700);
    expect(world.provisioning.abandon(renewed, owner).state).toBe('abandoned');
    await world.provisioning.idle();
    expect(arrived([bought, renewed, suspended])).toEqual([suspended, bought]);
  });

  it('a rest that ends while the loop looks is not missed', async () => {
    const minute = 60_000;
    /** The clock that nobody can set stands still but for these looks at it. */
    let looks: number[] = [];
    let atMs = 1000;
    const clock: Clock = {
      now: () => systemClock.now(),
      monotonic: () => (atMs = looks.shift() ?? atMs),
      sleep: (ms, signal) => systemClock.sleep(ms, signal),
    };
    const scene = await beforeTheOutage(1, { clock, timings: { ...quick, backoffMs: [minute] } });
    world.licenses.suspend(scene.sold[0] ?? '', owner);
    await noticed();
    await world.provisioning.idle();
    await vendorUp();
    // Over between the first look and the second.
    looks = [atMs + minute - 1, atMs + minute + 1];
    const { id } = world.licenses.suspend(scene.sold[1] ?? '', owner);
    expect((await world.until(id, 'succeeded')).kind).toBe('suspend');
  });

  it('what is given up is not sent', async () => {
    const scene = await beforeTheOutage();
    const ids = askForSix(scene);
    await noticed();
    const [, , given = ''] = ids;
    expect(world.provisioning.abandon(given, owner).state).toBe('abandoned');
    await vendorUp();
    await allDone(ids.filter((id) => id !== given));
    expect(arrived(ids)).toEqual(ids.filter((id) => id !== given));
  });

  it('nobody has to wait: what is queued is tried at once, one ahead of the others as long as the vendor is away', async () => {
    const hour = 3_600_000;
    const scene = await beforeTheOutage(4, { timings: { ...quick, backoffMs: [hour] } });
    const ids = askForSix(scene);
    await noticed();
    await world.provisioning.idle();
    const before = tried.length;
    world.provisioning.tryNow();
    await world.provisioning.idle();
    expect(tried.slice(before).map(({ outcome }) => outcome)).toEqual(['not_sent']);
    for (const id of ids) expect(world.provisioning.get(id).state).toBe('queued');
    await vendorUp();
    await world.provisioning.idle();
    expect(sandbox.requests()).toEqual([]);
    world.provisioning.tryNow();
    await allDone(ids);
    expect(sentInOrder()).toEqual(ids);
  });

  it('of one account the others go on, however long its queue is', async () => {
    const scene = await beforeTheOutage();
    const live = await startVendorSandbox({ timing: { processingMs: 0, keyDelayMs: 0 } });
    try {
      world.store.transaction(owner, (writer) => {
        for (let n = 0; n < 600; n += 1)
          writeOperation(world.store, writer, {
            connection_id: scene.connection,
            kind: 'suspend',
            state: 'queued',
            vendor_id: String(900_000 + n),
          });
      });
      await noticed();
      const other = await world.addConnection({ name: 'another vendor', apiAddress: live.url });
      await world.until(world.licenses.create(world.addContract(other.id), owner).id, 'succeeded');
      expect(live.orders()).toBe(1);
      expect(world.provisioning.status().outages).toMatchObject([{ connectionId: scene.connection, queued: 600 }]);
    } finally {
      await live.close();
    }
    await vendorUp();
  });
});
