import type { Capability, CapabilityName } from '../../../preload/api/connections.ts';
import type { LicenseAction, VendorStatus } from '../../../preload/api/contract-products.ts';
import type { ErrorCode } from '../../../preload/api/errors.ts';
import type { ContractStatus } from '../../../preload/api/orders.ts';

/** What decides which license actions can be asked for. */
export interface ActionFacts {
  readonly contractStatus: ContractStatus;
  /** The mirrored license that is not deleted, or the newest deleted one, or null. */
  readonly license: {
    readonly status: VendorStatus;
    readonly isTrial: boolean;
    /** null: never told. */
    readonly hasAddons: boolean | null;
  } | null;
  /** Whether an operation of this contract product is unsettled. */
  readonly openOperation: boolean;
  /** What the vendor account turned out to be able to do (X6). */
  readonly can: Readonly<Record<CapabilityName, Capability>>;
  readonly paid: boolean;
  /** Details that belong to the purchase are still to be given or confirmed (spec 66, 67). */
  readonly awaitsDetails: boolean;
  /** The contract product is in its trial: it stays what it is until that ends (spec 2.6). */
  readonly isInTrial: boolean;
}

const ended: readonly ContractStatus[] = ['Cancelled', 'Closed', 'Lapsed'];

/**
 * For each license action: null when it can be asked for now, else the error code that says why not (spec items 90-98).
 * In doubt no: a license whose state is unknown counts as there, and is not bought again.
 */
export function availableActions(facts: ActionFacts): Record<LicenseAction, ErrorCode | null> {
  const { license, contractStatus, can } = facts;
  const live = license !== null && license.status !== 'deleted';
  const isEnded = ended.includes(contractStatus);
  // Reading is always possible; what changes anything waits for what is under way.
  const decide = (why: () => ErrorCode | null): ErrorCode | null =>
    facts.openOperation ? 'license.operation_open' : why();
  const change = (
    from: readonly VendorStatus[],
    needs: CapabilityName | null,
    also: () => ErrorCode | null = () => null,
  ): ErrorCode | null =>
    decide(() => {
      if (!live) return 'license.no_license';
      if (!from.includes(license.status)) return 'license.wrong_state';
      if (needs !== null && can[needs] === 'no') return 'license.capability_missing';
      return also();
    });
  const notEnded = (): ErrorCode | null => (isEnded ? 'license.ended_contract' : null);
  // A trial can be neither renewed nor moved: the vendor refuses both (spec finding 4).
  const paidFor = (): ErrorCode | null => (license?.isTrial ? 'license.trial' : notEnded());
  const read = live ? null : 'license.no_license';
  return {
    create: decide(() => {
      if (live) return 'license.already_exists';
      if (!facts.paid) return 'license.not_paid';
      if (facts.awaitsDetails) return 'license.awaits_details';
      return contractStatus === 'Awaiting Activation' || contractStatus === 'Active' ? null : 'license.wrong_state';
    }),
    reissue: change(['active'], 'reissue', notEnded),
    usage: read,
    syncQuantities: read,
    changePackage: change(['active'], 'changePackage', () => (facts.isInTrial ? 'change.trial' : paidFor())),
    suspend: change(['active'], 'suspend'),
    unsuspend: change(['suspended'], 'suspend', () => (isEnded ? 'license.wrong_state' : null)),
    terminate: decide(() => (live ? null : 'license.no_license')),
    renew: change(['active', 'suspended'], null, paidFor),
    edit: change(['active', 'suspended'], 'edit', notEnded),
    autoRenew: change(['active', 'suspended'], 'autoRenew', paidFor),
    addons: change(['active'], 'addons', () => (license?.hasAddons === false ? 'license.no_addons' : paidFor())),
    takeOver: decide(() => {
      if (live) return 'license.already_exists';
      if (!facts.paid) return 'license.not_paid';
      return isEnded ? 'license.ended_contract' : null;
    }),
  };
}
