import { AppError, type Clock, type Log } from '../kernel/index.ts';
import type { ConnectionAccount, ConnectionsService } from '../connections/index.ts';
import type { Store } from '../store/index.ts';
import type { Journal, Step } from './journal.ts';
import type { StoredOperation } from './operation.ts';
import type { SendingRights } from './rights.ts';
import { delayOf } from './rules.ts';
import type { Turns } from './turns.ts';
import { type CallMeta, codeOf, type Failure, type VendorClient } from './vendor/index.ts';

/** Waits in milliseconds. The last one of a list goes on for ever. */
export interface ProvisioningTimings {
  /** Between readings after the vendor accepted; when the list is used up, the slow one. */
  readonly readBackMs: readonly number[];
  readonly slowMs: number;
  /** Between readings of an unknown outcome. */
  readonly reconcileMs: readonly number[];
  /** After a failure that says nothing about the operation. */
  readonly backoffMs: readonly number[];
  /** Design 4.4. */
  readonly absentReads: number;
  readonly absentAfterMs: number;
  /** For suspend, unsuspend, terminate: readings before it is asked for again, and how often that is done. */
  readonly repeatReads: number;
  readonly repeatAfterMs: number;
  readonly attempts: number;
  /** So long a sign of a purchase that cannot be placed keeps an order unknown; then a person gets it with the sign. */
  readonly signsHoldMs: number;
  /** What costs money and waited longer than this is checked against the price list before it is sent. */
  readonly priceCheckAfterMs: number;
}

export const defaultTimings: ProvisioningTimings = {
  readBackMs: [250, 500, 1000, 2000, 4000, 8000, 15_000, 30_000, 60_000],
  slowMs: 300_000,
  // Readings at 0 s, 15 s, 75 s, 4 min and just over 10 min.
  reconcileMs: [15_000, 60_000, 180_000, 350_000, 60_000, 300_000],
  backoffMs: [5000, 15_000, 60_000, 300_000],
  absentReads: 3,
  absentAfterMs: 600_000,
  repeatReads: 3,
  repeatAfterMs: 60_000,
  attempts: 3,
  signsHoldMs: 86_400_000,
  priceCheckAfterMs: 120_000,
};

/** What the steps share. */
export interface Machine {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly journal: Journal;
  readonly connections: ConnectionsService;
  readonly vendor: VendorClient;
  readonly timings: ProvisioningTimings;
  readonly rights: SendingRights;
  /** Aborted when the machine stops: readings that wait give up, a call on its way does not. */
  readonly signal: AbortSignal;
  /** Per operation: readings since the last news, failures in a row, start of absence. Lost with the process, which only means more readings. */
  readonly memory: Map<string, { reads: number; failures: number; absentSince: number | null }>;
  /**
   * Per connection that cannot be reached: until when nothing is sent to it. Then the one that was asked for first is
   * tried alone, so that a queue goes out in its order when the network returns.
   */
  readonly unreachable: Map<string, Resting>;
  /** Those that get ready to be sent, in the order they were asked for. */
  readonly turns: Turns;
  /** When the network returned or somebody could not wait: what was tried before that is due at once. */
  wokenAt: string;
}

/** A connection that cannot be reached. */
export interface Resting {
  /** Monotonic, so that a clock that is set meanwhile changes nothing. */
  readonly untilMs: number;
  /** In a row. */
  readonly failures: number;
  /** Instant. */
  readonly since: string;
}

export const metaOf = (machine: Machine, operation: StoredOperation): CallMeta => ({
  tag: operation.id,
  signal: machine.signal,
});

export function memoryOf(
  machine: Machine,
  id: string,
): { reads: number; failures: number; absentSince: number | null } {
  const found = machine.memory.get(id) ?? { reads: 0, failures: 0, absentSince: null };
  machine.memory.set(id, found);
  return found;
}

/** The instant `ms` from now, as stored. */
export const later = (machine: Machine, ms: number): string =>
  new Date(machine.clock.now().getTime() + ms).toISOString();

/** So long is the longest wait that is ever planned. Milliseconds. */
export const longestWaitMs = ({ readBackMs, slowMs, reconcileMs, backoffMs }: ProvisioningTimings): number =>
  Math.max(slowMs, ...readBackMs, ...reconcileMs, ...backoffMs);

/** A connection that could not be reached rests, longer each time in a row; answers with until when. */
export function rest(machine: Machine, connectionId: string): string {
  const now = machine.clock.monotonic();
  const resting = machine.unreachable.get(connectionId);
  // Several that were on their way together are one failure.
  if (resting && resting.untilMs > now) return later(machine, resting.untilMs - now);
  const failures = resting?.failures ?? 0;
  const waitMs = delayOf(machine.timings.backoffMs, failures);
  const since = resting?.since ?? machine.store.now();
  machine.unreachable.set(connectionId, { untilMs: now + waitMs, failures: failures + 1, since });
  return later(machine, waitMs);
}

/** When to try again after a failure; longer each time in a row. */
export function backoff(machine: Machine, id: string): string {
  const memory = memoryOf(machine, id);
  const at = later(machine, delayOf(machine.timings.backoffMs, memory.failures));
  memory.failures += 1;
  return at;
}

/**
 * The account to call with, or the error code of why not (no secret, vault locked). Then nothing was sent, and the
 * operation waits.
 */
export async function accountOf(machine: Machine, operation: StoredOperation): Promise<ConnectionAccount | AppError> {
  try {
    return await machine.connections.accountFor(operation.connectionId);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

/** A step that keeps the operation where it is and tries again later, with the reason. */
export function tryLater(
  machine: Machine,
  operation: StoredOperation,
  event: 'postpone' | 'wait' | 'miss',
  reason: AppError | Failure,
): Step {
  const error =
    reason instanceof AppError ? { code: reason.code, message: '' } : { code: codeOf(reason), message: reason.message };
  const isUnreachable = error.code === 'vendor.unreachable';
  return {
    event,
    code: event === 'postpone' ? 'not_sent' : 'not_readable',
    detail: detailOf(error),
    // An unknown outcome keeps the error that made it unknown.
    ...(event === 'postpone' ? { error } : {}),
    patch: {
      next_check_at: isUnreachable ? rest(machine, operation.connectionId) : backoff(machine, operation.id),
    },
  };
}

/** The vendor did not let us in: nothing was bought, and no call is made with these credentials any more. */
export function hold(machine: Machine, account: ConnectionAccount, failure: Failure, event: 'hold' | 'miss'): Step {
  const error = { code: codeOf(failure), message: failure.message };
  return {
    event,
    code: 'held',
    detail: detailOf(error),
    ...(event === 'hold' ? { error } : {}),
    patch: { next_check_at: null },
    also: (writer) => machine.connections.stopCredentials(writer, account),
  };
}

export const detailOf = (error: { readonly code: string; readonly message: string }): string =>
  error.message === '' ? error.code : `${error.code}: ${error.message}`;
