import { expect, it } from 'vitest';
import { keychainLine, keytarVault } from '../../../main/core/vault/index.ts';
import type { KeychainAnswer, KeychainCall } from '../../../main/core/messages.ts';

/** A vault in one thread and its keychain in another, which answers in the order that is told. */
function makeLine() {
  const asked: KeychainCall[] = [];
  const line = keychainLine((call) => asked.push(call));
  return {
    asked,
    answer: (answer: KeychainAnswer) => line.answered(answer),
    vault: keytarVault('Test', { load: () => Promise.resolve(line.keychain), timeoutMs: 50 }),
  };
}
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('brings each answer to the call that asked, whatever the order', async () => {
  const { vault, asked, answer } = makeLine();
  const both = Promise.all([vault.get('connection/1'), vault.get('connection/2')]);
  await turn();
  expect(asked.map(({ method, args }) => [method, ...args])).toEqual([
    ['getPassword', 'Test', 'connection/1'],
    ['getPassword', 'Test', 'connection/2'],
  ]);
  for (const { id, args } of asked.toReversed()) answer({ id, value: `secret of ${args[1]}` });
  await expect(both).resolves.toEqual(['secret of connection/1', 'secret of connection/2']);
});

it('keeps the words of a failure, by which a locked keychain is told from a missing one', async () => {
  const { vault, asked, answer } = makeLine();
  const locked = vault.get('connection/1');
  await turn();
  answer({ id: asked[0]?.id ?? 0, failure: 'Cannot create an item in a locked collection' });
  await expect(locked).rejects.toMatchObject({ code: 'vault.locked' });
});

it('does not wait for ever: a call that nobody answers is a silent keychain', async () => {
  const { vault, answer } = makeLine();
  await expect(vault.get('connection/1')).rejects.toMatchObject({ code: 'vault.locked' });
  answer({ id: 99, value: null });
});
