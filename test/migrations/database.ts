import path from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { silentLog } from '../../main/core/kernel/index.ts';
import { type Db, migrate, migrations, openDatabase } from '../../main/core/store/index.ts';
import { tempFolder } from '../unit/support/store.ts';

/** A database of its own for each test of a file, empty and not migrated yet. */
export function databases(): { readonly db: Db; readonly folder: string; upTo(number: number): void } {
  let folder: ReturnType<typeof tempFolder>;
  let db: Db;
  beforeEach(() => {
    folder = tempFolder();
    db = openDatabase(path.join(folder.path, 'console.db'));
  });
  afterEach(() => {
    db.close();
    folder.remove();
  });
  return {
    get db() {
      return db;
    },
    get folder() {
      return folder.path;
    },
    /** Runs the migrations up to a number. */
    upTo: (number) =>
      migrate(
        db,
        migrations.filter((migration) => migration.number <= number),
        { backups: path.join(folder.path, 'backups'), log: silentLog },
      ),
  };
}
