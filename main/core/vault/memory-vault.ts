import { parseSecrets } from './rules.ts';
import type { SecretStore } from './secret-store.ts';

/**
 * Secrets for this run only, for the command line (`--vault memory`, design 1) and tests.
 * @param json account → secret, as the environment variable holds it. @throws TypeError when it is not that.
 */
export function memoryVault(json = '{}'): SecretStore {
  const secrets = parseSecrets(json);
  return {
    get: (account) => Promise.resolve(secrets.get(account) ?? null),
    set: (account, secret) => {
      secrets.set(account, secret);
      return Promise.resolve();
    },
    delete: (account) => {
      secrets.delete(account);
      return Promise.resolve();
    },
    state: () => Promise.resolve('memory'),
    known: () => 'memory',
  };
}
