import { randomBytes } from 'node:crypto';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { v7 } from 'uuid';
import { postgresFolder } from '../../../../scripts/setup/postgres.mjs';
import type { HubAddress } from '../../../../main/core/sync/hub/connection.ts';
import {
  administratorName,
  serverUser,
  startServer,
  type RunningServer,
} from '../../../../main/core/sync/hub/server.ts';
import type { Certificate } from './certificates.ts';

/** A PostgreSQL of one test file, with an administrator's connection to look behind the hub's functions. */
export interface TestServer {
  readonly folder: string;
  readonly address: HubAddress;
  readonly administrator: { readonly user: string; readonly password: string };
  /** A connection of the administrator (a superuser here). Closed with the server. */
  readonly sql: pg.Client;
  readonly running: RunningServer;
  close(): Promise<void>;
}

/** Where the binaries are; tests that need them say what is missing. */
export function binaries(): string {
  const folder = postgresFolder();
  if (folder === undefined) throw new Error('No PostgreSQL is set up: run `npm run setup` first.');
  return folder;
}

/**
 * Starts a server of its own. `settings`: of PostgreSQL, over `fsync=off`. `prepare` gets the folder before the start, to
 * put certificates there.
 */
export async function testServer(
  settings: Readonly<Record<string, string>> = {},
  prepare: (folder: string) => void = () => undefined,
): Promise<TestServer> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'reseller-console-hub-'));
  prepare(folder);
  const password = randomBytes(12).toString('hex');
  const running = await startServer({
    binaries: binaries(),
    folder,
    password,
    settings: { fsync: 'off', max_connections: '150', ...settings },
  });
  const administrator = { user: administratorName, password };
  const address: HubAddress = { host: '127.0.0.1', port: running.port, database: 'postgres', tls: 'off' };
  const sql = new pg.Client({ ...address, ...administrator });
  sql.on('error', () => undefined);
  await sql.connect();
  return {
    folder,
    address,
    administrator,
    sql,
    running,
    async close() {
      await sql.end().catch(() => undefined);
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A server whose certificate is `own`. */
export const securedServer = (own: Certificate): Promise<TestServer> =>
  testServer({ ssl: 'on', ssl_cert_file: '../server.crt', ssl_key_file: '../server.key' }, (folder) => {
    writeFileSync(path.join(folder, 'server.crt'), own.pem);
    const key = path.join(folder, 'server.key');
    writeFileSync(key, own.key.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    // The server takes a key that nobody but its own user may read.
    const user = serverUser();
    if (user) chownSync(key, user.uid, user.gid);
  });

export const newId = (): string => v7();
