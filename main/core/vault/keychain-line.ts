import type { KeychainAnswer, KeychainCall } from '../messages.ts';
import type { Keychain } from './keytar-vault.ts';

/**
 * The keychain as core's worker thread sees it: each call goes to the main thread, which makes it. `ask` sends a call,
 * `answered` takes in what came of one. A call that is never answered is bounded by the vault.
 */
export function keychainLine(ask: (call: KeychainCall) => void): {
  readonly keychain: Keychain;
  answered(answer: KeychainAnswer): void;
} {
  const waiting = new Map<number, (answer: KeychainAnswer) => void>();
  let lastId = 0;

  const call = <Value>(method: KeychainCall['method'], ...args: string[]): Promise<Value> =>
    new Promise((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, (answer) => {
        if ('failure' in answer) reject(new Error(answer.failure));
        else resolve(answer.value as Value);
      });
      ask({ id: lastId, method, args });
    });

  return {
    keychain: {
      getPassword: (service, account) => call('getPassword', service, account),
      setPassword: (service, account, password) => call('setPassword', service, account, password),
      deletePassword: (service, account) => call('deletePassword', service, account),
    },
    answered(answer) {
      waiting.get(answer.id)?.(answer);
      waiting.delete(answer.id);
    },
  };
}
