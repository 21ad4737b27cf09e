import { v7 } from 'uuid';
import type { z } from 'zod';
import type { Call } from '../../../preload/api/contract.ts';
import { areas } from '../../../preload/api/index.ts';
import { affiliatesHandlers } from '../../../main/core/affiliates/index.ts';
import { assetsHandlers } from '../../../main/core/assets/index.ts';
import { auditHandlers, auditService } from '../../../main/core/audit/index.ts';
import { automationHandlers } from '../../../main/core/automation/index.ts';
import { billingHandlers } from '../../../main/core/billing/index.ts';
import { brandHandlers, ensureBrand } from '../../../main/core/brand/index.ts';
import {
  catalogueHandlers,
  pricesHandlers,
  productOptionsHandlers,
  transferHandlers,
} from '../../../main/core/catalogue/index.ts';
import { cancellationsHandlers } from '../../../main/core/cancellations/index.ts';
import { causesHandlers, causesService } from '../../../main/core/causes/index.ts';
import { clientAreaHandlers, clientAreaService, entranceHandlers } from '../../../main/core/client-area/index.ts';
import { clientLoginsHandlers, clientLoginsService } from '../../../main/core/client-logins/index.ts';
import { clientsHandlers } from '../../../main/core/clients/index.ts';
import { contractEffects, contractProductsHandlers } from '../../../main/core/contract-products/index.ts';
import { dashboardHandlers, dashboardService } from '../../../main/core/dashboard/index.ts';
import { type Context, silentLog } from '../../../main/core/kernel/index.ts';
import { licenseOf } from '../../../main/core/licenses/index.ts';
import { ordersHandlers } from '../../../main/core/orders/index.ts';
import { promoCodesHandlers } from '../../../main/core/promo-codes/index.ts';
import { documentsHandlers, documentsService, paperHandlers } from '../../../main/core/documents/index.ts';
import { ratesHandlers } from '../../../main/core/rates/index.ts';
import { reportsHandlers, reportsService } from '../../../main/core/reports/index.ts';
import { revenueHandlers, revenueService } from '../../../main/core/revenue/index.ts';
import { searchHandlers, searchService } from '../../../main/core/search/index.ts';
import type { Row, Store } from '../../../main/core/store/index.ts';
import { ticketsHandlers } from '../../../main/core/tickets/index.ts';
import { translationsHandlers } from '../../../main/core/translations/index.ts';
import { contractChangesHandlers } from '../../../main/core/contract-changes/index.ts';
import type { StoredOperation } from '../../../main/core/provisioning/index.ts';
import { trialsHandlers } from '../../../main/core/trials/index.ts';
import { createSelling, type Selling, type SellingDeps } from '../../../main/core/workspace/selling.ts';
import type { ErrorCode } from '../../../preload/api/errors.ts';

import { makeCatalogue } from './catalogue.ts';
import { fakeProvisioning } from './fake-provisioning.ts';
import { codeInput } from './promo-code.ts';
import { untoldColumns } from './store.ts';

/** A new id of a form, as a page makes it. */
export const key = (): string => v7();

export const staff: Context = {
  principal: { kind: 'staff', staffId: '01900000-0000-7000-8000-000000000001', name: 'Olga Owner', role: 'owner' },
  traceId: 'trace-1',
};

/** All areas of this test's shop, put together as the application does it. */
export function makeShop(store: Store, team: Pick<SellingDeps, 'isInTeam'> = {}) {
  ensureBrand(store, staff, { name: 'Hosting House', defaultLanguage: 'en', defaultCurrency: 'EUR', timeZone: 'UTC' });
  const provisioning = fakeProvisioning(store);
  const { assets, translations, brand, rates, catalogue, outside } = makeCatalogue(
    store,
    staff,
    (writer, id, minor) => contractProducts.reprice(writer, id, minor),
    team.isInTeam,
  );
  const selling: Selling = createSelling({
    store,
    clock: store.clock,
    log: silentLog,
    brand,
    rates,
    catalogue,
    licenses: provisioning,
    provisioning,
    afterQueued: provisioning.kick,
    ...team,
  });
  const { affiliates, automation, billing, cancellations, clients, contractChanges, contractProducts } = selling;
  const { orders, promoCodes, settings, tickets, trials } = selling;
  const revenue = revenueService({ store, brand });
  const reports = reportsService({ store, brand, rates });
  const audit = auditService(store);
  const dashboard = dashboardService({ store, orders, catalogue, provisioning });
  const documents = documentsService({
    store,
    brand,
    assets,
    billing,
  });
  const clientArea = clientAreaService({
    assets,
    store,
    brand,
    clients,
    cancellations,
    placing: orders,
    device: () => ({ theme: 'dark', environment: 'live', language: 'en' }),
  });
  const clientLogins = clientLoginsService({ store, clients });
  const handlers = {
    brand: brandHandlers(brand),
    catalogue: catalogueHandlers(catalogue),
    causes: causesHandlers(causesService({ store })),
    clients: clientsHandlers(clients),
    billing: billingHandlers(billing),
    orders: ordersHandlers(orders),
    cancellations: cancellationsHandlers(cancellations),
    promoCodes: promoCodesHandlers(promoCodes),
    contractChanges: contractChangesHandlers(contractChanges),
    contractProducts: contractProductsHandlers(contractProducts),
    tickets: ticketsHandlers(tickets),
    audit: auditHandlers(audit),
    automation: automationHandlers(automation),
    dashboard: dashboardHandlers(dashboard),
    clientArea: clientAreaHandlers(clientArea, clientLogins),
    clientLogins: clientLoginsHandlers(clientLogins),
    entrance: entranceHandlers(clientArea, clientLogins),
    documents: documentsHandlers(documents),
    paper: paperHandlers(documents),
    assets: assetsHandlers(assets),
    prices: pricesHandlers(catalogue),
    productOptions: productOptionsHandlers(catalogue),
    rates: ratesHandlers(rates),
    affiliates: affiliatesHandlers(affiliates),
    reports: reportsHandlers(reports),
    revenue: revenueHandlers(revenue),
    search: searchHandlers(searchService(store)),
    transfer: transferHandlers(catalogue),
    translations: translationsHandlers(translations),
    trials: trialsHandlers(trials),
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

  /**
   * The vendor has done (or refused) the open operation of a contract product: it settles, and what follows from it is
   * done. Answers with its id.
   */
  function settle(
    contractProductId: string,
    state: 'succeeded' | 'refused' = 'succeeded',
    license: Row = {},
    errorCode: ErrorCode | null = null,
  ): string {
    const open = provisioning.openOf(contractProductId);
    if (!open) throw new Error('nothing is open');
    store.transaction({ ...staff, cause: `operation/${open.id}` }, (writer) => {
      writer.update('operation', open.id, { state, error_code: errorCode, settled_at: store.now() });
      const mirrored = licenseOf(store, contractProductId);
      if (mirrored && Object.keys(license).length > 0) writer.update('license', mirrored.id, license);
      const settled = {
        ...open,
        state,
        contractProductId,
        errorCode,
        params: {
          pricelist: '55227',
          ip: '192.0.2.7',
          ...(JSON.parse(open.params) as object),
        } as StoredOperation['params'],
      };
      selling.settled(writer, settled);
    });
    return open.id;
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
  /** Input of an order of one line that succeeds; `items` for more. */
  const orderInput = ({ productId, termMonths, quantity, choices, ip, trial, ...patch }: OrderPatch = {}) => ({
    requestKey: key(),
    clientId: patch.clientId ?? client(),
    currency: 'EUR',
    expectedTotalMinor: 500,
    items: patch.items ?? [
      {
        productId: productId ?? product(),
        termMonths: termMonths ?? (1 as const),
        ...(quantity === undefined ? {} : { quantity }),
        ...(choices === undefined ? {} : { choices }),
        ...(ip === undefined ? {} : { ip }),
        ...(trial === undefined ? {} : { trial }),
      },
    ],
    ...patch,
  });
  const order = (patch: OrderPatch = {}) => call('orders', 'place', orderInput(patch));
  /** A promo code of 10 % on everything, without limits. */
  const promoCode = (patch: Partial<z.input<(typeof areas)['promoCodes']['create']['input']>> = {}) =>
    call('promoCodes', 'create', codeInput({ ...(patch.kind === 'fixed' ? { percent: null } : {}), ...patch }));
  const payment = (invoiceId: string, amountMinor: number, patch: object = {}) => ({
    requestKey: key(),
    invoiceId,
    amountMinor,
    method: 'cash' as const,
    receivedOn: '2026-03-10',
    ...patch,
  });
  const count = (table: string): number =>
    (store.db.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n;

  return {
    store,
    call,
    provisioning,
    effects: contractEffects(store),
    settle,
    outside,
    services: {
      automation,
      settings,
      rates,
      translations,
      brand,
      clients,
      catalogue,
      contractProducts,
      contractChanges,
      trials,
      billing,
      orders,
      promoCodes,
      cancellations,
      tickets,
      audit,
      dashboard,
      documents,
      clientArea,
      revenue,
      reports,
      affiliates,
    },
    make: { connection, license, category, product, client, orderInput, order, promoCode, payment },
    count,
  };
}
export type Shop = ReturnType<typeof makeShop>;

type PlaceInput = z.input<(typeof areas)['orders']['place']['input']>;
/** What a test says of an order: the fields of the call, and those of its one line. */
export type OrderPatch = Partial<PlaceInput> & Partial<PlaceInput['items'][number]>;

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
