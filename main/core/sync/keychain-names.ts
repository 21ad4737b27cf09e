import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Entries of the keychain: one person's consoles share it, so each environment of each data folder has names of its own. */
export interface KeychainNames {
  /** Of a join that is under way. */
  readonly joining: string;
  /** Of the administrator of the hub on this computer. */
  readonly server: string;
  /** A new one for each credential: a copied data folder that gets an identity of its own must not replace the first one's. */
  newDesk(): string;
}

const fileName = 'hub-id';

/** The names of a folder; its id is made at the first use. */
export function keychainNames(folder: string): KeychainNames {
  const file = path.join(folder, fileName);
  const id = (): string => {
    try {
      return readFileSync(file, 'utf8').trim();
    } catch {
      const made = randomUUID();
      writeFileSync(file, made, { mode: 0o600, flag: 'wx' });
      return made;
    }
  };
  return {
    get joining() {
      return `hub/${id()}/joining`;
    },
    get server() {
      return `hub/${id()}/server`;
    },
    newDesk: () => `hub/${id()}/desk/${randomUUID()}`,
  };
}
