import { beforeEach, describe, expect, it } from 'vitest';
import { testDesk, type TestDesk } from '../support/desks.ts';
import { MemoryHub } from '../support/memory-hub.ts';
import { shelf } from '../support/shelf.ts';

let hub: MemoryHub;
let a: TestDesk;
let b: TestDesk;
beforeEach(async () => {
  hub = new MemoryHub();
  a = testDesk({ name: 'A', transport: hub.connect('desk-a') });
  b = testDesk({ name: 'B', transport: hub.connect('desk-b') });
  a.service.join(a.context, { deskId: 'desk-a', bring: true });
  await a.sync();
  b.service.join(b.context, { deskId: 'desk-b', bring: false });
  await b.sync();
});

const meet = async (...desks: TestDesk[]): Promise<void> => {
  for (let turn = 0; turn < 3; turn += 1) for (const desk of desks) expect((await desk.sync())?.problem).toBeNull();
};
const sameEverywhere = (): void => {
  for (const desk of [a, b]) {
    expect(desk.service.status()).toMatchObject({ waiting: 0, behind: 0, checksum: 'equal', deferred: 0 });
  }
};

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
    const id = a.service.listConflicts({})[0]?.id ?? 0;
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
    await meet(a, b);
    for (const desk of [a, b]) {
      expect(shelf(desk).of('product', product)).toMatchObject({ description: 'ONE two three four FIVE' });
      expect(desk.service.listConflicts({})).toEqual([]);
    }
    sameEverywhere();
  });
});
