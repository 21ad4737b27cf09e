import { beforeEach, describe, expect, it } from 'vitest';
import { ConflictId } from '../../../preload/api/sync-conflicts.ts';
import { changesAfter } from '../../../main/core/sync/skipped.ts';
import { shownDesks, shownStatus } from '../../../main/core/sync/team-view.ts';
import { meet, meeting, testDesk, type TestDesk } from '../support/desks.ts';
import { MemoryHub } from '../support/memory-hub.ts';
import { shelf } from '../support/shelf.ts';

let now: number;
let hub: MemoryHub;
beforeEach(() => {
  now = Date.parse('2026-03-10T12:00:00.000Z');
  hub = new MemoryHub({ now: () => now });
});

/** The desk's profile on a second computer. */
function copyOf(desk: TestDesk, name: string): TestDesk {
  const Copy = desk.store.db.constructor as new (image: Buffer) => typeof desk.store.db;
  const { deskId } = desk.service.status();
  return testDesk({ name, transport: hub.connect(deskId), db: new Copy(desk.store.db.serialize()) });
}

/** Again from a backup, a moment later. */
function restore(backup: ReturnType<MemoryHub['backup']>): void {
  now += 50;
  hub.restore(backup);
}

describe('a hub that was restored twice from one backup', () => {
  it('takes no edit for one that saw what it never saw', async () => {
    const [a, b, c] = (await meeting(hub, 'A', 'B', 'C')) as [TestDesk, TestDesk, TestDesk];
    const product = shelf(a).product(shelf(a).category());
    shelf(a).price(product, 500);
    await meet(a, b, c);
    const backup = hub.backup();
    shelf(c).price(product, 800);
    restore(backup);
    shelf(b).price(product, 600);
    await meet(b, a);
    // On the 600 of a future that is undone now; the 800 gets the place that the 600 had in it.
    shelf(a).price(product, 700);
    restore(backup);
    await meet(c);
    await meet(a, b, c);
    for (const desk of [a, b, c]) {
      expect(shelf(desk).amount(product)).toBe(800);
      const open = desk.service.listConflicts({});
      expect(open.map(({ mine }) => mine.value)).toEqual(['700', '600']);
      // Numbers of after a restore are longer, and pages ask for the questions by them.
      for (const { id } of open) expect(ConflictId.parse(String(id))).toBe(String(id));
      expect(desk.service.status()).toMatchObject({ waiting: 0, checksum: 'equal', repairs: 0 });
    }
  });

  it('gets again what a profile told under the identity that it had before', async () => {
    const [a, b] = (await meeting(hub, 'A', 'B')) as [TestDesk, TestDesk];
    const category = shelf(a).category();
    await meet(a, b);
    const backup = hub.backup();
    const copy = copyOf(a, "A'");
    shelf(copy).product(category, 'of-copy', { name: 'of copy' });
    await meet(copy);
    restore(backup);
    // The first one is back under the old identity, and a later backup is of this future.
    shelf(a).product(category, 'of-a', { name: 'of A' });
    await meet(a, b);
    restore(hub.backup());
    await meet(a, b, copy);
    for (const desk of [a, b, copy]) {
      expect(desk.store.db.prepare('SELECT name FROM product ORDER BY name').pluck().all()).toEqual([
        'of A',
        'of copy',
      ]);
      expect(desk.service.status()).toMatchObject({ waiting: 0, checksum: 'equal', conflicts: 0, repairs: 0 });
    }
  });
});

describe('a hub that has forgotten an operation that is over', () => {
  it('is told again whose hand was on it last, and when', async () => {
    const [a, b] = (await meeting(hub, 'A', 'B')) as [TestDesk, TestDesk];
    const backup = hub.backup();
    const asked = { kind: 'operation', key: 'license/1', requestId: 'one/0', amount: 0 } as const;
    expect(await a.service.grant(asked)).toMatchObject({ state: 'granted' });
    const over = now;
    expect(await a.service.grant({ ...asked, release: true })).toEqual({ state: 'released' });
    restore(backup);
    await meet(a, b);
    const next = await b.service.grant({ ...asked, requestId: 'two/0' });
    expect(next).toMatchObject({ state: 'granted', lastBy: 'desk-A' });
    // By the hub's clock, as far as the desk knows it.
    expect(next.state === 'granted' && Math.abs(next.value - over)).toBeLessThan(50);
  });
});

describe('how far a desk is behind a restored hub', () => {
  it('is counted in changes, without the numbers that were gone over', () => {
    const log = {
      head: 5003,
      skipped: [
        [10, 1000],
        [1004, 5000],
      ],
    } as const;
    // 9 and 10, four of the second future, three of the third.
    expect(changesAfter(8, log)).toBe(2 + 4 + 3);
    // From a future that is undone, from a number of the second one, and from the end.
    expect(changesAfter(700, log)).toBe(4 + 3);
    expect(changesAfter(1002, log)).toBe(2 + 3);
    expect(changesAfter(4000, log)).toBe(3);
    expect(changesAfter(5003, log)).toBe(0);
    expect(changesAfter(6000, log)).toBe(0);
  });
});

describe('a restored hub that waits for a desk', () => {
  const shown = (desk: TestDesk) => {
    const view = {
      store: desk.store,
      service: desk.service,
      hub: () => desk.engine.hub,
      broken: () => null,
      ownHubVersion: () => 1,
    };
    return { awaited: shownStatus(view).awaited, desks: shownDesks(view) };
  };

  it('says for which one, until it has been in contact or was revoked', async () => {
    const [a, b, c] = (await meeting(hub, 'A', 'B', 'C')) as [TestDesk, TestDesk, TestDesk];
    await meet(a);
    expect(shown(a).awaited).toEqual([]);
    restore(hub.backup());
    await meet(a);
    expect(shown(a).awaited).toEqual(['B', 'C']);
    expect(
      shown(a)
        .desks.filter(({ isAwaited }) => isAwaited)
        .map(({ name }) => name),
    ).toEqual(['B', 'C']);
    await meet(b);
    // Itself it never names, though the hub did so when it came.
    expect(shown(b).awaited).toEqual(['C']);
    hub.revoke(c.service.deskId());
    await meet(a);
    expect(shown(a).awaited).toEqual([]);
  });
});
