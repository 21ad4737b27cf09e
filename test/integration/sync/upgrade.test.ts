import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installHub } from '../../../main/core/sync/hub/install.ts';
import { hubMigrations, hubVersion } from '../../../main/core/sync/hub/schema/index.ts';
import { newId, testServer, type TestServer } from './support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(async () => {
  await server?.close();
});

/** The hub as a console of an earlier version has left it. */
async function installedUpTo(version: number): Promise<void> {
  const { sql } = server;
  await sql.query(`
    CREATE ROLE reseller_hub_owner NOLOGIN CREATEROLE;
    CREATE ROLE reseller_hub_desk NOLOGIN;
    CREATE ROLE reseller_hub_invited NOLOGIN;
    CREATE SCHEMA reseller_hub AUTHORIZATION reseller_hub_owner;
    SET ROLE reseller_hub_owner;
    SET search_path = pg_catalog, reseller_hub, pg_temp;
    CREATE TABLE reseller_hub.meta (version integer NOT NULL, min_client integer NOT NULL);`);
  for (const step of hubMigrations) if (step.version <= version) await sql.query(step.sql);
  await sql.query('INSERT INTO reseller_hub.meta VALUES ($1, $1)', [version]);
}

describe('a hub of an earlier version', () => {
  it('knows after the update which numbers its last restore went over, as long as a desk has to learn of it', async () => {
    await installedUpTo(100);
    const [met, unmet] = [newId(), newId()];
    for (const workspace of [met, unmet]) {
      await server.sql.query("INSERT INTO reseller_hub.workspace VALUES ($1, 'Team', 'first', 5)", [workspace]);
      await server.sql.query('SELECT reseller_hub.begin_epoch($1)', [workspace]);
      await server.sql.query(
        `INSERT INTO reseller_hub.desk (workspace_id, desk_id, role_name, name, epoch)
          SELECT workspace_id, $2, 'role', 'Desk', CASE WHEN $3 THEN epoch ELSE 'first' END
          FROM reseller_hub.workspace WHERE workspace_id = $1`,
        [workspace, newId(), workspace === met],
      );
    }
    await server.sql.query('RESET ROLE');
    expect(await installHub(server.address, server.administrator)).toEqual({ from: 100, to: hubVersion });
    const { rows } = await server.sql.query<{ workspace_id: string; skipped: unknown }>(
      'SELECT workspace_id, skipped FROM reseller_hub.workspace',
    );
    const skipped = new Map(rows.map((row) => [row.workspace_id, row.skipped]));
    expect(skipped.get(unmet)).toEqual([[5, 1_000_005]]);
    expect(skipped.get(met)).toEqual([]);
  });
});
