import { beforeEach, describe, expect, it } from 'vitest';
import type { ManyRow } from '../../../preload/api/sync-many.ts';
import { subjectOf } from '../../../main/core/sync/subjects.ts';
import { decideMany, previewMany } from '../../../main/core/sync/many-view.ts';
import { failure } from '../support/shop.ts';
import { meet, meeting, type TestDesk } from '../support/desks.ts';
import { MemoryHub } from '../support/memory-hub.ts';
import { shelf } from '../support/shelf.ts';

let a: TestDesk;
let b: TestDesk;
beforeEach(async () => {
  [a, b] = (await meeting(new MemoryHub(), 'A', 'B')) as [TestDesk, TestDesk];
});

const nameOf = (id: string) => ({ name: id, isThis: false });
const preview = (desk: TestDesk, input: Partial<Parameters<typeof previewMany>[3]> = {}) =>
  previewMany(desk.store, desk.service, nameOf, {
    chosen: { by: 'all', except: [] },
    keep: 'mine',
    show: 'decided',
    limit: 200,
    ...input,
  });
const decide = (desk: TestDesk, decided: number, input: Partial<Parameters<typeof decideMany>[3]> = {}) =>
  decideMany(
    desk.store,
    desk.service,
    nameOf,
    { chosen: { by: 'all', except: [] }, keep: 'mine', expect: { decided }, ...input },
    desk.context,
  );
const history = (desk: TestDesk, entity: string, id: string): Record<string, unknown>[] =>
  (
    desk.store.db
      .prepare("SELECT changes FROM audit_entry WHERE entity = ? AND entity_id = ? AND action = 'event'")
      .pluck()
      .all(entity, id) as string[]
  ).map((text) => JSON.parse(text) as Record<string, unknown>);
const amounts = (desk: TestDesk, products: readonly string[]) => products.map((id) => shelf(desk).amount(id));

/** Products with a price that desk A raised one by one and desk B in one go, unseen by each other. */
async function twoRepricings(count: number): Promise<string[]> {
  const category = shelf(a).category();
  const products = Array.from({ length: count }, (_, at) => {
    const id = shelf(a).product(category, undefined, { name: `P${at}` });
    shelf(a).price(id, 500);
    return id;
  });
  await meet(a, b);
  for (const id of products) shelf(a).price(id, 600);
  const changeSet = b.store.makeId();
  const rows = b.store.db.prepare('SELECT id FROM price').pluck().all() as string[];
  // In several transactions of one change, as an import or an edit of many products writes.
  for (const part of [rows.slice(0, 3), rows.slice(3)])
    b.store.transaction({ ...b.context, changeSet }, (writer) => {
      for (const id of part) writer.update('price', id, { amount_minor: 700 });
    });
  await meet(a, b);
  return products;
}

describe('questions of one change', () => {
  it('are told apart from others and counted, over all transactions of the change', async () => {
    const products = await twoRepricings(6);
    shelf(b).edit('product', products[0] ?? '', { name: 'By B' });
    shelf(a).edit('product', products[0] ?? '', { name: 'By A' });
    await meet(b, a);
    const all = a.service.listConflicts({});
    expect(all).toHaveLength(7);
    const [first] = all;
    const of = { by: 'change', of: String(first?.id) } as const;
    expect(preview(a, { chosen: of })).toMatchObject({ decided: 6, refused: 0, left: 0, view: 'theirs' });
    expect(preview(b, { chosen: of })).toMatchObject({ decided: 6, view: 'mine' });
    // The name is of another change, and this desk's by itself.
    expect(preview(a)).toMatchObject({ decided: 7, view: 'others' });
  });

  it('are decided in one transaction, go out as one change, and leave each loser in its record at both desks', async () => {
    const products = await twoRepricings(5);
    const [first] = a.service.listConflicts({});
    const before = a.store.db.prepare('SELECT max(desk_seq) FROM sync_outbox').pluck().get();
    const shown = preview(a, { chosen: { by: 'change', of: String(first?.id) } });
    expect(shown.rows.map((row) => row.values)).toEqual(
      products.map(
        () =>
          [
            { column: 'amount_minor', kind: 'money', currency: 'EUR', kept: 700, lost: 600 },
          ] satisfies ManyRow['values'],
      ),
    );
    const done = decide(a, 5);
    expect(done).toMatchObject({ decided: 5, refused: 0, heldUp: 0, left: 0, refusals: [] });
    expect(amounts(a, products)).toEqual([700, 700, 700, 700, 700]);
    const sets = a.store.db
      .prepare('SELECT DISTINCT change_set FROM sync_outbox WHERE desk_seq > ?')
      .pluck()
      .all(before);
    expect(sets).toEqual([done.id]);
    // On their way: nothing is there to decide about any more.
    expect(preview(a)).toMatchObject({ decided: 0, rows: [] });
    await meet(a, b);
    for (const desk of [a, b]) {
      expect(desk.service.listConflicts({})).toEqual([]);
      expect(amounts(desk, products)).toEqual([700, 700, 700, 700, 700]);
      expect(desk.service.status()).toMatchObject({ waiting: 0, checksum: 'equal' });
      for (const id of products)
        expect(history(desk, 'product', id)).toEqual([
          { version_given_up: [null, 'Person A'], 'price 1 × EUR': ['6.00 EUR', '7.00 EUR'] },
        ]);
    }
  });

  it('that keep what is live leave the parked versions in the histories, also at the desk that wrote neither', async () => {
    const products = await twoRepricings(3);
    decide(a, 3, { keep: 'theirs' });
    await meet(a, b);
    for (const desk of [a, b]) {
      expect(amounts(desk, products)).toEqual([600, 600, 600]);
      for (const id of products)
        expect(history(desk, 'product', id)).toEqual([
          { version_given_up: [null, 'Person B'], 'price 1 × EUR': ['7.00 EUR', '6.00 EUR'] },
        ]);
    }
  });

  it.each([
    ['put together by itself', 'ONE two three four five', 'one two three four FIVE', null],
    ['kept as both by a person', 'one two THREE four five', 'one two 3 four five', 'both'],
    ['of which one is kept', 'one two THREE four five', 'one two 3 four five', 'mine'],
  ] as const)('a text %s', async (_, byA, byB, keep) => {
    const product = shelf(a).product(shelf(a).category());
    await meet(a, b);
    shelf(a).edit('product', product, { description: byA });
    shelf(b).edit('product', product, { description: byB });
    await meet(a, b);
    const [found] = b.service.listConflicts({});
    if (keep !== null) b.service.decide(b.context, { id: found?.id ?? 0, decision: { keep } });
    await meet(b, a);
    for (const desk of [a, b])
      expect(history(desk, 'product', product)).toEqual(
        keep === 'mine' ? [{ version_given_up: [null, 'Person A'], description: [byA, byB] }] : [],
      );
  });

  it('are not decided where the queue is another one than was shown', async () => {
    const products = await twoRepricings(4);
    const [first] = b.service.listConflicts({});
    b.service.decide(b.context, { id: first?.id ?? 0, decision: { keep: 'mine' } });
    await meet(b, a);
    expect(failure(() => decide(a, 4))).toMatchObject({ code: 'sync.queue_changed', params: { rows: 3 } });
    expect(amounts(a, products).filter((amount) => amount === 700)).toHaveLength(1);
    expect(a.store.db.prepare('SELECT count(*) FROM sync_outbox WHERE closed_at IS NULL').pluck().get()).toBe(0);
    expect(decide(a, 3).decided).toBe(3);
    expect(failure(() => decide(a, 3))).toMatchObject({ code: 'sync.queue_changed', params: { rows: 0 } });
  });

  it('are left open with the reason: decided, edited here again, two parked edits of one value', async () => {
    const products = await twoRepricings(4);
    const ids = b.service.listConflicts({}).map(({ id }) => String(id));
    const [decided, edited] = ids;
    b.service.decide(b.context, { id: Number(decided), decision: { keep: 'theirs' } });
    const about = b.service.getConflict(Number(edited));
    shelf(b).price(subjectOf(b.store, about.entity, about.rowId).recordId, 900);
    const shown = preview(b, { chosen: { by: 'ids', ids }, show: 'refused' });
    expect(shown).toMatchObject({ decided: 2, refused: 2 });
    expect(shown.rows.map((row) => row.refused)).toEqual(['decided', 'edited_here']);
    const done = decide(b, 2, { chosen: { by: 'ids', ids } });
    expect(done.refusals.map((row) => row.refused)).toEqual(['decided', 'edited_here']);
    // What this desk typed last stands.
    const stands = amounts(b, products);
    expect([900, 600, 700].map((each) => stands.filter((amount) => amount === each).length)).toEqual([1, 1, 2]);
  });

  it('of two desks about one value are not both kept', async () => {
    const [first, second, third] = (await meeting(new MemoryHub(), 'X', 'Y', 'Z')) as [TestDesk, TestDesk, TestDesk];
    const item = shelf(first).product(shelf(first).category());
    shelf(first).price(item, 500);
    await meet(first, second, third);
    for (const [at, desk] of [first, second, third].entries()) shelf(desk).price(item, 600 + at);
    await meet(first, second, third);
    expect(preview(first)).toMatchObject({ decided: 0, refused: 2 });
    expect(preview(first, { show: 'refused' }).rows.map((row) => row.refused)).toEqual(['twice', 'twice']);
    expect(preview(first, { keep: 'theirs' })).toMatchObject({ decided: 2, refused: 0 });
  });

  it('bring a deleted record back where its edits are kept, and turned round it is deleted again', async () => {
    const product = shelf(a).product(shelf(a).category());
    await meet(a, b);
    shelf(a).edit('product', product, { deleted_at: '2026-03-11T00:00:00.000Z' });
    await a.sync();
    b.store.transaction(b.context, (writer) => writer.update('product', product, { name: 'New', slug: 'new' }));
    await meet(b, a);
    const shown = preview(a);
    expect(shown).toMatchObject({ decided: 2 });
    expect(shown.rows.every((row) => row.bringsBack)).toBe(true);
    const done = decide(a, 2);
    await meet(a, b);
    for (const desk of [a, b])
      expect(shelf(desk).of('product', product)).toMatchObject({ name: 'New', slug: 'new', deleted_at: null });
    expect(a.service.takeOthers(a.context, done.id)).toEqual({ changed: 2, stayed: 0 });
    await meet(a, b);
    for (const desk of [a, b]) {
      expect(shelf(desk).of('product', product)).toMatchObject({ name: 'Product', slug: '' });
      expect(shelf(desk).of('product', product)?.['deleted_at']).toBe('2026-03-11T00:00:00.000Z');
      expect(desk.service.listConflicts({})).toEqual([]);
    }
  });
});

describe('decisions that are turned round', () => {
  it.each([
    ['mine', 700, 600],
    ['theirs', 600, 700],
  ] as const)('give the other version where it stands as decided: keep %s', async (keep, kept, other) => {
    const products = await twoRepricings(4);
    const { id } = decide(a, 4, { keep });
    await meet(a, b);
    expect(amounts(b, products)).toEqual([kept, kept, kept, kept]);
    // One of them was priced anew meanwhile.
    shelf(b).price(products[0] ?? '', 900);
    await meet(b, a);
    expect(a.service.takeOthers(a.context, id)).toEqual({ changed: 3, stayed: 1 });
    await meet(a, b);
    for (const desk of [a, b]) {
      expect(amounts(desk, products)).toEqual([900, other, other, other]);
      expect(desk.service.listConflicts({})).toEqual([]);
      expect(desk.service.status()).toMatchObject({ waiting: 0, checksum: 'equal' });
    }
    // A second press finds nothing that stands as it was decided.
    expect(a.service.takeOthers(a.context, id)).toEqual({ changed: 0, stayed: 4 });
    expect(failure(() => b.service.takeOthers(b.context, id))).toMatchObject({ code: 'not_found' });
  });

  it('also before the hub heard of them', async () => {
    const products = await twoRepricings(3);
    const { id } = decide(a, 3);
    expect(a.service.takeOthers(a.context, id)).toEqual({ changed: 3, stayed: 0 });
    expect(amounts(a, products)).toEqual([600, 600, 600]);
    await meet(a, b);
    for (const desk of [a, b]) {
      expect(amounts(desk, products)).toEqual([600, 600, 600]);
      expect(desk.service.listConflicts({})).toEqual([]);
    }
  });
});
