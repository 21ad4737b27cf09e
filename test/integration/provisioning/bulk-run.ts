import { randomUUID } from 'node:crypto';
import type { BulkAsked, BulkRow, BulkRunDetail } from '../../../preload/api/bulk.ts';
import { owner, type World } from './world.ts';

/** All contract products there are. */
export const everything: BulkAsked['selection'] = { by: 'filter', filter: {}, except: [] };

/** Starts a run as a person does: looks at the preview, and confirms what it says. */
export async function startRun(
  world: World,
  action: BulkAsked['action'],
  more: Partial<BulkAsked> = {},
): Promise<BulkRunDetail> {
  const asked: BulkAsked = { selection: everything, action, ...more };
  const { rows, cost } = await world.bulk.planner.preview(asked, owner);
  const confirmation = action === 'terminate' ? String(rows) : '';
  return world.bulk.startRun({ ...asked, requestKey: randomUUID(), expect: { rows, cost }, confirmation }, owner);
}

export const rowsOf = (world: World, id: string): BulkRow[] =>
  world.bulk.rows({ id, limit: 10_000, cursor: undefined, state: undefined }).rows;

/** How often and how long a run is looked at: a thousand rows take the vendor most of a minute. */
const look = { everyMs: 20, times: 9000 };

/** Waits until a run is in one of these states. */
export async function untilRun(world: World, id: string, ...states: BulkRunDetail['state'][]): Promise<BulkRunDetail> {
  for (let turn = 0; turn < look.times; turn += 1) {
    const run = world.bulk.get(id);
    if (states.includes(run.state)) return run;
    await new Promise((resolve) => setTimeout(resolve, look.everyMs));
  }
  throw new Error(`still ${JSON.stringify(world.bulk.get(id))}`);
}
