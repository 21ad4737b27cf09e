/**
 * One run of the console's purchasing part, to be killed at any moment and started again:
 *   node child.ts --data FOLDER --url SANDBOX_URL
 * The first run stores connection, contract and the intended purchase; every run then works until the license is
 * there. Prints JSON lines: {"event":"start"} before anything is sent, {"event":"done", ...} at the end. What a person
 * would decide (an absent order is sent again) it decides at once.
 * PLANT=late-intent plants a bug for the test of the test: the intent is committed only after the vendor answered.
 */
import { parseArgs } from 'node:util';
import { silentLog, systemClock } from '../../../../main/core/kernel/index.ts';
import { createVendorClient, type VendorClient } from '../../../../main/core/provisioning/index.ts';
import type { Store } from '../../../../main/core/store/index.ts';
import { memoryVault } from '../../../../main/core/vault/index.ts';
import { account, makeWorld, owner } from '../world.ts';

const { values } = parseArgs({ options: { data: { type: 'string' }, url: { type: 'string' } } });
const folder = values.data ?? '';
const url = values.url ?? '';
const say = (line: object): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`);
};

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

if (process.env['PLANT'] === 'late-intent') {
  const honest = vendor;
  vendor = {
    ...honest,
    orderLicense: async (...call) => {
      const outcome = await honest.orderLicense(...call);
      commitLate?.();
      return outcome;
    },
  };
}

const vault = memoryVault();
const world = makeWorld({
  url,
  folder,
  clock: systemClock,
  vendor,
  vault,
  timings: { absentAfterMs: 300, reconcileMs: [50, 150, 200], readBackMs: [10, 20, 40, 80] },
  ...(process.env['PLANT'] === 'late-intent' ? { wrapStore: lateIntent } : {}),
});

// Each step of the preparation may have been the last one of the run before.
const connection = world.connections.list()[0] ?? (await world.addConnection());
await vault.set(`connection/${connection.id}`, account.password);
const contract =
  (world.store.db.prepare('SELECT id FROM contract_product').get() as { id: string } | undefined)?.id ??
  world.addContract(connection.id);
const [known] = world.provisioning.list({ open: false, limit: 1 }).rows;
say({ event: 'start' });
const id = known?.id ?? world.licenses.create(contract, owner).id;
world.provisioning.start();
for (;;) {
  const { state } = world.provisioning.get(id);
  if (state === 'succeeded') break;
  if (state === 'refused' || state === 'abandoned') throw new Error(`ended as ${state}`);
  if (state === 'absent') world.provisioning.retry(id, owner);
  await new Promise((resolve) => setTimeout(resolve, 10));
}
const operation = world.provisioning.get(id);
say({
  event: 'done',
  state: operation.state,
  attempt: operation.attempt,
  codes: world.codes(id),
  license: world.licenseOf(contract),
  contract: world.contractStatus(contract),
});
await world.close();
