import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Log } from '../kernel/log.ts';
import { verifiedCopy } from './backup.ts';
import { type Db, StoreOpenError } from './open.ts';

/** One numbered, forward-only step of the schema. Numbers rise by tens; `up` runs inside the migration's transaction. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  up(db: Db): void;
}

/**
 * Brings a database to the newest schema: a verified copy first (where there is something to lose), then all pending
 * steps in one transaction with the version.
 * @throws StoreOpenError `workspace.newer_database`: written by a newer version; nothing was touched.
 */
export function migrate(db: Db, migrations: readonly Migration[], options: { backups: string; log: Log }): void {
  migrations.forEach((migration, at) => {
    if (migration.number <= (migrations[at - 1]?.number ?? 0))
      throw new Error(`migration ${migration.number} out of order`);
  });
  const newest = migrations.at(-1)?.number ?? 0;
  const version = Number(db.pragma('user_version', { simple: true }));
  if (version > newest) throw new StoreOpenError('workspace.newer_database', `${version} > ${newest}`);
  const pending = migrations.filter((migration) => migration.number > version);
  if (pending.length === 0) return;
  if (version > 0) {
    if (!existsSync(options.backups)) mkdirSync(options.backups, { recursive: true, mode: 0o700 });
    verifiedCopy(db, path.join(options.backups, `before-${pending[0]?.number ?? 0}-${path.basename(db.name)}`));
  }
  // A table that is built anew is dropped first, which would take its references with it; they are checked before the
  // commit instead. SQLite takes this pragma outside of a transaction only.
  db.pragma('foreign_keys = OFF');
  try {
    db.transaction(() => {
      for (const migration of pending) {
        migration.up(db);
        options.log.info({ number: migration.number, name: migration.name }, 'schema migrated');
      }
      const broken = db.pragma('foreign_key_check') as unknown[];
      if (broken.length > 0) throw new Error(`foreign keys broken by migration: ${broken.length}`);
      db.pragma(`user_version = ${newest}`);
    }).immediate();
  } finally {
    db.pragma('foreign_keys = ON');
  }
  if (db.pragma('foreign_keys', { simple: true }) !== 1) throw new Error('foreign keys stay off');
}
