import path from 'node:path';
import Database from 'better-sqlite3';
import { nativeBinding } from './native.ts';
import { isBusy, StoreOpenError } from './open.ts';
import { mkdirSync } from 'node:fs';

/**
 * Holds a data folder for one process. The lock is an open exclusive transaction of a small database beside the
 * others: the operating system ends it with the process, so a crash leaves nothing stale.
 * @throws StoreOpenError `workspace.busy` when another process holds the folder.
 */
export function lockDataFolder(folder: string): { release(): void } {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const binding = nativeBinding();
  const db = new Database(path.join(folder, 'lock.db'), binding === undefined ? {} : { nativeBinding: binding });
  try {
    db.pragma('busy_timeout = 300');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (isBusy(error)) throw new StoreOpenError('workspace.busy', path.basename(folder), error);
    throw error;
  }
  return {
    release: () => {
      if (db.open) db.close();
    },
  };
}
