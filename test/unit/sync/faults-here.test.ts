import { beforeEach, describe, expect, it } from 'vitest';
import { meet, meeting, testDesk, type TestDesk } from '../support/desks.ts';
import { MemoryHub } from '../support/memory-hub.ts';
import { shelf } from '../support/shelf.ts';

let hub: MemoryHub;
beforeEach(() => {
  hub = new MemoryHub();
});

/** The disk of a desk is full whenever something happens to its tables: SQLite itself says so. */
function fullDisk({ store }: TestDesk, when: string): () => void {
  store.db.exec(`CREATE TABLE ballast (bytes BLOB);
    CREATE TRIGGER full_disk ${when} BEGIN INSERT INTO ballast VALUES (randomblob(50000000)); END`);
  const pages = store.db.pragma('page_count', { simple: true }) as number;
  store.db.pragma(`max_page_count = ${pages + 100}`);
  return () => {
    store.db.exec('DROP TRIGGER full_disk');
    store.db.pragma('max_page_count = 1073741823');
  };
}

describe('a disk that is full here', () => {
  it('is not blamed on the change that was told: nothing of it is left out', async () => {
    const [a, b] = (await meeting(hub, 'A', 'B')) as [TestDesk, TestDesk];
    const product = shelf(a).product(shelf(a).category(), undefined, { name: 'lite' });
    await meet(a, b);
    shelf(a).edit('product', product, { name: 'pro' });
    const mend = fullDisk(a, 'BEFORE UPDATE OF outcome ON sync_outbox');
    for (let turn = 0; turn < 5; turn += 1) await expect(a.sync()).rejects.toMatchObject({ code: 'SQLITE_FULL' });
    mend();
    expect(a.store.db.prepare('SELECT max(failures) FROM sync_outbox').pluck().get()).toBe(0);
    await meet(a, b);
    expect(shelf(b).of('product', product)?.['name']).toBe('pro');
    expect(a.service.status()).toMatchObject({ refused: 0, waiting: 0, checksum: 'equal' });
  });

  it('is not blamed on a value that came: it does not wait as invalid', async () => {
    const [a, b] = (await meeting(hub, 'A', 'B')) as [TestDesk, TestDesk];
    const product = shelf(a).product(shelf(a).category(), undefined, { name: 'lite' });
    await meet(a, b);
    shelf(a).edit('product', product, { name: 'pro' });
    await a.sync();
    const mend = fullDisk(b, 'BEFORE UPDATE OF name ON product');
    await expect(b.sync()).rejects.toMatchObject({ code: 'SQLITE_FULL' });
    mend();
    expect(b.store.db.prepare('SELECT count(*) FROM sync_deferred').pluck().get()).toBe(0);
    await meet(a, b);
    expect(shelf(b).of('product', product)?.['name']).toBe('pro');
  });
});

describe('what cannot be stored of joining and leaving changes nothing', () => {
  it('a join that is not stored leaves no capture on', () => {
    const desk = testDesk({ name: 'A', transport: hub.connect('desk-A') });
    const join = (also: () => void) => desk.service.join(desk.context, { deskId: 'desk-A', bring: true }, also);
    expect(() =>
      join(() => {
        throw new Error('the membership cannot be stored');
      }),
    ).toThrow('the membership cannot be stored');
    expect(desk.service.status().isJoined).toBe(false);
    expect(desk.store.beginCapture()).toBeNull();
    // A change is no part of a team then, and saving goes on.
    shelf(desk).category();
    join(() => undefined);
    expect(desk.store.beginCapture()).not.toBeNull();
  });

  it('a leaving that is not stored leaves it on: what is changed still goes out', async () => {
    const [a, b] = (await meeting(hub, 'A', 'B')) as [TestDesk, TestDesk];
    const mend = fullDisk(a, 'BEFORE DELETE ON sync_state');
    expect(() => a.service.leave(a.context)).toThrow(/full/);
    mend();
    expect(a.service.status().isJoined).toBe(true);
    const product = shelf(a).product(shelf(a).category(), undefined, { name: 'still shared' });
    await meet(a, b);
    expect(shelf(b).of('product', product)?.['name']).toBe('still shared');
  });
});
