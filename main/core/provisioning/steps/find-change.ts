import type { ConnectionAccount } from '../../connections/index.ts';
import type { Step } from '../journal.ts';
import { doneOtherwise, isDone, kinds, mayStart } from '../kinds.ts';
import { hold, later, type Machine, memoryOf, metaOf, tryLater } from '../machine.ts';
import type { StoredOperation } from '../operation.ts';
import { delayOf, firstAbsence, provesAbsence, signsOfCharge } from '../rules.ts';
import { chargesExplained } from '../store.ts';
import { saysMissing, type VendorLicense } from '../vendor/index.ts';
import { notThere } from './absence.ts';
import { foundAt, goneLicense, refusal } from './common.ts';

/** Whether a change of a license was carried out: the license itself tells; for what charges, the ledger too. */
export async function findChange(
  machine: Machine,
  operation: StoredOperation,
  account: ConnectionAccount,
): Promise<Step[]> {
  const vendorId = operation.vendorId ?? '';
  const read = await machine.vendor.readLicense(account, vendorId, metaOf(machine, operation));
  if (read.kind === 'auth') return [hold(machine, account, read, 'miss')];
  const missing = saysMissing(read);
  if (read.kind !== 'ok' && !missing) return [tryLater(machine, operation, 'miss', read)];
  const license = read.kind === 'ok' ? read.value : goneLicense(vendorId);
  if (isDone(operation, license)) return [foundAt(machine, operation, license)];
  const { once } = kinds[operation.kind];
  if (once) return findOnce(machine, operation, account, { license, missing });
  if (missing) return [refusal('license.no_license', vendorId)];
  if (license.status === 'deleted') return [{ ...refusal('license.wrong_state', license.status), seen: license }];
  return [unchanged(machine, operation, license)];
}

/** What must not be done twice: unchanged so far is not "not done". It takes as long as for an order, and a person. */
async function findOnce(
  machine: Machine,
  operation: StoredOperation,
  account: ConnectionAccount,
  { license, missing }: { license: VendorLicense; missing: boolean },
): Promise<Step[]> {
  const { timings, clock, store } = machine;
  const seen = missing ? undefined : license;
  const slowly = { next_check_at: later(machine, timings.slowMs) };
  if (license.changing)
    return [{ event: 'miss', code: 'unchanged_yet', detail: license.status, seen: license, patch: slowly }];
  const otherwise = missing ? '' : doneOtherwise(operation, license);
  // Not "not done", however long it stays so: sent once more it might be done, and charged, once more.
  if (otherwise !== '') return [{ event: 'miss', code: 'mismatch', detail: otherwise, seen: license, patch: slowly }];
  const sentAt = operation.sentAt ?? store.now();
  let signs: string[] = [];
  if (kinds[operation.kind].charges) {
    const ledger = await machine.vendor.listExpenses(account, metaOf(machine, operation));
    if (ledger.kind === 'auth') return [hold(machine, account, ledger, 'miss')];
    if (ledger.kind === 'unknown' || ledger.kind === 'not_sent') return [tryLater(machine, operation, 'miss', ledger)];
    const vendorId = operation.vendorId ?? '';
    const explained = chargesExplained(store, {
      connectionId: operation.connectionId,
      vendorId,
      since: new Date(Date.parse(sentAt) - 86_400_000).toISOString(),
      exceptId: operation.id,
    });
    signs = ledger.kind === 'ok' ? signsOfCharge(ledger.value, { sentAt, vendorId, explained }) : [];
  }
  const held = signs.length > 0 && clock.now().getTime() - Date.parse(sentAt) < timings.signsHoldMs;
  if (held) {
    return [
      {
        event: 'miss',
        code: 'signs_of_charge',
        detail: signs.slice(0, 10).join('; '),
        ...(seen ? { seen } : {}),
        patch: slowly,
      },
    ];
  }
  return [notThere(machine, operation, [missing ? 'gone' : license.status, ...signs.slice(0, 10)].join('; '), seen)];
}

/** What is safe to repeat: read some times more, then sent again by itself, in the end left to a person. */
function unchanged(machine: Machine, operation: StoredOperation, license: VendorLicense): Step {
  const { timings } = machine;
  memoryOf(machine, operation.id).failures = 0;
  const now = machine.store.now();
  const firstAt = firstAbsence(operation.firstAbsentAt, now);
  const reads = operation.absentReads + 1;
  const proved = provesAbsence(
    { reads: timings.repeatReads, afterMs: timings.repeatAfterMs },
    { reads, firstAt, now, monotonicMs: null },
  );
  const counted = { absent_reads: reads, first_absent_at: firstAt };
  const step = { detail: license.status, seen: license };
  if (!proved || license.changing) {
    const wait = later(machine, delayOf(timings.reconcileMs, reads - 1));
    return { ...step, event: 'miss', code: 'unchanged_yet', patch: { ...counted, next_check_at: wait } };
  }
  const again = operation.attempt < timings.attempts && mayStart(operation.kind, license);
  if (!again) return { ...step, event: 'conclude', code: 'absent', patch: { ...counted, next_check_at: null } };
  return {
    ...step,
    event: 'repeat',
    code: 'repeated',
    error: null,
    patch: { attempt: operation.attempt + 1, absent_reads: 0, first_absent_at: null, next_check_at: null },
  };
}
