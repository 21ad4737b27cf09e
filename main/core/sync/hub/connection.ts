import { isIP } from 'node:net';
import { checkServerIdentity } from 'node:tls';
import pg from 'pg';
import { HubError } from '../transport.ts';
import { hubError } from './errors.ts';
import type { HubLogin } from './login.ts';

/** Where a hub is. */
export interface HubAddress {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  /** `verify-full`: encrypted, and the certificate proves that the server is `host`. `off`: this computer only. */
  readonly tls: 'verify-full' | 'off';
  /** Certificates that are trusted instead of the ones of the system, PEM. */
  readonly ca?: string;
}

/** Milliseconds. */
export interface HubTimes {
  /** To reach the server, agree on a key and sign in. */
  readonly connect: number;
  /** For the server to answer one call. */
  readonly statement: number;
  /** As `statement`, for a picture: 5 MB over a slow line. */
  readonly file: number;
  /** How often a server without LISTEN is asked how far its log is. */
  readonly poll: number;
}

export const hubTimes: HubTimes = { connect: 10_000, statement: 30_000, file: 300_000, poll: 5000 };

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

/**
 * Opens one connection. Rejects with `HubError`: `offline`, `credential`, `revoked`, `tls` (also where an unencrypted line
 * to another computer is asked for).
 */
export async function connect(address: HubAddress, login: HubLogin, times: HubTimes = hubTimes): Promise<pg.Client> {
  if (address.tls === 'off' && !isLoopback(address.host)) throw new HubError('tls', 'tls (needed)');
  const client = new pg.Client({
    host: address.host,
    port: address.port,
    database: address.database,
    user: login.user,
    password: login.password,
    application_name: 'reseller-console',
    connectionTimeoutMillis: times.connect,
    statement_timeout: times.statement,
    // A half-open line: the server's own time-out comes first where the line is alive.
    query_timeout: times.statement + 5000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    ssl:
      address.tls === 'off'
        ? false
        : {
            rejectUnauthorized: true,
            minVersion: 'TLSv1.2',
            ...(address.ca === undefined ? {} : { ca: address.ca }),
            // The driver hands an address of digits to nobody, and then any name would do.
            checkServerIdentity: (_name, certificate) => checkServerIdentity(address.host, certificate),
          },
  });
  // An error without a listener would end the process. Whoever uses the connection sees its calls fail.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    void client.end().catch(() => undefined);
    throw hubError(error);
  }
}
