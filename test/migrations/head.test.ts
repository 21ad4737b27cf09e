import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../main/core/kernel/index.ts';
import { type Db, migrate, migrations, openDatabase, tables } from '../../main/core/store/index.ts';
import { makeShop, staff } from '../unit/support/shop.ts';
import { tempFolder, temporaryStore } from '../unit/support/store.ts';

let folder: ReturnType<typeof tempFolder>;
let db: Db;
beforeEach(() => {
  folder = tempFolder();
  db = openDatabase(path.join(folder.path, 'console.db'));
  migrate(db, migrations, { backups: path.join(folder.path, 'backups'), log: silentLog });
});
afterEach(() => {
  db.close();
  folder.remove();
});

const tableNames = (): string[] =>
  (
    db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").all() as {
      name: string;
    }[]
  ).map((row) => row.name);

describe('the schema after all migrations', () => {
  it('has only STRICT tables, and no reference that leads nowhere', () => {
    const all = db.pragma('table_list') as { name: string; type: string; strict: number }[];
    const loose = all.filter(
      ({ name, type, strict }) => type === 'table' && strict === 0 && !name.startsWith('sqlite_'),
    );
    expect(loose.map((table) => table.name)).toEqual([]);
    expect(db.pragma('foreign_key_check')).toEqual([]);
  });

  it('has each column that services write, and no other', () => {
    for (const [name, { columns, stamped }] of Object.entries(tables)) {
      const real = (db.pragma(`table_info(${name})`) as { name: string }[]).map((column) => column.name);
      const known = [...columns, ...(stamped ? ['created_at', 'updated_at'] : [])];
      expect(real.toSorted(), name).toEqual(known.toSorted());
    }
    // Those that the Writer keeps itself.
    const own = [
      'audit_entry',
      'book_day',
      'book_doubt',
      'category_size',
      'client_event',
      'counter',
      'meta',
      'search_row',
      'status_change',
    ];
    expect(
      tableNames()
        // The indexes of the search are kept by triggers, the trail of changes by core/sync.
        .filter((name) => !Object.keys(tables).includes(name) && !/^search_(?!row$)|^sync_/.test(name))
        .toSorted(),
    ).toEqual(own);
  });

  it.each(['audit_entry', 'operation_event'])('lets nobody change or delete a row of %s', (name) => {
    const opened = temporaryStore();
    try {
      const shop = makeShop(opened.store);
      const order = shop.make.order();
      shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 500));
      const operation = opened.store.db.prepare('SELECT id FROM operation').get() as { id: string };
      opened.store.transaction(staff, (writer) =>
        writer.insert('operation_event', {
          id: opened.store.makeId(),
          operation_id: operation.id,
          at: opened.store.now(),
          state: 'queued',
          code: 'queued',
          detail: '',
        }),
      );
      const before = shop.count(name);
      expect(before).toBeGreaterThan(0);
      expect(() => opened.store.db.prepare(`UPDATE ${name} SET at = ''`).run()).toThrow('append-only');
      expect(() => opened.store.db.prepare(`DELETE FROM ${name}`).run()).toThrow('append-only');
      expect(shop.count(name)).toBe(before);
    } finally {
      opened.done();
    }
  });
});
