import type { StoredOperation } from '../provisioning/index.ts';
import type { Store, Writer } from '../store/index.ts';
import { findingOfOperation } from './findings.ts';

/** What provisioning tells the reconciliation; needs nothing but the store, so that it can be made first. */
export function reconciliationEffects(store: Store) {
  return {
    /**
     * An operation that was to correct a finding came to its end: carried out, the finding is resolved by it; refused or
     * abandoned, it stays open and shows why. Part of the transaction that settles the operation.
     */
    settled(writer: Writer, operation: Pick<StoredOperation, 'id' | 'state' | 'askedBy'>): void {
      const finding = findingOfOperation(store, operation.id);
      if (!finding) return;
      if (operation.state !== 'succeeded') {
        writer.touch('reconciliation', finding.id);
        return;
      }
      writer.update('reconciliation_finding', finding.id, {
        resolution: 'corrected_there',
        resolved_at: store.now(),
        resolved_by: operation.askedBy,
      });
    },
  };
}
