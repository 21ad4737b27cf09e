import type { RefundDestination } from '../../../preload/api/billing.ts';
import { AppError } from '../kernel/index.ts';
import { licenseOf } from '../licenses/index.ts';
import type { Writer } from '../store/index.ts';
import type { ContractProductsDeps } from './deps.ts';
import { openOperationOf } from './dunning-store.ts';
import type { Periods } from './periods.ts';
import { paidFrom } from './periods-store.ts';
import { isEnded, usedOf } from './rules.ts';
import * as rows from './store.ts';
import type { Transitions } from './transitions.ts';

/** How an order, or one of its contract products, is cancelled. */
export interface Cancelling {
  /** `Cancel with immediate effects` (spec 87); else at the end of what is paid. */
  readonly immediate: boolean;
  /** What led to it, `kind/id`. */
  readonly cause: string;
  /** Where goes what was paid for what will not be: a renewal in part, a change of product. Absent: the account balance. */
  readonly destination?: RefundDestination;
}

/** Ending what was sold before it ends by itself (spec 2.1, 2.11). */
export function contractCancelling(deps: ContractProductsDeps, { move }: Transitions, money: Periods) {
  const { store, brand, provisioning, licenses, triggers } = deps;

  /**
   * Cancels all contract products of an order (spec 2.1): what is not paid at once; what runs at once by terminating its
   * license (it is Cancelled when the vendor has done it), or at the end of what is paid (then Lapsed). Invoices of
   * renewals that are open are cancelled; changes that the vendor was not asked for are given up where it ends at once.
   * Part of the caller's transaction. @throws AppError `license.operation_open`: the vendor is at something that must come to its end first, `license.*`
   */
  function cancelOrder(writer: Writer, orderId: string, how: Cancelling): void {
    const contracts = rows.contractsOfOrder(store, orderId);
    const ending = contracts.filter(({ status }) => !isEnded(status)).map(({ id }) => id);
    for (const contract of contracts) cancelOne(writer, contract, how, ending);
  }

  /** As `cancelOrder`, of one contract product: of a bundle its part alone. What has ended is left alone. */
  function cancel(writer: Writer, contractProductId: string, how: Cancelling): void {
    const contract = rows.contractState(store, contractProductId);
    if (contract) cancelOne(writer, contract, how);
  }

  function cancelOne(
    writer: Writer,
    contract: rows.ContractState,
    { immediate, cause, destination = 'account_balance' }: Cancelling,
    ending: readonly string[] = [],
  ): void {
    if (isEnded(contract.status)) return;
    if (contract.status === 'Pending') return move(writer, contract, 'cancelled', cause);
    const today = brand.businessDate();
    if (!immediate)
      return endWithTerm(writer, contract, contract.billed_to ?? contract.trial_ends_on ?? today, cause, ending);
    withdrawPurchase(writer, contract.id);
    deps.onContractsEnding(writer, [contract.id], destination);
    const license = licenseOf(store, contract.id);
    if (!license || license.status === 'deleted') {
      money.cancelRenewalsFrom(writer, contract.id, '', 'cancelled', { destination, ending });
      return move(writer, contract, 'cancelled', cause, { trial_ends_on: null });
    }
    licenses.queue(writer, 'terminate', contract.id, {}, cause);
    money.cancelRenewalsFrom(writer, contract.id, '', 'cancelled', { destination, ending });
    // Nothing more is billed while the vendor is at it, nor where it refuses.
    writer.update('contract_product', contract.id, { auto_renew: 0 });
  }

  function endWithTerm(
    writer: Writer,
    contract: rows.ContractState,
    endsOn: string,
    cause: string,
    ending: readonly string[],
  ): void {
    if (!writer.update('contract_product', contract.id, { service_ends_on: endsOn })) return;
    money.cancelRenewalsFrom(writer, contract.id, endsOn, 'ends', { ending });
    triggers.fire(writer, 10, `${cause}/${contract.id}`, {
      entity: 'contract_product',
      id: contract.id,
      clientId: contract.client_id,
    });
    writer.touch('orders', contract.order_id);
  }

  /** A purchase that was not sent yet is taken back. @throws AppError `license.operation_open`: it was sent */
  function withdrawPurchase(writer: Writer, contractProductId: string): void {
    const open = openOperationOf(store, contractProductId);
    if (open?.kind !== 'create') return;
    if (!provisioning.withdraw(writer, open.id)) throw new AppError('license.operation_open');
  }

  /**
   * The license of a contract product that has ended was terminated, by whomever: what is billed of a time to come is called
   * off, and what is under way for it. What has begun stays owed (spec 2.2).
   */
  function licenseGone(writer: Writer, contractProductId: string): void {
    const contract = rows.contractState(store, contractProductId);
    if (!contract || !isEnded(contract.status)) return;
    deps.onContractsEnding(writer, [contract.id], 'account_balance');
    money.cancelRenewalsFrom(writer, contract.id, brand.businessDate(), 'ended');
  }

  /**
   * The money of contract products' days from a day on was given back: they are not paid any more, so they can be billed, and
   * neither credited nor given back again. Part of the caller's transaction.
   */
  function daysGivenBack(writer: Writer, contractProductIds: readonly string[], on: string): void {
    for (const id of contractProductIds) {
      const periods = paidFrom(store, id, on);
      for (const period of periods) {
        const paid = { from: period.starts_on, to: period.ends_on, priceMinor: period.price_minor };
        const used = usedOf(paid, on);
        writer.update(
          'contract_period',
          period.id,
          used ? { ends_on: used.to, price_minor: used.priceMinor } : { state: 'cancelled', vendor_renewal: '' },
        );
      }
      if (periods.length > 0) writer.update('contract_product', id, { billed_to: on });
    }
  }

  return { cancelOrder, cancel, licenseGone, daysGivenBack };
}
