import type pg from 'pg';
import { HubError } from '../transport.ts';
import { connect, type HubAddress } from './connection.ts';
import { hubError } from './errors.ts';
import type { HubLogin } from './login.ts';
import { deskFunctions, hubMigrations, hubVersion, invitedFunctions, leastConsole } from './schema/index.ts';

/** What `installHub` did: the version that was there (0: none) and the one that is there now. */
export interface HubInstalled {
  readonly from: number;
  readonly to: number;
}

/** The oldest server that the hub's SQL is written for. */
const leastServer = 150_000;

const roleIfMissing = (name: string, how: string): string =>
  `DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '${name}') THEN CREATE ROLE ${name} ${how}; END IF; END $$`;

/**
 * Installs the hub's schema in a database, or brings an older one up to this console's version. One transaction. The
 * administrator needs CREATEROLE and the right to create a schema in the database; nothing of theirs is stored.
 * Rejects with `HubError`: `hub_too_new` where a newer console has been here, `hub_too_old` where the server is older
 * than PostgreSQL 15, `offline`, `credential`, `tls`.
 */
export async function installHub(address: HubAddress, administrator: HubLogin): Promise<HubInstalled> {
  const client = await connect(address, administrator);
  try {
    const { rows } = await client.query<{ version: string }>(`SELECT current_setting('server_version_num') AS version`);
    if (Number(rows[0]?.version) < leastServer) throw new HubError('hub_too_old', 'hub_too_old (server)');
    await client.query('BEGIN');
    const installed = await migrate(client);
    await client.query('COMMIT');
    return installed;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw hubError(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function migrate(client: pg.Client): Promise<HubInstalled> {
  await client.query(roleIfMissing('reseller_hub_owner', 'NOLOGIN CREATEROLE'));
  await client.query(`DO $$ BEGIN
    IF NOT pg_has_role(current_user, 'reseller_hub_owner', 'usage') THEN EXECUTE format('GRANT reseller_hub_owner TO %I', current_user); END IF;
  END $$`);
  await client.query('CREATE SCHEMA IF NOT EXISTS reseller_hub AUTHORIZATION reseller_hub_owner');
  await client.query('SET LOCAL ROLE reseller_hub_owner');
  for (const group of ['reseller_hub_desk', 'reseller_hub_invited'])
    await client.query(roleIfMissing(group, 'NOLOGIN'));
  await client.query(
    'CREATE TABLE IF NOT EXISTS reseller_hub.meta (version integer NOT NULL, min_client integer NOT NULL)',
  );
  // One console at a time.
  await client.query('LOCK TABLE reseller_hub.meta IN ACCESS EXCLUSIVE MODE');
  const { rows } = await client.query<{ version: number }>('SELECT version FROM reseller_hub.meta');
  const from = rows[0]?.version ?? 0;
  if (from > hubVersion) throw new HubError('hub_too_new');
  for (const { version, sql } of hubMigrations) if (version > from) await client.query(sql);
  if (from < hubVersion) {
    await client.query('DELETE FROM reseller_hub.meta');
    await client.query('INSERT INTO reseller_hub.meta (version, min_client) VALUES ($1, $2)', [
      hubVersion,
      leastConsole,
    ]);
    await client.query(permissions());
  }
  return { from, to: hubVersion };
}

/** Closes everything to everybody, then opens the few functions to desks and to those who are invited. */
function permissions(): string {
  const execute = (functions: readonly string[], group: string): string =>
    functions.map((name) => `GRANT EXECUTE ON FUNCTION reseller_hub.${name} TO ${group};`).join('\n');
  return `
    REVOKE ALL ON SCHEMA reseller_hub FROM PUBLIC;
    REVOKE ALL ON ALL TABLES IN SCHEMA reseller_hub FROM PUBLIC;
    REVOKE ALL ON ALL FUNCTIONS IN SCHEMA reseller_hub FROM PUBLIC;
    GRANT USAGE ON SCHEMA reseller_hub TO reseller_hub_desk, reseller_hub_invited;
    ${execute(deskFunctions, 'reseller_hub_desk')}
    ${execute(invitedFunctions, 'reseller_hub_invited')}
  `;
}
