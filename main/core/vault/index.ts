export { keychainLine } from './keychain-line.ts';
export { keytarVault, type Keychain, type KeytarVaultOptions } from './keytar-vault.ts';
export { memoryVault } from './memory-vault.ts';
export type { SecretStore, VaultState } from './secret-store.ts';
