// Tells as JSON what the vault does in this process's keychain situation.
import { AppError } from '../../main/core/kernel/errors.ts';
import { keytarVault } from '../../main/core/vault/index.ts';

const vault = keytarVault('reseller-console-test-child');
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'ok',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );
const state = await vault.state();
const set = await codeOf(vault.set('account', 'secret'));
const get = await codeOf(vault.get('account'));
const memory = state === 'unavailable' ? await vault.set('account', 'secret', { allowMemoryOnly: true }).then(() => 'kept') : undefined;
const afterMemory = memory === undefined ? undefined : await vault.state();
console.log(JSON.stringify({ state, set, get, ...(memory === undefined ? {} : { memory, afterMemory }) }));
process.exit(0);
