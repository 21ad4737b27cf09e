import type { Step } from '../journal.ts';
import { later, type Machine, memoryOf } from '../machine.ts';
import type { StoredOperation } from '../operation.ts';
import { delayOf, firstAbsence, provesAbsence } from '../rules.ts';
import type { VendorLicense } from '../vendor/index.ts';

/** One more complete reading without it: absence is proved, or the next reading is planned. */
export function notThere(machine: Machine, operation: StoredOperation, detail: string, seen?: VendorLicense): Step {
  const { timings, clock } = machine;
  const memory = memoryOf(machine, operation.id);
  memory.failures = 0;
  if (operation.absentReads === 0) memory.absentSince = clock.monotonic();
  const now = machine.store.now();
  const firstAt = firstAbsence(operation.firstAbsentAt, now);
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
    ...(seen ? { seen } : {}),
    patch: {
      absent_reads: reads,
      first_absent_at: firstAt,
      next_check_at: proved ? null : later(machine, delayOf(timings.reconcileMs, reads - 1)),
    },
  };
}
