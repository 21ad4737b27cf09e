import type { ContractProduct } from '../../../preload/api/contract-products.ts';
import type { Operation } from '../../../preload/api/operations.ts';

/** What is going on with a license, in the order of what matters most to know. */
export type LicenseStage =
  | {
      readonly stage: 'buying' | 'held' | 'waiting_key' | 'maybe_bought' | 'not_found' | 'refused';
      readonly operation: Operation;
    }
  | { readonly stage: 'changing'; readonly operation: Operation }
  | { readonly stage: 'there' }
  | { readonly stage: 'not_paid' | 'none' | 'details' | 'confirmation' };

const settled = new Set<string>(['succeeded', 'refused', 'abandoned']);

const openOperationOf = (contract: ContractProduct): Operation | undefined =>
  contract.operations.find(({ state }) => !settled.has(state));

/** So long what came to its end is news, milliseconds. */
const newsMs = 10 * 60_000;

/** The operation that is not settled, else the newest one if it came to its end just now. */
export function latestOperation(contract: ContractProduct, now: number): Operation | undefined {
  const open = openOperationOf(contract);
  if (open) return open;
  const [newest] = contract.operations;
  return newest?.settledAt && now - Date.parse(newest.settledAt) < newsMs ? newest : undefined;
}

/** A purchase under way says more than the mirror; the mirror more than a purchase that ended. */
export function licenseStage(contract: ContractProduct): LicenseStage {
  const open = openOperationOf(contract);
  if (open && open.kind !== 'create') return { stage: 'changing', operation: open };
  if (open) {
    switch (open.state) {
      case 'accepted':
        return { stage: 'waiting_key', operation: open };
      case 'unknown':
      case 'reconciling':
        return { stage: 'maybe_bought', operation: open };
      case 'absent':
        return { stage: 'not_found', operation: open };
      case 'queued':
        // Not sent, and there is a reason: nothing spins, somebody has to look at it.
        return { stage: open.errorCode === null ? 'buying' : 'held', operation: open };
      default:
        return { stage: 'buying', operation: open };
    }
  }
  if (contract.license) return { stage: 'there' };
  const last = contract.operations.find(({ kind }) => kind === 'create');
  if (last?.state === 'refused') return { stage: 'refused', operation: last };
  if (contract.status === 'Awaiting Activation' && contract.awaits !== null) return { stage: contract.awaits };
  return { stage: contract.status === 'Pending' ? 'not_paid' : 'none' };
}
