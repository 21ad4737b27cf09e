import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../../main/core/kernel/index.ts';
import {
  lockDataFolder,
  migrate,
  type Migration,
  migrations,
  openDatabase,
  StoreOpenError,
} from '../../../main/core/store/index.ts';
import { makeShop } from '../support/shop.ts';
import { openStore, tempFolder } from '../support/store.ts';

let folder: ReturnType<typeof tempFolder>;
let file: string;
let backups: string;
beforeEach(() => {
  folder = tempFolder();
  file = path.join(folder.path, 'data', 'console.db');
  backups = path.join(folder.path, 'data', 'backups');
});
afterEach(() => folder.remove());

const codeOf = (work: () => unknown): string | null => {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof StoreOpenError) return error.code;
    throw error;
  }
};
const options = () => ({ backups, log: silentLog });

describe('opening a database', () => {
  it('sets every pragma on every opening, not only on the first', () => {
    for (const opening of [1, 2, 3]) {
      const db = openDatabase(file);
      const read = (name: string) => db.pragma(name, { simple: true });
      expect(
        ['journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout', 'trusted_schema', 'cell_size_check'].map(read),
        `opening ${opening}`,
      ).toEqual(['wal', 2, 1, 5000, 0, 1]);
      migrate(db, migrations, options());
      db.close();
    }
  });

  it.skipIf(process.platform === 'win32')('keeps file and folder to the owner', () => {
    const db = openDatabase(file);
    db.exec('CREATE TABLE t (a)');
    const mode = (name: string) => statSync(name).mode & 0o777;
    expect(mode(path.dirname(file))).toBe(0o700);
    for (const suffix of ['', '-wal', '-shm']) expect(mode(`${file}${suffix}`), suffix).toBe(0o600);
    db.close();
  });

  it('enforces foreign keys', () => {
    const db = openDatabase(file);
    migrate(db, migrations, options());
    expect(() => db.prepare("INSERT INTO price VALUES ('a', 'missing', 1, 'EUR', 1, '', '')").run()).toThrow(
      /FOREIGN KEY/,
    );
    db.close();
  });

  it('says damaged for a file that is no database, and leaves it as it is', () => {
    const db = openDatabase(file);
    db.close();
    writeFileSync(
      file,
      'this is not a database, and long enough to be looked at as a header of one, really'.repeat(20),
    );
    const before = readFileSync(file);
    expect(codeOf(() => openDatabase(file))).toBe('workspace.damaged');
    expect(readFileSync(file)).toEqual(before);
  });
});

describe('migrating', () => {
  it('refuses a database from a newer version and leaves it alone', () => {
    const db = openDatabase(file);
    migrate(db, migrations, options());
    db.pragma('user_version = 99999');
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
    const before = readFileSync(file);
    const again = openDatabase(file);
    expect(codeOf(() => migrate(again, migrations, options()))).toBe('workspace.newer_database');
    again.close();
    expect(readFileSync(file)).toEqual(before);
    expect(existsSync(backups)).toBe(false);
  });

  const added: Migration = {
    number: 99_990,
    name: 'test',
    up: (db) => db.exec("ALTER TABLE client ADD COLUMN nickname TEXT NOT NULL DEFAULT ''"),
  };

  it('copies a database that has something in it, and proves the copy, before it changes anything', () => {
    const store = openStore(path.dirname(file));
    makeShop(store).make.order();
    migrate(store.db, [...migrations, added], options());
    store.close();
    const copies = readdirSync(backups);
    expect(copies).toEqual(['before-99990-console.db']);
    const copy = openDatabase(path.join(backups, copies[0] ?? ''));
    expect(copy.prepare('SELECT number FROM orders').all()).toEqual([{ number: 'ORD-000001' }]);
    expect((copy.pragma('table_info(client)') as { name: string }[]).map((column) => column.name)).not.toContain(
      'nickname',
    );
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
    copy.close();
  });

  it('makes no copy of a new database, and runs nothing twice', () => {
    const db = openDatabase(file);
    migrate(db, migrations, options());
    migrate(db, migrations, options());
    expect(existsSync(backups)).toBe(false);
    db.close();
  });

  it('changes nothing when a step fails, in whatever order its statements ran', () => {
    const store = openStore(path.dirname(file));
    makeShop(store).make.client();
    const schema = () => store.db.prepare('SELECT sql FROM sqlite_schema ORDER BY name').all();
    const before = schema();
    const failing: Migration = {
      number: 99_991,
      name: 'fails',
      up: (db) => {
        db.exec('DELETE FROM client');
        throw new Error('half way');
      },
    };
    expect(() => migrate(store.db, [...migrations, added, failing], options())).toThrow('half way');
    expect(schema()).toEqual(before);
    expect(store.db.prepare('SELECT count(*) AS n FROM client').get()).toEqual({ n: 1 });
    const newest = migrations.at(-1)?.number;
    expect(store.db.pragma('user_version', { simple: true })).toBe(newest);
    store.close();
  });

  it('refuses to commit rows without their parent, and steps out of order', () => {
    const store = openStore(path.dirname(file));
    makeShop(store).make.order();
    const orphaning: Migration = {
      number: 99_992,
      name: 'orphans',
      up: (db) => {
        // As a table rebuild does it: checks off until the end.
        db.pragma('defer_foreign_keys = ON');
        db.exec("UPDATE price SET product_id = 'gone'");
      },
    };
    expect(() => migrate(store.db, [...migrations, orphaning], options())).toThrow(/foreign key/i);
    expect(() => migrate(store.db, [added, ...migrations], options())).toThrow('out of order');
    expect(store.db.pragma('foreign_key_check')).toEqual([]);
    store.close();
  });
});

describe('the lock of a data folder', () => {
  it('is held by one holder and free after release', () => {
    const lock = lockDataFolder(folder.path);
    expect(codeOf(() => lockDataFolder(folder.path))).toBe('workspace.busy');
    lock.release();
    lock.release();
    lockDataFolder(folder.path).release();
  });

  it('is held against another process, and ends with it even when that is killed', async () => {
    const module = pathToFileURL(path.resolve(import.meta.dirname, '../../../main/core/store/lock.ts')).href;
    const script = `const { lockDataFolder } = await import(${JSON.stringify(module)});
      lockDataFolder(${JSON.stringify(folder.path)}); console.log('held'); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      await once(child.stdout, 'data');
      expect(codeOf(() => lockDataFolder(folder.path))).toBe('workspace.busy');
    } finally {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    lockDataFolder(folder.path).release();
  });
});
