import { randomBytes } from 'node:crypto';
import { chmodSync, statSync } from 'node:fs';
import path from 'node:path';
import { AppError, type Log } from '../kernel/index.ts';
import type { SecretStore } from '../vault/index.ts';
import type { EmbeddedHub } from './hub/index.ts';

export interface EmbeddedServerDeps {
  /** Folder of the environment. */
  readonly folder: string;
  /** Entry of the keychain for the administrator's password. */
  readonly account: () => string;
  readonly vault: SecretStore;
  readonly log: Log;
}

/** A hub on this computer, to try it: its server runs while the environment is open. */
export class EmbeddedServer {
  readonly #deps: EmbeddedServerDeps;
  #running: EmbeddedHub | null = null;

  constructor(deps: EmbeddedServerDeps) {
    this.#deps = deps;
  }

  /**
   * Starts it, or answers with the one that runs. `port`: the one that desks were invited to; another one where it is taken,
   * and then those desks have to be invited again.
   * @throws AppError `sync.no_server`, `sync.server`, `vault.*`
   */
  async start(port: number | undefined, options: { allowMemoryOnly?: boolean } = {}): Promise<EmbeddedHub> {
    if (this.#running) return this.#running;
    const { serverBinaries, startEmbeddedHub } = await import('./hub/index.ts');
    const binaries = serverBinaries();
    if (binaries === null) throw new AppError('sync.no_server');
    const { vault, log } = this.#deps;
    const account = this.#deps.account();
    const folder = path.join(this.#deps.folder, 'hub');
    let password = await vault.get(account);
    if (password === null) {
      password = randomBytes(24).toString('base64url');
      await vault.set(account, password, options);
    }
    letThrough(this.#deps.folder);
    try {
      this.#running = await startEmbeddedHub({ folder, binaries, password, ...(port === undefined ? {} : { port }) });
    } catch (error) {
      if (port === undefined) {
        log.error({ err: error }, 'the hub on this computer did not start');
        throw new AppError('sync.server', { cause: error, retry: true });
      }
      log.warn({ err: error, port }, 'the hub on this computer did not start on its port');
      return this.start(undefined, options);
    }
    return this.#running;
  }

  async stop(): Promise<void> {
    const running = this.#running;
    this.#running = null;
    await running?.stop();
  }
}

/**
 * PostgreSQL refuses to run as root and then runs as another user (`hub/server.ts`), who has to get through the folders above
 * its own. Only there: everybody else's folders stay closed.
 */
function letThrough(folder: string): void {
  if (process.getuid?.() !== 0) return;
  for (const each of [folder, path.dirname(folder)]) chmodSync(each, (statSync(each).mode & 0o777) | 0o011);
}
