import { mkdtempSync, rmSync } from 'node:fs';
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

/** A new folder, removed by `remove`. */
export function tempFolder(): { path: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'console-test-'));
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Opens (and where needed migrates) the database of a folder as a Store. */
export function openStore(folder: string, options: { clock?: Clock; log?: Log; makeId?: MakeId } = {}): Store {
  const clock = options.clock ?? testClock();
  const log = options.log ?? silentLog;
  const db = openDatabase(path.join(folder, 'console.db'));
  migrate(db, migrations, { backups: path.join(folder, 'backups'), log });
  return new Store(db, { clock, makeId: options.makeId ?? idMaker(clock), log });
}

/** A migrated store on a real file in a folder of its own. `done` closes and removes it. */
export function temporaryStore(clock: TestClock = testClock()): {
  store: Store;
  clock: TestClock;
  folder: string;
  done(): void;
} {
  const folder = tempFolder();
  const store = openStore(folder.path, { clock });
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
