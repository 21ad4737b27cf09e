import { v7 } from 'uuid';
import type { z } from 'zod';
import type { Call } from '../../../preload/api/contract.ts';
import { areas } from '../../../preload/api/index.ts';
import { assetsHandlers } from '../../../main/core/assets/index.ts';
import { auditHandlers, auditService } from '../../../main/core/audit/index.ts';
import { billingHandlers, billingService } from '../../../main/core/billing/index.ts';
import { brandHandlers, ensureBrand } from '../../../main/core/brand/index.ts';
import {
  catalogueHandlers,
  pricesHandlers,
  productOptionsHandlers,
  transferHandlers,
} from '../../../main/core/catalogue/index.ts';
import { clientAreaHandlers, clientAreaService } from '../../../main/core/client-area/index.ts';
import { clientsHandlers, clientsService } from '../../../main/core/clients/index.ts';
import {
  contractEffects,
  contractProductsHandlers,
  contractProductsService,
} from '../../../main/core/contract-products/index.ts';
import { dashboardHandlers, dashboardService } from '../../../main/core/dashboard/index.ts';
import { AppError, type Context } from '../../../main/core/kernel/index.ts';
import { ordersHandlers, ordersService } from '../../../main/core/orders/index.ts';
import { ratesHandlers } from '../../../main/core/rates/index.ts';
import { revenueHandlers, revenueService } from '../../../main/core/revenue/index.ts';
import { searchHandlers, searchService } from '../../../main/core/search/index.ts';
import type { Row, Store, Writer } from '../../../main/core/store/index.ts';
import { ticketsHandlers, ticketsService } from '../../../main/core/tickets/index.ts';
import { translationsHandlers } from '../../../main/core/translations/index.ts';
import { triggersService } from '../../../main/core/triggers/index.ts';
import { trialsHandlers } from '../../../main/core/trials/index.ts';
import { contractChangesHandlers } from '../../../main/core/contract-changes/index.ts';
import type { ErrorCode } from '../../../preload/api/errors.ts';
import type { Operation, OperationKind, OperationState } from '../../../preload/api/operations.ts';
import type { OperationParams, StoredOperation } from '../../../main/core/provisioning/index.ts';
import { makeChanges } from './changes.ts';
import { makeCatalogue } from './catalogue.ts';
import { untoldColumns } from './store.ts';
import { LicenseAction } from '../../../preload/api/contract-products.ts';

/** A new id of a form, as a page makes it. */
export const key = (): string => v7();

export const staff: Context = {
  principal: { kind: 'staff', staffId: '01900000-0000-7000-8000-000000000001', name: 'Olga Owner', role: 'owner' },
  traceId: 'trace-1',
};

const openStates = "state NOT IN ('succeeded', 'refused', 'abandoned')";

/** Stands for the operation area: writes the same rows, asks no vendor. */
export function fakeProvisioning(store: Store) {
  const fake = {
    kicks: 0,
    kick: () => {
      fake.kicks += 1;
    },
    /** Thrown by the next `queueCreate`, to see what a failure in the middle leaves behind. */
    failWith: undefined as Error | undefined,
    /** What is queued is refused from now on. */
    refuseWith: (code: ErrorCode): void => {
      fake.failWith = new AppError(code);
    },
    queueCreate: (writer: Writer, contractProductId: string, cause: string): string =>
      fake.queue(writer, 'create', contractProductId, {}, cause),
    queueTerminate: (writer: Writer, contractProductId: string, cause: string): string =>
      fake.queue(writer, 'terminate', contractProductId, {}, cause),
    queueChange: (
      writer: Writer,
      contractProductId: string,
      to: { readonly package: string; readonly contract: NonNullable<OperationParams['contract']> },
      cause: string,
    ): string =>
      fake.queue(writer, 'changePackage', contractProductId, { pricelist: to.package, contract: to.contract }, cause),
    queue(
      writer: Writer,
      kind: OperationKind,
      contractProductId: string,
      params: Partial<OperationParams>,
      cause: string,
    ): string {
      if (fake.failWith) throw fake.failWith;
      const contract = store.db
        .prepare('SELECT connection_id, price_minor, currency FROM contract_product WHERE id = ?')
        .get(contractProductId) as { connection_id: string; price_minor: number; currency: string };
      const id = store.makeId();
      writer.insert('operation', {
        id,
        kind,
        state: 'queued',
        ...contract,
        contract_product_id: contractProductId,
        license_id: null,
        token: `token-${id}`,
        attempt: 0,
        params: JSON.stringify(params),
        vendor_id: null,
        error_code: null,
        vendor_message: null,
        absent_reads: 0,
        first_absent_at: null,
        next_check_at: null,
        asked_by: 'test',
        cause,
        sent_at: null,
        settled_at: null,
      });
      return id;
    },
    checkGuards: () => undefined,
    checkConfirmation(_contractProductId: string, confirmation: string): void {
      if (confirmation !== '1001-ABCDEF') throw new AppError('license.confirmation_mismatch');
    },
    /** What else than the license stands in the way of a change of its tariff. */
    whyNotChange: null as string | null,
    availableActions: () => ({
      ...(Object.fromEntries(LicenseAction.options.map((action) => [action, null])) as Record<
        LicenseAction,
        string | null
      >),
      suspend: 'license.no_license',
      changePackage: fake.whyNotChange,
    }),
    shown: (id: string): Operation | undefined => fake.rows('id', id, 1)[0],
    operationsOf: (contractProductId: string, limit: number): Operation[] =>
      fake.rows('contract_product_id', contractProductId, limit),
    rows(column: 'id' | 'contract_product_id', value: string, limit: number): Operation[] {
      return (
        store.db
          .prepare(`SELECT * FROM operation WHERE ${column} = ? ORDER BY id DESC LIMIT ?`)
          .all(value, limit) as Record<string, never>[]
      ).map((row) => ({
        id: row['id'] ?? '',
        kind: row['kind'] ?? 'create',
        state: row['state'] ?? 'queued',
        connectionId: row['connection_id'] ?? '',
        connectionName: 'Main account',
        contractProductId: row['contract_product_id'] ?? '',
        vendorId: row['vendor_id'] ?? null,
        productName: 'ispmanager 6 lite',
        clientName: 'Anna Smith',
        token: row['token'] ?? '',
        attempt: Number(row['attempt']),
        errorCode: null,
        vendorMessage: null,
        askedBy: 'test',
        cause: row['cause'] ?? '',
        expectedCost: null,
        heldFor: null,
        quotedCost: null,
        sentAt: null,
        nextCheckAt: null,
        createdAt: row['created_at'] ?? '',
        settledAt: null,
      }));
    },
    open: (): number =>
      (store.db.prepare(`SELECT count(*) AS n FROM operation WHERE ${openStates}`).get() as { n: number }).n,
  };
  return fake;
}

/** All areas of this test's shop, put together as the application does it. */
export function makeShop(store: Store) {
  ensureBrand(store, staff, { name: 'Hosting House', defaultLanguage: 'en', defaultCurrency: 'EUR', timeZone: 'UTC' });
  const provisioning = fakeProvisioning(store);
  const { assets, translations, brand, rates, catalogue, outside } = makeCatalogue(store, staff, (writer, id, minor) =>
    contractProducts.reprice(writer, id, minor),
  );
  const clients = clientsService(store);
  const triggers = triggersService(store);
  const contractProducts = contractProductsService({
    store,
    licenses: provisioning,
    provisioning,
    triggers,
    trials: { orderPaid: (id, paidOn) => changes.trials.orderPaid(id, paidOn) },
    afterQueued: provisioning.kick,
  });
  const billing = billingService({
    store,
    brand,
    onInvoicePaid: (writer, { id, kind, orderId }, context, paidOn) => {
      if (orderId !== null) orders.onInvoicePaid(writer, orderId, context, paidOn);
      changes.invoicePaid(writer, { id, kind });
    },
    afterPaid: provisioning.kick,
  });
  const changes = makeChanges({
    store,
    brand,
    clients,
    catalogue,
    billing,
    licenses: provisioning,
    kick: provisioning.kick,
  });
  const orders = ordersService({
    store,
    brand,
    clients,
    catalogue,
    billing,
    contractProducts,
    trials: changes.ofOrders,
    afterPaid: provisioning.kick,
  });
  const effects = contractEffects(store);
  const tickets = ticketsService({ store, clients });
  const audit = auditService(store);
  const dashboard = dashboardService({ store, orders, catalogue, provisioning });
  const clientArea = clientAreaService({
    assets,
    store,
    brand,
    clients,
    device: () => ({ theme: 'dark', environment: 'live' }),
  });
  const handlers = {
    brand: brandHandlers(brand),
    catalogue: catalogueHandlers(catalogue),
    clients: clientsHandlers(clients),
    billing: billingHandlers(billing),
    orders: ordersHandlers(orders),
    contractChanges: contractChangesHandlers(changes.contractChanges),
    contractProducts: contractProductsHandlers(contractProducts),
    tickets: ticketsHandlers(tickets),
    audit: auditHandlers(audit),
    dashboard: dashboardHandlers(dashboard),
    clientArea: clientAreaHandlers(clientArea),
    assets: assetsHandlers(assets),
    prices: pricesHandlers(catalogue),
    productOptions: productOptionsHandlers(catalogue),
    rates: ratesHandlers(rates),
    revenue: revenueHandlers(revenueService({ store, brand })),
    search: searchHandlers(searchService(store)),
    transfer: transferHandlers(catalogue),
    translations: translationsHandlers(translations),
    trials: trialsHandlers(changes.trials),
  };
  type Handled = typeof handlers;

  /** Calls a verb as the bridge does: input and output must fit the API's schemas. */
  function call<A extends keyof Handled, V extends keyof Handled[A] & keyof (typeof areas)[A]>(
    area: A,
    verb: V,
    input: (typeof areas)[A][V] extends Call<infer I> ? z.input<I> : never,
    context: Context = staff,
  ): (typeof areas)[A][V] extends Call<z.ZodType, infer O> ? z.output<O> : never {
    const contract = areas[area][verb] as unknown as Call;
    const run = handlers[area][verb] as (input: unknown, context: Context) => unknown;
    return contract.output.parse(run(contract.input.parse(input), context)) as never;
  }

  const insert = (table: 'connection' | 'license', row: Row & { id: string }): string => {
    store.transaction(staff, (writer) => writer.insert(table, row));
    return row.id;
  };
  const connection = (patch: Row = {}): string =>
    insert('connection', {
      id: store.makeId(),
      is_enabled: 1,
      name: 'Main account',
      provision_category: 'Software Licenses',
      is_category_default: 0,
      provider: 'ispmanager',
      is_provider_default: 0,
      username: 'buyer@example.test',
      api_address: 'https://api-eu.ispmanager.com/manager/billmgr',
      password_set_at: null,
      credentials_stopped: 0,
      last_test: null,
      read_interval_ms: 1000,
      parallel: 1,
      deleted_at: null,
      ...patch,
    });
  const license = (contractProductId: string, patch: Row = {}): string => {
    const id = store.makeId();
    return insert('license', {
      id,
      contract_product_id: contractProductId,
      connection_id: (
        store.db.prepare('SELECT connection_id FROM contract_product WHERE id = ?').get(contractProductId) as {
          connection_id: string;
        }
      ).connection_id,
      vendor_id: id,
      license_key: '1001-ABCDEF',
      status: 'active',
      ip: '192.0.2.7',
      licname: 'token',
      package_identifier: '55227',
      ...untoldColumns,
      created_on: '2026-03-10',
      expires_on: '2026-04-10',
      last_read_at: store.now(),
      ...patch,
    });
  };
  const category = (name = 'Licenses'): string => call('catalogue', 'createCategory', { name }).id;
  const product = (patch: Partial<z.input<(typeof areas)['catalogue']['createProduct']['input']>> = {}): string =>
    call('catalogue', 'createProduct', {
      categoryId: patch.categoryId ?? category(),
      name: 'ispmanager 6 lite',
      prices: [
        { termMonths: 1, currency: 'EUR', amountMinor: 500 },
        { termMonths: 12, currency: 'EUR', amountMinor: 5000 },
      ],
      connectionId: patch.connectionId === undefined ? connection() : patch.connectionId,
      packageIdentifier: '55227',
      ...patch,
    }).id;
  let people = 0;
  const client = (patch: Partial<z.input<(typeof areas)['clients']['create']['input']>> = {}): string => {
    people += 1;
    return call('clients', 'create', {
      firstName: 'Anna',
      lastName: 'Smith',
      email: `anna${people}@example.test`,
      ...patch,
    }).id;
  };
  /** Input of an order that succeeds. */
  const orderInput = (patch: Partial<z.input<(typeof areas)['orders']['place']['input']>> = {}) => ({
    requestKey: key(),
    clientId: patch.clientId ?? client(),
    productId: patch.productId ?? product(),
    termMonths: 1 as const,
    currency: 'EUR',
    expectedTotalMinor: 500,
    ...patch,
  });
  const order = (patch: Parameters<typeof orderInput>[0] = {}) => call('orders', 'place', orderInput(patch));
  const payment = (invoiceId: string, amountMinor: number, patch: object = {}) => ({
    requestKey: key(),
    invoiceId,
    amountMinor,
    method: 'cash' as const,
    receivedOn: '2026-03-10',
    ...patch,
  });
  /** The vendor's answer to the open operation of a contract product, with all that hangs on it; answers with its id. */
  const settle = (
    contractProductId: string,
    state: 'succeeded' | 'refused',
    errorCode: ErrorCode | null = null,
  ): string => {
    const row = store.db
      .prepare(`SELECT id, kind, params FROM operation WHERE contract_product_id = ? AND ${openStates}`)
      .get(contractProductId) as { id: string; kind: OperationKind; params: string };
    const params = { pricelist: '55227', ip: '', ...(JSON.parse(row.params) as object) } as StoredOperation['params'];
    store.transaction(staff, (writer) => {
      writer.update('operation', row.id, { state, error_code: errorCode });
      const operation = {
        id: row.id,
        kind: row.kind,
        state: state as OperationState,
        contractProductId,
        errorCode,
        params,
      };
      changes.settled(writer, operation);
      effects.settled(writer, operation);
    });
    return row.id;
  };
  const count = (table: string): number =>
    (store.db.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n;

  return {
    store,
    call,
    provisioning,
    effects,
    settle,
    outside,
    services: {
      rates,
      translations,
      brand,
      clients,
      catalogue,
      contractProducts,
      contractChanges: changes.contractChanges,
      trials: changes.trials,
      billing,
      orders,
      tickets,
      audit,
      dashboard,
      clientArea,
    },
    make: { connection, license, category, product, client, orderInput, order, payment },
    count,
  };
}
export type Shop = ReturnType<typeof makeShop>;

/** The code (and the fields) of what `work` throws; null when it throws nothing. */
export function failure(work: () => unknown): { code: string; fields?: object; params?: object } | null {
  try {
    work();
    return null;
  } catch (error) {
    const { code, fields, params } = error as { code?: string; fields?: object; params?: object };
    if (code === undefined) throw error;
    return { code, ...(fields ? { fields } : {}), ...(params ? { params } : {}) };
  }
}
