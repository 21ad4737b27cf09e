import type { Context } from '../../main/core/kernel/index.ts';
import { idMaker, silentLog, systemClock } from '../../main/core/kernel/index.ts';
import { openDatabase, Store } from '../../main/core/store/index.ts';
import { makeCatalogue } from '../unit/support/catalogue.ts';
import { loadOfOthers } from './machine.ts';
import { addProducts, bareInsert, type BareRow } from './products.ts';
import { databaseIn } from './seed.ts';
import { figure, type Figure, type Round } from './stats.ts';

const rows = 100_000;

const staff: Context = {
  principal: { kind: 'staff', staffId: '01900000-0000-7000-8000-000000000001', name: 'Olga Owner', role: 'owner' },
  traceId: '01900000-0000-7000-8000-000000000003',
};

/** The rows of a file, and the same as text. Each batch has names and links of its own. */
function batch(name: string): { csv: string; rows: BareRow[] } {
  const made: BareRow[] = [];
  const lines = ['Name;Category;Link;Package;Price 1 EUR;Price 12 EUR;Price 1 USD'];
  for (let n = 0; n < rows; n += 1) {
    const row = { name: `${name} лайт ${n}`, category: n % 100, slug: `${name}-${n}` };
    made.push(row);
    lines.push(`${row.name};Category ${row.category};${row.slug};55227;5.00;50.00;5.50`);
  }
  return { csv: lines.join('\r\n'), rows: made };
}

/**
 * Importing 100,000 rows into a catalogue of 100,000 products, from a file that was read and checked, against inserting the same rows
 * into the same tables with prepared statements and nothing else: no check, no history, no way back.
 */
export async function measureImport(options: { folder: string; rounds: number }): Promise<Figure[]> {
  const store = new Store(openDatabase(databaseIn(options.folder)), {
    clock: systemClock,
    makeId: idMaker(systemClock),
    log: silentLog,
  });
  addProducts(store.db);
  const { transfer } = makeCatalogue(store, staff, () => undefined).catalogue;
  const insert = bareInsert(store.db);

  const bare = (name: string): number => {
    const { rows: made } = batch(name);
    const from = performance.now();
    insert(made);
    return performance.now() - from;
  };
  async function product(name: string): Promise<number> {
    const bytes = Buffer.from(batch(name).csv);
    const { id } = await transfer.begin({ fileName: `${name}.csv`, size: bytes.byteLength }, staff);
    const part = 700 * 1024;
    for (let at = 0; at < bytes.byteLength; at += part)
      transfer.addPart({ id, position: at / part, base64: bytes.subarray(at, at + part).toString('base64') }, staff);
    const { suggested } = await transfer.read({ id }, staff);
    const checked = await transfer.dryRun(
      { id, mapping: suggested, mode: 'create', matchBy: 'slug', emptyCells: 'keep', missingCategories: 'refuse' },
      staff,
    );
    if (checked.counts?.create !== rows) throw new Error(`not all can be imported: ${JSON.stringify(checked.counts)}`);
    const from = performance.now();
    transfer.run(id, staff);
    await transfer.idle();
    const ms = performance.now() - from;
    if (transfer.get(id).state !== 'done') throw new Error(`the import did not end: ${transfer.get(id).state}`);
    return ms;
  }

  const load: number[] = [];
  const rounds: Round[] = [];
  // Not counted: the first one of each warms statements and caches up.
  bare('warm-bare');
  let before = bare('bare');
  for (let n = 0; n < options.rounds; n += 1) {
    load.push(await loadOfOthers());
    const ours = await product(`import-${n}`);
    const after = bare(`bare-${n}`);
    rounds.push({ before, product: ours, after });
    before = after;
  }
  store.close();
  return [figure('catalogue: import of 100,000 rows against bare inserts, ms', 4, rounds, load)];
}
