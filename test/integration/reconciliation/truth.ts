import { randomUUID } from 'node:crypto';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'vitest';
import type { Input, Output } from '../../../preload/api/contract.ts';
import type { StaffAreas } from '../../../preload/api/index.ts';
import type { Finding, FindingClass, FindingField, ReconciliationRun } from '../../../preload/api/reconciliation.ts';
import { type Core, createCore } from '../../../main/core/core.ts';
import { type Clock, silentLog, systemClock } from '../../../main/core/kernel/index.ts';
import { createVendorClient } from '../../../main/core/provisioning/index.ts';
import { memoryVault } from '../../../main/core/vault/index.ts';
import {
  startVendorSandbox,
  type VendorSandbox,
  type VendorSandboxOptions,
} from '../../../main/core/vendor-sandbox/index.ts';
import { tempFolder } from '../../unit/support/store.ts';

const account = { username: 'reseller@sandbox.example', password: 'sandbox' };
export const dayMs = 86_400_000;

/**
 * Time that goes on as it does, from a day in the middle of a month, and can be moved ahead. Sleeps are real, or cut
 * short, so that who waits for a time looks at once whether it has come.
 */
function movableClock(longestSleepMs: number): Clock & { advance(ms: number): void } {
  const start = '2026-03-10T12:00:00.000Z';
  const begun = Date.now();
  let ahead = 0;
  return {
    ...systemClock,
    sleep: (ms, signal) => systemClock.sleep(Math.min(ms, longestSleepMs), signal),
    now: () => new Date(Date.parse(start) + Date.now() - begun + ahead),
    advance: (ms) => {
      ahead += ms;
    },
  };
}

type Areas = keyof StaffAreas;
type Verbs<A extends Areas> = keyof StaffAreas[A] & string;

/** All of core on a data folder, a vendor of its own behind a socket, one clock for both, and a shop that sells. */
export async function makeTruth(vendorOptions: VendorSandboxOptions = {}, longestSleepMs = 2 ** 31 - 1) {
  const clock = movableClock(longestSleepMs);
  const vendor: VendorSandbox = await startVendorSandbox({
    now: () => clock.now(),
    timing: { orderedMs: 0, processingMs: 0, keyDelayMs: 0, operationMs: 0 },
    ...vendorOptions,
  });
  const folder = tempFolder();
  const core: Core = await createCore({
    dataFolder: folder.path,
    version: '0',
    runtime: { electron: '', chrome: '', node: '', supported: true },
    personName: 'Olga Owner',
    defaultLanguage: 'en',
    clock,
    log: silentLog,
    vault: memoryVault(),
    environment: 'sandbox',
    checkOutput: true,
  });

  const envelope = (area: string, verb: string, input: unknown) =>
    core.call({ kind: 'staff' }, `${area}.${verb}`, input);
  async function call<A extends Areas, V extends Verbs<A>>(
    area: A,
    verb: V,
    input: Input<StaffAreas[A][V]>,
  ): Promise<Output<StaffAreas[A][V]>> {
    const answer = await envelope(area, verb, input);
    if (!answer.ok) throw new Error(`${area}.${verb}: ${JSON.stringify(answer.error)}`);
    return answer.value as Output<StaffAreas[A][V]>;
  }
  /** The code of a refused call. */
  async function refusal<A extends Areas, V extends Verbs<A>>(
    area: A,
    verb: V,
    input: Input<StaffAreas[A][V]>,
  ): Promise<string> {
    const answer = await envelope(area, verb, input);
    return answer.ok ? 'ok' : answer.error.code;
  }

  const connect = (patch: { name?: string; username?: string; apiAddress?: string } = {}) =>
    call('connections', 'create', {
      name: 'ispmanager licenses',
      apiAddress: vendor.url,
      readIntervalMs: 0,
      ...account,
      ...patch,
    });
  const connection = await connect();
  const category = await call('catalogue', 'createCategory', { name: 'Licenses' });
  const productFor = (connectionId: string, packageIdentifier = '55227') =>
    call('catalogue', 'createProduct', {
      categoryId: category.id,
      name: `tariff ${packageIdentifier}`,
      prices: [
        { termMonths: 1, currency: 'EUR', amountMinor: 700 },
        { termMonths: 12, currency: 'EUR', amountMinor: 7000 },
      ],
      connectionId,
      packageIdentifier,
    });
  const product = await productFor(connection.id);
  const client = await call('clients', 'create', { firstName: 'Anna', lastName: 'Smith', email: 'anna@example.test' });

  /** A paid order, with its license there. */
  async function sell(ip = '203.0.113.10', productId = product.id) {
    const order = await call('orders', 'place', {
      requestKey: randomUUID(),
      clientId: client.id,
      currency: 'EUR',
      items: [{ productId, termMonths: 1, ip }],
      expectedTotalMinor: 700,
    });
    await call('billing', 'recordPayment', {
      requestKey: randomUUID(),
      invoiceId: order.invoiceId,
      amountMinor: 700,
      method: 'cash',
      receivedOn: '2026-03-10',
      reference: '',
    });
    const contractProductId = order.items[0]?.contractProductId ?? '';
    const contract = await settled(contractProductId);
    const vendorId = contract.license?.vendorId ?? '';
    return { contractProductId, vendorId, orderId: order.id, number: Number(vendorId) };
  }
  /** Waits until nothing moves on by itself: no operation is open, or what is open is not clear. */
  async function settled(contractProductId: string) {
    for (let turn = 0; turn < 500; turn += 1) {
      const contract = await contractOf(contractProductId);
      if ([null, 'unknown', 'absent'].includes(contract.openOperationState)) return contract;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('an operation does not end');
  }
  const contractOf = (id: string) => call('contractProducts', 'get', { id });

  /** Bought past the console, as by hand in the vendor's own panel. */
  const direct = createVendorClient({ clock, log: silentLog, minReadIntervalMs: 0 });
  const byHand = { connectionId: 'by hand', apiAddress: vendor.url, ...account };
  async function buyByHand(patch: { pricelist?: string; period?: number; ip?: string; token?: string } = {}) {
    const outcome = await direct.orderLicense(
      byHand,
      { pricelist: '55227', period: 1, ip: '198.51.100.9', token: 'bought by hand', ...patch },
      { tag: 'by hand' },
    );
    if (outcome.kind !== 'ok') throw new Error(JSON.stringify(outcome));
    return outcome.value.vendorId;
  }

  const newKeyByHand = async (vendorId: string): Promise<string> => {
    const outcome = await direct.reissueKey(byHand, vendorId, { tag: 'by hand' });
    if (outcome.kind !== 'ok') throw new Error(JSON.stringify(outcome));
    return outcome.value.key ?? '';
  };

  async function run(deep = false): Promise<ReconciliationRun> {
    const [done] = await call('reconciliation', 'run', { connectionId: connection.id, deep });
    if (!done) throw new Error('no run');
    return done;
  }
  const findings = async (filter: Input<StaffAreas['reconciliation']['findings']> = {}): Promise<Finding[]> =>
    (await call('reconciliation', 'findings', filter)).rows;
  /** What is open, in short, in a stable order. */
  const open = async (): Promise<string[]> =>
    (await findings())
      .map((each) =>
        [each.class, each.field, each.problem, each.vendorId, each.ours && `${each.ours} → ${each.theirs}`]
          .filter(Boolean)
          .join(' '),
      )
      .toSorted();
  /** The one open finding of this kind. */
  async function only(name: FindingClass, field: FindingField | null = null): Promise<Finding> {
    const found = (await findings({ class: name })).filter((each) => each.field === field);
    expect(found).toHaveLength(1);
    return found[0] as Finding;
  }
  const finding = (id: string) => call('reconciliation', 'finding', { id });
  /** The finding after the operation that corrects it came to its end. */
  async function fixed(id: string) {
    for (let turn = 0; turn < 500; turn += 1) {
      const found = await finding(id);
      if (found.state !== 'fixing') return found;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('a fix does not end');
  }

  return {
    clock,
    vendor,
    core,
    call,
    refusal,
    connect,
    connection,
    productFor,
    product,
    client,
    sell,
    settled,
    contractOf,
    buyByHand,
    newKeyByHand,
    run,
    findings,
    open,
    only,
    finding,
    fixed,
    patch: (vendorId: string, patch: Parameters<VendorSandbox['patchLicense']>[1]) =>
      vendor.patchLicense(Number(vendorId), patch),
    atVendor: (vendorId: string) => vendor.licenses().find(({ id }) => String(id) === vendorId),
    /** Time goes on for both. */
    later(ms: number): void {
      clock.advance(ms);
    },
    /** Reads or writes rows that no call shows. Only while nothing runs. */
    rows<T>(sql: string): T[] {
      const db = new Database(path.join(folder.path, 'sandbox/console.db'));
      try {
        const statement = db.prepare(sql);
        if (statement.reader) return statement.all() as T[];
        statement.run();
        return [];
      } finally {
        db.close();
      }
    },
    async close(): Promise<void> {
      await core.close();
      await vendor.close();
      folder.remove();
    },
  };
}
export type Truth = Awaited<ReturnType<typeof makeTruth>>;
