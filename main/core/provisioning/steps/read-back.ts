import { AppError } from '../../kernel/index.ts';
import type { Step } from '../journal.ts';
import { accountOf, hold, later, type Machine, memoryOf, metaOf, tryLater } from '../machine.ts';
import type { StoredOperation } from '../operation.ts';
import { changedThisMonth, isDone, kinds } from '../kinds.ts';
import { delayOf, mismatches } from '../rules.ts';
import { saysMissing, type VendorLicense } from '../vendor/index.ts';
import { goneLicense, refusal, saw } from './common.ts';

/** An accepted operation: read the license until it is what was asked for (design 4.5). Never ends in "failed" for a bought one. */
export async function readBack(machine: Machine, operation: StoredOperation): Promise<void> {
  const { journal } = machine;
  const account = await accountOf(machine, operation);
  if (account instanceof AppError) {
    await journal.applySoon(operation.id, tryLater(machine, operation, 'wait', account));
    return;
  }
  if (account.credentialsStopped) return;
  const read = await machine.vendor.readLicense(account, operation.vendorId ?? '', metaOf(machine, operation));
  if (read.kind === 'auth') {
    await journal.applySoon(operation.id, hold(machine, account, read, 'hold'));
    return;
  }
  const missing = saysMissing(read);
  if (read.kind !== 'ok' && !missing) {
    await journal.applySoon(operation.id, tryLater(machine, operation, 'wait', read));
    return;
  }
  const license = read.kind === 'ok' ? read.value : goneLicense(operation.vendorId ?? '');
  await journal.applySoon(operation.id, judge(machine, operation, license, missing));
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
      error: null,
      ...(missing ? {} : { seen: license }),
      patch: { next_check_at: later(machine, ms) },
    };
  };
  if (operation.kind === 'create') return judgeOrder(machine, operation, license, { missing, usedUp, wait });
  if (isDone(operation, license)) {
    return {
      event: 'confirm',
      code: 'confirmed',
      detail: shownBy(operation, license),
      error: null,
      seen: license,
      ...whatSuccessShows(machine, operation),
    };
  }
  const gone = license.status === 'deleted';
  if (gone && !kinds[operation.kind].once)
    return { ...refusal('license.wrong_state', license.status), ...(missing ? {} : { seen: license }) };
  // Still at work by its own word, or not read often enough: wait.
  if (!gone && (!usedUp || license.changing)) return wait('waiting', license.status);
  if (!kinds[operation.kind].once) {
    return {
      ...refusal('license.capability_missing', `accepted, but still ${license.status}`),
      code: 'unchanged',
      seen: license,
      ...saw(machine, operation, 'no', ''),
    };
  }
  // It said yes, and it may have charged: not shown is not refused. The ledger and further readings tell more.
  machine.memory.delete(operation.id);
  return {
    event: 'vanish',
    code: 'not_shown',
    detail: license.status,
    ...(missing ? {} : { seen: license }),
    patch: { absent_reads: 0, first_absent_at: null, next_check_at: null },
  };
}

/** What the license shows now of that which was asked for, for the history. */
function shownBy({ kind, before }: StoredOperation, license: VendorLicense): string {
  switch (kind) {
    case 'renew':
      return `${before?.expiresOn ?? '?'} → ${license.expiresOn ?? '?'}`;
    case 'changePackage':
      return `${before?.pricelist ?? '?'} → ${license.pricelist ?? '?'}`;
    case 'reissue':
      return license.key?.split('-')[0] ?? '';
    case 'edit':
      return `${license.ip ?? '?'}, ${license.licname ?? '?'}`;
    case 'autoRenew':
      return license.autoprolong ?? '';
    default:
      return license.status;
  }
}

/** What was carried out can be done by this account; a second change within a month shows that it has no limit. */
function whatSuccessShows(machine: Machine, operation: StoredOperation): Pick<Step, 'also'> {
  const { kind, before } = operation;
  const today = machine.store.now().slice(0, 10);
  const unlimited =
    kind === 'reissue' && changedThisMonth(before?.keyChangedOn ?? null, today)
      ? 'keyLimit'
      : kind === 'edit' && before?.ip !== operation.params.ip && changedThisMonth(before?.ipChangedOn ?? null, today)
        ? 'ipLimit'
        : null;
  const { also } = saw(machine, operation, 'yes', '');
  if (unlimited === null) return also ? { also } : {};
  return {
    also: (writer) => {
      also?.(writer);
      machine.connections.sawCapability(writer, operation.connectionId, unlimited, {
        value: 'no',
        evidence: '',
        operationId: operation.id,
      });
    },
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
  if (different.length > 0) {
    const message = different.join(', ');
    // Paid for, and not what was ordered: it goes on being read, and somebody has to look at it.
    return { ...state.wait('mismatch', message), error: { code: 'operation.mismatch', message } };
  }
  if (!isDone(operation, license))
    return state.wait(license.status === 'active' ? 'waiting_key' : 'waiting', license.status);
  return { event: 'confirm', code: 'confirmed', detail: license.key?.split('-')[0] ?? '', error: null, seen: license };
}
