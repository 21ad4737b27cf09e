import { AppError } from '../../kernel/index.ts';
import type { ConnectionAccount } from '../../connections/index.ts';
import type { Step } from '../journal.ts';
import { accountOf, hold, later, type Machine, memoryOf, metaOf, tryLater } from '../machine.ts';
import type { StoredOperation } from '../operation.ts';
import { delayOf, isDone, matching, mayStart, provesAbsence, signsOfPurchase } from '../rules.ts';
import { knownVendorIds } from '../store.ts';
import { saysMissing } from '../vendor/index.ts';
import { foundAt, goneLicense, refusal } from './send.ts';

/** An unknown outcome: find out by reading, never by sending (design 4.4). Also from `absent`, when a person asks. */
export async function reconcile(machine: Machine, operation: StoredOperation): Promise<void> {
  const { journal } = machine;
  const account = await accountOf(machine, operation);
  if (account instanceof AppError) {
    journal.apply(operation.id, tryLater(machine, operation, 'wait', account));
    return;
  }
  if (account.credentialsStopped) return;
  const looking = journal.apply(operation.id, { event: 'look', code: 'looking', patch: { next_check_at: null } });
  const steps =
    operation.kind === 'create'
      ? await findOrder(machine, looking, account)
      : await findChange(machine, looking, account);
  journal.applyAll(operation.id, steps);
}

async function findOrder(machine: Machine, operation: StoredOperation, account: ConnectionAccount): Promise<Step[]> {
  const list = await machine.vendor.listLicenses(account, metaOf(machine, operation));
  if (list.kind === 'auth') return [hold(machine, account, list, 'miss')];
  if (list.kind !== 'ok') return [tryLater(machine, operation, 'miss', list)];
  const matches = matching(list.value, operation.token);
  const [first] = matches;
  if (matches.length > 1) {
    const ids = matches.map((license) => license.vendorId).join(', ');
    return [
      { event: 'miss', code: 'several', detail: ids, patch: { next_check_at: later(machine, machine.timings.slowMs) } },
    ];
  }
  if (first) return [foundAt(machine, operation, first)];

  // The list lacks it. The ledger is the independent witness, where this account may read it.
  const ledger = await machine.vendor.listExpenses(account, metaOf(machine, operation));
  if (ledger.kind === 'auth') return [hold(machine, account, ledger, 'miss')];
  if (ledger.kind === 'unknown' || ledger.kind === 'not_sent') return [tryLater(machine, operation, 'miss', ledger)];
  const sentAt = operation.sentAt ?? machine.store.now();
  const known = knownVendorIds(machine.store, operation.connectionId);
  // A number that the answer gave and that vanished: a charge for it is a sign like any other.
  if (operation.vendorId !== null) known.delete(operation.vendorId);
  const signs = signsOfPurchase(list.value, ledger.kind === 'ok' ? ledger.value : [], {
    sentAt,
    ip: operation.params.ip,
    known,
  });
  const held = signs.length > 0 && machine.clock.now().getTime() - Date.parse(sentAt) < machine.timings.signsHoldMs;
  if (held) {
    return [
      {
        event: 'miss',
        code: 'signs_of_purchase',
        detail: signs.slice(0, 10).join('; '),
        patch: { next_check_at: later(machine, machine.timings.slowMs) },
      },
    ];
  }
  return [
    notThere(
      machine,
      operation,
      `${list.value.length} licenses read${signs.length > 0 ? `; ${signs.slice(0, 10).join('; ')}` : ''}`,
    ),
  ];
}

/** One more complete reading without it: absence is proved, or the next reading is planned. */
function notThere(machine: Machine, operation: StoredOperation, detail: string): Step {
  const { timings, clock } = machine;
  const memory = memoryOf(machine, operation.id);
  memory.failures = 0;
  if (operation.absentReads === 0) memory.absentSince = clock.monotonic();
  const now = machine.store.now();
  const firstAt = operation.firstAbsentAt ?? now;
  const reads = operation.absentReads + 1;
  const monotonicMs = memory.absentSince === null ? null : clock.monotonic() - memory.absentSince;
  const proved = provesAbsence(
    { reads: timings.absentReads, afterMs: timings.absentAfterMs },
    { reads, firstAt, now, monotonicMs },
  );
  return {
    event: proved ? 'conclude' : 'miss',
    code: proved ? 'absent' : 'not_found_yet',
    detail,
    patch: {
      absent_reads: reads,
      first_absent_at: firstAt,
      next_check_at: proved ? null : later(machine, delayOf(timings.reconcileMs, reads - 1)),
    },
  };
}

async function findChange(machine: Machine, operation: StoredOperation, account: ConnectionAccount): Promise<Step[]> {
  const { timings } = machine;
  const vendorId = operation.vendorId ?? '';
  const read = await machine.vendor.readLicense(account, vendorId, metaOf(machine, operation));
  if (read.kind === 'auth') return [hold(machine, account, read, 'miss')];
  const missing = saysMissing(read);
  if (read.kind !== 'ok' && !missing) return [tryLater(machine, operation, 'miss', read)];
  const license = read.kind === 'ok' ? read.value : goneLicense(vendorId);
  if (isDone(operation.kind, license)) return [foundAt(machine, operation, license)];
  if (missing) return [refusal('license.no_license', vendorId)];
  if (license.status === 'deleted') return [{ ...refusal('license.wrong_state', license.status), seen: license }];
  const memory = memoryOf(machine, operation.id);
  memory.failures = 0;
  const now = machine.store.now();
  const firstAt = operation.firstAbsentAt ?? now;
  const reads = operation.absentReads + 1;
  const unchanged = provesAbsence(
    { reads: timings.repeatReads, afterMs: timings.repeatAfterMs },
    { reads, firstAt, now, monotonicMs: null },
  );
  if (!unchanged || license.changing) {
    const wait = later(machine, delayOf(timings.reconcileMs, reads - 1));
    return [
      {
        event: 'miss',
        code: 'unchanged_yet',
        detail: license.status,
        seen: license,
        patch: { absent_reads: reads, first_absent_at: firstAt, next_check_at: wait },
      },
    ];
  }
  const again = operation.attempt < timings.attempts && mayStart(operation.kind, license);
  if (!again)
    return [
      {
        event: 'conclude',
        code: 'absent',
        detail: license.status,
        seen: license,
        patch: { absent_reads: reads, first_absent_at: firstAt, next_check_at: null },
      },
    ];
  return [
    {
      event: 'repeat',
      code: 'repeated',
      detail: license.status,
      seen: license,
      error: null,
      patch: { attempt: operation.attempt + 1, absent_reads: 0, first_absent_at: null, next_check_at: null },
    },
  ];
}
