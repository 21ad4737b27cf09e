import { describe, expect, it } from 'vitest';
import type { Log } from '../../../main/core/kernel/index.ts';
import { type Keychain, keytarVault, memoryVault } from '../../../main/core/vault/index.ts';

function fakeKeychain(patch: Partial<Keychain> = {}): Keychain & { entries: Map<string, string>; calls: number } {
  const entries = new Map<string, string>();
  const chain = {
    entries,
    calls: 0,
    getPassword: async (_service: string, account: string) => entries.get(account) ?? null,
    setPassword: async (_service: string, account: string, secret: string) => void entries.set(account, secret),
    deletePassword: async (_service: string, account: string) => entries.delete(account),
    ...patch,
  };
  return chain;
}
const vaultOf = (chain: Keychain, more: { log?: Log } = {}) =>
  keytarVault('test', { load: async () => chain, timeoutMs: 50, ...more });
const code = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    (value) => value,
    (error: { code: string }) => error.code,
  );

describe('the vault over a keychain', () => {
  it('stores and leaves no probe behind', async () => {
    const chain = fakeKeychain();
    const vault = vaultOf(chain);
    expect(await vault.state()).toBe('ready');
    expect(chain.entries.size).toBe(0);
    await vault.set('connection/1', 'secret');
    expect(await vault.get('connection/1')).toBe('secret');
    await vault.delete('connection/1');
    expect(await vault.get('connection/1')).toBeNull();
    await vault.delete('connection/1');
  });

  it('loads the keychain at the first use only', async () => {
    let loads = 0;
    const vault = keytarVault('test', {
      load: async () => {
        loads += 1;
        return fakeKeychain();
      },
    });
    expect(loads).toBe(0);
    await vault.set('a', 'b');
    await vault.get('a');
    expect(loads).toBe(1);
  });

  it.each([
    ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'vault.unavailable', 'unavailable'],
    ['Object does not exist at path “/org/freedesktop/secrets/collection/login”', 'vault.unavailable', 'unavailable'],
    ['Cannot create an item in a locked collection', 'vault.locked', 'locked'],
    ['Prompt was dismissed', 'vault.locked', 'locked'],
  ])('%s', async (words, expected, state) => {
    const fails = async (): Promise<never> => {
      throw new Error(words);
    };
    const vault = vaultOf(fakeKeychain({ getPassword: fails, setPassword: fails, deletePassword: fails }));
    expect(await vault.state()).toBe(state);
    expect(await code(vault.set('a', 'b'))).toBe(expected);
    expect(await code(vault.get('a'))).toBe(expected);
    expect(await code(vault.delete('a'))).toBe(expected);
    await vault.set('a', 'b', { allowMemoryOnly: true });
    expect([await vault.get('a'), await vault.state()]).toEqual(['b', 'memory']);
    await vault.delete('a');
    expect(await code(vault.get('a'))).toBe(expected);
  });

  it('a locked keyring that answers get with null and delete with false is not "no secret"', async () => {
    const vault = vaultOf(
      fakeKeychain({
        getPassword: async () => null,
        deletePassword: async () => false,
        setPassword: async () => {
          throw new Error('Cannot create an item in a locked collection');
        },
      }),
    );
    expect(await code(vault.get('a'))).toBe('vault.locked');
    expect(await code(vault.delete('a'))).toBe('vault.locked');
  });

  it('does not wait for ever', async () => {
    const never = (): Promise<never> => new Promise(() => undefined);
    const vault = vaultOf(fakeKeychain({ getPassword: never, setPassword: never }));
    const from = performance.now();
    expect(await vault.state()).toBe('locked');
    expect(await code(vault.get('a'))).toBe('vault.locked');
    expect(performance.now() - from).toBeLessThan(1000);
  });

  it('a keychain that loses what it takes is not ready', async () => {
    const vault = vaultOf(fakeKeychain({ setPassword: async () => undefined }));
    expect(await vault.state()).toBe('unavailable');
    expect(await code(vault.set('a', 'b'))).toBe('vault.unavailable');
  });

  it('logs no secret', async () => {
    const lines: string[] = [];
    const record = (fields: object, message: string): void => void lines.push(JSON.stringify({ fields, message }));
    const log: Log = { debug: record, info: record, warn: record, error: record };
    const vault = vaultOf(fakeKeychain({ setPassword: async () => Promise.reject(new Error('locked')) }), { log });
    await code(vault.set('a', 'planted-secret'));
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join('')).not.toContain('planted-secret');
  });
});

describe('the vault of the command line', () => {
  it('reads account → secret, and says what is wrong without repeating it', async () => {
    const vault = memoryVault('{"connection/1":"s"}');
    expect([await vault.get('connection/1'), await vault.get('x'), await vault.state()]).toEqual(['s', null, 'memory']);
    for (const bad of ['{"a":"planted', '["planted"]', '{"a":{"b":"planted"}}']) {
      expect(() => memoryVault(bad)).toThrow(/^(?!.*planted).*$/);
    }
  });
});
