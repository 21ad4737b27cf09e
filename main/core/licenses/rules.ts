import type { Capability } from '../../../preload/api/connections.ts';
import type { LicenseAction, VendorStatus } from '../../../preload/api/contract-products.ts';
import type { ErrorCode } from '../../../preload/api/errors.ts';
import type { ContractStatus } from '../../../preload/api/orders.ts';

/** What decides which license actions can be asked for. */
export interface ActionFacts {
  readonly contractStatus: ContractStatus;
  /** The mirrored license that is not deleted, or the newest deleted one, or null. */
  readonly license: { readonly status: VendorStatus } | null;
  /** Whether an operation of this contract product is unsettled. */
  readonly openOperation: boolean;
  /** What the vendor account turned out to be able to do (X6). */
  readonly canSuspend: Capability;
  readonly paid: boolean;
}

const ended: readonly ContractStatus[] = ['Cancelled', 'Closed', 'Lapsed'];

/**
 * For each license action: null when it can be asked for now, else the error code that says why not (spec items 91,
 * 96-98). In doubt no: a license whose state is unknown counts as there, and is not bought again.
 */
export function availableActions(facts: ActionFacts): Record<LicenseAction, ErrorCode | null> {
  const { license, contractStatus } = facts;
  const live = license !== null && license.status !== 'deleted';
  const decide = (why: () => ErrorCode | null): ErrorCode | null =>
    facts.openOperation ? 'license.operation_open' : why();
  const change = (from: VendorStatus): ErrorCode | null => {
    if (!live) return 'license.no_license';
    if (license.status !== from) return 'license.wrong_state';
    return facts.canSuspend === 'no' ? 'license.capability_missing' : null;
  };
  return {
    create: decide(() => {
      if (live) return 'license.already_exists';
      if (!facts.paid) return 'license.not_paid';
      return contractStatus === 'Awaiting Activation' || contractStatus === 'Active' ? null : 'license.wrong_state';
    }),
    suspend: decide(() => change('active')),
    unsuspend: decide(() => (live && ended.includes(contractStatus) ? 'license.wrong_state' : change('suspended'))),
    terminate: decide(() => (live ? null : 'license.no_license')),
  };
}
