import { randomUUID } from 'node:crypto';
import { AppError } from '../kernel/errors.ts';
import { type Log, silentLog } from '../kernel/log.ts';
import { faultOf, KeychainSilent, type VaultFault } from './rules.ts';
import type { SecretStore, VaultState } from './secret-store.ts';

/** The part of keytar that is used. */
export interface Keychain {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

export interface KeytarVaultOptions {
  /** Entry that the probe writes, reads and removes. */
  readonly probeAccount?: string;
  /** Longest wait for one keychain call, in milliseconds (quality 1.5). */
  readonly timeoutMs?: number;
  readonly log?: Log;
  /** Where the keychain comes from; tests pass their own. */
  readonly load?: () => Promise<Keychain>;
}

/** Loaded at first use: a native module, and not needed to show the first screen. */
const loadKeytar = async (): Promise<Keychain> => (await import('keytar')).default;

/**
 * Secrets in the OS keychain, under `service`. Each call is bounded in time. A keychain that is missing or locked is an
 * AppError, except for `set` with `allowMemoryOnly`, which then keeps the secret for this run (design 3).
 */
export function keytarVault(service: string, options: KeytarVaultOptions = {}): SecretStore {
  const { probeAccount = 'probe', timeoutMs = 3000, log = silentLog, load = loadKeytar } = options;
  const memory = new Map<string, string>();
  let loading: Promise<Keychain> | undefined;
  let known: VaultState | undefined;

  async function bounded<T>(work: (keychain: Keychain) => Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new KeychainSilent()), timeoutMs);
    });
    try {
      loading ??= load();
      return await Promise.race([loading.then(work), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  function fail(error: unknown, action: string): AppError {
    const fault: VaultFault = faultOf(error);
    // The keychain's own words carry no secret: they speak of D-Bus names and collections.
    log.warn({ action, fault, reason: error instanceof Error ? error.message : 'unknown' }, 'keychain call failed');
    if (memory.size === 0) known = fault;
    return new AppError(fault === 'locked' ? 'vault.locked' : 'vault.unavailable', { cause: error, retry: true });
  }

  /** A locked keyring answers get with null and delete with false; only set throws, so only set tells (runtime notes). */
  async function prove(): Promise<void> {
    const value = randomUUID();
    await bounded((keychain) => keychain.setPassword(service, probeAccount, value));
    if ((await bounded((keychain) => keychain.getPassword(service, probeAccount))) !== value) {
      throw new Error('the keychain did not give back what was stored');
    }
    await bounded((keychain) => keychain.deletePassword(service, probeAccount));
    if (memory.size === 0) known = 'ready';
  }

  return {
    async get(account) {
      const kept = memory.get(account);
      if (kept !== undefined) return kept;
      try {
        const secret = await bounded((keychain) => keychain.getPassword(service, account));
        if (secret !== null) return secret;
        await prove();
        return null;
      } catch (error) {
        throw fail(error, 'get');
      }
    },

    async set(account, secret, { allowMemoryOnly = false } = {}) {
      try {
        await bounded((keychain) => keychain.setPassword(service, account, secret));
        if ((await bounded((keychain) => keychain.getPassword(service, account))) !== secret) {
          throw new Error('the keychain did not give back what was stored');
        }
        memory.delete(account);
        known = memory.size > 0 ? 'memory' : 'ready';
      } catch (error) {
        const failure = fail(error, 'set');
        if (!allowMemoryOnly) throw failure;
        memory.set(account, secret);
        known = 'memory';
      }
    },

    async delete(account) {
      const wasInMemory = memory.delete(account);
      try {
        if (await bounded((keychain) => keychain.deletePassword(service, account))) return;
        if (!wasInMemory) await prove();
      } catch (error) {
        // What was in memory only is gone, with or without a keychain.
        if (!wasInMemory) throw fail(error, 'delete');
      }
    },

    async state() {
      if (known !== undefined) return known;
      try {
        await prove();
      } catch (error) {
        fail(error, 'probe');
      }
      return known ?? 'unknown';
    },

    known: () => known ?? 'unknown',
  };
}
