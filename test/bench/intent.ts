import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { type Context, idMaker, silentLog, systemClock } from '../../main/core/kernel/index.ts';
import {
  createProvisioning,
  type OperationRequest,
  type ProvisioningDeps,
} from '../../main/core/provisioning/index.ts';
import { openDatabase, Store } from '../../main/core/store/index.ts';
import { loadOfOthers } from './machine.ts';
import { databaseIn } from './seed.ts';
import { figure, type Figure, type Round } from './stats.ts';

/** Commits that are measured. */
const commits = 2000;
/** How often the load of others is looked at meanwhile. */
const looks = 10;

const staff: Context = {
  principal: { kind: 'staff', staffId: '01900000-0000-7000-8000-000000000001', name: 'Olga Owner', role: 'owner' },
  traceId: '01900000-0000-7000-8000-000000000002',
};

/** P9: the row that says what is going to be bought, on disk, against an append of 4 KB to a file of the same disk. */
export async function measureIntent(options: { folder: string }): Promise<Figure[]> {
  const store = new Store(openDatabase(databaseIn(options.folder)), {
    clock: systemClock,
    makeId: idMaker(systemClock),
    log: silentLog,
  });
  // `queue` needs the store only; nothing is started, so nothing is sent and no vendor is asked.
  const provisioning = createProvisioning({
    store,
    clock: systemClock,
    log: silentLog,
    vendor: {},
  } as ProvisioningDeps);
  const contracts = store.db
    .prepare(
      `SELECT id, connection_id AS connectionId, package_identifier AS pricelist, ip, price_minor AS priceMinor
        FROM contract_product WHERE status = 'Active' ORDER BY id DESC LIMIT ?`,
    )
    .all(commits + 1) as { id: string; connectionId: string; pricelist: string; ip: string; priceMinor: number }[];
  const commit = (contract: (typeof contracts)[number]): void => {
    const request: OperationRequest = {
      kind: 'create',
      connectionId: contract.connectionId,
      contractProductId: contract.id,
      licenseId: null,
      vendorId: null,
      params: { pricelist: contract.pricelist, period: 1, ip: contract.ip, customer: 'Anna Smith' },
      priceMinor: contract.priceMinor,
      currency: 'EUR',
      expectedCost: null,
      cause: `payment/${contract.id}`,
    };
    store.transaction(staff, (writer) => provisioning.queue(writer, request));
  };

  const file = path.join(options.folder, 'appended');
  const handle = openSync(file, 'w');
  const block = Buffer.alloc(4096, 7);
  const append = (): void => {
    writeSync(handle, block);
    fdatasyncSync(handle);
  };

  const rounds: Round[] = [];
  const load: number[] = [];
  const first = contracts.pop();
  if (first) commit(first);
  let before = timed(append);
  for (const [at, contract] of contracts.entries()) {
    if (at % (commits / looks) === 0) load.push(await loadOfOthers());
    // Every append comes after a commit and every commit after an append: the place in the row costs both the same.
    const product = timed(() => commit(contract));
    const after = timed(append);
    rounds.push({ before, product, after });
    before = after;
  }
  closeSync(handle);
  rmSync(file);
  store.close();
  const {
    samples: _,
    baselineSamples: __,
    ...result
  } = figure('P9 commit of an intended purchase (p50), ms', 2.5, rounds, load);
  return [{ ...result, samples: [], baselineSamples: [] }];
}

function timed(work: () => void): number {
  const from = performance.now();
  work();
  return performance.now() - from;
}
