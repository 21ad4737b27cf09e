import type { ErrorCode } from '../../../../preload/api/errors.ts';
import type { Step } from '../journal.ts';
import { kinds } from '../kinds.ts';
import { detailOf, type Machine, memoryOf } from '../machine.ts';
import type { StoredOperation } from '../operation.ts';
import { bareLicense, codeOf, type Failure, type VendorLicense } from '../vendor/index.ts';

/** The operation is where it should be at the vendor; the reading back confirms it. */
export function foundAt(machine: Machine, operation: StoredOperation, license: VendorLicense): Step {
  memoryOf(machine, operation.id).reads = 0;
  const evidence = [license.vendorId, license.licname, license.ip, license.status, license.createdOn].filter(
    (part) => part !== null && part !== '',
  );
  return {
    event: 'found',
    code: 'found',
    detail: evidence.join(', '),
    error: null,
    seen: license,
    patch: { vendor_id: license.vendorId, next_check_at: null },
  };
}

export const refusal = (code: ErrorCode, detail: string): Step => ({
  event: 'refuse',
  code: 'refused',
  detail: detailOf({ code, message: detail }),
  error: { code, message: '' },
});

/** The vendor said no, in its own words. */
export const refusalBy = (failure: Failure): Step => {
  const error = { code: codeOf(failure), message: failure.message };
  return { event: 'refuse', code: 'refused', detail: detailOf(error), error };
};

/** A license of which only the number is known, or that is gone: null leaves the mirror's other columns as they are. */
export const goneLicense = (vendorId: string): VendorLicense => bareLicense(vendorId, 'deleted');

/** What success or refusal of this operation says about the account (X6); nothing for what every account can do. */
export function saw(
  machine: Machine,
  operation: StoredOperation,
  value: 'yes' | 'no',
  evidence: string,
): Pick<Step, 'also'> {
  const { capability } = kinds[operation.kind];
  if (capability === null) return {};
  return {
    also: (writer) =>
      machine.connections.sawCapability(writer, operation.connectionId, capability, {
        value,
        evidence,
        operationId: operation.id,
      }),
  };
}
