/**
 * One run of the console with a bulk renewal, to be killed at any moment and started again:
 *   node bulk-child.ts --data FOLDER --url SANDBOX_URL --licenses 1001,1002,…
 * The first run stores connection, contracts and the bulk run; every run then works until it is finished. Prints JSON lines:
 * {"event":"start"} when the bulk run is stored, {"event":"done", …} at the end. What a person would decide (what was not found at
 * the vendor is sent again) it decides at once.
 */
import { parseArgs } from 'node:util';
import { systemClock } from '../../../../main/core/kernel/index.ts';
import { memoryVault } from '../../../../main/core/vault/index.ts';
import { rowsOf, startRun } from '../bulk-run.ts';
import { addMany } from '../many.ts';
import { account, makeWorld, owner } from '../world.ts';

const { values } = parseArgs({
  options: { data: { type: 'string' }, url: { type: 'string' }, licenses: { type: 'string' } },
});
const say = (line: object): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`);
};

const vault = memoryVault();
const world = makeWorld({
  url: values.url ?? '',
  folder: values.data ?? '',
  clock: systemClock,
  vault,
  timings: { absentAfterMs: 300, reconcileMs: [50, 150, 200], readBackMs: [10, 20, 40, 80] },
});
const connection = world.connections.list()[0] ?? (await world.addConnection({ parallel: 4 }));
await vault.set(`connection/${connection.id}`, account.password);
const count = (world.store.db.prepare('SELECT count(*) AS n FROM contract_product').get() as { n: number }).n;
if (count === 0) addMany(world, connection.id, (values.licenses ?? '').split(','));
const [known] = world.bulk.list({ cursor: undefined, limit: 1 }).rows;
const { id } = known ?? (await startRun(world, 'renew', { termMonths: 1 }));
say({ event: 'start' });
world.provisioning.start();
world.bulk.start();
const isOpen = (): boolean => rowsOf(world, id).some(({ state }) => ['waiting', 'underWay', 'unclear'].includes(state));
while (isOpen() || world.bulk.get(id).state === 'running') {
  for (const { operationId, operationState } of rowsOf(world, id))
    if (operationState === 'absent') world.provisioning.retry(operationId ?? '', owner);
  await new Promise((resolve) => setTimeout(resolve, 10));
}
const run = world.bulk.get(id);
say({ event: 'done', state: run.state, counts: run.counts });
await world.close();
