import { affiliatesService } from '../affiliates/index.ts';
import { automationSettings, createAutomation, type RunRights } from '../automation/index.ts';
import { type BillingService, billingService } from '../billing/index.ts';
import type { BrandService } from '../brand/index.ts';
import { type CancellationsService, cancellationsService } from '../cancellations/index.ts';
import type { CatalogueService } from '../catalogue/index.ts';
import { clientsService } from '../clients/index.ts';
import { contractChangesService, type ContractChangesDeps } from '../contract-changes/index.ts';
import { contractEffects, contractProductsService, type ContractProductsDeps } from '../contract-products/index.ts';
import type { Clock, Log } from '../kernel/index.ts';
import { type OrdersService, ordersService } from '../orders/index.ts';
import { promoCodesService } from '../promo-codes/index.ts';
import type { StoredOperation } from '../provisioning/index.ts';
import type { RatesService } from '../rates/index.ts';
import { saleTermsOf } from '../revenue/index.ts';
import type { Store, Writer } from '../store/index.ts';
import { ticketsService } from '../tickets/index.ts';
import { type TrialsDeps, type TrialsService, trialsService, trialText } from '../trials/index.ts';
import { triggersService } from '../triggers/index.ts';

/** What the areas that sell need of the rest. */
export interface SellingDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly brand: BrandService;
  readonly rates: RatesService;
  readonly catalogue: CatalogueService;
  readonly licenses: ContractProductsDeps['licenses'] & ContractChangesDeps['licenses'] & TrialsDeps['licenses'];
  readonly provisioning: ContractProductsDeps['provisioning'];
  /** Told after a commit that may have queued operations: provisioning looks at its queue. */
  readonly afterQueued: () => void;
  /** Who runs the automation, where this desk is one of a team. */
  readonly runRights?: RunRights;
  /** Whether this desk is one of a team; absent: it is not. */
  readonly isInTeam?: () => boolean;
}

/** What of an operation the areas look at when it came to its end. */
type Settled = Pick<StoredOperation, 'id' | 'kind' | 'state' | 'contractProductId' | 'params' | 'cause' | 'errorCode'>;

export type Selling = ReturnType<typeof createSelling>;

/**
 * Wires the areas from the client to the hundredth renewal to one another: what an invoice, an operation or a merge of one
 * leads to in the others. Used by the application and by the tests, so that no test is about a wiring of its own.
 */
export function createSelling(deps: SellingDeps) {
  const { store, brand, rates, catalogue, licenses, provisioning, afterQueued } = deps;
  const triggers = triggersService(store);
  const settings = automationSettings({ store, triggers });
  const clients = clientsService({
    store,
    brand,
    triggers,
    openRequests: (clientId) => cancellations.pendingOf(clientId),
    onMerged: (writer, fromId, intoId) => affiliates.clientsMerged(writer, fromId, intoId),
  });
  const tickets = ticketsService({ store, clients });
  const billing: BillingService = billingService({
    store,
    brand,
    clients,
    rates,
    saleTerms: saleTermsOf(store, brand),
    onInvoicePaid: (writer, { id, kind, orderId, receivedOn }, paidOn) => {
      if (orderId !== null) orders.onInvoicePaid(writer, orderId, paidOn);
      if (kind === 'renewal') contractProducts.renewalPaid(writer, id, receivedOn);
      if (kind === 'change') contractChanges.invoicePaid(writer, id);
      affiliates.invoicePaid(writer, id);
    },
    onInvoiceEnded: (writer, { id, kind, orderId }) => {
      if (orderId !== null) orders.onInvoiceEnded(writer, orderId);
      if (kind === 'renewal') contractProducts.invoiceEnded(writer, id);
      if (kind === 'change') contractChanges.invoiceEnded(writer, id);
    },
    onRefunded: (writer, { id, amountMinor }) => affiliates.refunded(writer, id, amountMinor),
    afterPaid: afterQueued,
  });
  const totalOf = (clientId: string, currency: string, amountMinor: number): number =>
    billing.quote({ clientId, currency, lines: [{ amountMinor }] }).total.amountMinor;
  const affiliates = affiliatesService({ store, brand, rates, billing });
  const contracts = contractEffects(store);
  const contractProducts = contractProductsService({
    store,
    brand,
    clients,
    billing,
    settings,
    licenses,
    provisioning,
    triggers,
    trials: { orderPaid: (id, paidOn) => trials.orderPaid(id, paidOn) },
    holdStep: (writer, holdKey, why) => automation.holdIn(writer, holdKey, why),
    isHeld: (holdKey) => automation.isHeld(holdKey),
    onContractsEnding: (writer, ids, destination) => contractChanges.contractsEnding(writer, ids, destination),
    onGoesOn: (writer, orderId) => orders.goesOn(writer, orderId),
    unusedOf: (ids, on) => contractChanges.unused(ids, on),
    afterQueued,
  });
  const contractChanges = contractChangesService({
    store,
    brand,
    clients,
    catalogue,
    billing,
    licenses,
    triggers,
    totalOf,
    renewals: {
      redo: (writer, id, invoiceId, note) => contractProducts.redoRenewal(writer, id, invoiceId, note),
    },
    onTrialMoved: (writer, id, why) => trials.moved(writer, id, why),
    afterQueued,
  });
  const trials: TrialsService = trialsService({
    store,
    brand,
    clients,
    catalogue,
    billing,
    licenses,
    triggers,
    changes: contractChanges,
    periodPaid: (writer, invoiceId, paidOn) => contractProducts.renewalPaid(writer, invoiceId, paidOn),
    afterQueued,
  });
  const promoCodes = promoCodesService({
    store,
    brand,
    catalogue,
    ...(deps.isInTeam ? { isInTeam: deps.isInTeam } : {}),
  });
  const orders: OrdersService = ordersService({
    store,
    brand,
    clients,
    catalogue,
    promoCodes,
    triggers,
    trials: { ...trials, text: trialText },
    billing,
    contractProducts,
    contractChanges,
    settings,
    onEnding: (writer, orderId, ending) => cancellations.orderEnds(writer, orderId, ending),
    afterQueued,
  });
  const cancellations: CancellationsService = cancellationsService({ store, orders, tickets, triggers, afterQueued });
  const automation = createAutomation({
    store,
    clock: deps.clock,
    log: deps.log,
    brand,
    settings,
    // What falls due with time; of one day in this order.
    sources: [trials.steps, contractChanges.steps, contractProducts.steps, orders.expiry, affiliates.steps],
    totalOf,
    alarms: (limit) => contractProducts.alarms(limit),
    ...(deps.runRights ? { rights: deps.runRights } : {}),
  });

  return {
    triggers,
    settings,
    clients,
    tickets,
    billing,
    affiliates,
    contractProducts,
    contractChanges,
    trials,
    promoCodes,
    orders,
    cancellations,
    automation,
    /** An operation came to its end: told to those whose it is. Part of the transaction that settles it. */
    settled(writer: Writer, operation: Settled): void {
      // Before the contract product is written: what changes with it is told by comparing.
      contractChanges.settled(writer, operation);
      contracts.settled(writer, operation);
      trials.settled(writer, operation);
      contractProducts.afterOperation(writer, operation);
    },
  };
}
