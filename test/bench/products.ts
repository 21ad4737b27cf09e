import { generateNKeysBetween } from 'fractional-indexing';
import { idMaker, systemClock } from '../../main/core/kernel/index.ts';
import type { Db } from '../../main/core/store/index.ts';

const categories = 2000;
const products = 100_000;

/**
 * Fills a catalogue: 2,000 categories, 100,000 products of three prices each.
 * @returns ids of products, and a category that has only a hundred
 */
export function addProducts(db: Db): { ids: string[]; small: string } {
  const makeId = idMaker(systemClock);
  const now = systemClock.now().toISOString();
  const category = db.prepare(
    `INSERT INTO category (id, parent_id, name, description, short_description, position, created_at, updated_at)
      VALUES (?, ?, ?, ?, '', ?, ?, ?)`,
  );
  const product = db.prepare(
    `INSERT INTO product (id, category_id, type, is_active, is_visible, name, description, connection_id,
        package_identifier, position, slug, created_at, updated_at)
      VALUES (?, ?, 'single', 1, 1, ?, ?, ?, '55227', ?, ?, ?, ?)`,
  );
  const price = db.prepare('INSERT INTO price VALUES (?, ?, ?, ?, ?, ?, ?)');
  const { id: connection } = db.prepare('SELECT id FROM connection').get() as { id: string };
  const ids: string[] = [];
  let small = '';
  db.transaction(() => {
    const places = generateNKeysBetween(null, null, categories);
    const made: string[] = [];
    for (let n = 0; n < categories; n += 1) {
      const id = makeId();
      category.run(id, n < 100 ? null : made[n % 100], `Category ${n}`, 'text '.repeat(60), places[n], now, now);
      made.push(id);
    }
    small = made[categories - 1] ?? '';
    const within = generateNKeysBetween(null, null, 200);
    for (let n = 0; n < products; n += 1) {
      const id = makeId();
      // The last category gets a hundred, the others share the rest.
      const at = n < 100 ? categories - 1 : n % (categories - 1);
      const name = `ispmanager лайт ${n}`;
      product.run(
        id,
        made[at],
        name,
        'text '.repeat(40),
        connection,
        within[Math.floor(n / categories)],
        `p-${n}`,
        now,
        now,
      );
      for (const [term, currency, amount] of [
        [1, 'EUR', 500],
        [12, 'EUR', 5000],
        [1, 'USD', 550],
      ] as const) {
        price.run(makeId(), id, term, currency, amount, now, now);
      }
      ids.push(id);
    }
  })();
  db.pragma('optimize=0x10002');
  db.pragma('wal_checkpoint(TRUNCATE)');
  return { ids, small };
}

/** A product as a bare insert writes it. */
export interface BareRow {
  readonly name: string;
  /** Number of its category among the first hundred. */
  readonly category: number;
  readonly slug: string;
}

/** What inserting products with three prices each takes by itself: prepared statements, a transaction for five hundred. */
export function bareInsert(db: Db): (rows: readonly BareRow[]) => void {
  const makeId = idMaker(systemClock);
  const product = db.prepare(
    `INSERT INTO product (id, category_id, type, is_active, is_visible, name, description, connection_id,
        package_identifier, position, slug, created_at, updated_at)
      VALUES (?, ?, 'single', 1, 1, ?, '', ?, '55227', ?, ?, ?, ?)`,
  );
  const price = db.prepare('INSERT INTO price VALUES (?, ?, ?, ?, ?, ?, ?)');
  const { id: connection } = db.prepare('SELECT id FROM connection').get() as { id: string };
  const made = db.prepare('SELECT id FROM category WHERE parent_id IS NULL ORDER BY id').all() as { id: string }[];
  const some = db.transaction((rows: readonly BareRow[]) => {
    const now = systemClock.now().toISOString();
    for (const { name, category, slug } of rows) {
      const id = makeId();
      product.run(id, made[category % made.length]?.id, name, connection, 'a0', slug, now, now);
      price.run(makeId(), id, 1, 'EUR', 500, now, now);
      price.run(makeId(), id, 12, 'EUR', 5000, now, now);
      price.run(makeId(), id, 1, 'USD', 550, now, now);
    }
  });
  return (rows) => {
    for (let at = 0; at < rows.length; at += 500) some(rows.slice(at, at + 500));
  };
}
