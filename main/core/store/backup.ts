import { chmodSync, closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { type Db, openDatabase } from './open.ts';

/**
 * Copies a live database to `target` and proves the copy before it gets its name: VACUUM INTO, quick_check, fsync,
 * rename. Throws when the copy does not check; an older file of that name is kept until then.
 */
export function verifiedCopy(db: Db, target: string): void {
  const working = `${target}.working`;
  rmSync(working, { force: true });
  db.prepare('VACUUM INTO ?').run(working);
  if (process.platform !== 'win32') chmodSync(working, 0o600);
  const copy = openDatabase(working);
  try {
    const result = copy.pragma('quick_check', { simple: true });
    if (result !== 'ok') throw new Error(`the copy does not check: ${String(result)}`);
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
  const handle = openSync(working, 'r+');
  fsyncSync(handle);
  closeSync(handle);
  renameSync(working, target);
}
