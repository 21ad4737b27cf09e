import { parentPort, workerData } from 'node:worker_threads';
import { failure, key, makeShop } from './shop.ts';
import { openStore } from './store.ts';

/** What one desk of a race does: the same calls as the others, each when all are ready for it; `ownKey`: as its own form. */
export interface RaceData {
  readonly folder: string;
  readonly gate: SharedArrayBuffer;
  readonly desks: number;
  readonly rounds: readonly {
    readonly area: 'orders' | 'billing';
    readonly verb: string;
    readonly input: object;
    readonly ownKey?: boolean;
  }[];
}

const { folder, gate, desks, rounds } = workerData as RaceData;
const store = openStore(folder);
const shop = makeShop(store);
const arrived = new Int32Array(gate);
const answers = rounds.map(({ area, verb, input, ownKey }, round) => {
  Atomics.add(arrived, round, 1);
  // A spin, not a wait: all must leave within microseconds of each other.
  while (Atomics.load(arrived, round) < desks);
  let id = '';
  const failed = failure(() => {
    id = (shop.call as (area: string, verb: string, input: object) => { id: string })(
      area,
      verb,
      ownKey ? { ...input, requestKey: key() } : input,
    ).id;
  });
  return failed ? failed.code : id;
});
store.close();
parentPort?.postMessage(answers);
