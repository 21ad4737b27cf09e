import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Context } from '../../kernel/index.ts';
import type { Store, Writer } from '../../store/index.ts';
import type { Now } from '../products/rows.ts';
import { type Created, type Edit, revertCreated, revertEdit } from './edit.ts';
import { editsToUndo } from './store.ts';

/** Work on many products goes in transactions of about so long, so that other calls get through between them. Milliseconds. */
export const chunkMs = 30;
/** Products that one transaction may take on at most. */
export const chunkRows = 400;

/**
 * Takes back what a run did to products, the last first, some of them at a time. One that was changed since is left and marked with
 * why. `after`: what else belongs into the transaction of each part. Ends early, and can be gone on with, when the signal aborts.
 */
export async function undoEdits(
  store: Store,
  runId: string,
  options: { context: Context; now: Now; signal: AbortSignal; after: (writer: Writer, rows: number) => void },
): Promise<void> {
  const { context, now, signal, after } = options;
  for (;;) {
    if (signal.aborted) return;
    const edits = editsToUndo(store, runId, chunkRows);
    if (edits.length === 0) return;
    store.transaction(context, (writer) => {
      const from = performance.now();
      let rows = 0;
      for (const { id, productId, edit } of edits) {
        const done = JSON.parse(edit) as Edit | Created;
        const code =
          'created' in done
            ? revertCreated(store, writer, productId, done)
            : revertEdit(store, writer, productId, done, now);
        writer.update('catalogue_run_edit', id, { state: code === null ? 'undone' : 'kept', code });
        rows += 1;
        if (performance.now() - from > chunkMs) break;
      }
      after(writer, rows);
    });
    await nextTurn();
  }
}
