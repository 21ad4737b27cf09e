/**
 * One run of the console's selling and buying part, to be killed at any moment and started again:
 *   node child.ts '{"folder", "url", "wishes", "pauseMs"}'
 * It asks for each wish (again, where a run before had asked), and works until all are fulfilled. What a person would
 * decide (an absent order is sent again) it decides at once. Prints JSON lines: {"event":"start"} before it opens
 * anything, {"event":"stored", ...} when a wish is on disk, {"event":"done"} at the end.
 * PLANT=late-intent plants a bug for the test of the test: the intent is committed only after the vendor answered.
 * PLANT=synchronous-off or synchronous-normal: commits are not on disk when they return.
 */
import { writeSync } from 'node:fs';
import { silentLog, systemClock } from '../../../../main/core/kernel/index.ts';
import { createVendorClient, type VendorClient } from '../../../../main/core/provisioning/index.ts';
import type { Store } from '../../../../main/core/store/index.ts';
import { makeDesk, type Wish } from '../desk.ts';
import { askFor } from './wishes.ts';

export interface ChildInput {
  readonly folder: string;
  readonly url: string;
  readonly wishes: readonly Wish[];
  /** Between two wishes. */
  readonly pauseMs: number;
  /** Pages of WAL after which SQLite writes it back; few, so that kills fall into that too. */
  readonly checkpointPages?: number;
}

const input = JSON.parse(process.argv[2] ?? '{}') as ChildInput;
const plant = process.env['PLANT'] ?? '';
// Not the stream: what was said must have left this process before anything else happens.
const say = (line: object): void => void writeSync(1, `${JSON.stringify(line)}\n`);
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

let vendor: VendorClient = createVendorClient({
  clock: systemClock,
  log: silentLog,
  timeoutMs: 5000,
  minReadIntervalMs: 0,
  readRetryMs: [],
});
let commitLate: (() => void) | undefined;

/** The planted bug: the transaction that says `sending` stays open while the vendor is called. */
function lateIntent(store: Store): Store {
  const { db } = store;
  const transaction = store.transaction.bind(store);
  store.transaction = (context, work) => {
    if (!db.inTransaction) db.exec('BEGIN IMMEDIATE');
    const result = transaction(context, work);
    const sending = db.prepare("SELECT 1 FROM operation WHERE state = 'sending'").get() !== undefined;
    if (!sending) db.exec('COMMIT');
    return result;
  };
  commitLate = () => {
    if (db.inTransaction) db.exec('COMMIT');
  };
  return store;
}

if (plant === 'late-intent') {
  const honest = vendor;
  const late = async <T>(call: Promise<T>): Promise<T> => {
    const outcome = await call;
    commitLate?.();
    return outcome;
  };
  vendor = {
    ...honest,
    orderLicense: (...call) => late(honest.orderLicense(...call)),
    renewLicense: (...call) => late(honest.renewLicense(...call)),
    changePackage: (...call) => late(honest.changePackage(...call)),
    reissueKey: (...call) => late(honest.reissueKey(...call)),
  };
}

function wrapStore(store: Store): Store {
  if (input.checkpointPages !== undefined) store.db.pragma(`wal_autocheckpoint = ${input.checkpointPages}`);
  if (plant.startsWith('synchronous-')) store.db.pragma(`synchronous = ${plant.slice('synchronous-'.length)}`);
  return plant === 'late-intent' ? lateIntent(store) : store;
}

say({ event: 'start' });
const desk = makeDesk({
  url: input.url,
  folder: input.folder,
  clock: systemClock,
  vendor,
  timings: { absentAfterMs: 300, reconcileMs: [50, 150, 200], readBackMs: [10, 20, 40, 80] },
  wrapStore,
});
await desk.unlock();
desk.provisioning.start();
for (const wish of input.wishes) {
  askFor(desk, wish);
  say({ event: 'stored', id: wish.id });
  await sleep(input.pauseMs);
}
while (desk.open() > 0) {
  desk.decide();
  await sleep(10);
}
await desk.close();
say({ event: 'done' });
