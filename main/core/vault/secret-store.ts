/** Where a secret can be: `unavailable`: no keychain on this machine; `memory`: kept for this run only, as agreed. */
export type VaultState = 'ready' | 'unavailable' | 'locked' | 'memory' | 'unknown';

/** Keeps secrets outside the database (design 3). Accounts are names such as `connection/<id>`. */
export interface SecretStore {
  /** The secret, or null when there is none. @throws AppError vault.unavailable | vault.locked */
  get(account: string): Promise<string | null>;
  /**
   * Stores and reads back. With `allowMemoryOnly` a missing keychain keeps it for this run instead of failing.
   * @throws AppError vault.unavailable | vault.locked
   */
  set(account: string, secret: string, options?: { allowMemoryOnly?: boolean }): Promise<void>;
  delete(account: string): Promise<void>;
  /** Probes once (set and get of a throw-away entry) and remembers. */
  state(): Promise<VaultState>;
  /** What is known without asking the keychain; `unknown` before the first use. */
  known(): VaultState;
}
