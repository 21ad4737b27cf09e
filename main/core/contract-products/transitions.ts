import { AppError } from '../kernel/index.ts';
import type { Row, Writer } from '../store/index.ts';
import type { TriggersService } from '../triggers/index.ts';
import { type ContractEvent, isEnded, next, triggerOf } from './rules.ts';
import type { ContractState } from './store.ts';

export type Transitions = ReturnType<typeof contractTransitions>;

/** The one way along the machine (spec 2.2): status, what belongs to it, and its trigger, in the caller's transaction. */
export function contractTransitions(triggers: TriggersService) {
  /**
   * Lets an event happen to a contract product; false: it means nothing in its status. `cause`: what its trigger is fired
   * for, once. `patch`: what else changes with it.
   */
  function moveIfPossible(
    writer: Writer,
    contract: Pick<ContractState, 'id' | 'order_id' | 'client_id' | 'status'>,
    event: ContractEvent,
    cause: string,
    patch: Row = {},
  ): boolean {
    const status = next(contract.status, event);
    if (status === null) return false;
    writer.update('contract_product', contract.id, {
      status,
      ...(isEnded(status) ? { next_due_on: null } : {}),
      ...patch,
    });
    const trigger = triggerOf[event];
    const subject = { entity: 'contract_product', id: contract.id, clientId: contract.client_id } as const;
    if (trigger !== null && status !== contract.status)
      triggers.fire(writer, trigger, `${cause}/${contract.id}/${event}`, subject);
    writer.touch('orders', contract.order_id);
    return true;
  }

  /** As `moveIfPossible`. @throws AppError `contract.wrong_state` (params status) */
  function move(...of: Parameters<typeof moveIfPossible>): void {
    if (!moveIfPossible(...of)) throw new AppError('contract.wrong_state', { params: { status: of[1].status } });
  }

  return { move, moveIfPossible };
}
