import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { makeShop, staff } from '../support/shop.ts';
import { meeting, type TestDesk } from '../support/desks.ts';
import { MemoryHub } from '../support/memory-hub.ts';
import { shelf } from '../support/shelf.ts';

/** More than one transaction takes on, of either. */
const many = 150;

const changeSets = (desk: TestDesk, entity: string, after: number): unknown[] =>
  desk.store.db
    .prepare('SELECT DISTINCT change_set FROM sync_outbox WHERE entity = ? AND desk_seq > ?')
    .pluck()
    .all(entity, after);
const lastSeq = (desk: TestDesk): number =>
  Number(desk.store.db.prepare('SELECT coalesce(max(desk_seq), 0) FROM sync_outbox').pluck().get());

it('an edit of many products, and taking it back, are one change each to the other desks', async () => {
  const [desk] = (await meeting(new MemoryHub(), 'A')) as [TestDesk];
  const { bulkEdit } = makeShop(desk.store).services.catalogue;
  const category = shelf(desk).category();
  const ids = Array.from({ length: many }, (_, at) => {
    const id = shelf(desk).product(category, undefined, { name: `P${at}`, slug: `p${at}` });
    shelf(desk).price(id, 500);
    return id;
  });
  const before = lastSeq(desk);
  const { id } = await bulkEdit.run(
    {
      requestKey: randomUUID(),
      chosen: { by: 'ids', ids },
      edit: { prices: [{ by: 'amount', termMonths: null, currency: 'EUR', amountMinor: 100 }] },
      expect: { changed: many },
    },
    staff,
  );
  expect(changeSets(desk, 'price', before)).toHaveLength(1);
  const between = lastSeq(desk);
  await bulkEdit.undo(id, staff);
  const [taken, ...more] = changeSets(desk, 'price', between);
  expect(more).toEqual([]);
  expect(changeSets(desk, 'price', before)).not.toEqual([taken]);
});

it('an import is one change to the other desks', async () => {
  const [desk] = (await meeting(new MemoryHub(), 'A')) as [TestDesk];
  const { transfer } = makeShop(desk.store).services.catalogue;
  const lines = Array.from({ length: many }, (_, at) => `Imported ${at},imported-${at},Licenses`);
  const read = await transfer.readText(
    { fileName: 'pasted.csv', text: ['name,slug,category', ...lines].join('\n') },
    staff,
  );
  const settings = { mode: 'both', matchBy: 'slug', emptyCells: 'keep', missingCategories: 'create' } as const;
  await transfer.dryRun({ id: read.id, mapping: read.suggested, ...settings }, staff);
  const before = lastSeq(desk);
  transfer.run(read.id, staff);
  await transfer.idle();
  expect(transfer.get(read.id).counts).toMatchObject({ create: many });
  expect(changeSets(desk, 'product', before)).toHaveLength(1);
});
