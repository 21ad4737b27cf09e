import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog, systemClock } from '../../../main/core/kernel/index.ts';
import { createVendorClient, defaultTimings, type ProvisioningTimings } from '../../../main/core/provisioning/index.ts';
import { openDatabase } from '../../../main/core/store/index.ts';
import {
  startVendorSandbox,
  type VendorSandbox,
  type VendorSandboxOptions,
} from '../../../main/core/vendor-sandbox/index.ts';
import { tempFolder } from '../../unit/support/store.ts';
import { account, makeWorld, owner, virtualClock, type World, type WorldOptions } from './world.ts';

let sandbox: VendorSandbox;
let world: World;
const closing: (() => Promise<void>)[] = [];

async function open(
  vendor: VendorSandboxOptions = {},
  options: Partial<WorldOptions> = {},
): Promise<{ contract: string; connection: string }> {
  sandbox = await startVendorSandbox({ timing: { processingMs: 30, keyDelayMs: 30 }, ...vendor });
  closing.push(() => sandbox.close());
  world = makeWorld({ url: sandbox.url, clock: systemClock, ...options });
  closing.push(() => world.close());
  const connection = (await world.addConnection()).id;
  world.provisioning.start();
  return { connection, contract: world.addContract(connection) };
}
beforeEach(() => {
  closing.length = 0;
});
afterEach(async () => {
  for (const close of closing.toReversed()) await close();
});

const calls = (func: string): number => sandbox.requests().filter((request) => request.func === func).length;
/** Short enough to see the end of patience in a test. */
const impatient: Partial<ProvisioningTimings> = {
  absentReads: 3,
  absentAfterMs: 60,
  repeatAfterMs: 60,
  signsHoldMs: 3_600_000,
};

describe('buying', () => {
  it('stores the intent, buys once, waits for the key, and says so', async () => {
    const { contract } = await open();
    const { id } = world.licenses.create(contract, owner);
    const done = await world.until(id, 'succeeded');
    expect(sandbox.orders()).toBe(1);
    expect(world.codes(id).slice(0, 3)).toEqual(['queued', 'sending', 'accepted']);
    expect(world.codes(id).at(-1)).toBe('confirmed');
    expect(done).toMatchObject({
      errorCode: null,
      vendorMessage: null,
      attempt: 1,
      askedBy: 'Olga Owner',
      connectionName: 'ispmanager licenses',
      productName: 'ispmanager 6 lite',
      clientName: 'Anna Smith',
    });
    const [bought] = sandbox.licenses();
    expect(bought).toMatchObject({
      licname: done.token,
      remoteid: done.token,
      ip: '192.0.2.7',
      pricelist: '55227',
      period: 1,
      autoprolong: null,
    });
    expect(world.licenseOf(contract)).toMatchObject({
      vendor_id: String(bought?.id),
      license_key: bought?.key,
      status: 'active',
    });
    expect(world.contractStatus(contract)).toBe('Active');
  });

  it('two rapid requests are one purchase', async () => {
    const { contract } = await open();
    const { id } = world.licenses.create(contract, owner);
    expect(() => world.licenses.create(contract, owner)).toThrow('license.operation_open');
    // Past the rules of the area too: the index of the database is the last word.
    expect(() =>
      world.store.transaction(owner, (writer) =>
        world.provisioning.queue(writer, {
          kind: 'create',
          connectionId: world.provisioning.get(id).connectionId,
          contractProductId: contract,
          licenseId: null,
          vendorId: null,
          params: { pricelist: '55227', period: 1, ip: '192.0.2.7', customer: '' },
          priceMinor: 500,
          currency: 'EUR',
          expectedCost: null,
          cause: 'test',
        }),
      ),
    ).toThrow('license.operation_open');
    await world.until(id, 'succeeded');
    expect(() => world.licenses.create(contract, owner)).toThrow('license.already_exists');
    await world.provisioning.idle();
    expect(sandbox.orders()).toBe(1);
  });

  it.each([
    [
      'reset after the order was booked',
      { kind: 'reset' as const, phase: 'after-commit' as const },
      'vendor.broken_answer',
    ],
    ['truncated body', { kind: 'truncate' as const, phase: 'after-commit' as const }, 'vendor.broken_answer'],
    ['502 page', { kind: 'html-502' as const, phase: 'after-commit' as const }, 'vendor.server_error'],
    ['login page', { kind: 'html-login' as const, phase: 'after-commit' as const }, 'vendor.not_vendor_page'],
    ['redirect', { kind: 'redirect' as const, phase: 'after-commit' as const }, 'vendor.redirected'],
    ['empty answer', { kind: 'empty' as const, phase: 'after-commit' as const }, 'vendor.broken_answer'],
    ['success without an id', { kind: 'no-id' as const }, 'vendor.broken_answer'],
  ])('answer lost (%s): unknown, then found by its token, one order', async (_name, fault, code) => {
    const { contract } = await open({ faults: [{ ...fault, func: 'soft.order.param', times: 1 }] });
    const { id } = world.licenses.create(contract, owner);
    await world.until(id, 'succeeded');
    const lost = world.provisioning.get(id).events.find((event) => event.state === 'unknown');
    expect(lost).toMatchObject({ code: 'outcome_unknown', detail: expect.stringContaining(code) as unknown });
    expect(world.codes(id)).toContain('found');
    expect(sandbox.orders()).toBe(1);
    expect(calls('soft.order.param')).toBe(1);
    expect(world.licenseOf(contract)?.status).toBe('active');
  });

  it('answer later than the time-out: unknown, found, one order', async () => {
    const { contract } = await open(
      { faults: [{ kind: 'delay', ms: 900, phase: 'after-commit', func: 'soft.order.param', times: 1 }] },
      { timeoutMs: 300 },
    );
    const { id } = world.licenses.create(contract, owner);
    await world.until(id, 'succeeded');
    expect(world.provisioning.get(id).events.find((event) => event.state === 'unknown')?.detail).toContain(
      'vendor.timeout',
    );
    expect(sandbox.orders()).toBe(1);
  });

  it('a refusal is a refusal: nothing bought, the vendor’s words kept, and it can be asked again', async () => {
    const { contract } = await open({ faults: [{ kind: 'balance', func: 'soft.order.param', times: 1 }] });
    const { id } = world.licenses.create(contract, owner);
    const refused = await world.until(id, 'refused');
    expect(refused).toMatchObject({
      errorCode: 'vendor.refused',
      vendorMessage: expect.stringContaining('Insufficient funds') as unknown,
    });
    expect(sandbox.orders()).toBe(0);
    expect(world.contractStatus(contract)).toBe('Awaiting Activation');
    await world.until(world.licenses.create(contract, owner).id, 'succeeded');
    expect(sandbox.orders()).toBe(1);
  });

  it('a vendor that cannot be reached has got nothing: queued again, bought when it is back', async () => {
    const { contract } = await open();
    const { port } = sandbox;
    await sandbox.close();
    const { id } = world.licenses.create(contract, owner);
    while (!world.codes(id).includes('not_sent')) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(world.provisioning.get(id)).toMatchObject({ state: 'queued', errorCode: 'vendor.unreachable' });
    sandbox = await startVendorSandbox({ port, timing: { processingMs: 0, keyDelayMs: 0 } });
    closing.push(() => sandbox.close());
    await world.until(id, 'succeeded');
    expect(sandbox.orders()).toBe(1);
    // It was in the sending state before: the list was read before it was sent again.
    expect(sandbox.requests()[0]?.func).toBe('soft');
  });

  it('a wrong password buys nothing, stops all calls, and goes on by itself when it is corrected', async () => {
    const { contract, connection } = await open();
    const input = { ...world.connections.get(connection) };
    await world.vault.set(`connection/${connection}`, 'wrong');
    const { id } = world.licenses.create(contract, owner);
    while (!world.codes(id).includes('held')) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(world.provisioning.get(id)).toMatchObject({ state: 'queued', errorCode: 'vendor.bad_password' });
    expect(world.connections.get(connection).credentialsStopped).toBe(true);
    const seen = sandbox.requests().length;
    world.provisioning.kick();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(sandbox.requests().length).toBe(seen);
    await world.connections.update(
      {
        id: connection,
        isEnabled: true,
        name: input.name,
        provisionCategory: input.provisionCategory,
        isCategoryDefault: false,
        provider: input.provider,
        isProviderDefault: false,
        username: input.username,
        apiAddress: input.apiAddress,
        readIntervalMs: 0,
        parallel: 1,
        password: account.password,
        allowMemoryOnly: false,
      },
      owner,
    );
    await world.until(id, 'succeeded');
    expect(sandbox.orders()).toBe(1);
  });

  it('a disabled connection buys nothing until it is enabled', async () => {
    const { contract, connection } = await open();
    world.store.transaction(owner, (writer) => writer.update('connection', connection, { is_enabled: 0 }));
    const { id } = world.licenses.create(contract, owner);
    await world.provisioning.idle();
    expect(world.provisioning.get(id)).toMatchObject({ state: 'queued', errorCode: 'connection.disabled' });
    expect(sandbox.requests()).toEqual([]);
    world.store.transaction(owner, (writer) => writer.update('connection', connection, { is_enabled: 1 }));
    await world.until(id, 'succeeded');
  });

  it('a missing secret sends nothing', async () => {
    const { contract, connection } = await open();
    await world.vault.delete(`connection/${connection}`);
    const { id } = world.licenses.create(contract, owner);
    while (!world.codes(id).includes('not_sent')) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(world.provisioning.get(id)).toMatchObject({ state: 'queued', errorCode: 'vault.missing_secret' });
    expect(sandbox.requests()).toEqual([]);
  });

  it('a key that comes late: accepted until it is there, never reported as failed', async () => {
    const { contract } = await open({ timing: { processingMs: 20, keyDelayMs: 1200 } });
    const { id } = world.licenses.create(contract, owner);
    await world.until(id, 'accepted');
    while (!world.codes(id).includes('waiting_key')) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(world.licenseOf(contract)).toMatchObject({ status: 'active', license_key: '' });
    expect(world.contractStatus(contract)).toBe('Awaiting Activation');
    await world.until(id, 'succeeded');
    expect(world.licenseOf(contract)?.license_key).not.toBe('');
    expect(sandbox.orders()).toBe(1);
  });

  it('a license for another IP than the one ordered is not confirmed', async () => {
    const { contract } = await open({ faults: [{ kind: 'wrong-ip', func: 'soft.order.param', times: 1 }] });
    const { id } = world.licenses.create(contract, owner);
    while (!world.codes(id).includes('mismatch')) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(world.provisioning.get(id).state).toBe('accepted');
    expect(world.provisioning.get(id).events.at(-1)?.detail).toContain('203.0.113.254');
  });

  it('does not buy what is not paid for any more', async () => {
    const { contract, connection } = await open();
    world.store.transaction(owner, (writer) => writer.update('connection', connection, { is_enabled: 0 }));
    const { id } = world.licenses.create(contract, owner);
    world.store.transaction(owner, (writer) => writer.update('contract_product', contract, { status: 'Cancelled' }));
    world.store.transaction(owner, (writer) => writer.update('connection', connection, { is_enabled: 1 }));
    expect(await world.until(id, 'refused')).toMatchObject({ errorCode: 'license.wrong_state' });
    expect(sandbox.requests()).toEqual([]);
  });
});

describe('an order that is not there', () => {
  it('reset before the order was booked: absent after complete readings, and only a person sends again', async () => {
    const { contract } = await open(
      { faults: [{ kind: 'reset', func: 'soft.order.param', times: 1 }] },
      { timings: impatient },
    );
    const { id } = world.licenses.create(contract, owner);
    await world.until(id, 'absent');
    expect(sandbox.orders()).toBe(0);
    expect(calls('soft.order.param')).toBe(1);
    expect(calls('soft')).toBeGreaterThanOrEqual(3);
    await world.provisioning.idle();
    expect(() => world.licenses.create(contract, owner)).toThrow('license.operation_open');
    const { token } = world.provisioning.retry(id, owner);
    await world.until(id, 'succeeded');
    expect(sandbox.orders()).toBe(1);
    expect(sandbox.licenses()[0]?.licname).toBe(token);
    expect(world.provisioning.get(id).attempt).toBe(2);
  });

  it('an absent order that turns up late is adopted instead of bought again', async () => {
    const { contract } = await open(
      {
        faults: [
          { kind: 'list-late', ms: 600_000, func: 'soft.order.param', times: 1 },
          { kind: 'reset', phase: 'after-commit', func: 'soft.order.param', times: 1 },
        ],
        guesses: { missingFunctions: ['expense'] },
      },
      { timings: impatient },
    );
    const { id } = world.licenses.create(contract, owner);
    await world.until(id, 'absent');
    sandbox.advance(700_000);
    world.provisioning.retry(id, owner);
    await world.until(id, 'succeeded');
    expect(sandbox.orders()).toBe(1);
    expect(calls('soft.order.param')).toBe(1);
  });

  it('a charge that nobody can place keeps it unknown', async () => {
    const { contract } = await open(
      {
        faults: [
          { kind: 'list-late', ms: 600_000, func: 'soft.order.param', times: 1 },
          { kind: 'reset', phase: 'after-commit', func: 'soft.order.param', times: 1 },
        ],
      },
      { timings: { ...impatient, slowMs: 30 } },
    );
    const { id } = world.licenses.create(contract, owner);
    while (calls('expense') < 8) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(['unknown', 'reconciling']).toContain(world.provisioning.get(id).state);
    expect(world.codes(id)).toContain('signs_of_purchase');
    sandbox.advance(700_000);
    await world.until(id, 'succeeded');
    expect(sandbox.orders()).toBe(1);
  });

  it('a license of another account with the same id does not hide a charge', async () => {
    const { contract, connection } = await open(
      {
        faults: [
          { kind: 'list-late', ms: 600_000, func: 'soft.order.param', times: 1 },
          { kind: 'reset', phase: 'after-commit', func: 'soft.order.param', times: 1 },
        ],
      },
      { timings: { ...impatient, slowMs: 30 } },
    );
    const other = await world.addConnection({ username: 'other@sandbox.example', name: 'another account' });
    expect(other.id).not.toBe(connection);
    // Both vendors number their licenses from the same start.
    world.addLicense(world.addContract(other.id), other.id, '300001');
    const { id } = world.licenses.create(contract, owner);
    while (calls('expense') < 8 && world.provisioning.get(id).state !== 'absent')
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(sandbox.licenses()[0]?.id).toBe(300_001);
    expect(['unknown', 'reconciling']).toContain(world.provisioning.get(id).state);
    expect(world.codes(id)).toContain('signs_of_purchase');
    expect(world.codes(id)).not.toContain('not_found_yet');
  });

  it('a list that is cut is no proof of absence', async () => {
    const { contract, connection } = await open({}, { timings: impatient });
    await world.until(world.licenses.create(contract, owner).id, 'succeeded');
    const other = world.addContract(connection, { ip: '192.0.2.8' });
    sandbox.setFaults([
      { kind: 'page-limit', rows: 0, func: 'soft' },
      { kind: 'reset', phase: 'after-commit', func: 'soft.order.param', times: 1 },
    ]);
    const { id } = world.licenses.create(other, owner);
    while (calls('soft') < 12) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(['unknown', 'reconciling']).toContain(world.provisioning.get(id).state);
    expect(world.codes(id)).toContain('not_readable');
    expect(world.codes(id)).not.toContain('not_found_yet');
    sandbox.clearFaults();
    await world.until(id, 'succeeded');
    expect(sandbox.orders()).toBe(2);
  });

  it('two licenses with the token stay unknown for a person', async () => {
    const { contract } = await open(
      {
        faults: [
          { kind: 'reset', phase: 'after-commit', func: 'soft.order.param', times: 1 },
          { kind: 'html-502', func: 'soft', times: 3 },
        ],
      },
      { timings: { ...impatient, slowMs: 30 } },
    );
    const { id } = world.licenses.create(contract, owner);
    await world.until(id, 'unknown');
    const { token } = world.provisioning.get(id);
    await world.vendor.orderLicense(
      { connectionId: 'x', apiAddress: sandbox.url, ...account },
      { pricelist: '55227', period: 1, ip: '192.0.2.9', token },
      { tag: 'test' },
    );
    while (!world.codes(id).includes('several')) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(['unknown', 'reconciling']).toContain(world.provisioning.get(id).state);
    const [, second] = sandbox.licenses();
    sandbox.patchLicense(second?.id ?? 0, { status: 4 });
    await world.until(id, 'succeeded');
    expect(calls('soft.order.param')).toBe(2);
  });

  it('can be given up from absent and from the queue, not while unknown', async () => {
    const { contract, connection } = await open(
      { faults: [{ kind: 'reset', func: 'soft.order.param', times: 1 }] },
      { timings: impatient },
    );
    const { id } = world.licenses.create(contract, owner);
    await world.until(id, 'unknown', 'reconciling');
    expect(() => world.provisioning.abandon(id, owner)).toThrow('operation.wrong_state');
    expect(() => world.provisioning.retry(id, owner)).toThrow('operation.wrong_state');
    await world.until(id, 'absent');
    expect(world.provisioning.abandon(id, owner).state).toBe('abandoned');
    world.store.transaction(owner, (writer) => writer.update('connection', connection, { is_enabled: 0 }));
    const again = world.licenses.create(contract, owner);
    expect(world.provisioning.abandon(again.id, owner)).toMatchObject({ state: 'abandoned' });
    expect(sandbox.orders()).toBe(0);
  });

  it('check reads now and never sends', async () => {
    const { contract } = await open(
      { faults: [{ kind: 'reset', func: 'soft.order.param', times: 1 }] },
      { timings: impatient },
    );
    const { id } = world.licenses.create(contract, owner);
    await world.until(id, 'absent');
    const before = calls('soft');
    expect((await world.provisioning.check(id)).state).toBe('absent');
    expect(calls('soft')).toBe(before + 1);
    expect(calls('soft.order.param')).toBe(1);
  });
});

describe('ten minutes', () => {
  /** Every step of virtual time is followed by all that is due then. */
  async function pass(clock: ReturnType<typeof virtualClock>, ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= 5000) {
      clock.advance(Math.min(left, 5000));
      await world.provisioning.idle();
    }
  }

  it('of complete readings make an order absent, not less; a clock that is set forward does not', async () => {
    const clock = virtualClock();
    const { readBackMs, slowMs, reconcileMs, backoffMs } = defaultTimings;
    const { contract } = await open(
      { faults: [{ kind: 'reset', func: 'soft.order.param', times: 1 }], now: () => clock.now() },
      { clock, timings: { readBackMs, slowMs, reconcileMs, backoffMs } },
    );
    const { id } = world.licenses.create(contract, owner);
    await world.provisioning.idle();
    expect(world.provisioning.get(id).state).toBe('unknown');
    clock.set('2026-03-10T15:00:00.000Z');
    for (let turn = 0; turn < 3; turn += 1) await pass(clock, 60_000);
    const reads = calls('soft');
    expect(reads).toBeGreaterThanOrEqual(3);
    expect(world.provisioning.get(id).state).toBe('unknown');
    await pass(clock, 600_000 - 180_000 - 5000);
    expect(world.provisioning.get(id).state).toBe('unknown');
    await pass(clock, 120_000);
    expect(world.provisioning.get(id).state).toBe('absent');
    const after = sandbox.requests().length;
    await pass(clock, 3_600_000);
    expect(sandbox.requests().length).toBe(after);
    expect(sandbox.orders()).toBe(0);
  });

  it('go on after a restart: what was read is kept', async () => {
    const clock = virtualClock();
    const { reconcileMs } = defaultTimings;
    await open({ faults: [{ kind: 'reset', func: 'soft.order.param', times: 1 }], now: () => clock.now() });
    const folder = tempFolder();
    closing.push(async () => folder.remove());
    const first = makeWorld({ url: sandbox.url, clock, folder: folder.path, timings: { reconcileMs } });
    const connection = await first.addConnection();
    const contract = first.addContract(connection.id);
    first.provisioning.start();
    const { id } = first.licenses.create(contract, owner);
    await first.provisioning.idle();
    clock.advance(15_000);
    await first.provisioning.idle();
    await first.close();
    world = makeWorld({ url: sandbox.url, clock, folder: folder.path, timings: { reconcileMs }, vault: first.vault });
    world.provisioning.start();
    await pass(clock, 570_000);
    expect(world.provisioning.get(id).state).toBe('unknown');
    await pass(clock, 120_000);
    expect(world.provisioning.get(id).state).toBe('absent');
    expect(calls('soft.order.param')).toBe(1);
  });
});

describe('the intent is on disk before the first byte', () => {
  /** The vendor's side of the wire looks into the file: what a crash at this moment would leave. */
  async function seenAtSending(planted: boolean): Promise<unknown> {
    const folder = tempFolder();
    closing.push(async () => folder.remove());
    sandbox = await startVendorSandbox({ timing: { processingMs: 0, keyDelayMs: 0 } });
    closing.push(() => sandbox.close());
    let onDisk: unknown;
    let late: (() => void) | undefined;
    const honest = createVendorClient({ clock: systemClock, log: silentLog, minReadIntervalMs: 0 });
    world = makeWorld({
      url: sandbox.url,
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
    closing.push(() => world.close());
    const connection = await world.addConnection();
    const contract = world.addContract(connection.id);
    world.provisioning.start();
    await world.until(world.licenses.create(contract, owner).id, 'succeeded');
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
    const { contract, connection } = await open({
      faults: [{ kind: 'delay', ms: 400, phase: 'after-commit', func: 'soft.order.param', times: 1 }],
    });
    const { id } = world.licenses.create(contract, owner);
    await world.until(id, 'sending');
    while (sandbox.orders() === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    // A copy of the file as a crash would leave it, opened by the next run.
    const next = makeWorld({
      url: sandbox.url,
      clock: systemClock,
      vault: world.vault,
      wrapStore: (store) => copyRows(world, store),
    });
    closing.push(() => next.close());
    expect(next.provisioning.get(id).state).toBe('sending');
    next.provisioning.start();
    await next.until(id, 'succeeded');
    expect(next.codes(id)).toContain('interrupted');
    expect(next.codes(id)).toContain('found');
    expect(next.connections.get(connection).credentialsStopped).toBe(false);
    expect(sandbox.orders()).toBe(1);
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

describe('suspend, unsuspend, terminate', () => {
  async function bought(vendor: VendorSandboxOptions = {}, timings: Partial<ProvisioningTimings> = {}) {
    const made = await open(vendor, { timings: { ...impatient, ...timings } });
    await world.until(world.licenses.create(made.contract, owner).id, 'succeeded');
    return made;
  }

  it('is done when the vendor shows it, and the contract follows', async () => {
    const { contract, connection } = await bought();
    await world.until(world.licenses.suspend(contract, owner).id, 'succeeded');
    expect(world.licenseOf(contract)?.status).toBe('suspended');
    expect(world.contractStatus(contract)).toBe('Suspended');
    expect(world.connections.get(connection).capabilities.suspend.value).toBe('yes');
    expect(() => world.licenses.suspend(contract, owner)).toThrow('license.wrong_state');
    await world.until(world.licenses.unsuspend(contract, owner).id, 'succeeded');
    expect(world.licenseOf(contract)?.status).toBe('active');
    expect(() => world.licenses.terminate(contract, 'yes', owner)).toThrow('license.confirmation_mismatch');
    await world.until(
      world.licenses.terminate(contract, world.licenseOf(contract)?.license_key ?? '', owner).id,
      'succeeded',
    );
    expect(world.licenseOf(contract)?.status).toBe('deleted');
    expect(sandbox.licenses()[0]?.status).toBe(4);
    expect(calls('soft.delete')).toBe(1);
  });

  it('a deleted license that vanishes from the vendor counts as deleted', async () => {
    const { contract } = await bought({ guesses: { deletedRows: 'remove' } });
    await world.until(
      world.licenses.terminate(contract, world.licenseOf(contract)?.license_key ?? '', owner).id,
      'succeeded',
    );
    expect(world.licenseOf(contract)?.status).toBe('deleted');
  });

  it('a vendor that says no: refused, the capability recorded, the license still active', async () => {
    const { contract, connection } = await bought({ switches: { canSuspend: false } });
    expect(await world.until(world.licenses.suspend(contract, owner).id, 'refused')).toMatchObject({
      errorCode: 'vendor.no_right',
    });
    expect(world.connections.get(connection).capabilities.suspend.value).toBe('no');
    expect(world.licenseOf(contract)?.status).toBe('active');
    expect(world.contractStatus(contract)).toBe('Active');
    expect(() => world.licenses.suspend(contract, owner)).toThrow('license.capability_missing');
    // A person tests the connection again after the vendor changed the account.
    sandbox.configure({ switches: { canSuspend: true } });
    expect(await world.connections.test(connection, owner)).toMatchObject({
      outcome: 'ok',
      balance: { amountMinor: 99_500, currency: 'EUR' },
    });
    await world.until(world.licenses.suspend(contract, owner).id, 'succeeded');
  });

  it('a vendor that says ok and does nothing is never believed', async () => {
    const { contract } = await bought({ switches: { canSuspend: 'silent' } });
    const { id } = world.licenses.suspend(contract, owner);
    expect(await world.until(id, 'refused', 'succeeded')).toMatchObject({
      state: 'refused',
      errorCode: 'license.capability_missing',
    });
    expect(world.codes(id)).toContain('unchanged');
    expect(world.licenseOf(contract)?.status).toBe('active');
    expect(world.contractStatus(contract)).toBe('Active');
  });

  it('a suspension whose answer is lost is found by reading', async () => {
    const { contract } = await bought();
    sandbox.setFaults([{ kind: 'reset', phase: 'after-commit', func: 'soft.suspend', times: 1 }]);
    const { id } = world.licenses.suspend(contract, owner);
    await world.until(id, 'succeeded');
    expect(world.codes(id)).toContain('found');
    expect(calls('soft.suspend')).toBe(1);
  });

  it('a suspension that did not arrive is repeated after reading, within bounds', async () => {
    const { contract } = await bought();
    sandbox.setFaults([{ kind: 'reset', func: 'soft.suspend', times: 1 }]);
    const { id } = world.licenses.suspend(contract, owner);
    await world.until(id, 'succeeded');
    expect(world.codes(id)).toContain('repeated');
    expect(calls('soft.suspend')).toBe(2);
    sandbox.setFaults([{ kind: 'reset', func: 'soft.resume' }]);
    await world.until(world.licenses.unsuspend(contract, owner).id, 'absent');
    expect(calls('soft.resume')).toBe(3);
  });

  it('what is so already needs no call', async () => {
    const { contract } = await bought();
    sandbox.patchLicense(sandbox.licenses()[0]?.id ?? 0, { status: 3 });
    const { id } = world.licenses.suspend(contract, owner);
    await world.until(id, 'succeeded');
    expect(world.codes(id)).toContain('already_so');
    expect(calls('soft.suspend')).toBe(0);
  });

  it('refresh reads into the mirror; a license nobody knows becomes unknown and cannot be bought again', async () => {
    const { contract } = await bought();
    expect(await world.licenses.refresh(contract, owner)).toEqual({ changed: false });
    const id = sandbox.licenses()[0]?.id ?? 0;
    sandbox.patchLicense(id, { status: 3 });
    expect(await world.licenses.refresh(contract, owner)).toEqual({ changed: true });
    expect(world.licenseOf(contract)?.status).toBe('suspended');
    sandbox.setFaults([
      { kind: 'error', func: 'soft.edit', errorType: 'missed', errorObject: 'elid', message: 'elid not found' },
    ]);
    expect(await world.licenses.refresh(contract, owner)).toEqual({ changed: true });
    expect(world.licenseOf(contract)?.status).toBe('unknown');
    expect(world.licenses.availableActions(contract).create).toBe('license.already_exists');
    sandbox.setFaults([{ kind: 'html-502', func: 'soft.edit' }]);
    await expect(world.licenses.refresh(contract, owner)).rejects.toThrow('vendor.server_error');
  });
});
