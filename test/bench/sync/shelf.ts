import { generateNKeysBetween } from 'fractional-indexing';
import { idMaker, systemClock } from '../../../main/core/kernel/index.ts';
import type { Db } from '../../../main/core/store/index.ts';

/** Products of three prices each in twenty categories, by the columns. Answers the products' ids. */
export function addShelf(db: Db, products: number): string[] {
  const makeId = idMaker(systemClock);
  const now = systemClock.now().toISOString();
  const category = db.prepare(
    `INSERT INTO category (id, parent_id, name, description, short_description, position, created_at, updated_at)
      VALUES (?, NULL, ?, '', '', ?, ?, ?)`,
  );
  const product = db.prepare(
    `INSERT INTO product (id, category_id, type, is_active, is_visible, name, description, connection_id,
        package_identifier, position, slug, created_at, updated_at)
      VALUES (?, ?, 'single', 1, 1, ?, 'One IP address.', NULL, '55227', ?, ?, ?, ?)`,
  );
  const price = db.prepare('INSERT INTO price VALUES (?, ?, ?, ?, ?, ?, ?)');
  const ids: string[] = [];
  db.transaction(() => {
    const categories = generateNKeysBetween(null, null, 20).map((place, at) => {
      const id = makeId();
      category.run(id, `Category ${at} of ${id.slice(-4)}`, place, now, now);
      return id;
    });
    for (let n = 0; n < products; n += 1) {
      const id = makeId();
      product.run(id, categories[n % categories.length], `Product ${n}`, 'a0', `p-${id}`, now, now);
      for (const [term, currency] of [
        [1, 'EUR'],
        [12, 'EUR'],
        [1, 'USD'],
      ] as const)
        price.run(makeId(), id, term, currency, 500 * term, now, now);
      ids.push(id);
    }
  })();
  db.pragma('optimize=0x10002');
  return ids;
}
