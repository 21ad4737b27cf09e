import type { Context, Log } from '../kernel/index.ts';
import type { Store } from '../store/index.ts';
import { hubNow, memory, remember } from './state.ts';

/** Changes that are younger stay in the hub's log, so that its past can be looked at. */
const keptDays = 90;
/** Between two compactions that this desk asks for, ms. */
const everyMs = 24 * 3_600_000;

/**
 * Has the hub drop what all of its desks have and nobody asks for any more (docs/hub.md), once a day: its log would grow for ever. Any desk
 * that may administrate does; the others are refused, and ask again a day later, because that may change. Never throws: nothing
 * depends on it.
 */
export async function compactDaily(
  { store, context, log }: { readonly store: Store; readonly context: Context; readonly log: Log },
  compact: (days: number) => Promise<number>,
): Promise<void> {
  try {
    const found = memory(store);
    if (!found) return;
    const now = hubNow(store, found.offset);
    if (Math.abs(now - Date.parse(found.compacted || '1970-01-01')) < everyMs) return;
    // Before it is asked for: what fails is not tried with each round.
    store.transaction(context, () => remember(store, { compacted: new Date(now).toISOString() }));
    log.info({ from: await compact(keptDays) }, 'the log of the hub was compacted');
  } catch (error) {
    log.info({ err: error }, 'the log of the hub was not compacted');
  }
}
