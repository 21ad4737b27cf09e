import type { Provisioning } from '../provisioning/index.ts';
import type { Store, Writer } from '../store/index.ts';
import { queuedOperations, strays } from './store.ts';

type Withdraw = Pick<Provisioning, 'withdraw'>;

/** Takes back what a run handed over and was not sent; those rows wait again. What is on its way, or was, is left to come to its end. */
export function takeBack(store: Store, writer: Writer, provisioning: Withdraw, runId: string): void {
  for (const { row_id: rowId, id, state } of queuedOperations(store, runId))
    if (state === 'queued') takeBackRow(writer, provisioning, rowId, id);
}

function takeBackRow(writer: Writer, provisioning: Withdraw, rowId: string, operationId: string): void {
  // First the row, so that the operation's end is not taken for the row's.
  writer.update('bulk_row', rowId, { state: 'waiting', operation_id: null });
  if (!provisioning.withdraw(writer, operationId))
    writer.update('bulk_row', rowId, { state: 'queued', operation_id: operationId });
}

/**
 * Takes back what was on its way when its run was paused or cancelled, and came back without having been sent: without this it
 * would leave when the network returns. A row of a cancelled run ends with its operation.
 */
export function takeBackStrays(store: Store, writer: Writer, provisioning: Withdraw): void {
  for (const stray of strays(store)) {
    if (stray.run_state === 'paused') takeBackRow(writer, provisioning, stray.row_id, stray.id);
    else provisioning.withdraw(writer, stray.id);
  }
}
