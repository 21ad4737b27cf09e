import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Changed } from '../../../preload/api/events.ts';
import type { Writer } from '../../../main/core/store/index.ts';
import { staff } from '../support/shop.ts';
import { temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
beforeEach(() => {
  opened = temporaryStore();
});
afterEach(() => opened.done());

const category = (writer: Writer, name: string): string => {
  const id = opened.store.makeId();
  writer.insert('category', {
    id,
    parent_id: null,
    name,
    description: '',
    short_description: '',
    deleted_at: null,
  });
  return id;
};
const names = (): string[] =>
  (opened.store.db.prepare('SELECT name FROM category ORDER BY name').all() as { name: string }[]).map(
    (row) => row.name,
  );

describe('writing together', () => {
  it('is one transaction for all of a turn, and tells of each area once', async () => {
    const { store } = opened;
    const told: Changed[] = [];
    store.onChanged((change) => told.push(change));
    let begun = 0;
    const transaction = store.db.transaction.bind(store.db);
    store.db.transaction = ((work: never) => {
      if (!store.db.inTransaction) begun += 1;
      return transaction(work);
    }) as typeof store.db.transaction;
    const ids = await Promise.all(['a', 'b', 'c'].map((name) => store.soon(staff, (writer) => category(writer, name))));
    expect(names()).toEqual(['a', 'b', 'c']);
    expect(begun).toBe(1);
    expect(told).toEqual([{ area: 'categories', ids }]);
  });

  it('undoes one that throws, and keeps the others', async () => {
    const { store } = opened;
    const settled = await Promise.allSettled([
      store.soon(staff, (writer) => category(writer, 'a')),
      store.soon(staff, (writer) => {
        category(writer, 'never');
        throw new Error('no');
      }),
      store.soon(staff, (writer) => category(writer, 'c')),
    ]);
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(names()).toEqual(['a', 'c']);
    const audited = store.db.prepare("SELECT count(*) AS n FROM audit_entry WHERE entity = 'category'").get();
    expect(audited).toEqual({ n: 2 });
  });

  it('resolves nothing before it is on disk, and rejects all when that fails', async () => {
    const { store } = opened;
    let isStored = false;
    const done = store
      .soon(staff, (writer) => category(writer, 'a'))
      .then(() => {
        isStored = names().includes('a') && !store.db.inTransaction;
      });
    expect(names()).toEqual([]);
    await done;
    expect(isStored).toBe(true);

    // As when the disk is full: the transaction is gone in the middle of the group.
    const settled = await Promise.allSettled([
      store.soon(staff, (writer) => category(writer, 'b')),
      store.soon(staff, () => {
        store.db.exec('ROLLBACK');
        throw new Error('disk full');
      }),
      store.soon(staff, (writer) => category(writer, 'd')),
    ]);
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(names()).toEqual(['a']);
    await store.soon(staff, (writer) => category(writer, 'e'));
    expect(names()).toEqual(['a', 'e']);
  });
});

describe('writing what can be fetched again', () => {
  const synchronous = (): unknown => opened.store.db.pragma('synchronous', { simple: true });

  it('does not wait for the disk, and what comes after it does again', () => {
    const { store } = opened;
    let during: unknown;
    const id = store.fetched(staff, (writer) => {
      during = synchronous();
      return category(writer, 'fetched');
    });
    expect([id, names(), during, synchronous()]).toEqual([id, ['fetched'], 1, 2]);
    expect(() =>
      store.fetched(staff, (writer) => {
        category(writer, 'half');
        throw new Error('no');
      }),
    ).toThrow('no');
    expect([names(), synchronous()]).toEqual([['fetched'], 2]);
  });
});
