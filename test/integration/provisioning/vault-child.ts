/** Uses the keychain of the session it is started in, and prints what came of it as one JSON line. */
import { AppError } from '../../../main/core/kernel/index.ts';
import { keytarVault } from '../../../main/core/vault/index.ts';

const vault = keytarVault('Reseller Console test', { timeoutMs: 3000 });
const tell = async (work: () => Promise<unknown>): Promise<unknown> => {
  try {
    return await work();
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
};
const result = {
  state: await tell(() => vault.state()),
  set: await tell(async () => {
    await vault.set('connection/1', 'первый secret');
    return 'ok';
  }),
  get: await tell(() => vault.get('connection/1')),
  none: await tell(() => vault.get('connection/none')),
  delete: await tell(async () => {
    await vault.delete('connection/1');
    return 'ok';
  }),
  gone: await tell(() => vault.get('connection/1')),
  memory: await tell(async () => {
    await vault.set('connection/2', 'kept', { allowMemoryOnly: true });
    return vault.get('connection/2');
  }),
  stateAfter: await tell(() => vault.state()),
};
await tell(() => vault.delete('connection/2'));
process.stdout.write(`${JSON.stringify(result)}\n`);
// A keychain that waits for its password would keep the process.
process.exit(0);
