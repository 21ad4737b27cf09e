import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyAuditChain } from '../../../main/core/audit/index.ts';
import type { Changed } from '../../../preload/api/events.ts';
import { tables, type TableName } from '../../../main/core/store/index.ts';
import { failure, key, makeShop, staff, type Shop } from '../support/shop.ts';
import { openStore, tempFolder, temporaryStore } from '../support/store.ts';

let opened: ReturnType<typeof temporaryStore>;
let shop: Shop;
beforeEach(() => {
  opened = temporaryStore();
  shop = makeShop(opened.store);
});
afterEach(() => opened.done());

const member = (name: string) => ({ id: opened.store.makeId(), name, role: 'sales', is_active: 1 });
const trail = () =>
  opened.store.db.prepare('SELECT entity, action, changes FROM audit_entry ORDER BY seq DESC LIMIT 1').get() as {
    entity: string;
    action: string;
    changes: string;
  };

describe('writing', () => {
  it('leaves an audit entry for each row written, changed or removed', () => {
    const row = member('Ada');
    opened.store.transaction(staff, (writer) => writer.insert('staff_member', row));
    expect(trail()).toMatchObject({ entity: 'staff_member', action: 'create' });
    expect(JSON.parse(trail().changes)).toEqual({ name: [null, 'Ada'], role: [null, 'sales'], is_active: [null, '1'] });
    opened.store.transaction(staff, (writer) => writer.update('staff_member', row.id, { name: 'Eve', is_active: 1 }));
    expect(trail()).toEqual({ entity: 'staff_member', action: 'update', changes: '{"name":["Ada","Eve"]}' });
    opened.store.transaction(staff, (writer) => writer.remove('staff_member', row.id));
    expect(trail()).toMatchObject({ entity: 'staff_member', action: 'delete' });
  });

  it('leaves one entry per audited row over a whole sale', () => {
    const order = shop.make.order();
    shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 500));
    const audited = (Object.keys(tables) as TableName[]).filter((name) => tables[name].audited);
    for (const name of audited) {
      const missing = opened.store.db
        .prepare(
          `SELECT count(*) AS n FROM ${name} t WHERE NOT EXISTS (SELECT 1 FROM audit_entry a
            WHERE a.entity = '${name}' AND a.entity_id = t.id AND a.action = 'create')`,
        )
        .get() as { n: number };
      expect(missing.n, name).toBe(0);
    }
    expect(verifyAuditChain(opened.store).ok).toBe(true);
  });

  it('writes nothing, and no entry, where nothing differs', () => {
    const row = member('Ada');
    opened.store.transaction(staff, (writer) => writer.insert('staff_member', row));
    const before = shop.count('audit_entry');
    opened.clock.advance(5000);
    const changed = opened.store.transaction(staff, (writer) => writer.update('staff_member', row.id, { name: 'Ada' }));
    expect(changed).toBe(false);
    expect(shop.count('audit_entry')).toBe(before);
    expect(opened.store.get('t', 'SELECT updated_at FROM staff_member WHERE id = @id', { id: row.id })).toEqual({
      updated_at: '2026-03-10T12:00:00.000Z',
    });
  });

  it('keeps every change of a status, who made it and what led to it (spec 2.16, invariant 7)', () => {
    const order = shop.make.order();
    const paid = shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 500));
    opened.store.transaction({ ...staff, cause: 'overdue/1' }, (writer) => {
      writer.update('orders', order.id, { notes: 'no status' });
      writer.update('orders', order.id, { status: 'Cancelled' });
    });
    expect(
      opened.store.db
        .prepare('SELECT from_status, to_status, actor, cause FROM status_change WHERE entity_id = ? ORDER BY id')
        .all(order.id),
    ).toEqual([
      { from_status: null, to_status: 'Awaiting payment', actor: 'Olga Owner', cause: '' },
      {
        from_status: 'Awaiting payment',
        to_status: 'Active',
        actor: 'Olga Owner',
        cause: `payment/${paid.payments[0]?.id}`,
      },
      { from_status: 'Active', to_status: 'Cancelled', actor: 'Olga Owner', cause: 'overdue/1' },
    ]);
  });

  it('takes back rows, audit entries and numbers together', () => {
    const before = [shop.count('staff_member'), shop.count('audit_entry')];
    const seen: Changed[] = [];
    opened.store.onChanged((change) => seen.push(change));
    expect(() =>
      opened.store.transaction(staff, (writer) => {
        writer.insert('staff_member', member('Ada'));
        expect(writer.nextNumber('test')).toBe(1);
        throw new Error('no');
      }),
    ).toThrow('no');
    expect([shop.count('staff_member'), shop.count('audit_entry')]).toEqual(before);
    expect(opened.store.transaction(staff, (writer) => writer.nextNumber('test'))).toBe(1);
    expect(seen).toEqual([]);
  });

  it('takes back everything when the audit entry cannot be written', () => {
    opened.store.db.exec("CREATE TRIGGER stop BEFORE INSERT ON audit_entry BEGIN SELECT RAISE(ABORT, 'full'); END");
    const before = shop.count('staff_member');
    expect(() => opened.store.transaction(staff, (writer) => writer.insert('staff_member', member('Ada')))).toThrow(
      'full',
    );
    expect(shop.count('staff_member')).toBe(before);
  });

  it('tells listeners once per area after the commit, and "many" for more than a hundred', () => {
    const seen: Changed[] = [];
    const end = opened.store.onChanged((change) => {
      expect(opened.store.db.inTransaction).toBe(false);
      seen.push(change);
    });
    const row = member('Ada');
    opened.store.transaction(staff, (writer) => {
      writer.insert('staff_member', row);
      writer.touch('orders', 'x');
    });
    expect(seen).toEqual([
      { area: 'app', ids: [row.id] },
      { area: 'orders', ids: ['x'] },
    ]);
    seen.length = 0;
    opened.store.transaction(staff, (writer) => {
      for (let at = 0; at < 101; at += 1) writer.touch('orders', String(at));
    });
    expect(seen).toEqual([{ area: 'orders', ids: [] }]);
    end();
    opened.store.transaction(staff, (writer) => writer.insert('staff_member', member('Eve')));
    expect(seen).toHaveLength(1);
  });

  it('refuses a column that is not there and a row that is not there', () => {
    const row = member('Ada');
    opened.store.transaction(staff, (writer) => writer.insert('staff_member', row));
    const update = (id: string, patch: object) =>
      opened.store.transaction(staff, (writer) => writer.update('staff_member', id, patch as never));
    expect(() => update(row.id, { password: 'x' })).toThrow('no column');
    expect(failure(() => update(key(), { name: 'x' }))?.code).toBe('not_found');
    expect(failure(() => opened.store.transaction(staff, (writer) => writer.remove('staff_member', key())))?.code).toBe(
      'not_found',
    );
  });
});

describe('reading', () => {
  it('logs a slow query by its name', () => {
    const lines: object[] = [];
    const record = (fields: object) => void lines.push(fields);
    const folder = tempFolder();
    const store = openStore(folder.path, { log: { debug: record, info() {}, warn: record, error: record } });
    store.get(
      'counts far',
      'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500000) SELECT max(i) FROM n',
    );
    expect(lines).toMatchObject([{ query: 'counts far' }]);
    store.close();
    folder.remove();
  });
});
