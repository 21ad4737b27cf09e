import type { StoredOperation } from '../provisioning/index.ts';
import type { Row, Store, Writer } from '../store/index.ts';
import { rowOfOperation } from './store.ts';

/** What provisioning tells bulk runs; needs nothing but the store, so that it can be made first. */
export function bulkEffects(store: Store) {
  return {
    /** An operation came to its end: so did its row, in the same transaction. Operations of nobody's run are left alone. */
    settled(writer: Writer, operation: StoredOperation): void {
      if (!operation.cause.startsWith('bulk/')) return;
      const row = rowOfOperation(store, operation.id);
      // A row that was taken back has no operation; one that ended stays as it ended.
      if (row?.state !== 'queued') return;
      writer.update('bulk_row', row.id, { ...ended(operation), settled_at: store.now() });
    },
  };
}

function ended({ state, errorCode, vendorMessage }: StoredOperation): Row {
  if (state === 'succeeded') return { state: 'done', code: null, message: null };
  return { state: state === 'refused' ? 'refused' : 'cancelled', code: errorCode, message: vendorMessage };
}
