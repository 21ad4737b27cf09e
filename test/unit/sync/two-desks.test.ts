import { beforeEach, describe, expect, it } from 'vitest';
import { madeAt } from '../../../main/core/sync/index.ts';
import { meet, meeting, type TestDesk } from '../support/desks.ts';
import { MemoryHub } from '../support/memory-hub.ts';
import { shelf } from '../support/shelf.ts';

let hub: MemoryHub;
let a: TestDesk;
let b: TestDesk;
beforeEach(async () => {
  hub = new MemoryHub();
  [a, b] = (await meeting(hub, 'A', 'B')) as [TestDesk, TestDesk];
});

const sameEverywhere = (): void => {
  for (const desk of [a, b]) {
    expect(desk.service.status()).toMatchObject({ waiting: 0, behind: 0, checksum: 'equal', deferred: 0 });
  }
};

/** How many changes of its own each transaction of a desk made from now on, and whether it waits for the disk (2). */
function commitsOf({ store }: TestDesk): { made: number; synchronous: unknown }[] {
  store.db.pragma('synchronous = FULL');
  const commits: { made: number; synchronous: unknown }[] = [];
  const last = store.db.prepare<[], number>('SELECT coalesce(max(desk_seq), 0) FROM sync_outbox').pluck();
  const transaction = store.transaction.bind(store);
  store.transaction = (context, work) => {
    const before = last.get() ?? 0;
    const result = transaction(context, work);
    commits.push({ made: (last.get() ?? 0) - before, synchronous: store.db.pragma('synchronous', { simple: true }) });
    return result;
  };
  return commits;
}

describe('two desks', () => {
  it('see what the other one made', async () => {
    const category = shelf(a).category();
    const product = shelf(a).product(category, undefined, { name: 'lite' });
    shelf(a).price(product, 500);
    expect(a.service.rowStates('product', [product]).get(product)).toBe('saved_here');
    await meet(a, b);
    expect(a.service.rowStates('product', [product]).get(product)).toBe('live');
    expect(shelf(b).of('product', product)).toMatchObject({ name: 'lite', category_id: category });
    expect(shelf(b).amount(product)).toBe(500);
    sameEverywhere();
    // Taken over and not sent out again.
    expect(b.store.db.prepare('SELECT count(*) AS n FROM sync_outbox').get()).toEqual({ n: 0 });
    const audit = b.store.db.prepare("SELECT actor FROM audit_entry WHERE entity = 'product'").all();
    expect(audit).toEqual([{ actor: 'Person A' }]);
  });

  it('that change one price are asked, and nothing is lost', async () => {
    const product = shelf(a).product(shelf(a).category());
    shelf(a).price(product, 500);
    await meet(a, b);
    shelf(a).price(product, 600);
    shelf(b).price(product, 700);
    await meet(a, b);
    expect(shelf(a).amount(product)).toBe(600);
    expect(shelf(b).amount(product)).toBe(600);
    for (const desk of [a, b]) {
      const [conflict] = desk.service.listConflicts({});
      expect(conflict).toMatchObject({
        base: '500',
        mine: { value: '700', actor: 'Person B' },
        theirs: { value: '600', actor: 'Person A' },
      });
    }
    const [asked] = a.service.listConflicts({});
    expect(madeAt(asked?.mine.hlc ?? '')).toBe('2026-03-10T12:00:00.000Z');
    const id = asked?.id ?? 0;
    a.service.decide(a.context, { id, decision: { keep: 'mine' } });
    expect(shelf(a).amount(product)).toBe(700);
    await meet(a, b);
    expect(shelf(b).amount(product)).toBe(700);
    for (const desk of [a, b]) expect(desk.service.listConflicts({})).toEqual([]);
    sameEverywhere();
  });

  it('that write at one text have both where they touched different words', async () => {
    const product = shelf(a).product(shelf(a).category(), undefined, { description: 'one two three four five' });
    await meet(a, b);
    shelf(a).edit('product', product, { description: 'ONE two three four five' });
    shelf(b).edit('product', product, { description: 'one two three four FIVE' });
    const commits = commitsOf(b);
    await meet(a, b);
    for (const desk of [a, b]) {
      expect(shelf(desk).of('product', product)).toMatchObject({ description: 'ONE two three four FIVE' });
      expect(desk.service.listConflicts({})).toEqual([]);
    }
    sameEverywhere();
    // What this desk made of the log was on the disk before it went out; what the hub gives again need not be.
    expect(commits.filter(({ made }) => made > 0)).toEqual([{ made: 1, synchronous: 2 }]);
    expect(commits).toContainEqual({ made: 0, synchronous: 1 });
  });

  it('that change one order of things have the later one, and what it replaced in the history', async () => {
    const product = shelf(a).product(shelf(a).category());
    await meet(a, b);
    shelf(a).edit('product', product, { position: 'a1' });
    shelf(b).edit('product', product, { position: 'a2' });
    await b.sync();
    await meet(a, b);
    const positions = [a, b].map((desk) => String(shelf(desk).of('product', product)?.['position']));
    expect(new Set(positions).size).toBe(1);
    const kept = a.store.db.prepare("SELECT value FROM sync_history WHERE field = 'position'").pluck().all();
    expect(new Set([...kept, `"${positions[0]}"`])).toEqual(new Set(['"a0"', '"a1"', '"a2"']));
    expect(a.service.listConflicts({})).toEqual([]);
    sameEverywhere();
  });

  it('of which one archives what the other one edits keep the edit, and are asked about the archiving', async () => {
    const product = shelf(a).product(shelf(a).category());
    await meet(a, b);
    shelf(a).edit('product', product, { name: 'New name' });
    shelf(b).edit('product', product, { deleted_at: '2026-03-11T00:00:00.000Z' });
    await meet(a, b);
    for (const desk of [a, b]) {
      expect(shelf(desk).of('product', product)).toMatchObject({ name: 'New name', deleted_at: null });
      expect(desk.service.listConflicts({})).toMatchObject([{ field: 'deleted_at', theirs: null }]);
    }
    b.service.decide(b.context, { id: b.service.listConflicts({})[0]?.id ?? 0, decision: { keep: 'mine' } });
    await meet(a, b);
    expect(shelf(a).of('product', product)?.['deleted_at']).toBe('2026-03-11T00:00:00.000Z');
    sameEverywhere();
  });

  it('of which one edits what the other one has archived are asked, and keeping the edit brings it back', async () => {
    const product = shelf(a).product(shelf(a).category());
    await meet(a, b);
    shelf(a).edit('product', product, { deleted_at: '2026-03-11T00:00:00.000Z' });
    await a.sync();
    shelf(b).edit('product', product, { name: 'New name' });
    await meet(b, a);
    const [conflict] = b.service.listConflicts({});
    expect(conflict).toMatchObject({ field: 'name', isOnDeleted: true, mine: { value: '"New name"' } });
    b.service.decide(b.context, { id: conflict?.id ?? 0, decision: { keep: 'mine' } });
    await meet(b, a);
    expect(shelf(a).of('product', product)).toMatchObject({ name: 'New name', deleted_at: null });
    sameEverywhere();
  });

  it('are told before it is sent that an edit will meet another one', async () => {
    const product = shelf(a).product(shelf(a).category());
    shelf(a).price(product, 500);
    await meet(a, b);
    shelf(a).price(product, 600);
    shelf(b).price(product, 700);
    await a.sync();
    const rowId = JSON.stringify([product, 1, 'EUR']);
    const state = () => b.service.rowStates('price', [rowId]).get(rowId);
    expect(state()).toBe('saved_here');
    // The log comes, and the line is cut before anything is sent.
    hub.minSchema = 99;
    await b.sync();
    expect(state()).toBe('conflict');
    expect(shelf(b).amount(product)).toBe(700);
    expect(b.service.status()).toMatchObject({ problem: 'desk_too_old', waiting: 1, conflicts: 0 });
    hub.minSchema = 0;
    await meet(b, a);
    expect(b.service.listConflicts({})).toHaveLength(1);
  });

  it('take one decision where both decide the same, and are asked again where they do not', async () => {
    const product = shelf(a).product(shelf(a).category());
    shelf(a).price(product, 500);
    await meet(a, b);
    shelf(a).price(product, 600);
    shelf(b).price(product, 700);
    await meet(a, b);
    const id = a.service.listConflicts({})[0]?.id ?? 0;
    a.service.decide(a.context, { id, decision: { keep: 'edit', value: '650' } });
    b.service.decide(b.context, { id, decision: { keep: 'mine' } });
    expect(() => b.service.decide(b.context, { id, decision: { keep: 'mine' } })).toThrow('input.invalid');
    await meet(a, b);
    for (const desk of [a, b]) {
      expect(shelf(desk).amount(product)).toBe(650);
      expect(desk.service.listConflicts({})).toMatchObject([{ mine: { value: '700' }, theirs: { value: '650' } }]);
      expect(desk.service.getConflict(id)).toMatchObject({ state: 'decided', decidedBy: 'Person A' });
    }
    const next = b.service.listConflicts({})[0]?.id ?? 0;
    a.service.decide(a.context, { id: next, decision: { keep: 'theirs' } });
    b.service.decide(b.context, { id: next, decision: { keep: 'theirs' } });
    await meet(a, b);
    expect(a.service.listConflicts({})).toEqual([]);
    sameEverywhere();
  });

  it('can keep both of two texts that meet in one place', async () => {
    const product = shelf(a).product(shelf(a).category(), undefined, { description: 'first\nlast\n' });
    await meet(a, b);
    shelf(a).edit('product', product, { description: 'first\nA\n' });
    shelf(b).edit('product', product, { description: 'first\nB\n' });
    await meet(a, b);
    const [conflict] = a.service.listConflicts({});
    expect(conflict?.canKeepBoth).toBe(true);
    a.service.decide(a.context, { id: conflict?.id ?? 0, decision: { keep: 'both' } });
    await meet(a, b);
    expect(shelf(b).of('product', product)?.['description']).toBe('first\nA\nB\n');
    sameEverywhere();
  });

  it('give a code its new discount as a whole, and send nothing where it was written anew as it was', async () => {
    const product = shelf(a).product(shelf(a).category());
    shelf(a).promo('code', '10', product);
    await meet(a, b);
    expect(b.store.db.prepare('SELECT product_id, role FROM promo_product').all()).toEqual([
      { product_id: product, role: 'discounted' },
    ]);
    const head = hub.state.head;
    shelf(a).promo('code', '10', product);
    await meet(a, b);
    expect(hub.state.head).toBe(head);
    shelf(a).promo('code', '20', product);
    await meet(a, b);
    expect(hub.state.head).toBe(head + 1);
    expect(shelf(b).of('promo_code', 'code')?.['percent']).toBe('20');
    sameEverywhere();
  });

  it('have one default rate of tax, whoever marked it', async () => {
    shelf(a).taxRate('x');
    shelf(a).taxRate('y');
    shelf(a).defaultRate('x');
    await meet(a, b);
    shelf(a).defaultRate('y');
    shelf(b).taxRate('z');
    shelf(b).defaultRate('z');
    await meet(a, b);
    for (const desk of [a, b])
      expect(desk.store.db.prepare('SELECT id FROM tax_rate WHERE is_default = 1').pluck().all()).toEqual(['y']);
    expect(a.service.listConflicts({})).toMatchObject([{ entity: 'tax_rate.is_default', mine: { value: '"z"' } }]);
    sameEverywhere();
  });

  it('that put two categories into each other see one tree, and the newer place counts when it can', async () => {
    const x = shelf(a).category('x');
    const y = shelf(a).category('y');
    await meet(a, b);
    shelf(a).edit('category', x, { parent_id: y });
    shelf(b).edit('category', y, { parent_id: x });
    await meet(a, b);
    for (const desk of [a, b]) {
      expect(shelf(desk).of('category', x)?.['parent_id']).toBe(y);
      expect(shelf(desk).of('category', y)?.['parent_id']).toBeNull();
      expect(desk.service.status()).toMatchObject({ deferred: 1, checksum: 'equal' });
    }
    shelf(a).edit('category', x, { parent_id: null });
    await meet(a, b);
    for (const desk of [a, b]) expect(shelf(desk).of('category', y)?.['parent_id']).toBe(x);
    sameEverywhere();
  });
});
