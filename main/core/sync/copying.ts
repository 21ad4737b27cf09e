import type { Context } from '../kernel/index.ts';
import type { Store } from '../store/index.ts';
import type { Pace } from './pace.ts';
import { closeCovered, keepTotal, putInPart, snapshotUnderWay, takePage } from './snapshot.ts';
import { joined } from './state.ts';
import type { HubTransport } from './transport.ts';

interface Copying {
  readonly store: Store;
  readonly context: Context;
  readonly transport: Pick<HubTransport, 'countValues' | 'snapshot'>;
  readonly pace: Pace;
  /** Values of one page at most, as the line can take them now. */
  readonly limit: () => number;
  /** A part is here: often. */
  readonly onPart: () => void;
}

/**
 * Fetches the copy that is under way, from where it was, and puts it into rows; nothing where none is. Each part is stored with how far
 * the copy is, so that a cut line and a crash lose at most one page. Rejects with the `HubError` of the line.
 */
export async function fetchCopy({ store, context, transport, pace, limit, onPart }: Copying): Promise<void> {
  const begun = snapshotUnderWay(store);
  if (begun && !begun.fetched && begun.total === undefined) {
    const total = await transport.countValues({ epoch: joined(store).epoch });
    store.transaction(context, () => keepTotal(store, total));
    onPart();
  }
  for (let progress = snapshotUnderWay(store); progress && !progress.fetched; progress = snapshotUnderWay(store)) {
    const page = { epoch: joined(store).epoch, after: progress.after, limit: Math.min(pace.page.size, limit()) };
    const fetched = await transport.snapshot(page);
    await pace.work(pace.page, fetched.registers.length, () => takePage(store, context, fetched));
    onPart();
  }
  if (!snapshotUnderWay(store)) return;
  while (await pace.work(pace.rows, pace.rows.size, () => putInPart(store, context, pace.rows.size))) onPart();
  closeCovered(store, context);
}
