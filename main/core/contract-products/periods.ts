import type { LatePolicy } from '../../../preload/api/automation-settings.ts';
import { AppError, daysBetween } from '../kernel/index.ts';
import { licenseOf, type LicenseRow } from '../licenses/index.ts';
import type { Writer } from '../store/index.ts';
import { leadOf } from './bundle-store.ts';
import type { ContractProductsDeps } from './deps.ts';
import {
  openRenewals,
  periodAt,
  type PeriodRow,
  periodsAfter,
  periodsOfInvoice,
  wantedRenewal,
} from './periods-store.ts';
import { renewalEndings } from './renewal-endings.ts';
import { periodOf, renewsFrom } from './renewal-rules.ts';
import { suspendDay } from './dunning-rules.ts';
import { firstPeriod, isEnded, next, unsuspendKey, vendorRenewalKey } from './rules.ts';
import { openOperationOf } from './dunning-store.ts';
import * as rows from './store.ts';
import type { Transitions } from './transitions.ts';

export type Periods = ReturnType<typeof contractPeriods>;

/** What money does to a contract product: its periods, its dates, and what the vendor owes for them (spec 2.5). */
export function contractPeriods(deps: ContractProductsDeps, { move, moveIfPossible }: Transitions) {
  const { store, brand, billing, settings, licenses, trials, triggers, isHeld } = deps;
  const { callOff, ...endings } = renewalEndings(deps);
  const subjectOf = (contract: rows.ContractState) =>
    ({ entity: 'contract_product', id: contract.id, clientId: contract.client_id }) as const;

  /**
   * An order was paid on a business date: its Pending contract products start their first period, await activation and
   * each queues one purchase (spec 2.2, item 63), unless details are still to be given or confirmed (66, 67). Those in
   * another status are left alone. One that begins with a trial has no period before that ends (spec 2.6). Part of the
   * caller's transaction; answers with the days that each order line covers.
   */
  function orderPaid(writer: Writer, orderId: string, paidOn: string): Map<number, { from: string; to: string }> {
    const periods = new Map<number, { from: string; to: string }>();
    for (const contract of rows.contractsOfOrder(store, orderId)) {
      if (next(contract.status, 'paid') === null) continue;
      const trialEndsOn = trials.orderPaid(contract.id, paidOn);
      if (trialEndsOn !== null) {
        move(writer, contract, 'paid', `order/${orderId}`, { trial_ends_on: trialEndsOn });
        buy(writer, contract, orderId);
        periods.set(contract.item_line, { from: paidOn, to: trialEndsOn });
        continue;
      }
      const period = firstPeriod(paidOn, contract.term_months);
      move(writer, contract, 'paid', `order/${orderId}`, {
        anchor_date: period.from,
        billed_to: period.to,
        next_due_on: period.to,
      });
      writer.insert('contract_period', {
        id: store.makeId(),
        contract_product_id: contract.id,
        number: 0,
        starts_on: period.from,
        ends_on: period.to,
        invoice_id: contract.invoice_id,
        state: 'paid',
        currency: contract.currency,
        price_minor: contract.first_price_minor ?? contract.price_minor,
      });
      buy(writer, contract, orderId);
      periods.set(contract.item_line, period);
    }
    return periods;
  }

  /** Queues the purchase, or tells that details are still to be given (trigger 25). */
  function buy(writer: Writer, contract: rows.ContractState, orderId: string): void {
    if (contract.awaits === '') licenses.queueCreate(writer, contract.id, `order/${orderId}`);
    else triggers.fire(writer, 25, `order/${orderId}/${contract.id}`, subjectOf(contract));
  }

  /**
   * An invoice of renewals was settled by money that came on a business date: each of its periods is paid, the contract is paid to its end,
   * and the vendor is asked to renew the license, unless it does so by itself (spec 2.2, trigger 6). What was suspended
   * for being overdue is unsuspended. A second call changes nothing. Part of the caller's transaction.
   */
  function renewalPaid(writer: Writer, invoiceId: string, paidOn: string): void {
    for (const period of periodsOfInvoice(store, invoiceId)) {
      if (period.state !== 'billed') continue;
      const contract = rows.contractState(store, period.contract_product_id);
      if (!contract) continue;
      const license = licenseOf(store, contract.id);
      const asks = !isEnded(contract.status) && license !== undefined && !renewsItself(license);
      writer.update('contract_period', period.id, {
        state: 'paid',
        vendor_renewal: asks ? 'wanted' : '',
        ...startedLate(writer, contract, period, paidOn),
      });
      payTo(writer, contract.id);
      triggers.fire(writer, 6, `renewal/${contract.id}/${period.number}`, subjectOf(contract));
      writer.touch('orders', contract.order_id);
      callOff(writer, contract.id, invoiceId);
      goOnIfPossible(writer, contract.id, `invoice/${invoiceId}`);
    }
  }

  /**
   * A renewal that is paid late begins where the policy says (spec 2.5.6); from there on the periods are counted anew, and
   * those that are billed already after it move with it.
   */
  function startedLate(writer: Writer, contract: rows.ContractState, period: PeriodRow, paidOn: string) {
    // Only what is late: one that is paid ahead would lose the days that are paid before it.
    if (paidOn <= period.starts_on) return {};
    // A bundle moves as one.
    const { id, product_id: productId, client_id: clientId } = leadOf(store, contract);
    const subject = { contractProductId: id, productId, clientId };
    const policy = settings.effective('late_payment', subject).value as LatePolicy;
    const from = renewsFrom(policy, period.starts_on, paidOn);
    const later = periodsAfter(store, contract.id, period.number);
    // Days that somebody paid for stay where they are.
    if (from === period.starts_on || period.number !== contract.period_no + 1 || later.some(isPaid)) return {};
    const anchor = { anchorDate: from, anchorPeriod: period.number, termMonths: contract.term_months };
    writer.update('contract_product', contract.id, { anchor_date: from, anchor_period: period.number });
    const moved = (row: PeriodRow) => {
      const span = periodOf(anchor, row.number);
      if (row.invoice_id !== null)
        billing.movePeriod(
          writer,
          row.invoice_id,
          { contractProductId: contract.id, lineId: row.invoice_line_id },
          span,
        );
      return { starts_on: span.from, ends_on: span.to };
    };
    for (const row of later) writer.update('contract_period', row.id, moved(row));
    triggers.fire(writer, 18, `renewal/${contract.id}/${period.number}`, subjectOf(contract));
    return moved(period);
  }

  /** How far it is paid without a gap: what is paid ahead of an open invoice counts when that one is paid too. */
  function payTo(writer: Writer, contractProductId: string): void {
    const contract = rows.contractState(store, contractProductId);
    if (!contract) return;
    let reached: PeriodRow | undefined;
    for (const period of periodsAfter(store, contract.id, contract.period_no)) {
      if (period.state === 'billed') break;
      if (period.state === 'paid') reached = period;
    }
    if (!reached) return;
    writer.update('contract_product', contract.id, {
      period_no: reached.number,
      billed_to: reached.ends_on,
      ...(isEnded(contract.status) ? {} : { next_due_on: reached.ends_on }),
    });
  }

  /**
   * Whether what is unpaid is overdue beyond the suspension interval on a day, or the day lies in no period that was
   * billed: then a suspension for being overdue goes on.
   */
  function isOwing(contract: rows.ContractState, day: string): boolean {
    if (!periodAt(store, contract.id, day)) return true;
    const subject = { contractProductId: contract.id, productId: contract.product_id, clientId: contract.client_id };
    const [oldest] = openRenewals(store, contract.id);
    return oldest !== undefined && suspendDay(oldest.due_on, settings.number('suspend_days', subject)) <= day;
  }

  /**
   * Asks the vendor for what a contract product is owed, one operation after the other: the renewal of what is paid, then
   * the end of a suspension for being overdue (spec 2.12: of no other one), unless a person holds it. Answers with what was done, null: nothing is
   * owed, or the vendor is at it. Part of the caller's transaction. @throws AppError `license.*`
   */
  function goOn(writer: Writer, contractProductId: string, cause: string): 'renew' | 'unsuspend' | null {
    const contract = rows.contractState(store, contractProductId);
    if (!contract || contract.is_manual_status === 1 || isEnded(contract.status)) return null;
    if (openOperationOf(store, contract.id)) return null;
    for (
      let wanted = wantedRenewal(store, contract.id);
      wanted !== undefined;
      wanted = wantedRenewal(store, contract.id)
    ) {
      if (!isCovered(contract.id, wanted)) {
        // The one after the other: what follows a renewal that is held waits with it.
        if (isHeld(vendorRenewalKey(contract.id, wanted.number))) return null;
        renewAtVendor(writer, contract, wanted);
        return 'renew';
      }
      writer.update('contract_period', wanted.id, { vendor_renewal: '' });
    }
    if (contract.status !== 'Suspended' || contract.suspended_for !== 'overdue') return null;
    if (isOwing(contract, brand.businessDate()) || isHeld(unsuspendKey(contract.id))) return null;
    // A renewal may have woken it up already.
    if (licenseOf(store, contract.id)?.status === 'active')
      moveIfPossible(writer, contract, 'unsuspended', cause, { suspended_for: '' });
    else licenses.queue(writer, 'unsuspend', contract.id, {}, cause);
    return 'unsuspend';
  }

  /** Whether the license runs to the end of a period without another renewal: somebody renewed it, or the vendor does by itself. */
  function isCovered(contractProductId: string, { ends_on: endsOn }: PeriodRow): boolean {
    const license = licenseOf(store, contractProductId);
    if (!license || license.status === 'deleted') return false;
    return renewsItself(license) || (license.expires_on !== '' && license.expires_on >= endsOn);
  }

  /**
   * The vendor does not renew a license by itself any more: paid periods that it was trusted with and that the license does
   * not reach are to be renewed. Less than half of the shortest term is how differently the vendor counts, not a renewal.
   */
  function autoRenewalEnded(writer: Writer, contractProductId: string): void {
    const license = licenseOf(store, contractProductId);
    if (!license || license.status === 'deleted' || license.expires_on === '' || renewsItself(license)) return;
    for (const period of periodsAfter(store, contractProductId, 0))
      if (isPaid(period) && period.vendor_renewal === '' && daysBetween(license.expires_on, period.ends_on) > 14)
        writer.update('contract_period', period.id, { vendor_renewal: 'wanted' });
  }

  function renewAtVendor(writer: Writer, contract: rows.ContractState, wanted: PeriodRow): void {
    const operation = renewOrBuy(writer, contract, `renewal/${contract.id}/${wanted.number}`);
    writer.update('contract_period', wanted.id, { vendor_renewal: 'queued', operation_id: operation });
  }

  /** What the vendor deleted meanwhile cannot be renewed: the client paid, and gets a new license. */
  function renewOrBuy(writer: Writer, contract: rows.ContractState, cause: string): string {
    if (licenseOf(store, contract.id)?.status !== 'deleted')
      return licenses.queue(writer, 'renew', contract.id, {}, cause);
    moveIfPossible(writer, contract, 'license_lost', cause, { suspended_for: '' });
    return licenses.queueCreate(writer, contract.id, cause);
  }

  /**
   * The vendor refused, and what it showed then says why: there is no license any more, or it has run out while it was
   * stopped, where the vendor does not renew by itself. What is paid is renewed or bought anew; anything else that is
   * refused is tried again by the next run, not at once. Part of the caller's transaction.
   */
  function afterRefusal(writer: Writer, contractProductId: string, kind: 'renew' | 'unsuspend', cause: string): void {
    const contract = rows.contractState(store, contractProductId);
    const license = licenseOf(store, contractProductId);
    if (!contract || !license || contract.is_manual_status === 1 || isEnded(contract.status)) return;
    if (license.status === 'deleted' && wantedRenewal(store, contractProductId))
      return goOnIfPossible(writer, contractProductId, cause);
    const today = brand.businessDate();
    if (contract.suspended_for !== 'overdue' || isOwing(contract, today)) return;
    const hasRunOut = license.status === 'deleted' || (license.expires_on !== '' && license.expires_on <= today);
    try {
      if (kind === 'unsuspend' && hasRunOut && !isHeld(vendorRenewalKey(contract.id, contract.period_no)))
        renewOrBuy(writer, contract, `renewal/${contract.id}/${contract.period_no}`);
      // It runs on what the vendor was paid before, also while the renewal is still owed.
      if (kind === 'renew' && !hasRunOut && !isHeld(unsuspendKey(contract.id)))
        licenses.queue(writer, 'unsuspend', contract.id, {}, cause);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }

  /** As `goOn`; what cannot be asked for now stays owed, and automation comes back to it: money is never lost over it. */
  function goOnIfPossible(writer: Writer, contractProductId: string, cause: string): void {
    try {
      goOn(writer, contractProductId, cause);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }

  return {
    orderPaid,
    renewalPaid,
    ...endings,
    autoRenewalEnded,
    isOwing,
    goOn,
    goOnIfPossible,
    afterRefusal,
  };
}

const isPaid = ({ state }: PeriodRow): boolean => state === 'paid';

/** The vendor renews the license at its end without being asked. */
export const renewsItself = ({ autoprolong }: LicenseRow): boolean => autoprolong !== null && autoprolong !== 'none';
