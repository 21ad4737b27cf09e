import { beforeEach, describe, expect, it } from 'vitest';
import { heldUp } from '../../../main/core/sync/held-up.ts';
import { recordState, refusalOf } from '../../../main/core/sync/record-states.ts';
import { HubError, type HubTransport } from '../../../main/core/sync/transport.ts';
import { meet, meeting, testDesk, type TestDesk } from '../support/desks.ts';
import { MemoryHub } from '../support/memory-hub.ts';
import { shelf } from '../support/shelf.ts';
import { testClock } from '../support/store.ts';

let now: number;
let hub: MemoryHub;
beforeEach(() => {
  now = Date.parse('2026-03-10T12:00:00.000Z');
  hub = new MemoryHub({ now: () => now });
});

const names = (desk: TestDesk): unknown[] =>
  desk.store.db.prepare('SELECT name FROM product ORDER BY name').pluck().all();
const outbox = (desk: TestDesk): unknown => desk.store.db.prepare('SELECT count(*) FROM sync_outbox').pluck().get();

/** A desk's line that does not reach the hub, for a reason. */
const broken = (code: ConstructorParameters<typeof HubError>[0]): HubTransport => {
  const fail = async (): Promise<never> => {
    throw new HubError(code);
  };
  return {
    hello: fail,
    push: fail,
    pull: fail,
    snapshot: fail,
    countValues: fail,
    grant: fail,
    lackingFiles: fail,
    putFile: fail,
    getFile: fail,
    fork: fail,
    listen: fail,
    close: async () => {},
  };
};

describe('a desk that never joined', () => {
  it('keeps no trail of changes and needs no hub', async () => {
    const desk = testDesk({ name: 'A', transport: broken('offline') });
    const product = shelf(desk).product(shelf(desk).category());
    expect(outbox(desk)).toBe(0);
    expect(desk.store.beginCapture()).toBeNull();
    expect(desk.service.status()).toMatchObject({ isJoined: false, waiting: 0, problem: null });
    expect(await desk.service.grant({ kind: 'operation', key: product, requestId: 'r', amount: 0 })).toEqual({
      state: 'alone',
    });
  });

  it('brings what it has when it makes the workspace, and a later one takes it over', async () => {
    const first = testDesk({ name: 'A', transport: hub.connect('desk-A') });
    const product = shelf(first).product(shelf(first).category(), undefined, { name: 'lite' });
    shelf(first).price(product, 500);
    first.service.join(first.context, { deskId: 'desk-A', bring: true });
    await first.sync();
    const second = testDesk({ name: 'B', transport: hub.connect('desk-B'), limits: { page: 3 } });
    shelf(second).product(shelf(second).category(), undefined, { name: 'mine' });
    second.service.join(second.context, { deskId: 'desk-B', bring: false });
    await meet(second, first);
    expect(names(second)).toEqual(['lite', 'mine']);
    expect(shelf(second).amount(product)).toBe(500);
    // What it had stays its own until it is changed, and then goes as a whole.
    expect(names(first)).toEqual(['lite']);
    const mine = second.store.db.prepare("SELECT id, category_id FROM product WHERE name = 'mine'").get() as Record<
      string,
      string
    >;
    shelf(second).edit('category', mine['category_id'] ?? '', { name: 'Ours' });
    shelf(second).edit('product', mine['id'] ?? '', { keywords: 'k' });
    await meet(second, first);
    expect(names(first)).toEqual(['lite', 'mine']);
  });

  it('can leave again, with all it has', async () => {
    const [a] = (await meeting(hub, 'A')) as [TestDesk];
    shelf(a).product(shelf(a).category());
    a.service.leave(a.context);
    shelf(a).product(shelf(a).category());
    expect(names(a)).toHaveLength(2);
    expect(outbox(a)).toBe(0);
    expect(a.service.status().isJoined).toBe(false);
  });
});

describe('without the hub', () => {
  it.each(['offline', 'revoked', 'hub_too_old', 'hub_too_new', 'credential', 'tls'] as const)(
    'work goes on and the reason is told: %s',
    async (code) => {
      const [a] = (await meeting(hub, 'A')) as [TestDesk];
      const cut = testDesk({ name: 'A', transport: broken(code), db: a.store.db });
      shelf(cut).product(shelf(cut).category());
      await cut.sync();
      const status = cut.service.status();
      expect(status).toMatchObject({ isJoined: true, problem: code });
      expect(status.waiting).toBeGreaterThan(10);
      expect(await cut.service.grant({ kind: 'number', key: 'order', requestId: 'r', amount: 1 })).toEqual({
        state: 'queued',
        code,
      });
      const back = testDesk({ name: 'A', transport: hub.connect('desk-A'), db: a.store.db });
      await meet(back);
      expect(back.service.status()).toMatchObject({ problem: null, waiting: 0, checksum: 'equal' });
    },
  );
});

describe('a clock that is wrong', () => {
  it('is corrected by the hub, shown, and keeps nobody from working', async () => {
    const wrong = testClock('2026-03-11T12:00:00.000Z');
    const a = testDesk({ name: 'A', transport: hub.connect('desk-A'), clock: wrong });
    a.service.join(a.context, { deskId: 'desk-A', bring: true });
    await a.sync();
    expect(a.service.status()).toMatchObject({ isClockWrong: true, clockOffsetMs: -86_400_000 });
    shelf(a).category();
    const stamp = String(a.store.db.prepare('SELECT hlc FROM sync_outbox').pluck().get());
    expect(Number.parseInt(stamp.slice(0, 12), 16)).toBe(now);
    await meet(a);
    const [b] = (await meeting(hub, 'B')) as [TestDesk];
    expect(b.service.status()).toMatchObject({ isClockWrong: false, clockOffsetMs: 0 });
  });
});

describe('a desk that was away for 180 days', () => {
  it('gets a new copy where the log is gone, and its own edits meet what happened', async () => {
    const [a, b] = (await meeting(hub, 'A', 'B')) as [TestDesk, TestDesk];
    const product = shelf(a).product(shelf(a).category());
    shelf(a).price(product, 500);
    await meet(a, b);
    shelf(b).price(product, 700);
    shelf(b).edit('product', product, { description: 'one two three four FIVE' });
    now += 180 * 86_400_000;
    shelf(a).price(product, 600);
    shelf(a).edit('product', product, { description: 'ONE two three four five' });
    shelf(a).product(shelf(a).category(), undefined, { name: 'New' });
    await meet(a);
    hub.compact(hub.state.head);
    await meet(b, a);
    expect(names(b)).toEqual(['New', 'Product']);
    expect(shelf(b).amount(product)).toBe(600);
    expect(b.service.listConflicts({})).toMatchObject([{ entity: 'price', mine: { value: '700' } }]);
    expect(shelf(a).of('product', product)?.['description']).toBe('ONE two three four FIVE');
    for (const desk of [a, b])
      expect(desk.service.status()).toMatchObject({ checksum: 'equal', waiting: 0, repairs: 0 });
  });
});

describe('a first copy that is interrupted', () => {
  it('goes on where it was, also after a crash, and misses nothing that happened meanwhile', async () => {
    const [a] = (await meeting(hub, 'A')) as [TestDesk];
    const category = shelf(a).category();
    for (let n = 0; n < 5; n += 1) shelf(a).product(category, `p${n}`, { name: `Name ${n}` });
    await meet(a);
    let calls = 0;
    let counts = 0;
    const asked: unknown[] = [];
    const total = hub.state.registers.size;
    const progress: NonNullable<ReturnType<TestDesk['service']['status']>['copy']>[] = [];
    const line = hub.connect('desk-B');
    const cut: HubTransport = {
      ...line,
      snapshot: async (page) => {
        calls += 1;
        if (calls % 3 === 0) throw new HubError('offline');
        asked.push(page.after);
        return line.snapshot(page);
      },
      countValues: async (of) => {
        counts += 1;
        return line.countValues(of);
      },
    };
    let b = testDesk({ name: 'B', transport: cut, limits: { page: 7 } });
    b.service.join(b.context, { deskId: 'desk-B', bring: false });
    for (let n = 0; b.service.status().isCopying && n < 20; n += 1) {
      expect((await b.sync())?.problem === 'offline' || !b.service.status().isCopying).toBe(true);
      const { copy } = b.service.status();
      if (copy) progress.push(copy);
      shelf(a).edit('product', 'p0', { name: `Meanwhile ${n}` });
      await a.sync();
      b = testDesk({ name: 'B', transport: cut, limits: { page: 7 }, db: b.store.db });
    }
    // How far it is goes on too: of one total, that was asked for once, and never back.
    expect(counts).toBe(1);
    expect(progress.map(({ stage }) => stage)).toEqual(progress.map(() => 'fetching'));
    expect(new Set(progress.map((each) => each.total))).toEqual(new Set([total]));
    const done = progress.map((each) => each.done);
    expect(done).toEqual(done.toSorted((x, y) => x - y));
    expect(done.at(-1)).toBeGreaterThan(total / 2);
    expect(b.service.status().copy).toBeNull();
    // No page twice: it never began anew.
    expect(new Set(asked.map((key) => JSON.stringify(key))).size).toBe(asked.length);
    expect(asked.length).toBeGreaterThan(5);
    await meet(b, a);
    expect(names(b)).toEqual(names(a));
    expect(b.service.status()).toMatchObject({ checksum: 'equal', deferred: 0, repairs: 0 });
  });
});

describe('a copied or restored profile', () => {
  const copyOf = (desk: TestDesk, name: string): TestDesk => {
    const Copy = desk.store.db.constructor as new (image: Buffer) => typeof desk.store.db;
    return testDesk({ name, transport: hub.connect('desk-A'), db: new Copy(desk.store.db.serialize()) });
  };
  const idOf = (desk: TestDesk): string => desk.service.status().deskId;

  it('gets an identity of its own, and what both had to say arrives once', async () => {
    const [a] = (await meeting(hub, 'A')) as [TestDesk];
    const category = shelf(a).category();
    const copy = copyOf(a, "A'");
    shelf(a).product(category, 'of-a', { name: 'of A' });
    shelf(copy).product(category, 'of-copy', { name: 'of copy' });
    await meet(a, copy);
    expect(idOf(copy)).not.toBe(idOf(a));
    await meet(a, copy);
    for (const desk of [a, copy]) {
      expect(names(desk)).toEqual(['of A', 'of copy']);
      expect(desk.service.status()).toMatchObject({ waiting: 0, checksum: 'equal', conflicts: 0 });
    }
  });

  it('is found by its session where it has nothing to say', async () => {
    const [a] = (await meeting(hub, 'A')) as [TestDesk];
    const copy = copyOf(a, "A'");
    await meet(copy, a);
    expect(idOf(copy)).not.toBe(idOf(a));
  });

  it('is not granted what the other one asked for with the same words, as the desk is that starts again', async () => {
    const [a] = (await meeting(hub, 'A')) as [TestDesk];
    const copy = copyOf(a, "A'");
    const asked = { kind: 'operation', key: 'buy/1', requestId: 'operation/0', amount: 0 } as const;
    expect(await a.service.grant(asked)).toMatchObject({ state: 'granted' });
    await copy.sync();
    expect(await copy.service.grant(asked)).toEqual({ state: 'held', heldBy: '' });
    expect(await copy.service.grant({ ...asked, requestId: 'another/0' })).toMatchObject({ state: 'held' });
    const again = testDesk({ name: 'A', transport: hub.connect('desk-A'), store: a.store });
    await again.sync();
    expect(await again.service.grant(asked)).toMatchObject({ state: 'granted' });
    // The first one is told from the others: what it was granted goes with it.
    await a.sync();
    expect(idOf(a)).not.toBe('desk-A');
    expect(await copy.service.grant(asked)).toEqual({ state: 'queued', code: 'gap' });
    expect(await a.service.grant(asked)).toMatchObject({ state: 'granted' });
  });

  it('that was restored from a backup of this computer gets back what it had sent', async () => {
    const [a] = (await meeting(hub, 'A')) as [TestDesk];
    const category = shelf(a).category();
    await meet(a);
    const older = copyOf(a, 'A again');
    shelf(a).product(category, 'lost', { name: 'lost here' });
    await meet(a);
    shelf(older).product(category, 'new', { name: 'new here' });
    await meet(older);
    expect(idOf(older)).not.toBe(idOf(a));
    expect(names(older)).toEqual(['lost here', 'new here']);
    expect(older.service.status()).toMatchObject({ waiting: 0, checksum: 'equal', conflicts: 0 });
  });
});

describe('a hub that was restored from a backup', () => {
  it('gets again what it has lost, and what it handed out stays handed out', async () => {
    const [a, b] = (await meeting(hub, 'A', 'B')) as [TestDesk, TestDesk];
    const category = shelf(a).category();
    await meet(a, b);
    const backup = hub.backup();
    shelf(a).product(category, 'one', { name: 'one' });
    shelf(b).product(category, 'two', { name: 'two' });
    await meet(a, b);
    const first = await a.service.grant({ kind: 'number', key: 'order', requestId: 'r1', amount: 1 });
    expect(first).toMatchObject({ state: 'granted', value: 1 });
    hub.restore(backup);
    // Nothing is given out while a desk has not told what it was given.
    await b.sync();
    expect(await b.service.grant({ kind: 'number', key: 'order', requestId: 'r2', amount: 1 })).toEqual({
      state: 'queued',
      code: 'epoch',
    });
    await meet(a, b);
    expect(await b.service.grant({ kind: 'number', key: 'order', requestId: 'r2', amount: 1 })).toMatchObject({
      state: 'granted',
      value: 2,
    });
    for (const desk of [a, b]) {
      expect(names(desk)).toEqual(['one', 'two']);
      expect(desk.service.status()).toMatchObject({ waiting: 0, checksum: 'equal', conflicts: 0, repairs: 0 });
    }
  });
});

describe('a desk that has not told a restored hub what it was given', () => {
  it('keeps everybody waiting, however often it says hello', async () => {
    const transport = hub.connect('desk-A');
    const line = { ...transport };
    const a = testDesk({ name: 'A', transport: line });
    a.service.join(a.context, { deskId: 'desk-A', bring: true });
    await a.sync();
    const [b] = (await meeting(hub, 'B')) as [TestDesk];
    const backup = hub.backup();
    await a.service.grant({ kind: 'number', key: 'order', requestId: 'r1', amount: 1 });
    hub.restore(backup);
    line.grant = () => Promise.reject(new HubError('offline'));
    await a.sync();
    await a.sync();
    await b.sync();
    const asked = { kind: 'number', key: 'order', requestId: 'r2', amount: 1 } as const;
    expect(await b.service.grant(asked)).toEqual({ state: 'queued', code: 'epoch' });
    line.grant = (request) => transport.grant(request);
    await a.sync();
    expect(await b.service.grant(asked)).toMatchObject({ state: 'granted', value: 2 });
  });
});

describe('a change that cannot be taken', () => {
  it('is left out after some times where the hub fails on it, and the rest goes on', async () => {
    const [a, b] = (await meeting(hub, 'A', 'B')) as [TestDesk, TestDesk];
    const product = shelf(a).product(shelf(a).category());
    await meet(a, b);
    hub.poison = ({ value }) => value === '"poison"';
    shelf(a).edit('product', product, { name: 'poison' });
    shelf(a).product(shelf(a).category(), undefined, { name: 'after' });
    for (let n = 0; n < 4; n += 1) await a.sync();
    await meet(a, b);
    expect(names(b)).toEqual(['Product', 'after']);
    // Put back to what is confirmed here as well, and told.
    expect(names(a)).toEqual(['Product', 'after']);
    expect(a.service.rowStates('product', [product]).get(product)).toBe('refused');
    expect(a.service.status()).toMatchObject({ refused: 1, waiting: 0, checksum: 'equal' });
  });

  it('is refused with a reason where it is too large, and can be made smaller', async () => {
    const [a, b] = (await meeting(hub, 'A', 'B')) as [TestDesk, TestDesk];
    const client = shelf(a).client();
    await meet(a, b);
    shelf(a).edit('client', client, { notes: 'x'.repeat(1_100_000) });
    await meet(a, b);
    expect(a.store.db.prepare("SELECT reason FROM sync_outbox WHERE outcome = 'refused'").pluck().get()).toBe(
      'too_large',
    );
    expect(shelf(a).of('client', client)?.['notes']).toBe('');
    expect(recordState(a.store, 'client', client)).toBe('refused');
    expect(refusalOf(a.store, 'client', client)).toBe('too_large');
    expect(a.service.status().refused).toBe(1);
    expect(heldUp(a.store, { limit: 10 }).rows).toHaveLength(1);
    shelf(a).edit('client', client, { notes: 'short' });
    await meet(a, b);
    expect(shelf(b).of('client', client)?.['notes']).toBe('short');
    // It was told again, and taken: nothing is refused any more.
    expect(recordState(a.store, 'client', client)).toBe('live');
    expect(refusalOf(a.store, 'client', client)).toBeNull();
    expect(a.service.status().refused).toBe(0);
    expect(heldUp(a.store, { limit: 10 }).rows).toEqual([]);
  });
});
