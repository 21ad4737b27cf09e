import { setTimeout as sleep } from 'node:timers/promises';
import { type Core, createCore } from '../../../../main/core/core.ts';
import { silentLog, systemClock } from '../../../../main/core/kernel/index.ts';
import { memoryVault, type SecretStore } from '../../../../main/core/vault/index.ts';
import type { Input, Output } from '../../../../preload/api/contract.ts';
import type { StaffAreas } from '../../../../preload/api/index.ts';
import { tempFolder } from '../../../unit/support/store.ts';

/** One console of the team, with the keychain that outlives a restart. */
export interface Console {
  readonly folder: ReturnType<typeof tempFolder>;
  readonly vault: SecretStore;
  /** What was put into the keychain and is there, by account. */
  readonly kept: Map<string, string>;
  readonly name: string;
  core: Core;
  /** Areas of which its screens were told, since it was opened. */
  readonly told: string[];
}

export const start = (console: Pick<Console, 'folder' | 'vault' | 'name' | 'told'>): Promise<Core> =>
  createCore({
    dataFolder: console.folder.path,
    version: '1.0.0',
    runtime: { electron: '', chrome: '', node: process.version, supported: true },
    personName: console.name,
    defaultLanguage: 'en',
    clock: systemClock,
    log: silentLog,
    vault: console.vault,
    environment: 'live',
    checkOutput: true,
    onChanged: ({ area }) => void console.told.push(area),
  });

export async function open(name: string): Promise<Console> {
  const kept = new Map<string, string>();
  const memory = memoryVault();
  const vault: SecretStore = {
    ...memory,
    set: (account, secret) => {
      kept.set(account, secret);
      return memory.set(account, secret);
    },
    delete: (account) => {
      kept.delete(account);
      return memory.delete(account);
    },
  };
  const console = { name, folder: tempFolder(), vault, kept, told: [] };
  return { ...console, core: await start(console) };
}

type Verb<A extends keyof StaffAreas> = keyof StaffAreas[A] & string;

export async function ask<A extends keyof StaffAreas, V extends Verb<A>>(
  console: Console,
  area: A,
  verb: V,
  input: Input<StaffAreas[A][V]>,
): Promise<Output<StaffAreas[A][V]>> {
  const answer = await console.core.call({ kind: 'staff' }, `${area}.${verb}`, input);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value as Output<StaffAreas[A][V]>;
}

export const status = (console: Console) => ask(console, 'sync', 'status', {});
/** Until it is so; the rounds come by themselves, and are asked for to come at once. */
export async function until<T>(console: Console, what: () => Promise<T>, isSo: (value: T) => boolean): Promise<T> {
  for (let turn = 0; turn < 200; turn += 1) {
    const value = await what();
    if (isSo(value)) return value;
    await ask(console, 'sync', 'tryNow', {});
    await sleep(100);
  }
  throw new Error(`not so in time: ${JSON.stringify(await what())}`);
}
export const settled = (console: Console) =>
  until(
    console,
    () => status(console),
    (now) =>
      now.waiting === 0 &&
      !now.isBringing &&
      !now.isCopying &&
      now.behind === 0 &&
      now.lastContact !== null &&
      now.problem === null,
  );

/** Closes a console and removes what it had. */
export async function end(console: Console): Promise<void> {
  await console.core.close();
  console.folder.remove();
}
