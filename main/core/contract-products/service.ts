import { randomUUID } from 'node:crypto';
import type { Awaits, ContractProduct, contractProducts, License } from '../../../preload/api/contract-products.ts';
import type { RateUsed } from '../../../preload/api/catalogue-prices.ts';
import type { Output, Parsed } from '../../../preload/api/contract.ts';
import { packageName } from '../catalogue/index.ts';
import { AppError, type Context, daysBetween, fieldError, isAddress, notFound } from '../kernel/index.ts';
import { keptRate } from '../rates/index.ts';
import type { Writer } from '../store/index.ts';
import { contractActs } from './acts.ts';
import { findAlarms } from './alarms.ts';
import { contractBundles } from './bundles.ts';
import { contractCancelling } from './cancelling.ts';
import { choicesOf } from './choices.ts';
import type { ContractProductsDeps } from './deps.ts';
import { dunning } from './dunning.ts';
import type { SettledOperation } from './effects.ts';
import { contractPeriods } from './periods.ts';
import { listPeriods } from './periods-store.ts';
import { reminderSteps } from './reminders.ts';
import { renewalSteps } from './renewals.ts';
import { sourceOf } from './steps.ts';
import * as rows from './store.ts';
import { contractTransitions } from './transitions.ts';

/** Newest operations that a contract product's page shows. */
const shownOperations = 50;

/** What an order line hands over. Amounts in minor units of `currency`. */
export interface NewContractProduct {
  readonly productName: string;
  readonly orderItemId: string;
  readonly orderId: string;
  readonly clientId: string;
  readonly productId: string;
  readonly termMonths: number;
  readonly currency: string;
  readonly priceMinor: number;
  /** What the first period costs where a discount lowers that one; absent: as much as each. */
  readonly firstPriceMinor?: number;
  /** At which its price was converted; absent or null: it is set in its own currency. */
  readonly rate?: RateUsed | null;
  readonly connectionId: string;
  readonly packageIdentifier: string;
  readonly ip: string;
  /** Which of the licenses of its order line it is, from 0. */
  readonly index: number;
  /** The bundle that it is a part of; absent or null: it was sold by itself. */
  readonly bundleId?: string | null;
  /** What is still asked after the payment, before its license is bought (spec 66, 67). */
  readonly awaits: Awaits | null;
  /** It runs already, and is paid for: a license that was taken over. Without it the line is Pending until it is paid. */
  readonly running?: { readonly since: string; readonly until: string | null };
}

/** What of a contract product a person may set right by what the vendor has. */
export interface ContractCorrection {
  readonly status?: 'Active' | 'Suspended';
  readonly ip?: string;
  readonly packageIdentifier?: string;
}

export type ContractProductsService = ReturnType<typeof contractProductsService>;

/** What clients own after ordering (spec 2.2). */
export function contractProductsService(deps: ContractProductsDeps) {
  const { store, licenses, provisioning, triggers, afterQueued, brand } = deps;
  const transitions = contractTransitions(triggers);
  const money = contractPeriods(deps, transitions);
  const overdue = dunning(deps, transitions, money);
  const acts = contractActs(deps, transitions, money, overdue);
  const cancelling = contractCancelling(deps, transitions, money);
  const renewals = renewalSteps(deps, transitions, money);
  const bundles = contractBundles(deps, money, cancelling, renewals);

  /** A page of contract products, newest first or as was asked. */
  const list = (input: Parsed<typeof contractProducts.list>): Output<typeof contractProducts.list> =>
    rows.listContractProducts(store, input, brand.businessDate());

  /** One contract product with its license, newest operations and what can be done now. @throws AppError `not_found` */
  function get(id: string): ContractProduct {
    const found = rows.findContractProduct(store, id);
    const state = rows.contractState(store, id);
    if (!found || !state) throw notFound();
    return {
      ...found.row,
      anchorDate: state.anchor_date,
      periodNo: state.period_no,
      billedTo: state.billed_to,
      serviceEndsOn: state.service_ends_on,
      trialEndsOn: state.trial_ends_on,
      autoRenew: state.auto_renew === 1,
      retention: state.retention,
      isManualStatus: state.is_manual_status === 1,
      suspendedFor: state.suspended_for,
      driftDays: driftDays(state.billed_to, found.license),
      periods: listPeriods(store, id),
      connectionId: found.connectionId,
      connectionName: found.connectionName,
      priceRate: found.priceRate,
      packageIdentifier: found.packageIdentifier,
      packageName: packageName(found.packageIdentifier),
      bundle: bundles.shown(state),
      choices: choicesOf(store, found.orderItemId, found.row.price.currency),
      manualKey: found.manualKey,
      trackedQuantity: found.trackedQuantity,
      trackedAt: found.trackedAt,
      license: found.license,
      operations: provisioning.operationsOf(id, shownOperations),
      actions: licenses.availableActions(id),
    };
  }

  /**
   * Makes the contract product of an order line: Pending until it is paid (spec 2.2), or running already. Price, tariff and connection are
   * those of the sale; later changes of the product do not reach it. Part of the caller's transaction.
   */
  function add(writer: Writer, input: NewContractProduct): string {
    const id = store.makeId();
    writer.insert('contract_product', {
      id,
      order_item_id: input.orderItemId,
      line_index: input.index,
      order_id: input.orderId,
      client_id: input.clientId,
      product_id: input.productId,
      status: input.running ? 'Active' : 'Pending',
      term_months: input.termMonths,
      currency: input.currency,
      price_minor: input.priceMinor,
      first_price_minor: input.firstPriceMinor === input.priceMinor ? null : (input.firstPriceMinor ?? null),
      price_rate: keptRate(input.rate ?? null),
      bundle_id: input.bundleId ?? null,
      // Unknown until the day of payment: see `firstPeriod`.
      anchor_date: input.running?.since ?? null,
      billed_to: input.running?.until ?? null,
      next_due_on: input.running?.until ?? null,
      connection_id: input.connectionId,
      package_identifier: input.packageIdentifier,
      ip: input.ip,
      product_name: input.productName,
      manual_key: '',
      tracked_quantity: null,
      tracked_at: null,
      awaits: input.awaits ?? '',
    });
    if (input.running && input.running.until !== null)
      writer.insert('contract_period', {
        id: store.makeId(),
        contract_product_id: id,
        number: 0,
        starts_on: input.running.since,
        ends_on: input.running.until,
        invoice_id: null,
        state: 'paid',
        currency: input.currency,
        price_minor: 0,
      });
    triggers.fire(writer, 4, `contract_product/${id}`, { entity: 'contract_product', id, clientId: input.clientId });
    return id;
  }

  /**
   * Changes what a contract product costs from its next renewal on, because a person chose it: at a price of its own
   * currency, so nothing is converted any more. Part of the caller's transaction.
   */
  function reprice(writer: Writer, id: string, priceMinor: number): void {
    if (!writer.update('contract_product', id, { price_minor: priceMinor, price_rate: null })) return;
    const clientId = rows.contractState(store, id)?.client_id ?? null;
    triggers.fire(writer, 19, `contract_product/${id}/${writer.context.traceId}`, {
      entity: 'contract_product',
      id,
      clientId,
    });
  }

  /**
   * Gives or confirms the details that a paid contract product waits for, and queues its purchase in the same
   * transaction: it waits for nothing after that, so a second confirmation buys nothing.
   * @throws AppError `not_found`, `license.wrong_state`: it waits for nothing, or is not paid; `input.invalid` ip
   */
  function confirmDetails(
    { id, ip }: Parsed<typeof contractProducts.confirmDetails>,
    context: Context,
  ): ContractProduct {
    store.transaction(context, (writer) => {
      const contract = rows.contractState(store, id);
      if (!contract) throw notFound();
      if (contract.awaits === '' || contract.status !== 'Awaiting Activation')
        throw new AppError('license.wrong_state');
      if (!isAddress(ip)) throw fieldError('ip', { code: 'not_ip' });
      if (ip === '' && contract.awaits === 'details') throw fieldError('ip', { code: 'required' });
      writer.update('contract_product', id, { ip, awaits: '' });
      licenses.queueCreate(writer, id, `order/${contract.order_id}`);
      writer.touch('orders', contract.order_id);
    });
    afterQueued();
    return get(id);
  }

  /**
   * Sets right what a person found wrong in a running contract product. Only Active and Suspended can be set, from one
   * another: whatever else a status means (money, an end) has a way of its own. Part of the caller's transaction.
   * @throws AppError `not_found`, `license.wrong_state`
   */
  function correct(writer: Writer, id: string, correction: ContractCorrection): void {
    const contract = rows.contractState(store, id);
    if (!contract) throw notFound();
    const { status, ip, packageIdentifier } = correction;
    if (status !== undefined && contract.status !== 'Active' && contract.status !== 'Suspended')
      throw new AppError('license.wrong_state');
    const changed = writer.update('contract_product', id, {
      ...(status === undefined ? {} : { status }),
      ...(ip === undefined ? {} : { ip }),
      ...(packageIdentifier === undefined ? {} : { package_identifier: packageIdentifier }),
    });
    if (changed) writer.touch('orders', contract.order_id);
  }

  /**
   * What follows from the end of an operation, in the transaction that settles it: what the vendor is asked next, the write-off
   * of what was closed, and that nobody is asked to pay for a time in which there is no license. Told by the composition root after `contractEffects`.
   */
  function afterOperation(writer: Writer, { id, state, kind, contractProductId }: SettledOperation): void {
    if (contractProductId === null) return;
    const contract = rows.contractState(store, contractProductId);
    if (contract?.status === 'Closed') overdue.writeOff(writer, contractProductId);
    else if (state === 'succeeded' && kind === 'terminate') cancelling.licenseGone(writer, contractProductId);
    else if (state === 'succeeded' && kind !== 'terminate') {
      if (kind === 'autoRenew') money.autoRenewalEnded(writer, contractProductId);
      money.goOnIfPossible(writer, contractProductId, `operation/${id}`);
    } else if (state === 'refused' && (kind === 'renew' || kind === 'unsuspend'))
      money.afterRefusal(writer, contractProductId, kind, `operation/${id}`);
  }

  /** An act of staff, and the contract product after it. */
  const acted =
    <Input extends { readonly id: string }>(act: (input: Input, context: Context) => void) =>
    (input: Input, context: Context): ContractProduct => {
      act(input, context);
      return get(input.id);
    };

  /** Reads anew what dunning would act on and knows too little of; a vendor that cannot be reached leaves it at that. */
  async function prepare(asOf: string): Promise<void> {
    const context: Context = { principal: { kind: 'system', name: 'automation' }, traceId: randomUUID() };
    for (const id of overdue.staleUntil(asOf)) {
      try {
        await licenses.refresh(id, context);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        if (error.code.startsWith('vendor.') || error.code.startsWith('vault.')) return;
      }
    }
  }

  const kinds = [...renewals.steps, reminderSteps(deps), ...overdue.steps];

  return {
    list,
    get,
    add,
    orderPaid: money.orderPaid,
    renewalPaid: money.renewalPaid,
    invoiceEnded: money.invoiceEnded,
    redoRenewal: renewals.redo,
    cancelOrder: cancelling.cancelOrder,
    cancel: cancelling.cancel,
    daysGivenBack: cancelling.daysGivenBack,
    confirmDetails,
    reprice,
    correct,
    afterOperation,
    previewCancelPart: bundles.preview,
    cancelPart: acted(bundles.cancelPart),
    setAutoRenew: acted(acts.setAutoRenew),
    setServiceEnd: acted(acts.setServiceEnd),
    setRetention: acted(acts.setRetention),
    setStatus: acted(acts.setStatus),
    clearManualStatus: acted(acts.clearManualStatus),
    reactivate: acted(acts.reactivate),
    /** Contract products whose money and service say what cannot both be right. */
    alarms: (limit: number) => findAlarms(store, brand.businessDate(), overdue.isLate, limit),
    /** What falls due of contract products with time (spec 2.5, 2.12), for automation. */
    steps: sourceOf(kinds, prepare),
  };
}

/** Days from the end of what is paid to the end at the vendor; null: one of them is not known. */
const driftDays = (billedTo: string | null, license: License | null): number | null =>
  billedTo === null || license === null || license.status === 'deleted' || license.expiresOn === ''
    ? null
    : daysBetween(billedTo, license.expiresOn);
