import { idMaker, silentLog, systemClock, type Context } from '../../main/core/kernel/index.ts';
import { openDatabase, Store } from '../../main/core/store/index.ts';
import { searchService } from '../../main/core/search/index.ts';
import { makeCatalogue } from '../unit/support/catalogue.ts';
import { addProducts } from './products.ts';
import { inRounds, measured } from './rounds.ts';
import { databaseIn } from './seed.ts';
import type { Figure } from './stats.ts';

const saves = 1000;
/** A multiple of the texts, so that the rounds before and after ask for the same. */
const searches = 399;

const staff: Context = {
  principal: { kind: 'staff', staffId: '01900000-0000-7000-8000-000000000001', name: 'Olga Owner', role: 'owner' },
  traceId: '01900000-0000-7000-8000-000000000002',
};

/**
 * With 100,000 products in 2,000 categories: saving a product against a bare commit of the same row of the same database,
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

  const bare = store.db.prepare('UPDATE product SET name = ?, report_code_1 = ?, updated_at = ? WHERE id = ?');
  const commit = (n: number): unknown =>
    store.db
      .transaction(() =>
        bare.run(`saved by itself ${n}`, `b${n}`, systemClock.now().toISOString(), ids[(n * 89) % ids.length]),
      )
      .immediate();
  const save = (n: number): unknown =>
    catalogue.updateProduct({ id: ids[(n * 97) % ids.length] ?? '', name: `saved ${n}`, reportCode1: `c${n}` }, staff);

  const raw = store.db.prepare(
    'SELECT rowid FROM search_product WHERE search_product MATCH ? ORDER BY rowid DESC LIMIT 30',
  );
  // Words that are in one product, in a hundred and in all of them.
  const texts = ['лайт 99998', '4711', 'ispmanager'];
  const page = (limit: number) => ({ limit });

  const figures = [
    inRounds('catalogue: save of a product (p50), ms', 2.5, saves, commit, save),
    inRounds(
      'catalogue: page of 100 of 100,000 products (p50), ms',
      1.2,
      searches,
      () => catalogue.listProducts({ categoryId: small, ...page(100) }),
      () => catalogue.listProducts(page(100)),
    ),
    inRounds(
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
  for (const each of figures) done.push(await measured(each));
  store.close();
  return done;
}
