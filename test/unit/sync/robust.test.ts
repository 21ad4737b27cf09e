import { beforeEach, describe, expect, it } from 'vitest';
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
    const asked: unknown[] = [];
    const line = hub.connect('desk-B');
    const cut: HubTransport = {
      ...line,
      snapshot: async (page) => {
        calls += 1;
        if (calls % 3 === 0) throw new HubError('offline');
        asked.push(page.after);
        return line.snapshot(page);
      },
    };
    let b = testDesk({ name: 'B', transport: cut, limits: { page: 7 } });
    b.service.join(b.context, { deskId: 'desk-B', bring: false });
    for (let n = 0; b.service.status().isCopying && n < 20; n += 1) {
      expect((await b.sync())?.problem === 'offline' || !b.service.status().isCopying).toBe(true);
      shelf(a).edit('product', 'p0', { name: `Meanwhile ${n}` });
      await a.sync();
      b = testDesk({ name: 'B', transport: cut, limits: { page: 7 }, db: b.store.db });
    }
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
    expect(first).toEqual({ state: 'granted', value: 1 });
    hub.restore(backup);
    // Nothing is given out while a desk has not told what it was given.
    await b.sync();
    expect(await b.service.grant({ kind: 'number', key: 'order', requestId: 'r2', amount: 1 })).toEqual({
      state: 'queued',
      code: 'epoch',
    });
    await meet(a, b);
    expect(await b.service.grant({ kind: 'number', key: 'order', requestId: 'r2', amount: 1 })).toEqual({
      state: 'granted',
      value: 2,
    });
    for (const desk of [a, b]) {
      expect(names(desk)).toEqual(['one', 'two']);
      expect(desk.service.status()).toMatchObject({ waiting: 0, checksum: 'equal', conflicts: 0, repairs: 0 });
    }
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
    shelf(a).edit('client', client, { notes: 'short' });
    await meet(a, b);
    expect(shelf(b).of('client', client)?.['notes']).toBe('short');
  });
});

describe('a value that does not fit here', () => {
  it('waits with its reason, holds nothing up, and is put in when it fits', async () => {
    const [a, b] = (await meeting(hub, 'A', 'B')) as [TestDesk, TestDesk];
    const category = shelf(a).category();
    await meet(a, b);
    shelf(a).product(category, 'pa', { slug: 'same', name: 'of A' });
    shelf(b).product(category, 'pb', { slug: 'same', name: 'of B' });
    shelf(b).product(category, 'pc', { name: 'third' });
    await meet(a, b);
    const deferred = (desk: TestDesk) =>
      desk.store.db.prepare('SELECT DISTINCT row_id, reason FROM sync_deferred').all();
    expect(names(a)).toEqual(['of A', 'third']);
    expect(deferred(a)).toEqual([{ row_id: 'pb', reason: 'duplicate' }]);
    expect(names(b)).toEqual(['of B', 'third']);
    shelf(b).edit('product', 'pb', { slug: 'other' });
    await meet(b, a);
    for (const desk of [a, b]) {
      expect(names(desk)).toEqual(['of A', 'of B', 'third']);
      expect(deferred(desk)).toEqual([]);
    }
  });

  it('of a newer version is kept, confirmed like the others, and put in after the update', async () => {
    const [a, b] = (await meeting(hub, 'A', 'B')) as [TestDesk, TestDesk];
    const category = shelf(a).category();
    await meet(a, b);
    // The newer desk knows a field that this version calls by another name.
    const newer = hub.connect('desk-newer');
    const { epoch } = await newer.hello({
      schema: 9,
      appVersion: '9',
      deskName: 'newer',
      epoch: '',
      cursor: 0,
      deskSeq: 0,
      answeredSeq: 0,
      session: 's',
      checksum: '',
      waiting: 0,
      open: [],
      now: '',
    });
    const change = {
      changeSet: 'c',
      rowId: category,
      policy: 'review',
      baseRev: 0,
      baseOwn: 0,
      hlc: 'h',
      actor: 'x',
    } as const;
    await newer.push({
      epoch,
      changes: [
        { ...change, deskSeq: 1, entity: 'category', field: 'icon', value: '"star"', resolves: 0, schema: 9 },
        { ...change, deskSeq: 2, entity: 'shop_window', field: 'name', value: '"w"', resolves: 0, schema: 9 },
      ],
    });
    shelf(a).edit('category', category, { name: 'New name' });
    await meet(a, b);
    expect(shelf(b).of('category', category)?.['name']).toBe('New name');
    expect(b.service.status()).toMatchObject({ deferred: 2, checksum: 'equal' });
    const reasons = b.store.db.prepare('SELECT entity, reason FROM sync_deferred ORDER BY entity').all();
    expect(reasons).toEqual([
      { entity: 'category', reason: 'unknown_field' },
      { entity: 'shop_window', reason: 'unknown_entity' },
    ]);
  });

  it('does not send a password to an address that another desk put there', async () => {
    const [a, b] = (await meeting(hub, 'A', 'B')) as [TestDesk, TestDesk];
    shelf(a).connection('account');
    await meet(a, b);
    b.store.db.exec("UPDATE connection SET password_set_at = 'now'");
    expect(shelf(b).of('connection', 'account')).toMatchObject({ credentials_stopped: 0, password_set_at: 'now' });
    shelf(a).edit('connection', 'account', { api_address: 'https://elsewhere.example' });
    await meet(a, b);
    expect(shelf(b).of('connection', 'account')).toMatchObject({
      api_address: 'https://elsewhere.example',
      credentials_stopped: 1,
    });
  });

  it('is a picture whose file is not here yet: it is told by what is in the file', async () => {
    const [a, b] = (await meeting(hub, 'A', 'B')) as [TestDesk, TestDesk];
    const product = shelf(a).product(shelf(a).category());
    shelf(a).file('file at a', 'hash');
    shelf(a).image('image', product, 'file at a');
    await meet(a, b);
    expect(shelf(b).of('product_image', 'image')).toBeUndefined();
    expect(b.store.db.prepare('SELECT DISTINCT reason FROM sync_deferred').pluck().all()).toEqual(['file_missing']);
    shelf(b).file('file at b', 'hash');
    shelf(a).edit('product', product, { name: 'Any change' });
    await meet(a, b);
    expect(shelf(b).of('product_image', 'image')).toMatchObject({ asset_id: 'file at b', product_id: product });
    expect(b.service.status()).toMatchObject({ deferred: 0, checksum: 'equal' });
    a.store.transaction(a.context, (writer) => writer.remove('product_image', 'image'));
    await meet(a, b);
    expect(shelf(b).of('product_image', 'image')).toBeUndefined();
  });

  it('is the one row of the brand, whatever its id at each desk', async () => {
    const a = testDesk({ name: 'A', transport: hub.connect('desk-A') });
    shelf(a).brand('brand-a', 'Ours');
    a.service.join(a.context, { deskId: 'desk-A', bring: true });
    const b = testDesk({ name: 'B', transport: hub.connect('desk-B') });
    shelf(b).brand('brand-b', 'Before');
    await a.sync();
    b.service.join(b.context, { deskId: 'desk-B', bring: true });
    await meet(b, a);
    expect(shelf(b).of('brand', 'brand-b')?.['name']).toBe('Ours');
    // What it was before is in the history.
    expect(
      b.store.db.prepare("SELECT changes FROM audit_entry WHERE entity = 'brand' AND action = 'update'").pluck().all(),
    ).toEqual([JSON.stringify({ name: ['Before', 'Ours'] })]);
    shelf(b).edit('brand', 'brand-b', { order_prefix: 'N-' });
    await meet(b, a);
    expect(shelf(a).of('brand', 'brand-a')).toMatchObject({ name: 'Ours', order_prefix: 'N-' });
  });

  it('shares the notes of an order that both desks have, and nothing else of it', async () => {
    const [a, b] = (await meeting(hub, 'A', 'B')) as [TestDesk, TestDesk];
    const client = shelf(a).client();
    await meet(a, b);
    for (const { store } of [a, b])
      store.db
        .prepare(
          `INSERT INTO orders (id, request_key, number, client_id, placed_by, status, notes, currency, total_minor,
            created_at, updated_at) VALUES ('order', 'k', 'ORD-1', ?, 'x', 'Awaiting payment', '', 'EUR', 1, '', '')`,
        )
        .run(client);
    shelf(a).edit('orders', 'order', { notes: 'call them', status: 'Active' });
    await meet(a, b);
    expect(shelf(b).of('orders', 'order')).toMatchObject({ notes: 'call them', status: 'Awaiting payment' });
    expect(
      [...hub.state.registers.values()].filter(({ entity }) => entity === 'orders').map(({ field }) => field),
    ).toEqual(['notes']);
  });

  it('keeps a client here who has orders here', async () => {
    const [a, b] = (await meeting(hub, 'A', 'B')) as [TestDesk, TestDesk];
    const client = shelf(a).client();
    await meet(a, b);
    b.store.db
      .prepare(
        `INSERT INTO orders (id, request_key, number, client_id, placed_by, status, notes, currency, total_minor, created_at,
          updated_at) VALUES ('order', 'k', 'ORD-1', ?, 'B', 'Active', '', 'EUR', 1, '', '')`,
      )
      .run(client);
    shelf(a).edit('client', client, { deleted_at: '2026-03-11T00:00:00.000Z' });
    await meet(a, b);
    expect(shelf(b).of('client', client)?.['deleted_at']).toBeNull();
    expect(b.store.db.prepare('SELECT reason FROM sync_deferred').pluck().all()).toEqual(['in_use']);
  });
});
