import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Clock, idMaker, type Log, type MakeId, silentLog } from '../../../main/core/kernel/index.ts';
import { migrate, migrations, openDatabase, Store } from '../../../main/core/store/index.ts';

/** A clock that stands still until it is moved. */
export interface TestClock extends Clock {
  set(instant: string): void;
  advance(ms: number): void;
}

export function testClock(start = '2026-03-10T12:00:00.000Z'): TestClock {
  let at = Date.parse(start);
  return {
    now: () => new Date(at),
    monotonic: () => at,
    sleep: async (ms) => {
      at += ms;
    },
    set: (instant) => {
      at = Date.parse(instant);
    },
    advance: (ms) => {
      at += ms;
    },
  };
}

/**
 * A new folder, removed by `remove`. `memory`: on a file system in memory where there is one with room, for tests that are
 * not about what survives a power cut: the same calls and pragmas, and no disk to wait for.
 */
export function tempFolder(on: 'disk' | 'memory' = 'disk'): { path: string; remove(): void } {
  const folder = mkdtempSync(path.join(on === 'memory' ? memory() : tmpdir(), 'console-test-'));
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Free bytes that a file system in memory must have: containers often give it less than a test may fill. */
const room = 1024 ** 3;
function memory(): string {
  const place = '/dev/shm';
  try {
    accessSync(place, constants.W_OK);
    const { bavail, bsize } = statfsSync(place);
    return bavail * bsize >= room ? place : tmpdir();
  } catch {
    return tmpdir();
  }
}

let migrated: Buffer | undefined;
/** The bytes of a database that was migrated just now: done once for a file of tests, it would be most of many a test. */
function emptyDatabase(log: Log): Buffer {
  if (migrated) return migrated;
  const folder = tempFolder('memory');
  const file = path.join(folder.path, 'console.db');
  const db = openDatabase(file);
  migrate(db, migrations, { backups: folder.path, log });
  db.close();
  migrated = readFileSync(file);
  folder.remove();
  return migrated;
}

/** Opens (and where needed migrates) the database of a folder as a Store. */
export function openStore(folder: string, options: { clock?: Clock; log?: Log; makeId?: MakeId } = {}): Store {
  const clock = options.clock ?? testClock();
  const log = options.log ?? silentLog;
  const file = path.join(folder, 'console.db');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(file, emptyDatabase(log), { mode: 0o600 });
  }
  const db = openDatabase(file);
  migrate(db, migrations, { backups: path.join(folder, 'backups'), log });
  return new Store(db, { clock, makeId: options.makeId ?? idMaker(clock), log });
}

/** A migrated store on a real file in a folder of its own. `done` closes and removes it. */
export function temporaryStore(
  clock: TestClock = testClock(),
  makeId?: MakeId,
): {
  store: Store;
  clock: TestClock;
  folder: string;
  done(): void;
} {
  const folder = tempFolder('memory');
  const store = openStore(folder.path, { clock, ...(makeId ? { makeId } : {}) });
  return {
    store,
    clock,
    folder: folder.path,
    done: () => {
      store.close();
      folder.remove();
    },
  };
}

/** Columns of a license of which the vendor told no more than the least. */
export const untoldColumns = {
  period: null,
  autoprolong: null,
  addons: null,
  webdomains: null,
  ip_changed_on: '',
  key_changed_on: '',
} as const;
