import { addDays, today, type DueStep, type StepOutcome } from '../kernel/index.ts';
import { licenseOf } from '../licenses/index.ts';
import type { Writer } from '../store/index.ts';
import type { ContractProductsDeps } from './deps.ts';
import { cancelDay, noticeDay, suspendDay, terminateDay, type DunningIntervals } from './dunning-rules.ts';
import * as owed from './dunning-store.ts';
import type { Periods } from './periods.ts';
import { renewsItself } from './periods.ts';
import { openRenewals } from './periods-store.ts';
import { isEnded, overdueCause, unsuspendKey } from './rules.ts';
import { done, skipped, type StepKind } from './step-kind.ts';
import type * as rows from './store.ts';
import type { Transitions } from './transitions.ts';

const hourMs = 3_600_000;

export type Dunning = ReturnType<typeof dunning>;

/** What becomes of what is not paid (spec 2.12): suspended, cancelled, terminated, each at its day from the due date. */
export function dunning(deps: ContractProductsDeps, { move }: Transitions, money: Periods) {
  const { store, brand, settings, licenses, triggers } = deps;

  const intervalsOf = (contract: rows.ContractState): DunningIntervals => {
    const of = {
      contractProductId: contract.id,
      productId: contract.product_id,
      clientId: contract.client_id,
    };
    return {
      suspendDays: settings.number('suspend_days', of),
      cancelDays: settings.number('cancel_days', of),
      terminateDays: settings.number('terminate_days', of),
      noticeDays: settings.number('pre_termination_notice_days', of),
    };
  };
  const dayOf = (instant: string | null): string | null =>
    instant === null ? null : today(new Date(instant), brand.settings().timeZone);

  /** The step of an owing contract product; `act` is the last word of its kind and of its cause. */
  const stepOf = (act: string, contract: owed.OwingContract, on: string): DueStep => ({
    kind: `dunning.${act}`,
    cause: `${overdueCause(contract.invoice_id)}/${act}/${contract.id}`,
    on,
    entity: 'contract_product',
    entityId: contract.id,
    clientId: contract.client_id,
  });
  /** The contract product of a step as it is now, or undefined: it owes nothing on that invoice any more. */
  const nowOf = (step: DueStep): owed.OwingContract | undefined =>
    owed.owingFor(store, step.entityId, step.cause.split('/')[1] ?? '');

  const suspendStep = (contract: owed.OwingContract): DueStep =>
    stepOf('suspend', contract, suspendDay(contract.due_on, intervalsOf(contract).suspendDays));

  /**
   * Whether what is known of a license is too old to act on (spec 2.12): somebody may have done something at the vendor.
   * A license that was never read has no age that could be trusted.
   */
  function isStale(contractProductId: string): boolean {
    const at = owed.licenseReadAt(store, contractProductId);
    return (
      at === null || store.clock.now().getTime() - Date.parse(at) > settings.number('stale_data_hours', {}) * hourMs
    );
  }

  /**
   * Asks the vendor to suspend what is overdue; it is Suspended when the vendor has done it (spec 2.12). Guards: an
   * invoice for the period was issued (it is what the step is about), no part of it is paid, the license was compared
   * with the vendor lately, and nobody set the status by hand.
   */
  function suspend(writer: Writer, step: DueStep): StepOutcome {
    const contract = nowOf(step);
    if (contract?.status !== 'Active' || suspendStep(contract).on > brand.businessDate()) return skipped('not_due');
    if (contract.invoice_status === 'Partly paid') return skipped('partly_paid');
    const license = licenseOf(store, contract.id);
    if (!license || license.status === 'deleted') return skipped('license.no_license');
    if (isStale(contract.id)) return skipped('stale_data');
    // The vendor has stopped it already, as it does at the end of what it was paid for.
    if (license.status === 'suspended') {
      move(writer, contract, 'suspended', overdueCause(contract.invoice_id), { suspended_for: 'overdue' });
      return done;
    }
    const why = licenses.availableActions(contract.id).suspend;
    if (why === 'license.capability_missing' || why === 'license.wrong_state') return skipped(why);
    licenses.queue(writer, 'suspend', contract.id, {}, overdueCause(contract.invoice_id));
    return done;
  }

  const cancelStep = (contract: owed.OwingContract): DueStep =>
    stepOf(
      'cancel',
      contract,
      cancelDay(
        contract.due_on,
        contract.status === 'Suspended' ? dayOf(contract.suspended_at) : null,
        intervalsOf(contract),
      ),
    );

  /**
   * Whether a contract product that is owing and Active will not be suspended: the vendor refused it, or cannot. One that
   * was, and runs again by a person's act, is that person's.
   */
  function cannotBeSuspended(contract: owed.OwingContract): boolean {
    if (owed.openOperationOf(store, contract.id)) return false;
    // What a person gave up is that person's too.
    if (contract.suspend_state !== null) return contract.suspend_state === 'refused';
    const license = licenseOf(store, contract.id);
    if (!license || license.status === 'deleted') return true;
    return licenses.availableActions(contract.id).suspend === 'license.capability_missing';
  }

  /** No new invoices from here on; those that are open stay (spec 2.2). */
  function cancel(writer: Writer, step: DueStep): StepOutcome {
    const contract = nowOf(step);
    if (!contract || isEnded(contract.status) || cancelStep(contract).on > brand.businessDate())
      return skipped('not_due');
    if (contract.status === 'Active' && !cannotBeSuspended(contract)) return skipped('not_suspended');
    if (contract.status === 'Suspended' && contract.suspended_for !== 'overdue') return skipped('suspended_by_staff');
    if (contract.invoice_status === 'Partly paid') return skipped('partly_paid');
    const license = licenseOf(store, contract.id);
    // Nobody pays any more for what the vendor would go on renewing.
    if (license && renewsItself(license) && licenses.availableActions(contract.id).autoRenew === null)
      licenses.queue(writer, 'autoRenew', contract.id, { autoRenewal: 'none' }, overdueCause(contract.invoice_id));
    move(writer, contract, 'overdue_cancelled', overdueCause(contract.invoice_id), { suspended_for: 'overdue' });
    return done;
  }

  const noticeStep = (contract: owed.OwingContract): DueStep | null => {
    const on = noticeDay(contract.due_on, dayOf(contract.cancelled_at), intervalsOf(contract));
    return on === null ? null : stepOf('notice', contract, on);
  };
  const terminateStep = (contract: owed.OwingContract): DueStep => {
    const intervals = intervalsOf(contract);
    const cancelledOn = dayOf(contract.cancelled_at);
    // Without a notice the day counts from one that would be given now.
    const noticedOn = intervals.noticeDays === 0 ? null : (dayOf(contract.noticed_at) ?? brand.businessDate());
    return stepOf('terminate', contract, terminateDay(contract.due_on, { cancelledOn, noticedOn }, intervals));
  };

  /** The vendor is asked to terminate; Closed and written off when it has (spec 2.2). Without a license that is at once. */
  function terminate(writer: Writer, step: DueStep): StepOutcome {
    const contract = nowOf(step);
    if (contract?.status !== 'Cancelled' || contract.suspended_for !== 'overdue') return skipped('not_due');
    if (terminateStep(contract).on > brand.businessDate()) return skipped('not_due');
    if (contract.invoice_status === 'Partly paid') return skipped('partly_paid');
    const license = licenseOf(store, contract.id);
    const isLive = license !== undefined && license.status !== 'deleted';
    // It cannot be taken back: never on what was true some days ago.
    if (isLive && isStale(contract.id)) return skipped('stale_data');
    if (isLive) licenses.queue(writer, 'terminate', contract.id, {}, overdueCause(contract.invoice_id));
    else close(writer, contract, overdueCause(contract.invoice_id));
    return done;
  }

  /** Closed: what is unpaid is written off and credited (spec 2.2). */
  function close(writer: Writer, contract: rows.ContractState, cause: string): void {
    move(writer, contract, 'closed', cause);
    writeOff(writer, contract.id);
  }

  /**
   * Writes off what is open of a contract product's renewals; its periods are not billed any more, nor is it changed. Of a
   * bundle its own part: the licenses of the other ones are owed until they are terminated.
   */
  function writeOff(writer: Writer, contractProductId: string): void {
    deps.onContractsEnding(writer, [contractProductId], 'account_balance');
    const note = money.noteOf(contractProductId, 'closed');
    for (const { invoice_id: id } of openRenewals(store, contractProductId))
      money.endRenewal(writer, contractProductId, id, { ending: 'write_off', note, destination: null });
  }

  const least = (name: 'suspend_days' | 'cancel_days' | 'terminate_days'): number => settings.bounds(name).least;
  const owingUntil = (statuses: readonly rows.ContractState['status'][], until: string, days: number) =>
    owed.owingUntil(store, statuses, addDays(until, -days));

  const steps: StepKind[] = [
    {
      kind: 'dunning.unsuspend',
      list: () => {
        const day = brand.businessDate();
        return owed.suspendedForOverdue(store).flatMap((contract) =>
          money.isOwing(contract, day) || owed.openOperationOf(store, contract.id)
            ? []
            : {
                kind: 'dunning.unsuspend',
                // One try a day: a vendor that refuses is not asked every hour.
                cause: `${unsuspendKey(contract.id)}/${day}`,
                holdKey: unsuspendKey(contract.id),
                on: day,
                entity: 'contract_product',
                entityId: contract.id,
                clientId: contract.client_id,
              },
        );
      },
      perform: (writer, step) => (money.goOn(writer, step.entityId, step.cause) === null ? skipped('not_due') : done),
    },
    {
      kind: 'dunning.suspend',
      list: (until) =>
        owingUntil(['Active'], until, least('suspend_days'))
          .filter((contract) => contract.suspend_state === null)
          .map(suspendStep),
      perform: suspend,
    },
    {
      kind: 'dunning.cancel',
      list: (until) => owingUntil(['Active', 'Suspended'], until, least('cancel_days')).map(cancelStep),
      perform: cancel,
    },
    {
      kind: 'dunning.notice',
      list: (until) =>
        owingUntil(['Cancelled'], until, 0)
          .filter((contract) => contract.suspended_for === 'overdue' && contract.noticed_at === null)
          .flatMap((contract) => noticeStep(contract) ?? []),
      perform(writer, step) {
        const contract = nowOf(step);
        if (contract?.status !== 'Cancelled') return skipped('not_due');
        triggers.fire(writer, 39, step.cause, {
          entity: 'contract_product',
          id: contract.id,
          clientId: contract.client_id,
        });
        return done;
      },
    },
    {
      kind: 'dunning.terminate',
      list: (until) =>
        owingUntil(['Cancelled'], until, least('terminate_days'))
          .filter((contract) => contract.suspended_for === 'overdue' && contract.terminate_state === null)
          .map(terminateStep),
      perform: terminate,
    },
  ];

  /** Contract products that a run until a day may suspend or terminate and whose license was not compared for too long. */
  const staleUntil = (until: string): string[] =>
    [
      ...owingUntil(['Active'], until, least('suspend_days')).filter(
        (contract) => contract.suspend_state === null && suspendStep(contract).on <= until,
      ),
      ...owingUntil(['Cancelled'], until, least('terminate_days')).filter(
        (contract) =>
          contract.suspended_for === 'overdue' &&
          contract.terminate_state === null &&
          terminateStep(contract).on <= until,
      ),
    ]
      .filter(({ id }) => {
        const license = licenseOf(store, id);
        return license !== undefined && license.status !== 'deleted' && isStale(id);
      })
      .map(({ id }) => id);

  /** Whether what is owing would be suspended by now. */
  const isLate = (owes: { id: string; productId: string; clientId: string; dueOn: string }): boolean =>
    suspendDay(owes.dueOn, settings.number('suspend_days', { ...owes, contractProductId: owes.id })) <
    brand.businessDate();

  return { steps, staleUntil, writeOff, isLate };
}
