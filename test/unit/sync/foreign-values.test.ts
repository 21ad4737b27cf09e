import { beforeEach, describe, expect, it } from 'vitest';
import { conflictDetailOf } from '../../../main/core/sync/conflict-view.ts';
import type { Change } from '../../../main/core/sync/transport.ts';
import { meet, meeting, testDesk, type TestDesk } from '../support/desks.ts';
import { MemoryHub } from '../support/memory-hub.ts';
import { shelf } from '../support/shelf.ts';

let now: number;
let hub: MemoryHub;
beforeEach(() => {
  now = Date.parse('2026-03-10T12:00:00.000Z');
  hub = new MemoryHub({ now: () => now });
});

const names = (desk: TestDesk): unknown[] =>
  desk.store.db.prepare('SELECT name FROM product ORDER BY name').pluck().all();

/** What a desk of another version, or one that is broken, tells the hub, past all checks of this one. */
async function strange(changes: readonly (Pick<Change, 'entity' | 'rowId' | 'field' | 'value'> & Partial<Change>)[]) {
  const desk = hub.connect('desk-strange');
  const { epoch, lastDeskSeq } = await desk.hello({
    schema: 9,
    appVersion: '9',
    deskName: 'strange',
    epoch: '',
    cursor: 0,
    deskSeq: 0,
    answeredSeq: 0,
    session: 's',
    checksum: '',
    waiting: 0,
    open: [],
    series: {},
    now: '',
  });
  return desk.push({
    epoch,
    changes: changes.map((change, at) => ({
      changeSet: 'c',
      policy: 'review' as const,
      baseRev: 0,
      baseOwn: 0,
      hlc: 'h',
      actor: 'x',
      resolves: 0,
      schema: 9,
      deskSeq: lastDeskSeq + 1 + at,
      ...change,
    })),
  });
}

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
    await strange([
      { entity: 'category', rowId: category, field: 'icon', value: '"star"' },
      { entity: 'shop_window', rowId: category, field: 'name', value: '"w"' },
    ]);
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

  it('and is no value of its column, or none at all, waits as invalid and ends no round', async () => {
    const [a, b] = (await meeting(hub, 'A', 'B')) as [TestDesk, TestDesk];
    const category = shelf(a).category();
    const product = shelf(a).product(category, undefined, { name: 'lite' });
    await meet(a, b);
    const rowId = category;
    const hlc = `${now.toString(16).padStart(12, '0')}-ff00-strange`;
    await strange([
      { entity: 'category', rowId, field: 'defer_mode', value: '"x"' },
      { entity: 'category', rowId, field: 'details', value: 'true', baseRev: 99 },
      { entity: 'product', rowId: product, field: 'keywords', value: '{"a":[1]}', policy: 'latest', hlc },
      { entity: 'product', rowId: product, field: 'report_codes', value: '{no json', policy: 'latest', hlc },
      { entity: 'price', rowId: '[true,{},"EUR"]', field: 'amount', value: '500' },
      { entity: 'price', rowId: `["${product}",1,"EUR"]`, field: 'amount', value: '5.5' },
      { entity: 'product_option', rowId: 'row', field: 'name', value: '{}' },
    ]);
    shelf(a).edit('product', product, { name: 'New name' });
    await meet(a, b);
    for (const desk of [a, b]) {
      expect(names(desk)).toEqual(['New name']);
      const waiting = desk.store.db
        .prepare("SELECT entity || '.' || field FROM sync_deferred WHERE reason = 'invalid' ORDER BY 1")
        .pluck()
        .all();
      expect(waiting).toEqual(['price.amount', 'price.amount', 'product.keywords', 'product.report_codes']);
      expect(desk.service.status()).toMatchObject({ problem: null, checksum: 'equal' });
    }
    // It is shown as it is where a person is asked about it.
    const [question] = a.service.listConflicts({});
    if (!question) throw new Error('no question');
    expect(conflictDetailOf(a.store, question, () => ({ name: '', isThis: false }))).toMatchObject({
      values: [{ column: 'defer_mode', mine: true }],
      mine: { at: '1970-01-01T00:00:00.000Z' },
    });
    shelf(a).edit('product', product, { keywords: 'k', report_code_1: 'r' });
    await meet(a, b);
    expect(shelf(b).of('product', product)).toMatchObject({ keywords: 'k', report_code_1: 'r' });
    expect(b.store.db.prepare("SELECT count(*) FROM sync_deferred WHERE entity = 'product'").pluck().get()).toBe(0);
  });

  it('met by a text of this desk stays for a person', async () => {
    const [a, b] = (await meeting(hub, 'A', 'B')) as [TestDesk, TestDesk];
    const product = shelf(a).product(shelf(a).category());
    await meet(a, b);
    await strange([
      { entity: 'product', rowId: product, field: 'description', value: '{no json', policy: 'text3', baseRev: 99 },
    ]);
    await meet(a, b);
    shelf(a).edit('product', product, { description: 'ours' });
    await meet(a, b);
    expect(shelf(b).of('product', product)?.['description']).toBe('ours');
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
