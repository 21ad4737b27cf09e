import { AppError } from '../../kernel/index.ts';
import { accountOf, type Machine, tryLater } from '../machine.ts';
import type { StoredOperation } from '../operation.ts';
import { findChange } from './find-change.ts';
import { findOrder } from './find-order.ts';

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
  await journal.applyAll(operation.id, steps);
}
