import { AppError } from '../../kernel/index.ts';
import type { ErrorCode } from '../../../../preload/api/errors.ts';
import type { ConnectionAccount } from '../../connections/index.ts';
import type { Step } from '../journal.ts';
import { accountOf, detailOf, hold, later, type Machine, memoryOf, metaOf, tryLater } from '../machine.ts';
import type { StoredOperation } from '../operation.ts';
import { isDone, matching, mayStart } from '../rules.ts';
import { contractState, findOperation } from '../store.ts';
import {
  bareLicense,
  codeOf,
  type Failure,
  type Outcome,
  saysIncapable,
  saysMissing,
  type VendorAction,
  type VendorLicense,
} from '../vendor/index.ts';

const actionOf: Readonly<Record<'suspend' | 'unsuspend' | 'terminate', VendorAction>> = {
  suspend: 'suspend',
  unsuspend: 'resume',
  terminate: 'delete',
};

/** A queued operation: look first where looking can tell, store the intent, send once, store what became of it. */
export async function send(machine: Machine, operation: StoredOperation): Promise<void> {
  const account = await accountOf(machine, operation);
  if (account instanceof AppError) {
    machine.journal.apply(operation.id, tryLater(machine, operation, 'postpone', account));
    return;
  }
  if (!account.isEnabled || account.credentialsStopped) return;
  const before = await lookFirst(machine, operation, account);
  if (before !== 'go') {
    machine.journal.applyAll(operation.id, before);
    return;
  }
  if (!claim(machine, operation.id)) return;
  const outcome = await callOnce(machine, operation, account);
  settle(machine, operation, account, outcome);
}

/**
 * What the vendor shows before anything is sent. For an order that is sent again: whether the first one is there after
 * all. For a change: whether it is needed and possible now.
 */
async function lookFirst(
  machine: Machine,
  operation: StoredOperation,
  account: ConnectionAccount,
): Promise<Step[] | 'go'> {
  if (operation.kind === 'create') {
    if (operation.sentAt === null) return 'go';
    const list = await machine.vendor.listLicenses(account, metaOf(machine, operation));
    if (list.kind === 'auth') return [hold(machine, account, list, 'hold')];
    if (list.kind !== 'ok') return [tryLater(machine, operation, 'postpone', list)];
    const [first, ...others] = matching(list.value, operation.token);
    if (!first) return 'go';
    if (others.length > 0) {
      const ids = [first, ...others].map((license) => license.vendorId).join(', ');
      return [
        {
          event: 'postpone',
          code: 'several',
          detail: ids,
          patch: { next_check_at: later(machine, machine.timings.slowMs) },
        },
      ];
    }
    return [foundAt(machine, operation, first)];
  }
  const vendorId = operation.vendorId ?? '';
  const read = await machine.vendor.readLicense(account, vendorId, metaOf(machine, operation));
  if (read.kind === 'auth') return [hold(machine, account, read, 'hold')];
  if (read.kind === 'ok') {
    if (isDone(operation.kind, read.value)) {
      return [foundAt(machine, operation, read.value), { event: 'confirm', code: 'already_so', error: null }];
    }
    if (mayStart(operation.kind, read.value)) return 'go';
    return [{ ...refusal('license.wrong_state', read.value.status), seen: read.value }];
  }
  if (saysMissing(read)) {
    if (operation.kind !== 'terminate')
      return [refusal('license.no_license', detailOf({ code: codeOf(read), message: read.message }))];
    const gone = goneLicense(vendorId);
    return [foundAt(machine, operation, gone), { event: 'confirm', code: 'already_so', error: null }];
  }
  if (read.kind === 'refused') return [refusalBy(read)];
  return [tryLater(machine, operation, 'postpone', read)];
}

/**
 * Stores the intent: state `sending`, on disk before the first byte leaves (design 4.1). Checks in the same transaction
 * that it still makes sense. Answers whether to send.
 */
function claim(machine: Machine, id: string): boolean {
  return machine.journal.transaction(id, (writer) => {
    const operation = findOperation(machine.store, id);
    // A person may have abandoned it while the vendor was read.
    if (operation?.state !== 'queued') return false;
    const objection = objectionTo(machine, operation);
    if (objection) {
      machine.journal.applyIn(writer, id, refusal(objection, ''));
      return false;
    }
    const detail =
      operation.kind === 'create'
        ? `${operation.params.pricelist}, ${operation.params.period} months, ${operation.token}`
        : '';
    machine.journal.applyIn(writer, id, {
      event: 'claim',
      code: 'sending',
      detail,
      error: null,
      patch: { sent_at: machine.store.now(), next_check_at: null },
    });
    return true;
  });
}

function objectionTo(machine: Machine, operation: StoredOperation): ErrorCode | null {
  const contract = contractState(machine.store, operation.contractProductId);
  if (!contract) return 'not_found';
  if (operation.kind !== 'create') return null;
  if (contract.live === 1) return 'license.already_exists';
  if (contract.status === 'Pending') return 'license.not_paid';
  return ['Awaiting Activation', 'Active'].includes(contract.status) ? null : 'license.wrong_state';
}

async function callOnce(
  machine: Machine,
  operation: StoredOperation,
  account: ConnectionAccount,
): Promise<Outcome<{ vendorId: string } | null>> {
  // No signal here: a call that is on its way is waited for.
  const meta = { tag: operation.id };
  try {
    if (operation.kind !== 'create')
      return await machine.vendor.act(account, actionOf[operation.kind], operation.vendorId ?? '', meta);
    const { pricelist, period, ip } = operation.params;
    return await machine.vendor.orderLicense(account, { pricelist, period, ip, token: operation.token }, meta);
  } catch (error) {
    machine.log.error(
      { operationId: operation.id, error: error instanceof Error ? error.name : 'unknown' },
      'vendor client failed',
    );
    return { kind: 'unknown', code: 'vendor.broken_answer', message: 'the console failed while it was waiting' };
  }
}

function settle(
  machine: Machine,
  operation: StoredOperation,
  account: ConnectionAccount,
  outcome: Outcome<{ vendorId: string } | null>,
): void {
  const { journal } = machine;
  const { id } = operation;
  switch (outcome.kind) {
    case 'ok': {
      machine.memory.delete(id);
      const vendorId = outcome.value?.vendorId ?? operation.vendorId ?? '';
      const accepted: Step = {
        event: 'accept',
        code: 'accepted',
        detail: vendorId,
        error: null,
        patch: { vendor_id: vendorId, next_check_at: null },
      };
      if (operation.kind !== 'create') {
        journal.apply(id, accepted);
        return;
      }
      try {
        journal.apply(id, { ...accepted, seen: { ...goneLicense(vendorId), status: 'unknown' } });
      } catch (error) {
        // The id that was paid for is kept whatever is wrong with the mirror.
        machine.log.error(
          { operationId: id, error: error instanceof Error ? error.message : 'unknown' },
          'license not mirrored',
        );
        journal.apply(id, { ...accepted, code: 'mirror_failed' });
      }
      return;
    }
    case 'refused':
      journal.apply(id, {
        ...refusalBy(outcome),
        ...(isSuspension(operation) && saysIncapable(outcome)
          ? { also: (writer) => machine.connections.recordCanSuspend(writer, operation.connectionId, 'no') }
          : {}),
      });
      return;
    case 'auth':
      journal.apply(id, hold(machine, account, outcome, 'hold'));
      return;
    case 'not_sent':
      journal.apply(id, tryLater(machine, operation, 'postpone', outcome));
      return;
    case 'unknown':
      machine.memory.delete(id);
      journal.apply(id, {
        event: 'lose',
        code: 'outcome_unknown',
        detail: detailOf(outcome),
        error: { code: outcome.code, message: outcome.message },
        patch: { absent_reads: 0, first_absent_at: null, next_check_at: null },
      });
  }
}

export const isSuspension = (operation: StoredOperation): boolean =>
  operation.kind === 'suspend' || operation.kind === 'unsuspend';

/** The operation is where it should be at the vendor; the reading back confirms it. */
export function foundAt(machine: Machine, operation: StoredOperation, license: VendorLicense): Step {
  memoryOf(machine, operation.id).reads = 0;
  const evidence = [license.vendorId, license.licname, license.ip, license.status, license.createdOn].filter(
    (part) => part !== null && part !== '',
  );
  return {
    event: 'found',
    code: 'found',
    detail: evidence.join(', '),
    error: null,
    seen: license,
    patch: { vendor_id: license.vendorId, next_check_at: null },
  };
}

export const refusal = (code: ErrorCode, detail: string): Step => ({
  event: 'refuse',
  code: 'refused',
  detail: detailOf({ code, message: detail }),
  error: { code, message: '' },
});

/** The vendor said no, in its own words. */
export const refusalBy = (failure: Failure): Step => {
  const error = { code: codeOf(failure), message: failure.message };
  return { event: 'refuse', code: 'refused', detail: detailOf(error), error };
};

/** A license of which only the number is known, or that is gone: null leaves the mirror's other columns as they are. */
export const goneLicense = (vendorId: string): VendorLicense => bareLicense(vendorId, 'deleted');
