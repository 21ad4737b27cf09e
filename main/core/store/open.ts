import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { nativeBinding } from './native.ts';

export type Db = Database.Database;

/** Why a database cannot be used. The file is left as it is in each case. */
export class StoreOpenError extends Error {
  readonly code: 'workspace.newer_database' | 'workspace.damaged' | 'workspace.busy';
  constructor(code: StoreOpenError['code'], detail: string, cause?: unknown) {
    super(detail, { cause });
    this.name = 'StoreOpenError';
    this.code = code;
  }
}

/** Set on every open and read back: an existing WAL file opens with synchronous=NORMAL (quality 0.3). */
const wanted: readonly (readonly [name: string, set: string, read: string | number])[] = [
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  ['foreign_keys', 'ON', 1],
  ['busy_timeout', '5000', 5000],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  // What undoes one step of a group (`Store.soon`) is otherwise written to a file: ten times what the group itself writes.
  ['temp_store', 'MEMORY', 2],
];

/** Opens one connection with the product's settings; creates file (0600) and folder (0700) when they are missing. */
export function openDatabase(file: string, options: { readonly?: boolean } = {}): Db {
  if (!options.readonly) mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const binding = nativeBinding();
  let db: Db;
  try {
    db = new Database(file, {
      ...(binding === undefined ? {} : { nativeBinding: binding }),
      ...(options.readonly ? { readonly: true, fileMustExist: true } : {}),
    });
    for (const [name, set, read] of wanted) {
      db.pragma(`${name} = ${set}`);
      const got = db.pragma(name, { simple: true });
      if (got !== read) throw new Error(`pragma ${name} is ${String(got)}, wanted ${read}`);
    }
    if (process.platform === 'darwin') db.pragma('checkpoint_fullfsync = ON');
  } catch (error) {
    if (isBusy(error)) throw new StoreOpenError('workspace.busy', path.basename(file), error);
    if (isDamage(error)) throw new StoreOpenError('workspace.damaged', path.basename(file), error);
    throw error;
  }
  if (!options.readonly) for (const suffix of ['', '-wal', '-shm']) restrict(`${file}${suffix}`);
  return db;
}

function restrict(file: string): void {
  if (process.platform !== 'win32' && existsSync(file)) chmodSync(file, 0o600);
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
export const isBusy = (error: unknown): boolean => codeOf(error).startsWith('SQLITE_BUSY');
export const isDamage = (error: unknown): boolean => /^SQLITE_(CORRUPT|NOTADB)/.test(codeOf(error));
/** A UNIQUE or PRIMARY KEY that was there already. */
export const isDuplicate = (error: unknown): boolean => /^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)/.test(codeOf(error));
