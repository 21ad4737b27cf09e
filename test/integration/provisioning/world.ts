import { bulkEffects, createBulk } from '../../../main/core/bulk/index.ts';
import { type ConnectionsService, createConnections } from '../../../main/core/connections/index.ts';
import { contractEffects } from '../../../main/core/contract-products/index.ts';
import { type Clock, type Context, type MakeId, silentLog } from '../../../main/core/kernel/index.ts';
import {
  actionPreview,
  createLicenses,
  type Given,
  licenseEffects,
  moneyReader,
  type VendorAction,
} from '../../../main/core/licenses/index.ts';
import {
  createProvisioning,
  createVendorClient,
  type ProvisioningTimings,
  type SendingRights,
  type StoredOperation,
  type VendorClient,
  vendorDetect,
  vendorProbe,
} from '../../../main/core/provisioning/index.ts';
import type { Row, Store, Writer } from '../../../main/core/store/index.ts';
import { memoryVault, type SecretStore } from '../../../main/core/vault/index.ts';
import { embeddedSandboxAddress } from '../../../preload/api/connections.ts';
import { openStore, tempFolder, untoldColumns } from '../../unit/support/store.ts';

export const owner: Context = {
  principal: { kind: 'staff', staffId: '01900000-0000-7000-8000-000000000001', name: 'Olga Owner', role: 'owner' },
  traceId: 'trace-1',
};
export const account = { username: 'reseller@sandbox.example', password: 'sandbox' };

/** Virtual time: sleeps end when the test moves the clock, or when they are called off. */
export function virtualClock(
  start = '2026-03-10T12:00:00.000Z',
): Clock & { advance(ms: number): void; set(instant: string): void } {
  let wall = Date.parse(start);
  let mono = 0;
  let sleepers: { at: number; done: () => void }[] = [];
  return {
    now: () => new Date(wall),
    monotonic: () => mono,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const sleeper = { at: mono + ms, done: () => resolve() };
        sleepers.push(sleeper);
        signal?.addEventListener('abort', () => {
          sleepers = sleepers.filter((other) => other !== sleeper);
          resolve();
        });
      }),
    /** Moves both clocks, as time does. */
    advance(ms) {
      wall += ms;
      mono += ms;
      const due = sleepers.filter((sleeper) => sleeper.at <= mono);
      sleepers = sleepers.filter((sleeper) => sleeper.at > mono);
      for (const sleeper of due) sleeper.done();
    },
    /** Moves the wall clock only, as a person does. */
    set(instant) {
      wall = Date.parse(instant);
    },
  };
}

/** Short waits, for tests in real time. */
export const quick: Partial<ProvisioningTimings> = {
  readBackMs: [20, 40, 80, 160],
  slowMs: 300,
  reconcileMs: [20],
  backoffMs: [30, 60],
};

export interface WorldOptions {
  readonly url: string;
  readonly clock: Clock;
  readonly folder?: string;
  readonly timings?: Partial<ProvisioningTimings>;
  readonly vendor?: VendorClient;
  readonly timeoutMs?: number;
  readonly settled?: (operation: StoredOperation, writer: Writer) => void;
  /** In place of the contract product's own: where all areas that sell are there, they are told. */
  readonly contractSettled?: (writer: Writer, operation: StoredOperation) => void;
  readonly vault?: SecretStore;
  /** Of a simulation, that has to repeat itself. */
  readonly makeId?: MakeId;
  /** Who may send, where the desk is one of a team. */
  readonly rights?: (parts: { readonly store: Store; readonly connections: ConnectionsService }) => SendingRights;
  /** A store around the one that is opened. */
  readonly wrapStore?: (store: Store) => Store;
}

/** The areas of this part of core, put together as the application does it, on a database file of its own. */
export function makeWorld(options: WorldOptions) {
  const temporary = options.folder === undefined ? tempFolder('memory') : undefined;
  const opened = openStore(options.folder ?? temporary?.path ?? '', {
    clock: options.clock,
    ...(options.makeId === undefined ? {} : { makeId: options.makeId }),
  });
  const store = options.wrapStore?.(opened) ?? opened;
  const vault = options.vault ?? memoryVault();
  const vendor =
    options.vendor ??
    createVendorClient({
      clock: options.clock,
      log: silentLog,
      timeoutMs: options.timeoutMs ?? 5000,
      minReadIntervalMs: 0,
      readRetryMs: [],
    });
  const connections = createConnections({
    store,
    vault,
    environment: 'sandbox',
    log: silentLog,
    resolveAddress: (address) => (address === embeddedSandboxAddress ? options.url : address),
    probe: vendorProbe(vendor),
    detect: vendorDetect(vendor),
  });
  const contracts = contractEffects(store);
  const rows = bulkEffects(store);
  const provisioning = createProvisioning({
    store,
    clock: options.clock,
    log: silentLog,
    connections,
    vendor,
    effects: {
      ...licenseEffects(store),
      settled: (writer, operation) => {
        (options.contractSettled ?? contracts.settled)(writer, operation);
        rows.settled(writer, operation);
        options.settled?.(operation, writer);
      },
    },
    timings: { ...quick, ...options.timings },
    ...(options.rights ? { rights: options.rights({ store, connections }) } : {}),
  });
  const service = createLicenses({ store, provisioning, connections });
  const money = moneyReader({ store, provisioning, connections });
  const bulk = createBulk({
    store,
    log: silentLog,
    brand: { businessDate: () => store.now().slice(0, 10) },
    connections,
    licenses: service,
    provisioning,
    money,
  });
  const ask =
    (action: VendorAction) =>
    (contractProductId: string, context: Context, given: Given = {}) =>
      service.act(action, contractProductId, given, context);
  /** The service, with the actions by name as the handlers have them. */
  const licenses = {
    ...service,
    create: ask('create'),
    renew: ask('renew'),
    reissue: ask('reissue'),
    changePackage: ask('changePackage'),
    suspend: ask('suspend'),
    unsuspend: ask('unsuspend'),
    edit: ask('edit'),
    autoRenew: ask('autoRenew'),
    addons: ask('addons'),
    terminate: (contractProductId: string, confirmation: string, context: Context) =>
      service.terminate(contractProductId, confirmation, {}, context),
  };

  const insert = (
    table: Parameters<Parameters<Parameters<Store['transaction']>[1]>[0]['insert']>[0],
    row: Row,
  ): string => {
    const id = store.makeId();
    store.transaction(owner, (writer) => writer.insert(table, { id, ...row }));
    return id;
  };

  return {
    store,
    vault,
    vendor,
    connections,
    provisioning,
    licenses,
    preview: actionPreview({ store, provisioning, connections }),
    bulk,
    addConnection: (
      patch: {
        username?: string;
        password?: string;
        name?: string;
        apiAddress?: string;
        readIntervalMs?: number;
        parallel?: number;
      } = {},
    ) =>
      connections.create(
        {
          isEnabled: true,
          name: patch.name ?? 'ispmanager licenses',
          provisionCategory: 'Software Licenses',
          isCategoryDefault: false,
          provider: 'ispmanager',
          isProviderDefault: false,
          username: patch.username ?? account.username,
          apiAddress: patch.apiAddress ?? embeddedSandboxAddress,
          readIntervalMs: patch.readIntervalMs ?? 0,
          parallel: patch.parallel ?? 1,
          password: patch.password ?? account.password,
          allowMemoryOnly: false,
        },
        owner,
      ),
    /** A paid line of an order that awaits its license. */
    addContract(connectionId: string, patch: Row = {}): string {
      const client = insert('client', {
        first_name: 'Anna',
        last_name: 'Smith',
        email: `${store.makeId()}@example.test`,
        company: '',
        language: 'en',
        notes: '',
        deleted_at: null,
      });
      const category = insert('category', {
        parent_id: null,
        name: 'Licenses',
        description: '',
        short_description: '',
        deleted_at: null,
      });
      const product = insert('product', {
        category_id: category,
        type: 'single',
        is_active: 1,
        is_visible: 1,
        name: 'ispmanager 6 lite',
        description: '',
        connection_id: connectionId,
        package_identifier: '55227',
        deleted_at: null,
      });
      const order = insert('orders', {
        request_key: store.makeId(),
        number: store.makeId(),
        client_id: client,
        placed_by: 'Olga Owner',
        status: 'Active',
        notes: '',
        currency: 'EUR',
        total_minor: 500,
      });
      const item = insert('order_item', {
        order_id: order,
        line_index: 0,
        product_id: product,
        product_name: 'ispmanager 6 lite',
        term_months: 1,
        unit_minor: 500,
        currency: 'EUR',
        ip: '192.0.2.7',
      });
      return insert('contract_product', {
        order_item_id: item,
        line_index: 0,
        order_id: order,
        client_id: client,
        product_id: product,
        status: 'Awaiting Activation',
        term_months: 1,
        currency: 'EUR',
        price_minor: 500,
        anchor_date: null,
        billed_to: null,
        next_due_on: null,
        connection_id: connectionId,
        package_identifier: '55227',
        ip: '192.0.2.7',
        product_name: 'ispmanager 6 lite',
        manual_key: '',
        tracked_quantity: null,
        tracked_at: null,
        ...patch,
      });
    },
    /** A license that the console knows of, as an earlier sale left it. */
    addLicense: (contractProductId: string, connectionId: string, vendorId: string): string =>
      insert('license', {
        contract_product_id: contractProductId,
        connection_id: connectionId,
        vendor_id: vendorId,
        license_key: `${vendorId}-KEY`,
        status: 'active',
        ip: '192.0.2.8',
        licname: 'earlier',
        package_identifier: '55227',
        ...untoldColumns,
        created_on: '2026-01-01',
        expires_on: '2027-01-01',
        last_read_at: store.now(),
      }),
    contractStatus: (id: string): string =>
      (store.db.prepare('SELECT status FROM contract_product WHERE id = ?').get(id) as { status: string }).status,
    licenseOf: (contractProductId: string) =>
      store.db
        .prepare('SELECT * FROM license WHERE contract_product_id = ? ORDER BY id DESC')
        .get(contractProductId) as
        | { id: string; vendor_id: string; license_key: string; status: string; licname: string }
        | undefined,
    codes: (id: string): string[] => provisioning.get(id).events.map((event) => event.code),
    /** Waits until an operation is in one of these states. */
    async until(id: string, ...states: string[]) {
      for (let turn = 0; turn < 500; turn += 1) {
        const operation = provisioning.get(id);
        if (states.includes(operation.state)) return operation;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      const last = provisioning.get(id);
      throw new Error(
        `still ${last.state}: ${last.events.map((event) => `${event.state}/${event.code} ${event.detail}`).join(' | ')}`,
      );
    },
    /** The start of the day after a crash: everything in memory is gone, the file stays. */
    async close(): Promise<void> {
      await Promise.all([bulk.stop(), provisioning.stop()]);
      store.close();
      temporary?.remove();
    },
  };
}
export type World = ReturnType<typeof makeWorld>;
