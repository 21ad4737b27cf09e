import { AppError } from '../kernel/index.ts';
import type { Store } from '../store/index.ts';
import type { Step } from './journal.ts';
import { kinds } from './kinds.ts';
import { type Machine, tryLater } from './machine.ts';
import type { StoredOperation } from './operation.ts';
import { isSettled } from './rules.ts';
import { askedSince, findOperation, timesMet } from './store.ts';

/** What a desk is told when it asks whether it may send. */
export type Right =
  | { readonly state: 'given' }
  /** The team hub does not answer. */
  | { readonly state: 'waits' }
  /** Another desk is at it, or was since this was asked for. */
  | { readonly state: 'other'; readonly desk: string };

/** Who may send what counts once, among desks of a team (design 4.1). A desk that is alone may everything. */
export interface SendingRights {
  /** Asking would be in vain now: the vendor need not be read before. */
  isOutOfReach(): boolean;
  /**
   * Asks for one operation, the same way each time until it has an answer. `since`: when a person or the console last
   * decided that it should be sent, ISO 8601 UTC.
   */
  ask(operation: StoredOperation, since: string): Promise<Right>;
}

/** Without a team: nobody is asked. */
export const ofOneDesk: SendingRights = {
  isOutOfReach: () => false,
  ask: () => Promise.resolve({ state: 'given' }),
};

const waits = (machine: Machine, operation: StoredOperation): Step => ({
  ...tryLater(machine, operation, 'postpone', new AppError('operation.waits_for_hub')),
  code: 'waits_for_hub',
  detail: '',
});

/** A step instead of a sending that this desk may not do now, where that is known without asking; null: look on. */
export const outOfReach = (machine: Machine, operation: StoredOperation): Step | null =>
  kinds[operation.kind].once && machine.rights.isOutOfReach() ? waits(machine, operation) : null;

/** A step instead of a sending that this desk may not do; null: it may. Asked right before the intent is stored. */
export async function forbidden(machine: Machine, operation: StoredOperation): Promise<Step | null> {
  if (!kinds[operation.kind].once) return null;
  const right = await machine.rights.ask(operation, askedSince(machine.store, operation));
  if (right.state === 'given') return null;
  if (right.state === 'waits') return waits(machine, operation);
  // Sent by both it would count twice: a person looks at what the other desk did.
  return {
    event: 'hold',
    code: 'other_desk',
    detail: right.desk,
    error: { code: 'operation.other_desk', message: '' },
    patch: { held_for: 'other_desk', other_desk: right.desk, next_check_at: null },
  };
}

/** What a right that was asked for is still good for. */
export type RightStand =
  | 'needed'
  /** It is given back: another desk may. */
  | 'over'
  /** It never is: a license was bought for a contract product, and is not bought for a copy of it. */
  | 'kept';

/** Where the right stands that was asked for at the given turn: so many times the operation had met another desk before. */
export function standOfRight(store: Store, operationId: string, turn: number): RightStand {
  const operation = findOperation(store, operationId);
  if (!operation || operation.heldFor === 'other_desk' || turn < timesMet(store, operationId)) return 'over';
  if (!isSettled(operation.state)) return 'needed';
  return operation.kind === 'create' && operation.state === 'succeeded' ? 'kept' : 'over';
}
