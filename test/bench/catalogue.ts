import { idMaker, silentLog, systemClock, type Context } from '../../main/core/kernel/index.ts';
import { openDatabase, Store } from '../../main/core/store/index.ts';
import { searchService } from '../../main/core/search/index.ts';
import { makeCatalogue } from '../unit/support/catalogue.ts';
import { loadOfOthers } from './machine.ts';
import { addProducts } from './products.ts';
import { databaseIn } from './seed.ts';
import { figure, type Figure, type Round } from './stats.ts';

const saves = 1000;
const searches = 400;
/** How often the load of others is looked at meanwhile. */
const looks = 10;

const staff: Context = {
  principal: { kind: 'staff', staffId: '01900000-0000-7000-8000-000000000001', name: 'Olga Owner', role: 'owner' },
  traceId: '01900000-0000-7000-8000-000000000002',
};

/**
 * With 100,000 products in 2,000 categories: saving a product against a bare commit of one row in the same database,
 * a page of the list against the same page of a small category, and searching against the raw query of one index.
 */
export async function measureCatalogue(options: { folder: string }): Promise<Figure[]> {
  const store = new Store(openDatabase(databaseIn(options.folder)), {
    clock: systemClock,
    makeId: idMaker(systemClock),
    log: silentLog,
  });
  const { ids, small } = addProducts(store.db);
  const { catalogue } = makeCatalogue(store, staff, () => undefined);
  const search = searchService(store);

  store.db.exec('CREATE TABLE bare (id INTEGER PRIMARY KEY, value TEXT NOT NULL) STRICT');
  store.db.exec("INSERT INTO bare VALUES (1, '')");
  const bare = store.db.prepare('UPDATE bare SET value = ? WHERE id = 1');
  const commit = (n: number): unknown => store.db.transaction(() => bare.run(`value ${n}`)).immediate();
  const save = (n: number): unknown =>
    catalogue.updateProduct({ id: ids[(n * 97) % ids.length] ?? '', name: `saved ${n}`, reportCode1: `c${n}` }, staff);

  const raw = store.db.prepare(
    'SELECT rowid FROM search_product WHERE search_product MATCH ? ORDER BY rowid DESC LIMIT 30',
  );
  // Words that are in one product, in a hundred and in all of them.
  const texts = ['лайт 99998', '4711', 'ispmanager'];
  const page = (limit: number) => ({ limit });

  const figures = [
    figureOf('catalogue: save of a product (p50), ms', 2.5, saves, commit, save),
    figureOf(
      'catalogue: page of 100 of 100,000 products (p50), ms',
      1.2,
      searches,
      () => catalogue.listProducts({ categoryId: small, ...page(100) }),
      () => catalogue.listProducts(page(100)),
    ),
    figureOf(
      'catalogue: search over all kinds (p50), ms',
      4,
      searches,
      (n) =>
        raw.all(
          (texts[n % texts.length] ?? '')
            .split(' ')
            .map((word) => `"${word}"`)
            .join(' AND '),
        ),
      (n) => search.query({ text: texts[n % texts.length] ?? '', limit: 30 }, staff),
    ),
  ];
  const done: Figure[] = [];
  for (const { name, goal, rounds } of figures) {
    const load: number[] = [];
    const measured: Round[] = [];
    for (const [at, round] of rounds.entries()) {
      if (at % Math.ceil(rounds.length / looks) === 0) load.push(await loadOfOthers());
      measured.push(round());
    }
    const { samples: _, baselineSamples: __, ...result } = figure(name, goal, measured, load);
    done.push({ ...result, samples: [], baselineSamples: [] });
  }
  store.close();
  return done;
}

/** A figure of so many rounds, each the product's work between two of the baseline's. */
function figureOf(
  name: string,
  goal: number,
  count: number,
  baseline: (n: number) => unknown,
  product: (n: number) => unknown,
): { name: string; goal: number; rounds: (() => Round)[] } {
  const rounds = Array.from({ length: count }, (_, n) => () => ({
    before: timed(() => baseline(n)),
    product: timed(() => product(n)),
    after: timed(() => baseline(n + count)),
  }));
  return { name, goal, rounds };
}

function timed(work: () => unknown): number {
  const from = performance.now();
  work();
  return performance.now() - from;
}
