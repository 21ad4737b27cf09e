import type { contractProducts, Retention } from '../../../preload/api/contract-products.ts';
import type { Parsed } from '../../../preload/api/contract.ts';
import type { ContractStatus } from '../../../preload/api/orders.ts';
import { AppError, fieldError, notFound, ownCause, type Context } from '../kernel/index.ts';
import { licenseOf } from '../licenses/index.ts';
import { isDuplicate, type Writer } from '../store/index.ts';
import { goesOn, othersOf, partsOf } from './bundle-store.ts';
import type { ContractProductsDeps } from './deps.ts';
import type { Dunning } from './dunning.ts';
import { openOperationOf } from './dunning-store.ts';
import type { Periods } from './periods.ts';
import { lastPeriod, paidAndKept, openRenewals } from './periods-store.ts';
import { isEnded, next, retentionTriggers } from './rules.ts';
import * as rows from './store.ts';
import type { Transitions } from './transitions.ts';

export type Acts = ReturnType<typeof contractActs>;

/** What staff do with a contract product that is not the vendor's: its dates, renewal, retention and status (spec 2.2). */
export function contractActs(deps: ContractProductsDeps, { move }: Transitions, money: Periods, { writeOff }: Dunning) {
  const { store, brand, licenses, triggers } = deps;

  function contractOf(id: string): rows.ContractState {
    const contract = rows.contractState(store, id);
    if (!contract) throw notFound();
    return contract;
  }

  /** One act of a person in a transaction; its triggers are fired once for the call. */
  function act(
    id: string,
    context: Context,
    work: (writer: Writer, contract: rows.ContractState, fire: (trigger: number, of?: string) => void) => void,
  ): void {
    store.transaction(context, (writer) => {
      const contract = contractOf(id);
      const subject = { entity: 'contract_product', clientId: contract.client_id } as const;
      work(writer, contract, (no, of = id) =>
        triggers.fire(writer, no, `contract_product/${of}/${context.traceId}`, { ...subject, id: of }),
      );
      writer.touch('orders', contract.order_id);
    });
  }

  /** What has ended is neither renewed nor ended again. @throws AppError `contract.wrong_state` */
  function mustGoOn({ status }: rows.ContractState): void {
    if (isEnded(status)) throw new AppError('contract.wrong_state', { params: { status } });
  }

  /** A part of a bundle that goes on is not ended by itself. @throws AppError `contract.in_bundle` */
  function mustBeAlone(contract: rows.ContractState): void {
    if (goesOn(contract) && othersOf(store, contract).length > 0) throw new AppError('contract.in_bundle');
  }

  /**
   * What is renewed or not together with a contract product: all parts of its bundle that go on, or where none does, all
   * that have not ended. @throws AppError `contract.in_bundle`: the bundle goes on without this part
   */
  function renewedTogether(contract: rows.ContractState): rows.ContractState[] {
    if (contract.bundle_id === null) return [contract];
    const others = othersOf(store, contract);
    if (goesOn(contract)) return [contract, ...others];
    if (others.length > 0) throw new AppError('contract.in_bundle');
    return partsOf(store, contract.bundle_id).filter(({ status }) => !isEnded(status));
  }

  /** Of a bundle for all of it. @throws AppError `not_found`, `contract.wrong_state`, `contract.in_bundle` */
  function setAutoRenew({ id, autoRenew }: Parsed<typeof contractProducts.setAutoRenew>, context: Context): void {
    act(id, context, (writer, contract, fire) => {
      mustGoOn(contract);
      const parts = renewedTogether(contract);
      const ending = parts.map((part) => part.id);
      for (const part of parts) {
        const changed = writer.update('contract_product', part.id, {
          auto_renew: Number(autoRenew),
          ...(autoRenew ? { service_ends_on: null } : {}),
        });
        if (!changed) continue;
        fire(autoRenew ? 22 : 23, part.id);
        if (autoRenew && part.service_ends_on !== null) {
          fire(11, part.id);
          deps.onGoesOn(writer, part.order_id);
        }
        // What it would be renewed for is not asked for any more (spec 2.11).
        if (!autoRenew) money.cancelRenewalsFrom(writer, part.id, brand.businessDate(), 'auto_renew_off', { ending });
      }
    });
  }

  /** @throws AppError `not_found`, `contract.wrong_state`, `contract.in_bundle`, `input.invalid` serviceEndsOn: in_past */
  function setServiceEnd({ id, serviceEndsOn }: Parsed<typeof contractProducts.setServiceEnd>, context: Context): void {
    if (serviceEndsOn !== null && serviceEndsOn < brand.businessDate())
      throw fieldError('serviceEndsOn', { code: 'in_past' });
    act(id, context, (writer, contract, fire) => {
      mustGoOn(contract);
      // Its end, or the end of its end, is the bundle's price too.
      if (othersOf(store, contract).length > 0) throw new AppError('contract.in_bundle');
      if (!writer.update('contract_product', id, { service_ends_on: serviceEndsOn })) return;
      fire(serviceEndsOn === null ? 11 : 10);
      if (serviceEndsOn === null) deps.onGoesOn(writer, contract.order_id);
      if (serviceEndsOn !== null) money.cancelRenewalsFrom(writer, id, serviceEndsOn, 'ends');
    });
  }

  /** A tag beside the status (spec 2.2, triggers 40-44). @throws AppError `not_found` */
  function setRetention({ id, retention }: { id: string; retention: Retention }, context: Context): void {
    act(id, context, (writer, _contract, fire) => {
      if (writer.update('contract_product', id, { retention })) fire(retentionTriggers[retention]);
    });
  }

  /**
   * A person's word (spec 2.2, trigger 21): the status, and that automation leaves it alone. Closed means here as everywhere
   * that what is unpaid is written off. @throws AppError `not_found`, `contract.in_bundle`: a part would end without the rest
   */
  function setStatus({ id, status }: { id: string; status: ContractStatus }, context: Context): void {
    act(id, context, (writer, contract, fire) => {
      if (isEnded(status)) mustBeAlone(contract);
      const changed = writer.update('contract_product', id, {
        status,
        is_manual_status: 1,
        next_due_on: isEnded(status) ? null : contract.billed_to,
        suspended_for: status === 'Suspended' ? 'staff' : '',
      });
      if (!changed) return;
      fire(21);
      if (status === 'Closed') writeOff(writer, id);
    });
  }

  /** Gives the status back to automation (trigger 20). @throws AppError `not_found`, `contract.wrong_state`: it was not set by hand */
  function clearManualStatus({ id }: { id: string }, context: Context): void {
    act(id, context, (writer, contract, fire) => {
      if (contract.is_manual_status === 0)
        throw new AppError('contract.wrong_state', { params: { status: contract.status } });
      writer.update('contract_product', id, { is_manual_status: 0 });
      fire(20);
    });
  }

  /**
   * Brings back what was cancelled or has lapsed (spec 2.2): free until the new renewal date, from which its periods are
   * counted anew, at the new price. A license that is still there runs on (a suspended one is asked to be unsuspended),
   * without one a new one is bought. The same key reactivates once.
   * @throws AppError `not_found`, `contract.wrong_state`, `contract.open_invoices`: what is unpaid is paid, cancelled or
   *   written off first, `license.*`, `input.invalid` renewsOn: in_past,
   *   still_paid (its days would be billed twice), `conflict.changed_meanwhile`
   */
  function reactivate(input: Parsed<typeof contractProducts.reactivate>, context: Context): void {
    const { id, renewsOn, priceMinor, requestKey } = input;
    const today = brand.businessDate();
    act(id, context, (writer, contract, fire) => {
      const last = lastPeriod(store, id);
      if (last?.id === requestKey) return;
      if (renewsOn <= today) throw fieldError('renewsOn', { code: 'in_past' });
      if (next(contract.status, 'reactivated') === null)
        throw new AppError('contract.wrong_state', { params: { status: contract.status } });
      if (openRenewals(store, id).length > 0) throw new AppError('contract.open_invoices');
      // What the vendor is at may be the end of its license.
      if (openOperationOf(store, id)) throw new AppError('license.operation_open');
      const number = (last?.number ?? -1) + 1;
      const kept = paidAndKept(store, id);
      if (kept !== null && renewsOn < kept)
        throw fieldError('renewsOn', { code: 'still_paid', params: { date: kept } });
      bridge(writer, contract, { id: requestKey, number, from: today, to: renewsOn });
      const license = licenseOf(store, id);
      const isLive = license !== undefined && license.status !== 'deleted';
      move(
        writer,
        contract,
        !isLive ? 'reactivated' : license.status === 'suspended' ? 'resumed_suspended' : 'resumed',
        `contract_product/${requestKey}`,
        {
          anchor_date: renewsOn,
          anchor_period: number + 1,
          period_no: number,
          billed_to: renewsOn,
          next_due_on: renewsOn,
          price_minor: priceMinor,
          // What a person sets is not converted.
          ...(priceMinor === contract.price_minor ? {} : { price_rate: null }),
          service_ends_on: null,
          trial_ends_on: null,
          auto_renew: 1,
          is_manual_status: 0,
          // With dates and a price of its own it is renewed by itself.
          bundle_id: null,
          suspended_for: isLive && license.status === 'suspended' ? 'overdue' : '',
        },
      );
      deps.onGoesOn(writer, contract.order_id);
      fire(18);
      if (priceMinor !== contract.price_minor) fire(19);
      // The key is of the triggers alone: a person asked the vendor for it.
      if (!isLive) licenses.queueCreate(writer, id, ownCause(context.principal));
      else money.goOn(writer, id, ownCause(context.principal));
    });
    deps.afterQueued();
  }

  /** The days from a reactivation to its first renewal: a period of nothing. */
  function bridge(
    writer: Writer,
    contract: rows.ContractState,
    {
      id,
      number,
      from,
      to,
    }: { readonly id: string; readonly number: number; readonly from: string; readonly to: string },
  ): void {
    try {
      writer.insert('contract_period', {
        id,
        contract_product_id: contract.id,
        number,
        starts_on: from,
        ends_on: to,
        invoice_id: null,
        state: 'paid',
        currency: contract.currency,
        price_minor: 0,
      });
    } catch (error) {
      if (isDuplicate(error)) throw new AppError('conflict.changed_meanwhile', { cause: error });
      throw error;
    }
  }

  return { setAutoRenew, setServiceEnd, setRetention, setStatus, clearManualStatus, reactivate };
}
