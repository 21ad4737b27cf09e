import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../main/core/kernel/index.ts';
import { type Db, migrate, migrations, openDatabase } from '../../main/core/store/index.ts';
import { makeShop, staff } from '../unit/support/shop.ts';
import { openStore, tempFolder, temporaryStore } from '../unit/support/store.ts';

let folder: ReturnType<typeof tempFolder>;
let db: Db;
beforeEach(() => {
  folder = tempFolder();
  db = openDatabase(path.join(folder.path, 'console.db'));
  migrate(
    db,
    migrations.filter((migration) => migration.number <= 10),
    { backups: path.join(folder.path, 'backups'), log: silentLog },
  );
});
afterEach(() => {
  db.close();
  folder.remove();
});

describe('migration 10', () => {
  it('makes an empty database ready and names its version', () => {
    expect(db.pragma('user_version', { simple: true })).toBe(10);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(db.pragma('foreign_key_check')).toEqual([]);
  });

  it('makes only STRICT tables', () => {
    const strict = db.pragma('table_list') as { name: string; type: string; strict: number; schema: string }[];
    const loose = strict.filter(
      (table) => table.type === 'table' && table.strict === 0 && !table.name.startsWith('sqlite_'),
    );
    expect(loose.map((table) => table.name)).toEqual([]);
    expect(() => db.prepare("INSERT INTO counter VALUES ('order', 'seven')").run()).toThrow(/cannot store TEXT/);
  });

  it('holds the rules that no two desks may break: one open operation, one live license, one price of a kind', () => {
    const opened = temporaryStore();
    try {
      const shop = makeShop(opened.store);
      const order = shop.make.order();
      const contract = order.items[0]?.contractProductId ?? '';
      shop.call('billing', 'recordPayment', shop.make.payment(order.invoiceId, 500));
      const again = () =>
        opened.store.transaction(staff, (writer) => shop.provisioning.queueCreate(writer, contract, 'again'));
      expect(again).toThrow(/UNIQUE/);
      for (const state of ['sending', 'accepted', 'unknown', 'reconciling', 'absent']) {
        opened.store.db.prepare('UPDATE operation SET state = ?').run(state);
        expect(again, state).toThrow(/UNIQUE/);
      }
      for (const state of ['succeeded', 'refused', 'abandoned']) {
        opened.store.db.prepare('UPDATE operation SET state = ?').run(state);
        expect(again, state).not.toThrow();
      }
      shop.make.license(contract);
      expect(() => shop.make.license(contract)).toThrow(/UNIQUE/);
      expect(() => shop.make.license(contract, { status: 'deleted' })).not.toThrow();
      expect(() => opened.store.db.prepare("UPDATE price SET term_months = 1, currency = 'EUR'").run()).toThrow(
        /UNIQUE/,
      );
    } finally {
      opened.done();
    }
  });

  it('keeps its rows through a second opening', () => {
    const store = openStore(folder.path);
    const shop = makeShop(store);
    shop.make.order();
    store.close();
    const again = openStore(folder.path);
    try {
      expect(again.db.prepare('SELECT number FROM orders').all()).toEqual([{ number: 'ORD-000001' }]);
      expect(again.db.pragma('foreign_key_check')).toEqual([]);
    } finally {
      again.close();
    }
  });
});
