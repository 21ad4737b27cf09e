import type { ErrorCode } from '../../../preload/api/errors.ts';
import type { OperationState } from '../../../preload/api/operations.ts';
import { AppError, type Context } from '../kernel/index.ts';
import type { Row, Store, Writer } from '../store/index.ts';
import type { StoredOperation } from './operation.ts';
import { isSettled, next, type OperationEventName } from './rules.ts';
import { findOperation, lastEventCode } from './store.ts';
import type { VendorLicense } from './vendor/index.ts';

/** What the composition wants to happen in the transaction of a change (design 3: rows, audit and effects together). */
export interface ProvisioningEffects {
  /** Stores what the vendor has; answers with the id of the license row, null where none is kept. */
  licenseSeen(writer: Writer, operation: StoredOperation, license: VendorLicense): string | null;
  /** The operation came to its end: `succeeded`, `refused` or `abandoned`. */
  settled(writer: Writer, operation: StoredOperation): void;
}

/** A step of an operation: what happened, in the words of the history, and what else changes with it. */
export interface Step {
  readonly event: OperationEventName;
  /** Message key `operation.event.<code>`. */
  readonly code: string;
  /** Evidence for a person: vendor's words, ids, counts. Never a secret. */
  readonly detail?: string;
  readonly patch?: Row;
  readonly error?: { readonly code: ErrorCode; readonly message: string } | null;
  /** What the vendor showed, to be mirrored. */
  readonly seen?: VendorLicense;
  /** Further writes of the same transaction. */
  readonly also?: (writer: Writer) => void;
}

export type Journal = ReturnType<typeof createJournal>;

/** The only place that changes an operation: row, history and effects in one transaction, along the table of the rules. */
export function createJournal(store: Store, effects: ProvisioningEffects) {
  /** @throws AppError `operation.wrong_state` when the machine does not allow it in the state that is stored now. */
  function applyIn(writer: Writer, id: string, step: Step): StoredOperation {
    const before = find(id);
    const state = next(before.state, step.event, before.kind);
    if (state === null) throw new AppError('operation.wrong_state', { params: { state: before.state } });
    // What the effects change is because of this operation, whoever takes the step.
    const because = writer.because(`operation/${id}`);
    const licenseId = step.seen ? effects.licenseSeen(because, before, step.seen) : before.licenseId;
    writer.update('operation', id, {
      state,
      license_id: licenseId,
      ...(step.error === undefined
        ? {}
        : { error_code: step.error?.code ?? null, vendor_message: step.error?.message || null }),
      ...(isSettled(state) ? { settled_at: store.now(), next_check_at: null } : {}),
      ...step.patch,
    });
    // Polling that finds the same again is no news; everything that moves the operation is.
    if (state !== before.state || lastEventCode(store, id) !== step.code)
      writeEvent(writer, id, state, step.code, step.detail ?? '');
    step.also?.(writer);
    const after = find(id);
    if (isSettled(state)) effects.settled(because, after);
    return after;
  }

  function find(id: string): StoredOperation {
    const operation = findOperation(store, id);
    if (!operation) throw new AppError('not_found');
    return operation;
  }

  function writeEvent(writer: Writer, id: string, state: OperationState, code: string, detail: string): void {
    writer.insert('operation_event', { id: store.makeId(), operation_id: id, at: store.now(), state, code, detail });
  }

  /** The console's own doing; the trace is the operation. */
  const system = (id: string): Context => ({
    principal: { kind: 'system', name: 'provisioning' },
    traceId: id,
    cause: `operation/${id}`,
  });

  return {
    find,
    writeEvent,
    applyIn,
    /** One step in a transaction of its own, on disk when this returns. */
    apply: (id: string, step: Step, context: Context = system(id)): StoredOperation =>
      store.transaction(context, (writer) => applyIn(writer, id, step)),
    /** As `apply`, on disk when it resolves, with what others write in the same turn (`Store.soon`). */
    applySoon: (id: string, step: Step): Promise<StoredOperation> =>
      store.soon(system(id), (writer) => applyIn(writer, id, step)),
    /** Several steps that only make sense together. */
    applyAll: (id: string, steps: readonly Step[]): Promise<void> =>
      store.soon(system(id), (writer) => {
        for (const step of steps) applyIn(writer, id, step);
      }),
    transaction: <T>(id: string, work: (writer: Writer) => T): Promise<T> => store.soon(system(id), work),
  };
}
