import { AppError } from '../../kernel/index.ts';
import type { Step } from '../journal.ts';
import { accountOf, hold, later, type Machine, memoryOf, metaOf, tryLater } from '../machine.ts';
import type { StoredOperation } from '../operation.ts';
import { delayOf, isDone, mismatches } from '../rules.ts';
import { saysMissing, type VendorLicense } from '../vendor/index.ts';
import { goneLicense, isSuspension, refusal } from './send.ts';

/** An accepted operation: read the license until it is what was asked for (design 4.5). Never ends in "failed" for a bought one. */
export async function readBack(machine: Machine, operation: StoredOperation): Promise<void> {
  const { journal } = machine;
  const account = await accountOf(machine, operation);
  if (account instanceof AppError) {
    journal.apply(operation.id, tryLater(machine, operation, 'wait', account));
    return;
  }
  if (account.credentialsStopped) return;
  const read = await machine.vendor.readLicense(account, operation.vendorId ?? '', metaOf(machine, operation));
  if (read.kind === 'auth') {
    journal.apply(operation.id, hold(machine, account, read, 'hold'));
    return;
  }
  const missing = saysMissing(read);
  if (read.kind !== 'ok' && !missing) {
    journal.apply(operation.id, tryLater(machine, operation, 'wait', read));
    return;
  }
  const license = read.kind === 'ok' ? read.value : goneLicense(operation.vendorId ?? '');
  journal.apply(operation.id, judge(machine, operation, license, missing));
}

function judge(machine: Machine, operation: StoredOperation, license: VendorLicense, missing: boolean): Step {
  const memory = memoryOf(machine, operation.id);
  memory.failures = 0;
  const usedUp = memory.reads >= machine.timings.readBackMs.length;
  const wait = (code: string, detail: string): Step => {
    const ms = usedUp ? machine.timings.slowMs : delayOf(machine.timings.readBackMs, memory.reads);
    memory.reads += 1;
    return {
      event: 'wait',
      code,
      detail,
      ...(missing ? {} : { seen: license }),
      patch: { next_check_at: later(machine, ms) },
    };
  };
  if (operation.kind === 'create') return judgeOrder(machine, operation, license, { missing, usedUp, wait });
  if (isDone(operation.kind, license)) {
    return {
      event: 'confirm',
      code: 'confirmed',
      detail: license.status,
      error: null,
      seen: license,
      ...(isSuspension(operation)
        ? { also: (writer) => machine.connections.recordCanSuspend(writer, operation.connectionId, 'yes') }
        : {}),
    };
  }
  if (license.status === 'deleted')
    return { ...refusal('license.wrong_state', license.status), ...(missing ? {} : { seen: license }) };
  // Still at work by its own word, or not read often enough: wait.
  if (!usedUp || license.changing) return wait('waiting', license.status);
  return {
    ...refusal('license.capability_missing', `accepted, but still ${license.status}`),
    code: 'unchanged',
    seen: license,
    ...(isSuspension(operation)
      ? { also: (writer) => machine.connections.recordCanSuspend(writer, operation.connectionId, 'no') }
      : {}),
  };
}

function judgeOrder(
  machine: Machine,
  operation: StoredOperation,
  license: VendorLicense,
  state: { missing: boolean; usedUp: boolean; wait: (code: string, detail: string) => Step },
): Step {
  // A license that was just ordered may be readable late; only then is it gone.
  if (state.missing && !state.usedUp) return state.wait('waiting', 'not there yet');
  if (state.missing || license.status === 'deleted') {
    machine.memory.delete(operation.id);
    return {
      event: 'vanish',
      code: 'vanished',
      detail: license.vendorId,
      // Also where the vendor knows no such number: else its row would stand in the way of the one that is found, and of a new order.
      seen: license,
      patch: { absent_reads: 0, first_absent_at: null, next_check_at: null },
    };
  }
  const different = mismatches(
    { token: operation.token, pricelist: operation.params.pricelist, ip: operation.params.ip },
    license,
  );
  if (different.length > 0) return state.wait('mismatch', different.join(', '));
  if (!isDone('create', license))
    return state.wait(license.status === 'active' ? 'waiting_key' : 'waiting', license.status);
  return { event: 'confirm', code: 'confirmed', detail: license.key?.split('-')[0] ?? '', error: null, seen: license };
}
