import { expect, it } from 'vitest';
import { meet, meeting, type TestDesk, testDesk } from '../support/desks.ts';
import { MemoryHub } from '../support/memory-hub.ts';
import { shelf } from '../support/shelf.ts';

/** A desk with a catalogue of its own that joins a team and brings nothing of it. */
async function joinedLater() {
  const hub = new MemoryHub();
  const [a] = (await meeting(hub, 'A')) as [TestDesk];
  const b = testDesk({ name: 'B', transport: hub.connect('desk-B') });
  const top = shelf(b).category('top', { name: 'Top' });
  const below = shelf(b).category('below', { name: 'Below', parent_id: top });
  for (const id of ['one', 'two']) {
    shelf(b).product(below, id, { name: id });
    shelf(b).price(id, 500);
  }
  b.service.join(b.context, { deskId: 'desk-B', bring: false });
  await meet(a, b);
  return { a, b };
}
const prices = (desk: TestDesk) => desk.store.db.prepare('SELECT product_id, amount_minor FROM price').all();
const count = (desk: TestDesk, table: string) => desk.store.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();

it('a product that only this desk had goes out with its prices and the categories that it is in, and nothing else', async () => {
  const { a, b } = await joinedLater();
  expect(count(a, 'product')).toBe(0);
  shelf(b).edit('product', 'one', { name: 'First' });
  await meet(b, a);
  expect(shelf(a).of('product', 'one')).toMatchObject({ name: 'First', category_id: 'below' });
  expect(shelf(a).of('category', 'below')).toMatchObject({ parent_id: 'top' });
  expect(prices(a)).toEqual([{ product_id: 'one', amount_minor: 500 }]);
  expect([count(a, 'product'), count(a, 'category')]).toEqual([1, 2]);
  for (const desk of [a, b])
    expect(desk.service.status()).toMatchObject({ waiting: 0, deferred: 0, checksum: 'equal' });
  // Once: later edits are edits.
  shelf(b).edit('product', 'one', { name: 'Again' });
  expect(b.service.status().waiting).toBe(1);
});

it('a price of a product that only this desk had brings the product', async () => {
  const { a, b } = await joinedLater();
  shelf(b).price('two', 700);
  await meet(b, a);
  expect(shelf(a).of('product', 'two')).toMatchObject({ name: 'two', category_id: 'below' });
  expect(prices(a)).toEqual([{ product_id: 'two', amount_minor: 700 }]);
  expect(a.service.status()).toMatchObject({ deferred: 0, checksum: 'equal' });
});

it('what is made anew in a category that only this desk had brings the category, and no other product of it', async () => {
  const { a, b } = await joinedLater();
  shelf(b).product('below', 'three', { name: 'three' });
  await meet(b, a);
  expect([count(a, 'product'), count(a, 'category')]).toEqual([1, 2]);
  expect(a.service.status()).toMatchObject({ deferred: 0, checksum: 'equal' });
});

it('a tax rate that only this desk had and that is made the default goes out with that', async () => {
  const hub = new MemoryHub();
  const [a] = (await meeting(hub, 'A')) as [TestDesk];
  const b = testDesk({ name: 'B', transport: hub.connect('desk-B') });
  for (const id of ['rate', 'other']) shelf(b).taxRate(id);
  b.service.join(b.context, { deskId: 'desk-B', bring: false });
  await meet(a, b);
  shelf(b).defaultRate('rate');
  await meet(b, a);
  expect(a.store.db.prepare('SELECT id, is_default FROM tax_rate').all()).toEqual([{ id: 'rate', is_default: 1 }]);
  expect(a.service.status()).toMatchObject({ deferred: 0, checksum: 'equal' });
});

it('a code of products that only this desk had brings the products', async () => {
  const { a, b } = await joinedLater();
  shelf(b).promo('SUMMER', '10', 'one');
  await meet(b, a);
  expect(a.store.db.prepare('SELECT promo_code_id, product_id FROM promo_product').all()).toEqual([
    { promo_code_id: 'SUMMER', product_id: 'one' },
  ]);
  expect([count(a, 'product'), count(a, 'price')]).toEqual([1, 1]);
  expect(a.service.status()).toMatchObject({ deferred: 0, checksum: 'equal' });
});

it('a product that all know brings the category that only this desk had when it is put there', async () => {
  const { a, b } = await joinedLater();
  shelf(a).product(shelf(a).category('shared'), 'known');
  await meet(a, b);
  shelf(b).edit('product', 'known', { category_id: 'below' });
  await meet(b, a);
  expect(shelf(a).of('product', 'known')).toMatchObject({ category_id: 'below' });
  expect([count(a, 'product'), count(a, 'category')]).toEqual([1, 3]);
  expect(a.service.status()).toMatchObject({ deferred: 0, checksum: 'equal' });
});
