import path from 'node:path';
import { randomUUID } from 'node:crypto';
import type { Environment, Preferences, SandboxAccount } from '../../../preload/api/app.ts';
import { embeddedSandboxAddress } from '../../../preload/api/connections.ts';
import type { DocumentRef } from '../../../preload/api/documents.ts';
import type { Entered } from '../../../preload/api/entrance.ts';
import type { Changed } from '../../../preload/api/events.ts';
import { affiliatesHandlers } from '../affiliates/index.ts';
import { assetsHandlers, assetsService } from '../assets/index.ts';
import { auditHandlers, auditService } from '../audit/index.ts';
import { automationHandlers } from '../automation/index.ts';
import { billingHandlers } from '../billing/index.ts';
import { brandHandlers, type BrandService, brandService, ensureBrand } from '../brand/index.ts';
import { bulkEffects, bulkHandlers, createBulk } from '../bulk/index.ts';
import {
  catalogueHandlers,
  catalogueService,
  pricesHandlers,
  productOptionsHandlers,
  transferHandlers,
} from '../catalogue/index.ts';
import { cancellationsHandlers } from '../cancellations/index.ts';
import { causesHandlers, causesService } from '../causes/index.ts';
import { clientAreaHandlers, clientAreaService, entranceHandlers } from '../client-area/index.ts';
import { clientLoginsHandlers, clientLoginsService } from '../client-logins/index.ts';
import { clientsHandlers } from '../clients/index.ts';
import { connectionsHandlers, type ConnectionsService, createConnections } from '../connections/index.ts';
import { contractChangesHandlers } from '../contract-changes/index.ts';
import { contractProductsHandlers } from '../contract-products/index.ts';
import { dashboardHandlers, dashboardService } from '../dashboard/index.ts';
import { documentsHandlers, documentsService, paperHandlers } from '../documents/index.ts';
import { AppError, idMaker, type Clock, type Context, type Log, type Principal } from '../kernel/index.ts';
import { actionPreview, createLicenses, licenseEffects, licensesHandlers, moneyReader } from '../licenses/index.ts';
import { ordersHandlers } from '../orders/index.ts';
import { promoCodesHandlers } from '../promo-codes/index.ts';
import {
  createProvisioning,
  createVendorClient,
  operationsHandlers,
  vendorDetect,
  vendorProbe,
} from '../provisioning/index.ts';
import { ecbAddress, ratesHandlers, ratesService, readText } from '../rates/index.ts';
import { reportsHandlers, reportsService } from '../reports/index.ts';
import { revenueHandlers, revenueService } from '../revenue/index.ts';
import { searchHandlers, searchService } from '../search/index.ts';
import { practiceVendor, practiceVendorHandlers, practiceVendorService } from '../practice-vendor/index.ts';
import { createReconciliation, reconciliationEffects, reconciliationHandlers } from '../reconciliation/index.ts';
import { ensureOwner } from '../staff/index.ts';
import { isDamage, migrate, migrations, openDatabase, Store, StoreOpenError } from '../store/index.ts';
import { createTeam, syncHandlers } from '../sync/index.ts';
import { ticketsHandlers } from '../tickets/index.ts';
import { translationsHandlers, translationsService } from '../translations/index.ts';
import { viewsHandlers, viewsService } from '../views/index.ts';
import { trialsHandlers } from '../trials/index.ts';
import type { SecretStore } from '../vault/index.ts';
import { createSelling, type Selling } from './selling.ts';
import { createTeamRights } from './team-rights.ts';

export interface WorkspaceOptions {
  readonly environment: Environment;
  /** Folder of this environment alone. */
  readonly folder: string;
  /** Of the application. */
  readonly version: string;
  readonly personName: string;
  readonly preferences: () => Preferences;
  readonly clock: Clock;
  readonly log: Log;
  readonly vault: SecretStore;
  readonly onChanged: (change: Changed) => void;
}

/** One environment, open: its database, its vendor, all areas wired together. */
export interface Workspace {
  readonly environment: Environment;
  readonly owner: Extract<Principal, { kind: 'staff' }>;
  /** Handlers by area, for the dispatcher. */
  readonly handlers: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  client(id: string): { id: string; name: string } | undefined;
  /** The client who came in by this login, while it is theirs. */
  loggedIn(entered: Entered): { id: string; name: string } | undefined;
  /** The accounts of the practice vendor; none in the live environment. */
  sandboxAccounts(): readonly SandboxAccount[];
  idle(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens an environment: database (migrated, with a verified copy before), brand and owner on first use, the embedded
 * sandbox where it is the sandbox, and the operation machine, which first looks at what an earlier run left behind.
 * @throws StoreOpenError when the database cannot be used; the file is left as it is
 */
export async function openWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const { environment, folder, clock, log, vault } = options;
  const store = openStore(path.join(folder, 'console.db'), path.join(folder, 'backups'), clock, log);
  const system: Context = { principal: { kind: 'system', name: 'console' }, traceId: randomUUID() };
  ensureBrand(store, system, {
    // Until the person says their own in Settings > Brand settings.
    name: 'Reseller Console',
    defaultLanguage: options.preferences().language,
    defaultCurrency: 'EUR',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  const member = ensureOwner(store, system, options.personName);
  const owner = { kind: 'staff', staffId: member.id, name: member.name, role: member.role } as const;

  const practice = environment === 'sandbox' ? practiceVendor(folder, log) : null;
  const assets = assetsService(store);
  const translations = translationsService({ store, languages: () => brand.settings() });
  const brand: BrandService = brandService(store, {
    onDefaultLanguage: (writer, from, to) => translations.swapDefault(writer, from, to),
    isInTeam: () => team.service.isJoined(),
  });
  const rates = ratesService({ store, brand, log, system, read: (signal) => readText(ecbAddress, signal) });
  const vendor = createVendorClient({ clock, log, paceOf: (id) => connections.pace(id) });
  const connections: ConnectionsService = createConnections({
    store,
    vault,
    environment,
    log,
    resolveAddress: async (address) => {
      if (address !== embeddedSandboxAddress) return address;
      if (!practice) throw new AppError('connection.address_refused');
      return practice.address();
    },
    probe: vendorProbe(vendor),
    detect: vendorDetect(vendor),
  });

  const team = createTeam({
    store,
    vault,
    folder,
    clock,
    log,
    appVersion: options.version,
    system,
    onChanged: () => {
      options.onChanged({ area: 'sync', ids: [] });
      rights.look();
    },
  });
  const rights = createTeamRights({
    store,
    sync: team.service,
    connections,
    clock,
    log,
    context: system,
    numbers: brand.numbers,
    onWay: () => provisioning.tryNow(),
    promoCodes: () => selling.promoCodes,
  });
  const mirror = licenseEffects(store);
  const truth = reconciliationEffects(store);
  const bulkRows = bulkEffects(store);
  const provisioning = createProvisioning({
    store,
    clock,
    log,
    connections,
    vendor,
    effects: {
      licenseSeen: (writer, operation, license) => mirror.licenseSeen(writer, operation, license),
      settled: (writer, operation) => {
        selling.settled(writer, operation);
        truth.settled(writer, operation);
        bulkRows.settled(writer, operation);
        rights.later();
      },
    },
    rights: rights.sending,
  });
  const licenses = createLicenses({ store, provisioning, connections });
  const money = moneyReader({ store, provisioning, connections });
  const bulk = createBulk({ store, log, brand, connections, licenses, provisioning, money });
  const afterQueued = (): void => provisioning.kick();
  const catalogue = catalogueService({
    store,
    log,
    brand,
    assets,
    translations,
    rates,
    connections,
    reprice: (writer, id, priceMinor) => contractProducts.reprice(writer, id, priceMinor),
  });
  const selling: Selling = createSelling({
    store,
    clock,
    log,
    brand,
    rates,
    catalogue,
    licenses,
    provisioning,
    afterQueued,
    runRights: rights.run,
    isInTeam: team.service.isJoined,
  });
  const { automation, billing, cancellations, clients, contractProducts, orders } = selling;
  const clientLogins = clientLoginsService({ store, clients });
  const clientArea = clientAreaService({
    store,
    brand,
    assets,
    clients,
    cancellations,
    placing: orders,
    device: () => ({ ...options.preferences(), environment }),
  });
  const documents = documentsService({
    store,
    brand,
    assets,
    billing,
  });
  const reconciliation = createReconciliation({
    store,
    clock,
    log,
    connections,
    provisioning,
    licenses,
    orders,
    contractProducts,
    catalogue,
    brand,
  });
  const unsubscribe = store.onChanged((change) => {
    options.onChanged(change);
    if (asksHub.has(change.area)) rights.later();
  });
  // Before anything is written, so that it goes out too.
  team.start();
  rights.later();
  catalogue.prices.applyDuePrices(brand.businessDate(), system);
  catalogue.transfer.start(system);
  provisioning.start();
  reconciliation.start();
  bulk.start();
  automation.start();

  const client: Workspace['client'] = (id) => {
    const found = clients.find(id);
    return found && { id, name: `${found.firstName} ${found.lastName}` };
  };

  return {
    environment,
    owner,
    handlers: {
      affiliates: affiliatesHandlers(selling.affiliates),
      assets: assetsHandlers(assets),
      audit: auditHandlers(auditService(store)),
      automation: automationHandlers(automation),
      billing: billingHandlers(billing),
      brand: brandHandlers(brand),
      bulk: bulkHandlers(bulk),
      cancellations: cancellationsHandlers(cancellations),
      catalogue: catalogueHandlers(catalogue),
      causes: causesHandlers(causesService({ store })),
      clientArea: clientAreaHandlers(clientArea, clientLogins),
      clientLogins: clientLoginsHandlers(clientLogins),
      clients: clientsHandlers(clients),
      connections: connectionsHandlers(connections),
      contractChanges: contractChangesHandlers(selling.contractChanges),
      contractProducts: contractProductsHandlers(contractProducts),
      dashboard: dashboardHandlers(dashboardService({ store, orders, catalogue, provisioning })),
      documents: documentsHandlers(documents),
      entrance: entranceHandlers(clientArea, clientLogins),
      licenses: licensesHandlers(licenses, actionPreview({ store, provisioning, connections })),
      operations: operationsHandlers(provisioning),
      orders: ordersHandlers(orders),
      paper: paperHandlers(documents),
      prices: pricesHandlers(catalogue),
      productOptions: productOptionsHandlers(catalogue),
      promoCodes: promoCodesHandlers(selling.promoCodes),
      rates: ratesHandlers(rates),
      reports: reportsHandlers(reportsService({ store, brand, rates })),
      revenue: revenueHandlers(revenueService({ store, brand })),
      search: searchHandlers(searchService(store)),
      practiceVendor: practiceVendorHandlers(
        practiceVendorService(practice, () => options.onChanged({ area: 'practiceVendor', ids: [] })),
      ),
      reconciliation: reconciliationHandlers(reconciliation),
      sync: syncHandlers(store, team),
      tickets: ticketsHandlers(selling.tickets),
      transfer: transferHandlers(catalogue),
      translations: translationsHandlers(translations),
      trials: trialsHandlers(selling.trials),
      views: viewsHandlers(viewsService(store)),
      // The shell does the rest after this said yes.
      window: {
        openClientArea: ({ id }: { id: string }) => {
          clients.getLive(id);
          return {};
        },
        openEntrance: () => ({}),
        openStore: ({ slug }: { slug: string }) => {
          catalogue.store.storeProduct({ slug });
          return {};
        },
        setTheme: () => ({}),
        setTray: () => ({}),
        keepDrafts: () => ({}),
        saveBulkResults: ({ id }: { id: string }) => {
          bulk.get(id);
          return { saved: false };
        },
        saveFile: () => ({ saved: false }),
        openImportFile: () => ({ id: null }),
        saveImportErrors: ({ id }: { id: string }) => {
          catalogue.transfer.get(id);
          return { saved: false };
        },
        saveProducts: () => ({ saved: false }),
        saveDocument: (ref: DocumentRef, context: Context) => {
          documents.checkPrintable(ref, context);
          return { saved: false };
        },
        printDocument: (ref: DocumentRef, context: Context) => {
          documents.checkPrintable(ref, context);
          return { printed: false };
        },
      },
    },
    client,
    loggedIn: (entered) => (clientLogins.isCurrent(entered) ? client(entered.clientId) : undefined),
    sandboxAccounts: () => practice?.accounts ?? [],
    async idle() {
      // Each may give the other something to do.
      for (let moves = -1, now = 0; moves !== now;) {
        moves = now;
        await provisioning.idle();
        now = await bulk.idle();
      }
    },
    async close() {
      // Together: a comparison waits for answers that only the end of provisioning calls off.
      await Promise.all([
        automation.stop(),
        bulk.stop(),
        provisioning.stop(),
        reconciliation.stop(),
        rates.close(),
        catalogue.transfer.stop(),
        team.stop(),
        rights.stop(),
      ]);
      unsubscribe();
      await practice?.close();
      store.close();
    },
  };
}

/** Areas whose records may want something of the team hub once they are stored. */
const asksHub: ReadonlySet<string> = new Set(['promoCodes', 'orders', 'billing']);

function openStore(file: string, backups: string, clock: Clock, log: Log): Store {
  const db = openDatabase(file);
  try {
    migrate(db, migrations, { backups, log });
  } catch (error) {
    db.close();
    if (isDamage(error)) throw new StoreOpenError('workspace.damaged', path.basename(file), error);
    throw error;
  }
  return new Store(db, { clock, makeId: idMaker(clock), log });
}
