import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { tempFolder } from '../../unit/support/store.ts';

const child = path.join(import.meta.dirname, 'vault-child.ts');
const there = (tool: string): boolean => spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0;
/** Set-up installs both on Linux; other systems have a keychain that no test may touch. */
const canRun = process.platform === 'linux' && there('dbus-run-session') && there('gnome-keyring-daemon');
const folder = tempFolder();
afterAll(() => folder.remove());

async function inSession(prepare: string | null): Promise<Record<string, unknown>> {
  const home = path.join(folder.path, 'home');
  const run = path.join(folder.path, 'run');
  for (const each of [home, run]) mkdirSync(each, { recursive: true, mode: 0o700 });
  const { DBUS_SESSION_BUS_ADDRESS: _bus, DISPLAY: _display, ...env } = process.env;
  const [command, ...args] =
    prepare === null
      ? [process.execPath, child]
      : ['dbus-run-session', '--', 'sh', '-c', `${prepare} >/dev/null 2>&1; exec "$0" "$1"`, process.execPath, child];
  const { stdout } = await promisify(execFile)(command ?? '', args, {
    env: { ...env, HOME: home, XDG_RUNTIME_DIR: run },
    timeout: 60_000,
  });
  return JSON.parse(stdout.slice(stdout.indexOf('{"state"'))) as Record<string, unknown>;
}

describe.runIf(canRun)('the real keychain', () => {
  it('open: stores, gives back, forgets', async () => {
    expect(await inSession('printf pw | gnome-keyring-daemon --unlock --components=secrets')).toEqual({
      state: 'ready',
      set: 'ok',
      get: 'первый secret',
      none: null,
      delete: 'ok',
      gone: null,
      memory: 'kept',
      stateAfter: 'ready',
    });
  });

  it('locked: says so for every call; with the person’s agreement it is kept in memory', async () => {
    expect(await inSession('gnome-keyring-daemon --start --components=secrets')).toEqual({
      state: 'locked',
      set: 'vault.locked',
      get: 'vault.locked',
      none: 'vault.locked',
      delete: 'vault.locked',
      gone: 'vault.locked',
      memory: 'kept',
      stateAfter: 'memory',
    });
  });

  it('missing: says so', async () => {
    expect(await inSession(null)).toMatchObject({
      state: 'unavailable',
      set: 'vault.unavailable',
      get: 'vault.unavailable',
      memory: 'kept',
      stateAfter: 'memory',
    });
  });
});
