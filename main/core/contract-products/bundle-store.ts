import type { Store } from '../store/index.ts';
import { isEnded } from './rules.ts';
import { contractState, type ContractState } from './store.ts';

/** A bundle that was sold. */
export interface BundleRow {
  readonly id: string;
  readonly product_id: string;
  readonly product_name: string;
}
export const bundleById = (store: Store, id: string): BundleRow | undefined =>
  store.get('bundle by id', 'SELECT id, product_id, product_name FROM contract_bundle WHERE id = @id', { id });

/** The contract products of a bundle in their order, those that have ended with them. */
export const partsOf = (store: Store, bundleId: string): ContractState[] =>
  store
    .all<{ id: string }>(
      'parts of bundle',
      'SELECT id FROM contract_product WHERE bundle_id = @bundleId ORDER BY line_index',
      { bundleId },
    )
    .flatMap(({ id }) => contractState(store, id) ?? []);

/** Whether a contract product has not ended, and no end of it was decided. */
export const goesOn = ({ status, service_ends_on: endsOn }: ContractState): boolean =>
  !isEnded(status) && endsOn === null;

/** The other parts of its bundle that go on; of one that was sold by itself there are none. */
export const othersOf = (store: Store, { id, bundle_id: bundleId }: ContractState): ContractState[] =>
  bundleId === null ? [] : partsOf(store, bundleId).filter((part) => part.id !== id && goesOn(part));

/** Whose settings decide for all of a bundle: its first part that goes on; of what was sold by itself its own. */
export const leadOf = (store: Store, contract: ContractState): ContractState =>
  (contract.bundle_id === null ? undefined : partsOf(store, contract.bundle_id).find(goesOn)) ?? contract;
