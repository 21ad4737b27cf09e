import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { keytarVault } from '../../main/core/vault/index.ts';

const service = `reseller-console-test-${process.pid}`;
const child = path.join(import.meta.dirname, 'vault-child.ts');

/** What the vault says in a process with another keychain situation. */
function inSession(command: readonly string[], env: NodeJS.ProcessEnv): { state: string; set: string; get: string } {
  const [program, ...args] = [...command, process.execPath, child];
  const run = spawnSync(program ?? process.execPath, args, { env, encoding: 'utf8', timeout: 60_000 });
  expect(run.stdout, run.stderr).not.toBe('');
  return JSON.parse(run.stdout.trim().split('\n').at(-1) ?? '') as { state: string; set: string; get: string };
}

describe.runIf(process.platform === 'linux')('the vault on a real keychain', () => {
  it('keeps, replaces and removes a secret, with any text in it', async () => {
    const vault = keytarVault(service);
    expect(await vault.state()).toBe('ready');
    for (const secret of ['plain', 'пароль: with "quotes" & \n lines', 'x'.repeat(200)]) {
      await vault.set('connection/1', secret);
      expect(await vault.get('connection/1')).toBe(secret);
    }
    // Another vault on the same keychain sees it: it is not in memory.
    expect(await keytarVault(service).get('connection/1')).toBe('x'.repeat(200));
    await vault.delete('connection/1');
    expect(await vault.get('connection/1')).toBeNull();
  });

  it('says that there is no keychain where there is none, and keeps in memory only when asked to', () => {
    const { DBUS_SESSION_BUS_ADDRESS: _bus, DISPLAY: _display, XDG_RUNTIME_DIR: _runtime, ...env } = process.env;
    expect(inSession([], { ...env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' })).toEqual({
      state: 'unavailable',
      set: 'vault.unavailable',
      get: 'vault.unavailable',
      memory: 'kept',
      afterMemory: 'memory',
    });
  });

  it('says that the keychain is locked, though reading it answers as if it were empty', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'reseller-console-locked-'));
    try {
      const script = [
        'printf first | gnome-keyring-daemon --unlock --components=secrets >/dev/null',
        'sleep 0.3',
        // Lock the collection that was just made.
        'dbus-send --session --print-reply --dest=org.freedesktop.secrets /org/freedesktop/secrets org.freedesktop.Secret.Service.Lock array:objpath:/org/freedesktop/secrets/collection/login >/dev/null',
        'exec "$@"',
      ].join('\n');
      const env = { ...process.env, XDG_DATA_HOME: folder, XDG_RUNTIME_DIR: folder, DISPLAY: '' };
      const seen = inSession(['dbus-run-session', '--', 'sh', '-c', script, 'sh'], env);
      expect(seen.state).toBe('locked');
      expect(seen.set).toBe('vault.locked');
    } finally {
      spawn('pkill', ['-f', folder]);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  });
});
